package columns

import (
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
	Ints   []int64
	Floats []float64 // a 32-bit number as the decimal it stands for, see shortest
	Bools  []bool
}

// Len is the number of values listed, used or not.
func (v *Vector) Len() int {
	return len(v.Texts) + len(v.Ints) + len(v.Floats) + len(v.Bools)
}

// firstRow returns the first row, from 0, that has value k, or −1.
func (v *Vector) firstRow(k int) int64 {
	for row, ix := range v.Index {
		if int(ix) == k {
			return int64(row)
		}
	}
	return -1
}

// check refuses values that no other package should have to think about.
func (f *File) check(v *Vector, first int64, column string, unsigned bool) error {
	for k, s := range v.Texts {
		if utf8.ValidString(s) {
			continue
		}
		if row := v.firstRow(k); row >= 0 {
			p := notUTF8()
			p.File, p.Row, p.Column = f.path, first+row+1, column
			return p
		}
	}
	if !unsigned {
		return nil
	}
	for k, x := range v.Ints {
		if x >= 0 {
			continue
		}
		if row := v.firstRow(k); row >= 0 {
			p := tooLarge()
			p.File, p.Row, p.Column = f.path, first+row+1, column
			return p
		}
	}
	return nil
}

func notUTF8() *evidence.Problem {
	return &evidence.Problem{What: "the text is not valid UTF-8", Remedy: "write the file with UTF-8 text"}
}

func tooLarge() *evidence.Problem {
	return &evidence.Problem{What: "the unsigned integer does not fit in 63 bits", Remedy: "write such numbers as text"}
}
