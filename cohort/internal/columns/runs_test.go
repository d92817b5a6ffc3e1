package columns

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"
)

func TestUnpackRunsGivesBackWhatWasPacked(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for width := 0; width <= 31; width++ {
		for _, n := range []int{1, 7, 8, 9, 63, 64, 65, 1000, 5003} {
			limit := uint32(1) << width
			values := streaks(r, n, limit)
			src := packRuns(r, values, width)
			dst := make([]int32, n)
			if err := unpackRuns(dst, src, width, int32(limit-1)); err != nil {
				t.Fatalf("width %d, %d values: %v", width, n, err)
			}
			for i, v := range values {
				if dst[i] != int32(v) {
					t.Fatalf("width %d, %d values: number %d is %d, want %d", width, n, i, dst[i], v)
				}
			}
			for cut := range min(len(src), 20) {
				short := src[:len(src)-1-cut]
				guard, got := guardRuns(short, n, width), unpackRuns(dst, short, width, int32(limit-1))
				if (guard == nil) != (got == nil) {
					t.Fatalf("width %d, %d values, %d bytes less: guard %v, got %v", width, n, cut+1, guard, got)
				}
			}
		}
	}
}

// The last entry of a dictionary is reached, the one after it is not.
func TestUnpackRunsHoldsToTheDictionary(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for width := 1; width <= 31; width++ {
		for range 40 {
			size := 1 + r.Uint32N(1<<width-1) // fewer entries than the width can tell apart
			n := 1 + r.IntN(200)
			values := streaks(r, n, size)
			values[r.IntN(n)] = size - 1
			src := packRuns(r, values, width)
			dst := make([]int32, n)
			if err := unpackRuns(dst, src, width, int32(size-1)); err != nil {
				t.Fatalf("width %d, %d entries: %v", width, size, err)
			}
			values[r.IntN(n)] = size
			if err := unpackRuns(dst, packRuns(r, values, width), width, int32(size-1)); err != errIndex {
				t.Fatalf("width %d, %d entries: an index beyond them gives %v", width, size, err)
			}
		}
	}
	huge := binary.LittleEndian.AppendUint32([]byte{8}, 1<<31+3) // a run of four
	if err := unpackRuns(make([]int32, 4), huge, 32, 5); err != errIndex {
		t.Errorf("an index of 32 bits: %v", err)
	}
}

func TestUnpackRunsRefusesWhatGuardRunsRefuses(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 20_000 {
		src := make([]byte, r.IntN(12))
		for i := range src {
			src[i] = byte(r.UintN(256) >> r.UintN(8)) // small ones too
		}
		n, width := 1+r.IntN(40), r.IntN(17)
		guard, got := guardRuns(src, n, width), unpackRuns(make([]int32, n), src, width, 1<<24)
		if (guard == nil) != (got == nil) {
			t.Fatalf("%v as %d values of %d bits: guard %v, got %v", src, n, width, guard, got)
		}
	}
}

func TestFill(t *testing.T) {
	for _, n := range []int{0, 1, 15, 16, 17, 31, 32, 33, 1000} {
		b := make([]int32, n+1)
		fill(b[:n], 7)
		for i, v := range b {
			if want := int32(7); i < n && v != want || i == n && v != 0 {
				t.Fatalf("%d: element %d is %d", n, i, v)
			}
		}
	}
}
