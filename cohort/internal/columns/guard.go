package columns

import (
	"encoding/binary"
	"fmt"

	meta "github.com/xitongsys/parquet-go/parquet"
)

const plainRemedy = "write the file with dictionary or plain encoding, the default of most programs"

// guardDictionary makes sure that n values can be in the bytes before Arrow allocates n,
// and remembers how many there are.
func (p *pages) guardDictionary(n int, data []byte) error {
	if p.leaf.kind == Bool || n > len(data)/p.leaf.width() {
		return fmt.Errorf("a dictionary of %d values in %d bytes", n, len(data))
	}
	p.entries = n
	return nil
}

// width is the least number of bytes that a plain value takes; booleans take less.
func (l leaf) width() int {
	switch l.physical {
	case meta.Type_INT64, meta.Type_DOUBLE:
		return 8
	case meta.Type_INT96:
		return 12
	}
	return 4
}

// guardValues refuses encodings that Arrow cannot decode, or not safely, and streams
// that end before their n values, on which it loops for ever or hands out what was in
// its memory before. Missing values are not among the n.
func (p *pages) guardValues(enc meta.Encoding, n int, data []byte) error {
	kind := p.leaf.kind
	switch {
	case enc == meta.Encoding_RLE_DICTIONARY || enc == meta.Encoding_PLAIN_DICTIONARY:
		return p.guardIndices(n, data)
	case enc == meta.Encoding_PLAIN && kind == Bool && n > 8*len(data):
		return errShort
	case enc == meta.Encoding_PLAIN && kind != Bool && n > len(data)/p.leaf.width():
		return errShort
	case enc == meta.Encoding_PLAIN:
		return nil
	case enc == meta.Encoding_RLE && kind == Bool:
		runs, _, err := prefixed(data)
		if err == nil {
			err = guardRuns(runs, n, 1)
		}
		return err
	case enc == meta.Encoding_DELTA_BINARY_PACKED && kind == Int, enc == meta.Encoding_DELTA_LENGTH_BYTE_ARRAY && kind == Text:
		return guardDelta(data, n)
	case enc == meta.Encoding_BYTE_STREAM_SPLIT && kind == Float, enc == meta.Encoding_DELTA_BYTE_ARRAY && kind == Text:
		return nil // they are rewritten, with checks
	}
	return unsupported{fmt.Sprintf("%v values in encoding %v", p.leaf.kind, enc), plainRemedy}
}

func (p *pages) guardIndices(n int, data []byte) error {
	switch {
	case !p.dict:
		return fmt.Errorf("dictionary indices without a dictionary")
	case n == 0: // nothing but nulls
		return nil
	case len(data) == 0:
		return errShort
	case data[0] > 32:
		return fmt.Errorf("dictionary indices of %d bits", data[0])
	}
	width := int(data[0])
	if err := guardRuns(data[1:], n, width); err != nil || width <= smallIndex {
		return err
	}
	return guardRange(data[1:], n, width, p.entries)
}

// guardRuns makes sure that src holds n values of width bits as runs and bit-packed
// groups of eight (Parquet format, "RLE / bit-packing hybrid").
func guardRuns(src []byte, n, width int) error {
	for n > 0 {
		head, k := binary.Uvarint(src)
		count := int64(head >> 1)
		if k <= 0 || count == 0 || count > maxGroupRows {
			return errShort
		}
		src = src[k:]
		used := (width + 7) / 8
		if head&1 == 1 {
			used = min(int(count)*width, len(src))
			if (min(int(count)*8, n)*width+7)/8 > len(src) {
				return errShort
			}
			count *= 8
		}
		if used > len(src) {
			return errShort
		}
		src = src[used:]
		n -= int(min(count, int64(n)))
	}
	return nil
}

const maxDeltaBlock = 1 << 16

// guardDelta walks the blocks of a DELTA_BINARY_PACKED stream, which also holds the
// lengths of DELTA_LENGTH_BYTE_ARRAY, and makes sure that all its bytes are there.
func guardDelta(src []byte, n int) error {
	_, err := afterDelta(src, n)
	return err
}

// afterDelta returns what follows such a stream.
func afterDelta(src []byte, n int) ([]byte, error) {
	var head [4]uint64 // block size, miniblocks in a block, number of values, first value
	for i := range head {
		var k int
		if head[i], k = binary.Uvarint(src); k <= 0 {
			return nil, errShort
		}
		src = src[k:]
	}
	block, minis, total := head[0], head[1], head[2]
	if block == 0 || block > maxDeltaBlock || minis == 0 || block%minis != 0 || block/minis%8 != 0 {
		return nil, fmt.Errorf("delta blocks of %d values in %d parts", block, minis)
	}
	if total != uint64(n) {
		return nil, fmt.Errorf("%d delta values, the levels say %d", total, n)
	}
	for left := int64(total) - 1; left > 0; {
		var err error
		if src, left, err = deltaBlock(src, left, int(minis), int64(block/minis)); err != nil {
			return nil, err
		}
	}
	return src, nil
}

// deltaBlock skips one block and returns how many values are left after it.
func deltaBlock(src []byte, left int64, minis int, size int64) ([]byte, int64, error) {
	_, k := binary.Uvarint(src)
	if k <= 0 || len(src)-k < minis {
		return nil, 0, errShort
	}
	widths, src := src[k:k+minis], src[k+minis:]
	for _, w := range widths {
		if left <= 0 {
			break
		}
		if w > 64 || size*int64(w)/8 > int64(len(src)) {
			return nil, 0, errShort
		}
		src = src[size*int64(w)/8:]
		left -= size
	}
	return src, left, nil
}

// prefixed splits b after a block that starts with its length in four bytes.
func prefixed(b []byte) (block, rest []byte, err error) {
	if len(b) < 4 {
		return nil, nil, errShort
	}
	n := uint64(binary.LittleEndian.Uint32(b))
	if n > uint64(len(b)-4) {
		return nil, nil, errShort
	}
	return b[4 : 4+n : 4+n], b[4+n:], nil
}
