package columns

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// levels are definition levels, which are 0 for a missing value and 1 for another, as
// the runs in which they are stored.
type levels []levelRun

// levelRun is n levels that are alike, or n bits.
type levelRun struct {
	n    int
	bits []byte // nil: all are as present says
	one  bool
}

// parse reads the levels of n values and returns how many of them are present.
func (l *levels) parse(src []byte, n int) (present int, err error) {
	*l = (*l)[:0]
	for n > 0 {
		head, k := binary.Uvarint(src)
		count := int64(head >> 1)
		if k <= 0 || count == 0 || count > maxGroupRows {
			return 0, errShort
		}
		src = src[k:]
		var r levelRun
		used := 1
		if head&1 == 1 {
			r.n = int(min(8*count, int64(n)))
			used = min(int(count), len(src))
			r.bits = src[:used]
		} else {
			r.n = int(min(count, int64(n)))
		}
		if len(src) < used || r.bits != nil && len(r.bits) < (r.n+7)/8 {
			return 0, errShort
		}
		if r.bits == nil {
			if src[0] > 1 {
				return 0, errors.New("a definition level beyond 1 in a flat column")
			}
			r.one = src[0] == 1
		}
		present += r.present()
		*l = append(*l, r)
		src, n = src[used:], n-r.n
	}
	return present, nil
}

// present counts the levels that are 1.
func (r levelRun) present() int {
	if r.bits == nil {
		if r.one {
			return r.n
		}
		return 0
	}
	n, whole := 0, r.n/8
	for _, b := range r.bits[:whole] {
		n += bits.OnesCount8(b)
	}
	if rest := r.n % 8; rest > 0 {
		n += bits.OnesCount8(r.bits[whole] & (1<<rest - 1))
	}
	return n
}

// spread moves the indices of the present values, which dst begins with, to their rows
// and puts −1 into the others. It works from the end, so that nothing is overwritten
// before it has moved; once no missing value is left in front, nothing is to be moved.
func (l levels) spread(dst []int32, present int) {
	to, from := len(dst), present
	for i := len(l) - 1; i >= 0 && to > from; i-- {
		switch r := l[i]; {
		case r.bits != nil:
			to, from = r.spread(dst, to, from)
		case r.one:
			to, from = to-r.n, from-r.n
			copy(dst[to:to+r.n], dst[from:from+r.n])
		default:
			to -= r.n
			fill(dst[to:to+r.n], -1)
		}
	}
}

// spread moves the values of one run to the rows before to, and returns what is left.
func (r levelRun) spread(dst []int32, to, from int) (int, int) {
	for b := r.n - 1; b >= 0 && to > from; b-- {
		one := int(r.bits[b>>3] >> (b & 7) & 1)
		to, from = to-1, from-one
		dst[to] = dst[from] | int32(one-1) // −1 has all bits
	}
	return to, from
}
