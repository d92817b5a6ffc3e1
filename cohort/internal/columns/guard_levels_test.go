package columns

import (
	"bytes"
	"encoding/binary"
	"testing"

	meta "github.com/xitongsys/parquet-go/parquet"
)

func TestGuardLevels(t *testing.T) {
	run := func(n uint64, value ...byte) []byte { return append(binary.AppendUvarint(nil, n<<1), value...) }
	packed := func(groups uint64, data ...byte) []byte {
		return append(binary.AppendUvarint(nil, groups<<1|1), data...)
	}
	tests := []struct {
		name    string
		src     []byte
		n, want int // −1: refused
	}{
		{"nothing", nil, 0, 0},
		{"all", run(10, 1), 10, 10},
		{"none", run(10, 0), 10, 0},
		{"a longer run than is wanted", run(10, 1), 9, 9},
		{"bits", packed(1, 0b1010_0111), 8, 5},
		{"some of the bits", packed(1, 0b1010_0111), 5, 3},
		{"bits, the last group cut", packed(2, 0xff), 8, 8},
		{"run, then bits", append(run(3, 1), packed(2, 0x01, 0x03)...), 19, 6},
		{"bits, then run", append(packed(1, 0x0f), run(100, 1)...), 20, 16},
		{"too few", run(9, 1), 10, -1},
		{"a level of 2", run(10, 2), 10, -1},
		{"groups without bytes", packed(2, 0xff), 16, -1},
		{"nothing for one", nil, 1, -1},
	}
	for _, tt := range tests {
		got, err := guardLevels(tt.src, tt.n)
		if err != nil {
			got = -1
		}
		if got != tt.want {
			t.Errorf("%s: %d (%v), want %d", tt.name, got, err, tt.want)
		}
	}
}

// Arrow fills what a stream of indices lacks with what its memory held before. The
// number of values that are not missing is known, so that such a stream is refused.
func TestGuardValuesWithNulls(t *testing.T) {
	p := &pages{leaf: leaf{kind: Text, physical: meta.Type_BYTE_ARRAY, optional: true}, dict: true}
	// 40 indices of one bit are announced as five groups: a flipped bit makes them a million.
	data := []byte{1, 0x8b, 0xb6, 0x6d, 0xdb, 0xb6, 0x6d}
	if err := p.guardValues(meta.Encoding_RLE_DICTIONARY, 40, data); err == nil {
		t.Error("40 indices of one bit in three bytes")
	}
	data[1] = 0x0b
	if err := p.guardValues(meta.Encoding_RLE_DICTIONARY, 40, data); err != nil {
		t.Error(err)
	}
	if err := p.guardValues(meta.Encoding_PLAIN, 3, bytes.Repeat([]byte{0}, 8)); err == nil {
		t.Error("three texts in eight bytes")
	}
	if err := p.guardValues(meta.Encoding_RLE_DICTIONARY, 0, nil); err != nil {
		t.Errorf("nothing but nulls: %v", err)
	}
}
