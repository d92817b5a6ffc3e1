package columns

import (
	"strconv"
	"unicode/utf8"

	"sib/evidence"
)

// Vector is one column of one row group. Index[i] is the position of row i's value
// in the list of its kind, or −1 when the value is missing. A list may hold a value
// twice: only the first few thousand are compared with those before.
type Vector struct {
	Kind   Kind
	Index  []int32
	Texts  []string
	Ints   []int64   // integers, or days since 1970-01-01
	Floats []float64 // a 32-bit number as the decimal it stands for, see shortest
	Bools  []bool
}

// Len is the number of values listed, used or not.
func (v *Vector) Len() int {
	return len(v.Texts) + len(v.Ints) + len(v.Floats) + len(v.Bools)
}

// mark notes that value k of n is bad; bad is nil as long as none is.
func mark(bad []bool, n, k int) []bool {
	if bad == nil {
		bad = make([]bool, n)
	}
	bad[k] = true
	return bad
}

// Label returns value k as a category's label: integers in decimal, booleans as false and true.
func (v *Vector) Label(k int32) string {
	switch v.Kind {
	case Int:
		return strconv.FormatInt(v.Ints[k], 10)
	case Bool:
		return strconv.FormatBool(v.Bools[k])
	}
	return v.Texts[k]
}

// firstRow returns the first row, from 0, that has a bad value, or −1. A bad value
// that no row has, as in a dictionary, does no harm.
func (v *Vector) firstRow(bad []bool) int64 {
	if bad == nil {
		return -1
	}
	for row, k := range v.Index {
		if k >= 0 && bad[k] {
			return int64(row)
		}
	}
	return -1
}

// check turns what was decoded into what the column holds, and refuses values that no
// other package should have to think about.
func (f *File) check(v *Vector, first int64, column string, unsigned bool) error {
	refuse := func(row int64, p *evidence.Problem) error {
		p.File, p.Row, p.Column = f.path, first+row+1, column
		return p
	}
	if n, err := f.leaf(column); err == nil && f.leaves[n].perDay != 0 {
		if row := v.firstRow(v.toDays(f.leaves[n].perDay)); row >= 0 {
			return refuse(row, noDate())
		}
	}
	var bad []bool
	for k, s := range v.Texts {
		if !utf8.ValidString(s) {
			bad = mark(bad, len(v.Texts), k)
		}
	}
	if row := v.firstRow(bad); row >= 0 {
		return refuse(row, notUTF8())
	}
	if row := v.firstRow(v.negative(unsigned)); row >= 0 {
		return refuse(row, tooLarge())
	}
	if c := constantOf(f.both, column); c != nil {
		if row := c.disagrees(v); row >= 0 {
			return refuse(row, otherPath())
		}
	}
	return nil
}

// negative finds integers that are negative although they are unsigned.
func (v *Vector) negative(unsigned bool) (bad []bool) {
	if !unsigned {
		return nil
	}
	for k, x := range v.Ints {
		if x < 0 {
			bad = mark(bad, len(v.Ints), k)
		}
	}
	return bad
}

func notUTF8() *evidence.Problem {
	return &evidence.Problem{Code: NotUTF8, What: "the text is not valid UTF-8", Remedy: "write the file with UTF-8 text"}
}

func tooLarge() *evidence.Problem {
	return &evidence.Problem{Code: UnsignedTooBig, What: "the unsigned integer does not fit in 63 bits", Remedy: "write such numbers as text"}
}
