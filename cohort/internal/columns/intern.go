package columns

import (
	"math"
	"strconv"
)

// maxInterned is how many distinct values are worth remembering; a column with more
// is mostly made of values that come once.
const maxInterned = 4096

// interner lists values and finds those that came before.
type interner[T comparable] struct {
	list []T
	at   map[T]int32 // nil once there are too many
	// hints are where a value was found last, plus 1, by a few of its bits: most columns
	// have few values, and looking one up costs more than comparing it.
	hints [256]int32
}

func newInterner[T comparable]() *interner[T] { return &interner[T]{at: map[T]int32{}} }

// add returns the position of x in the list.
func (t *interner[T]) add(x T) int32 {
	if k, ok := t.at[x]; ok {
		return k
	}
	k := int32(len(t.list))
	t.list = append(t.list, x)
	if t.at != nil && len(t.at) < maxInterned {
		t.at[x] = k
	} else {
		t.at = nil
	}
	return k
}

// hinted is add with the bits under which to look first.
func (t *interner[T]) hinted(bits uint8, x T) int32 {
	if k := t.hints[bits]; k > 0 && t.list[k-1] == x {
		return k - 1
	}
	k := t.add(x)
	t.hints[bits] = k + 1
	return k
}

func bitsOf(x int64) uint8 { return uint8(x) ^ uint8(x>>8) }

// texts is an interner that copies a text only when it is new: what Arrow hands out
// is a window on a page. Once texts come once each, as ids do, they are copied many at
// a time into one string that they share.
type texts struct {
	interner[string]
	begun   bool
	pending []byte // texts at the end of the list that are still empty there
	ends    []int  // of each of them in pending
}

const sharedBytes = 1 << 16

func (t *texts) add(b []byte) int32 {
	if !t.begun {
		t.begun, t.at = true, map[string]int32{}
	}
	if t.at != nil {
		return t.known(b)
	}
	k := int32(len(t.list))
	t.list = append(t.list, "")
	t.pending = append(t.pending, b...)
	t.ends = append(t.ends, len(t.pending))
	if len(t.pending) >= sharedBytes {
		t.flush()
	}
	return k
}

// known finds a text, or adds it.
func (t *texts) known(b []byte) int32 {
	bits := uint8(len(b))
	if n := len(b); n > 0 {
		bits = uint8(n) + 7*b[0] + 13*b[n/2] + 31*b[n-1]
	}
	if k := t.hints[bits]; k > 0 && t.list[k-1] == string(b) {
		return k - 1
	}
	k, ok := t.at[string(b)]
	if !ok {
		k = t.interner.add(string(b))
	}
	t.hints[bits] = k + 1
	return k
}

// flush puts pending texts into the list.
func (t *texts) flush() {
	shared, at, first := string(t.pending), 0, len(t.list)-len(t.ends)
	for i, end := range t.ends {
		t.list[first+i] = shared[at:end]
		at = end
	}
	t.pending, t.ends = t.pending[:0], t.ends[:0]
}

func widen(x int32, unsigned bool) int64 {
	if unsigned {
		return int64(uint32(x))
	}
	return int64(x)
}

// shortest reads a 32-bit number as the shortest decimal that it stands for, so that
// 0.7 written in 32 bits is not below a threshold of 0.7.
func shortest(x float32) float64 {
	f := float64(x)
	if f == math.Trunc(f) || math.IsNaN(f) || math.IsInf(f, 0) {
		return f
	}
	d, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', -1, 32), 64)
	if err != nil {
		return f
	}
	return d
}
