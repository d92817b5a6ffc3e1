package columns

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/apache/arrow/go/v17/parquet/compress"
	meta "github.com/xitongsys/parquet-go/parquet"
)

func codecOf(c compress.Compression) meta.CompressionCodec { return meta.CompressionCodec(c) }

func TestGuardRuns(t *testing.T) {
	run := func(n uint64, value ...byte) []byte { return append(binary.AppendUvarint(nil, n<<1), value...) }
	packed := func(groups uint64, data ...byte) []byte {
		return append(binary.AppendUvarint(nil, groups<<1|1), data...)
	}
	tests := []struct {
		name  string
		src   []byte
		n     int
		width int
		ok    bool
	}{
		{"nothing wanted", nil, 0, 1, true},
		{"nothing there", nil, 1, 1, false},
		{"run", run(100, 1), 100, 1, true},
		{"run too short", run(99, 1), 100, 1, false},
		{"run without value", run(100), 100, 1, false},
		{"run of width 9 with one byte", run(100, 1), 100, 9, false},
		{"run of width 0", run(100), 100, 0, true},
		{"empty run", run(0, 1), 1, 1, false},
		{"group", packed(1, 0xff), 8, 1, true},
		{"group of 8 for 9", packed(1, 0xff), 9, 1, false},
		{"last group cut to what is needed", packed(2, 0xff), 8, 1, true},
		{"group of 3 bits", packed(1, 1, 2, 3), 8, 3, true},
		{"group of 3 bits cut", packed(1, 1, 2), 8, 3, false},
		{"empty group", packed(0), 1, 1, false},
		{"run, then group", append(run(4, 0), packed(1, 0xff)...), 12, 1, true},
		{"enormous run", run(1<<40, 1), 10, 1, false},
		{"unending length", bytes.Repeat([]byte{0x80}, 20), 1, 1, false},
	}
	for _, tt := range tests {
		if err := guardRuns(tt.src, tt.n, tt.width); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestGuardDelta(t *testing.T) {
	stream := func(block, minis, n uint64, rest ...byte) []byte {
		b := binary.AppendUvarint(nil, block)
		b = binary.AppendUvarint(b, minis)
		b = binary.AppendUvarint(b, n)
		return append(append(b, 0), rest...)
	}
	one := append([]byte{0, 1, 0, 0, 0}, make([]byte, 4)...) // least delta, four widths, one miniblock of 32 bits
	tests := []struct {
		name string
		src  []byte
		n    int
		ok   bool
	}{
		{"one value", stream(128, 4, 1), 1, true},
		{"two values", stream(128, 4, 2, one...), 2, true},
		{"two values, block cut", stream(128, 4, 2, one[:7]...), 2, false},
		{"two values, no block", stream(128, 4, 2), 2, false},
		{"fewer than rows", stream(128, 4, 1), 2, false},
		{"more than rows", stream(128, 4, 2, one...), 1, false},
		{"no miniblocks", stream(128, 0, 1), 1, false},
		{"no block size", stream(0, 4, 1), 1, false},
		{"odd miniblocks", stream(128, 3, 1), 1, false},
		{"enormous block", stream(1<<40, 4, 1), 1, false},
		{"enormous count", stream(128, 4, 1<<40), 1, false},
		{"empty", nil, 1, false},
	}
	for _, tt := range tests {
		if err := guardDelta(tt.src, tt.n); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestDictionaryNeedsItsBytes(t *testing.T) {
	p := &pages{leaf: leaf{kind: Text, physical: meta.Type_BYTE_ARRAY}}
	if err := p.guardDictionary(1<<30, make([]byte, 100)); err == nil {
		t.Error("a billion texts in a hundred bytes")
	}
	if err := p.guardDictionary(25, make([]byte, 100)); err != nil {
		t.Error(err)
	}
}
