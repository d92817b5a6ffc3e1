package columns

import (
	"encoding/binary"
	"math/rand/v2"
	"testing"

	meta "github.com/xitongsys/parquet-go/parquet"
)

func TestGuardRange(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for range 2000 {
		width, n := 1+r.IntN(32), 1+r.IntN(20)
		values := make([]uint64, n)
		most := uint64(0)
		for i := range values {
			values[i] = r.Uint64() & (1<<width - 1)
			most = max(most, values[i])
		}
		src := packBits(values, width)
		run := binary.LittleEndian.AppendUint32(binary.AppendUvarint(nil, 5<<1), uint32(most))
		src = append(src, run[:1+(width+7)/8]...)
		n = (n+7)/8*8 + 5 // the group is filled with zeros, and the run follows
		if err := guardRuns(src, n, width); err != nil {
			t.Fatal(err)
		}
		if err := guardRange(src, n, width, int(most)+1); err != nil {
			t.Errorf("width %d, %d values: %v", width, n, err)
		}
		if err := guardRange(src, n, width, int(most)); err == nil {
			t.Errorf("width %d, %d values: index %d passes", width, n, most)
		}
	}
}

// packBits writes values bit by bit, as one run of groups of eight.
func packBits(values []uint64, width int) []byte {
	groups := (len(values) + 7) / 8
	head := binary.AppendUvarint(nil, uint64(groups)<<1|1)
	data := make([]byte, groups*width)
	for i, x := range values {
		for bit := range width {
			if at := i*width + bit; x>>bit&1 == 1 {
				data[at/8] |= 1 << (at % 8)
			}
		}
	}
	return append(head, data...)
}

// Arrow would set aside 24 bytes for each of 100 million texts.
func TestGuardIndexBeyondTheDictionary(t *testing.T) {
	p := &pages{leaf: leaf{kind: Text, physical: meta.Type_BYTE_ARRAY}, dict: true, entries: 3}
	run := func(value uint32) []byte {
		return binary.LittleEndian.AppendUint32([]byte{27, 8 << 1}, value)
	}
	if err := p.guardValues(meta.Encoding_RLE_DICTIONARY, 8, run(100_000_000)); err == nil {
		t.Error("index 100,000,000 in a dictionary of 3")
	}
	if err := p.guardValues(meta.Encoding_RLE_DICTIONARY, 8, run(2)); err != nil {
		t.Error(err)
	}
}
