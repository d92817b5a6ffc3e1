package columns

import (
	"encoding/binary"
	"errors"
)

var errIndex = errors.New("a dictionary index beyond the dictionary")

// run is n values: one that is repeated, or bit-packed groups of eight.
type run struct {
	n      int
	value  uint64
	groups []byte // nil if the value is repeated; may hold more behind the n values
}

// nextRun returns the first run in src, cut to n values of width bits, at most 32, and what
// follows it (Parquet format, "RLE / bit-packing hybrid").
func nextRun(src []byte, n, width int) (r run, rest []byte, err error) {
	head, k := binary.Uvarint(src)
	count := int64(head >> 1)
	if k <= 0 || count == 0 || count > maxGroupRows {
		return run{}, nil, errShort
	}
	src = src[k:]
	if head&1 == 1 {
		r.n, r.groups = int(min(8*count, int64(n))), src
		if (r.n*width+7)/8 > len(src) {
			return run{}, nil, errShort
		}
		return r, src[min(int(count)*width, len(src)):], nil
	}
	size := (width + 7) / 8
	if size > len(src) {
		return run{}, nil, errShort
	}
	for i := range size {
		r.value |= uint64(src[i]) << (8 * i)
	}
	r.n = int(min(count, int64(n)))
	return r, src[size:], nil
}

// unpackRuns fills dst with values of width bits that src holds as runs. Values beyond
// last are an error, and so is a src that ends early; what src holds beyond dst is not read.
func unpackRuns(dst []int32, src []byte, width int, last int32) error {
	for len(dst) > 0 {
		r, rest, err := nextRun(src, len(dst), width)
		switch {
		case err != nil:
		case r.groups != nil:
			err = unpackGroups(dst[:r.n], r.groups, width, last)
		case r.value > uint64(last):
			err = errIndex
		default:
			fill(dst[:r.n], int32(r.value))
		}
		if err != nil {
			return err
		}
		dst, src = dst[r.n:], rest
	}
	return nil
}

// fill sets all of dst to v.
func fill(dst []int32, v int32) {
	const few = 16
	for i := range min(few, len(dst)) {
		dst[i] = v
	}
	for n := few; n < len(dst); n *= 2 {
		copy(dst[n:], dst[:n])
	}
}

// unpackGroups fills dst with bit-packed values; src may hold more behind them.
func unpackGroups(dst []int32, src []byte, width int, last int32) error {
	if (len(dst)*width+7)/8 > len(src) {
		return errShort
	}
	done := 0
	switch {
	case width == 0:
		fill(dst, 0)
		return nil
	case width <= 8:
		done = unpackNarrow(dst, src, uint(width))
	case width <= 16:
		done = unpackMiddle(dst, src, uint(width))
	}
	if unpackEach(dst[done:], src[done/8*width:], width, last) {
		return errIndex
	}
	if int64(last) < int64(1)<<width-1 && beyond(dst[:done], last) {
		return errIndex
	}
	return nil
}

// beyond tells whether one of the values, none of them negative, is greater than last.
func beyond(values []int32, last int32) bool {
	var over int32
	for _, v := range values {
		over |= last - v
	}
	return over < 0
}

// unpackNarrow unpacks groups of eight values of 1 to 8 bits, each from one load of
// eight bytes, as long as src has those. It returns how many values it unpacked.
func unpackNarrow(dst []int32, src []byte, width uint) (done int) {
	mask := uint64(1)<<(width&63) - 1
	for len(dst)-done >= 8 && len(src) >= 8 {
		x, d := binary.LittleEndian.Uint64(src), (*[8]int32)(dst[done:])
		d[0], d[1], d[2], d[3] = int32(x&mask), int32(x>>(width&63)&mask), int32(x>>(2*width&63)&mask), int32(x>>(3*width&63)&mask)
		x >>= 4 * width & 63
		d[4], d[5], d[6], d[7] = int32(x&mask), int32(x>>(width&63)&mask), int32(x>>(2*width&63)&mask), int32(x>>(3*width&63)&mask)
		src, done = src[width:], done+8
	}
	return done
}

// unpackMiddle is unpackNarrow for 9 to 16 bits, with a load for every four values.
func unpackMiddle(dst []int32, src []byte, width uint) (done int) {
	mask := uint64(1)<<(width&63) - 1
	half, odd := width/2, 4*(width%2) // four values end in the middle of a byte, or not
	for len(dst)-done >= 8 && len(src) >= int(half)+8 {
		x, d := binary.LittleEndian.Uint64(src), (*[8]int32)(dst[done:])
		d[0], d[1], d[2], d[3] = int32(x&mask), int32(x>>(width&63)&mask), int32(x>>(2*width&63)&mask), int32(x>>(3*width&63)&mask)
		x = binary.LittleEndian.Uint64(src[half:]) >> (odd & 63)
		d[4], d[5], d[6], d[7] = int32(x&mask), int32(x>>(width&63)&mask), int32(x>>(2*width&63)&mask), int32(x>>(3*width&63)&mask)
		src, done = src[width:], done+8
	}
	return done
}

// unpackEach unpacks values of up to 32 bits one by one, and tells whether one is beyond last.
func unpackEach(dst []int32, src []byte, width int, last int32) (beyond bool) {
	mask := uint64(1)<<width - 1
	for i := range dst {
		bit := i * width
		v := load(src[bit/8:]) >> (bit % 8) & mask
		beyond = beyond || v > uint64(last)
		dst[i] = int32(v)
	}
	return beyond
}

// load reads eight bytes, or zeros where there are none.
func load(src []byte) uint64 {
	if len(src) >= 8 {
		return binary.LittleEndian.Uint64(src)
	}
	var b [8]byte
	copy(b[:], src)
	return binary.LittleEndian.Uint64(b[:])
}
