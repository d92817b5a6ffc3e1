package columns

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	meta "github.com/xitongsys/parquet-go/parquet"
)

// plainly writes values in an encoding that Arrow does not decode, or not safely, as plain
// ones. There are n of them, without nulls.
func (p *pages) plainly(out *page, n int) error {
	var plain []byte
	var err error
	switch {
	case out.encoding == meta.Encoding_BYTE_STREAM_SPLIT && p.leaf.kind == Float:
		plain, err = joinStreams(out.values, n, p.leaf.width())
	case out.encoding == meta.Encoding_DELTA_BYTE_ARRAY && p.leaf.kind == Text:
		plain, p.last, err = joinPrefixes(out.values, n, p.last)
	default:
		return nil
	}
	if err != nil {
		return err
	}
	levels := len(out.data) - len(out.values)
	out.data = append(slices.Clip(out.data[:levels]), plain...)
	out.values, out.encoding = out.data[levels:], meta.Encoding_PLAIN
	return nil
}

// joinStreams puts the bytes of n numbers together again: the first bytes of all of them
// come first, then the second ones (Parquet format, BYTE_STREAM_SPLIT).
func joinStreams(src []byte, n, width int) ([]byte, error) {
	if len(src) != n*width {
		return nil, errShort
	}
	out := make([]byte, len(src))
	for k := range width {
		for i, b := range src[k*n : (k+1)*n] {
			out[i*width+k] = b
		}
	}
	return out, nil
}

var errPrefix = errors.New("a text is longer than what it is made of")

// joinPrefixes writes n texts that share their beginnings with the text before (Parquet
// format, DELTA_BYTE_ARRAY): lengths of what is shared, lengths of the rest, the rest. It
// returns the last text too: the first of a page should share nothing, but some writers
// go on from the page before (PARQUET-246).
func joinPrefixes(src []byte, n int, before []byte) (out, last []byte, err error) {
	if n == 0 {
		return nil, before, nil
	}
	shared, src, err := deltas(src, n)
	if err != nil {
		return nil, nil, err
	}
	rest, src, err := deltas(src, n)
	if err != nil {
		return nil, nil, err
	}
	for i := range n {
		s, r := shared[i], rest[i]
		if s < 0 || s > int64(len(before)) || r < 0 || r > int64(len(src)) {
			return nil, nil, errPrefix
		}
		if int64(len(out))+4+s+r > maxPage {
			return nil, nil, fmt.Errorf("the texts of a page take more than %d bytes", maxPage)
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(s+r))
		at := len(out)
		out = append(append(out, before[:s]...), src[:r]...)
		before, src = out[at:], src[r:]
	}
	return out, bytes.Clone(before), nil
}

// deltas decodes n integers (Parquet format, DELTA_BINARY_PACKED) and returns what follows.
func deltas(src []byte, n int) (values []int64, rest []byte, err error) {
	rest, err = afterDelta(src, n)
	if err != nil || n == 0 {
		return nil, rest, err
	}
	block, k := binary.Uvarint(src)
	src = src[k:]
	minis, k := binary.Uvarint(src)
	src = src[k:]
	_, k = binary.Uvarint(src)
	src = src[k:]
	first, k := binary.Varint(src)
	src = src[k:]
	values = append(make([]int64, 0, n), first)
	for size := int(block / minis); len(values) < n; {
		least, k := binary.Varint(src)
		widths := src[k : k+int(minis)]
		src = src[k+int(minis):]
		for _, w := range widths {
			if len(values) == n {
				break
			}
			for i := range min(size, n-len(values)) {
				values = append(values, values[len(values)-1]+least+int64(bitsAt(src, i*int(w), int(w))))
			}
			src = src[size*int(w)/8:]
		}
	}
	return values, rest, nil
}

// bitsAt reads a number of up to 64 bits that starts at a bit, lowest bits first.
func bitsAt(src []byte, from, width int) uint64 {
	var out uint64
	for got := 0; got < width; {
		bit := from + got
		take := min(8-bit%8, width-got)
		b := uint64(src[bit/8]>>(bit%8)) & (1<<take - 1)
		out |= b << got
		got += take
	}
	return out
}
