package columns

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"

	meta "github.com/xitongsys/parquet-go/parquet"
)

// Values come in pieces of any size, at any bit: together they are those of unpackRuns.
func TestPositionsComeInPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 16))
	for width := 0; width <= 20; width++ {
		for _, n := range []int{1, 8, 65, 1000, 5003} {
			size := uint32(1) << width
			src := packRuns(r, streaks(r, n, size), width)
			want := make([]int32, n)
			if err := unpackRuns(want, src, width, int32(size-1)); err != nil {
				t.Fatal(err)
			}
			d := folder{addends: make([]uint32, size+1), values: positions{src: src, width: width, left: n}, list: Vector{Ints: make([]int64, size)}}
			for k := range d.addends {
				d.addends[k] = uint32(k * 3)
			}
			got := make([]uint32, n)
			for rest := got; len(rest) > 0; {
				k := min(1+r.IntN(40), len(rest))
				if err := d.add(rest[:k]); err != nil {
					t.Fatalf("%d bits: %v", width, err)
				}
				rest = rest[k:]
			}
			for i, k := range want {
				if got[i] != uint32(k+1)*3 {
					t.Fatalf("%d bits, number %d of %d: %d, want %d", width, i, n, got[i], (k+1)*3)
				}
			}
		}
	}
}

// BenchmarkFold adds a million values of so many bits.
func BenchmarkFold(b *testing.B) {
	const n = 1 << 20
	l := leaf{kind: Int, physical: meta.Type_INT32}
	for _, width := range []int{1, 2, 3, 4, 5, 8, 10} {
		b.Run(fmt.Sprint(width, " bits"), func(b *testing.B) {
			r := rand.NewChaCha8([32]byte{})
			values := binary.AppendUvarint([]byte{byte(width)}, n/8<<1|1)
			values = append(values, make([]byte, n/8*width)...)
			if _, err := r.Read(values[len(values)-n/8*width:]); err != nil {
				b.Fatal(err)
			}
			c := newChunk(b)
			c.dictionary(1<<width, plainDictionary(l, 1<<width))
			c.data(false, n, 0, meta.Encoding_RLE_DICTIONARY, nil, values)
			into, m, h := make([]uint32, n), c.metadata(), bytes.NewReader(c.buf.Bytes())
			for b.Loop() {
				d := folder{leaf: l, ask: func(v *Vector) []uint32 { return make([]uint32, v.Len()+1) }, into: into}
				if ok, err := d.fold(h, m); err != nil || !ok {
					b.Fatal(ok, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/value")
		})
	}
}
