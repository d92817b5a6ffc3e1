package columns

import (
	"encoding/binary"
	"errors"
)

var errIndex = errors.New("a dictionary index beyond the dictionary")

// unpackRuns fills dst with values of width bits, at most 32, that src holds as runs and
// bit-packed groups of eight (Parquet format, "RLE / bit-packing hybrid"). Values beyond
// last are an error, and so is a src that ends early; what src holds beyond dst is not read.
func unpackRuns(dst []int32, src []byte, width int, last int32) error {
	for len(dst) > 0 {
		head, k := binary.Uvarint(src)
		count := int64(head >> 1)
		if k <= 0 || count == 0 || count > maxGroupRows {
			return errShort
		}
		src = src[k:]
		var n, used int
		var err error
		if head&1 == 1 {
			n = int(min(8*count, int64(len(dst))))
			used = min(int(count)*width, len(src))
			err = unpackGroups(dst[:n], src, width, last)
		} else {
			n = int(min(count, int64(len(dst))))
			used = (width + 7) / 8
			err = unpackRun(dst[:n], src, used, last)
		}
		if err != nil {
			return err
		}
		dst, src = dst[n:], src[used:]
	}
	return nil
}

// unpackRun repeats the value that the first size bytes of src hold.
func unpackRun(dst []int32, src []byte, size int, last int32) error {
	if size > len(src) {
		return errShort
	}
	var v uint32
	for i := range size {
		v |= uint32(src[i]) << (8 * i)
	}
	if int64(v) > int64(last) {
		return errIndex
	}
	fill(dst, int32(v))
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
