package cohort

import (
	"fmt"
	"math/bits"
	"testing"
)

// The values are those of a program in another language, with integers of any length.
func TestHashIsTheSameEverywhere(t *testing.T) {
	for id, want := range map[string]uint64{
		"": 0x96ebbe173ff72a30, "7": 0xc5752eeab3b7329a, "p-1": 0x8612ad1cfe56b7d5, "p-00010001": 0x1baa2b418743b63d,
		"6f1c2c1e-4b1c-4f7e-9d55-0a1b2c3d4e5f": 0xd54a41008f4b13,
	} {
		if got := hashID([]byte(id)); got != want {
			t.Errorf("%q: %#x, want %#x", id, got, want)
		}
	}
}

// Every bit of an id of any length changes about half of the hash.
func TestHashDependsOnEveryBit(t *testing.T) {
	for n := 1; n <= 50; n++ {
		id := make([]byte, n)
		for i := range id {
			id[i] = byte(37 * (i + n))
		}
		before, changed := hashID(id), 0
		for bit := range 8 * n {
			id[bit/8] ^= 1 << (bit % 8)
			d := bits.OnesCount64(before ^ hashID(id))
			id[bit/8] ^= 1 << (bit % 8)
			if d < 10 {
				t.Errorf("bit %d of %d bytes changes %d bits", bit, n, d)
			}
			changed += d
		}
		if mean := float64(changed) / float64(8*n); mean < 26 || mean > 38 {
			t.Errorf("a bit of %d bytes changes %.1f bits", n, mean)
		}
	}
}

// Ids are mostly numbers in a row: they must not share hashes, and fill the shards evenly.
func TestHashSpreadsNumberedIDs(t *testing.T) {
	for _, format := range []string{"%d", "p-%08d", "person/%d/2014", "00000000-0000-0000-0000-%012d"} {
		const n = 300_000
		all := make(map[uint64]bool, n)
		var high, low [256]int
		for i := range n {
			h := hashID(fmt.Appendf(nil, format, i))
			all[h] = true
			high[h>>56]++
			low[h&255]++
		}
		if len(all) != n {
			t.Errorf("%s: %d hashes of %d ids", format, len(all), n)
		}
		for i := range high { // 1172 each, with a deviation of 34
			for _, got := range []int{high[i], low[i]} {
				if got < 1172-6*34 || got > 1172+6*34 {
					t.Errorf("%s: %d ids in one part of 256", format, got)
				}
			}
		}
	}
}
