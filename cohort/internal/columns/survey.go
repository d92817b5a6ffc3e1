package columns

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	meta "github.com/xitongsys/parquet-go/parquet"

	"sib/evidence"
)

// OpenEach is OpenAll for those who want to know everything that is wrong: it returns the
// files that can be used, by path, and an *evidence.Problem for each name or file that
// cannot. It ends early when ctx does.
func OpenEach(ctx context.Context, dir string, names []string, role string) (files []*File, bad []error, err error) {
	if len(names) == 0 {
		_, err := OpenAll(dir, names, role)
		return nil, []error{err}, nil
	}
	found, bad := locateEach(dir, names, role)
	if err := agreePartitions(found); err != nil {
		return nil, append(bad, err), nil
	}
	type opened struct {
		file *File
		bad  error
	}
	work := func(i int) (opened, error) {
		f, err := open(found[i].path, found[i].full, role)
		return opened{f, err}, nil
	}
	take := func(i int, o opened) error {
		if o.bad != nil {
			bad = append(bad, o.bad)
			return nil
		}
		o.file.partition(found[i].parts)
		files = append(files, o.file)
		return nil
	}
	err = Ordered(ctx, len(found), work, take)
	return files, bad, err
}

// locateEach finds what it can.
func locateEach(dir string, names []string, role string) (found []located, bad []error) {
	if found, err := locate(dir, names, role); err == nil {
		return found, nil
	}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(names))) {
		some, err := locate(dir, []string{name}, role)
		if err != nil {
			bad = append(bad, err)
		}
		found = append(found, some...)
	}
	slices.SortStableFunc(found, func(a, b located) int { return strings.Compare(a.path, b.path) })
	for {
		k := sameAsBefore(found)
		if k < 0 {
			return found, bad
		}
		bad = append(bad, refuseTwice(found))
		found = slices.Delete(found, k, k+1)
	}
}

// sameAsBefore returns the place of the file that refuseTwice refuses, or −1.
func sameAsBefore(found []located) int {
	if refuseTwice(found) == nil {
		return -1
	}
	// The shortest prefix with two paths to a file ends in the second of them.
	low, high := 1, len(found)
	for low < high {
		mid := (low + high) / 2
		if refuseTwice(found[:mid]) != nil {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low - 1
}

// Refused is the Index of a row whose value no other package should have to think about.
// Only Survey returns it.
const Refused = -2

// Flaw is a kind of such values in a row group.
type Flaw struct {
	Problem *evidence.Problem // at the first of the rows
	Rows    int64
}

// Survey is Column for those who want to know everything that is wrong: values that Column
// refuses are counted, and their rows have the Index Refused. Clocks is how many rows of a
// column of timestamps have a time of day; of INT96 it is not known.
func (f *File) Survey(g int, name string) (v Vector, flaws []Flaw, clocks int64, err error) {
	if c := constantOf(f.constants, name); c != nil {
		return c.vector(int(f.groups[g].rows)), nil, 0, nil
	}
	n, err := f.leaf(name)
	if err != nil {
		return Vector{}, nil, 0, err
	}
	h, err := f.open()
	if err != nil {
		return Vector{}, nil, 0, err
	}
	defer h.Close()
	l, grp := f.leaves[n], f.groups[g]
	if v, err = decode(l, h, grp.chunks[n], int(grp.rows)); err != nil {
		return Vector{}, nil, 0, damaged(f.path, in(g, name, err))
	}
	s := survey{file: f, first: grp.first, column: name, v: &v}
	if l.perDay != 0 {
		s.clocks(l.perDay)
		s.refuse(v.toDays(l.perDay), noDate())
	}
	s.refuse(v.badTexts(), notUTF8())
	s.refuse(v.negative(l.unsigned && l.physical == meta.Type_INT64), tooLarge())
	if c := constantOf(f.both, name); c != nil {
		s.refuseOthers(c)
	}
	return v, s.flaws, s.timed, nil
}

// survey counts what is wrong with a column of a row group.
type survey struct {
	file   *File
	first  int64
	column string
	v      *Vector
	flaws  []Flaw
	timed  int64
}

// refuse takes the rows with bad values out.
func (s *survey) refuse(bad []bool, p *evidence.Problem) {
	if bad != nil {
		s.refuseRows(func(k int32) bool { return k >= 0 && bad[k] }, p)
	}
}

// refuseOthers takes the rows out that do not say what the path says.
func (s *survey) refuseOthers(c *constant) {
	other := make([]bool, s.v.Len())
	for k := range other {
		other[k] = c.missing || !c.says(s.v, k)
	}
	s.refuseRows(func(k int32) bool { return k == -1 && !c.missing || k >= 0 && other[k] }, otherPath())
}

func (s *survey) refuseRows(bad func(k int32) bool, p *evidence.Problem) {
	p.File, p.Column = s.file.path, s.column
	flaw := Flaw{Problem: p}
	for row, k := range s.v.Index {
		if !bad(k) {
			continue
		}
		if s.v.Index[row] = Refused; flaw.Rows == 0 {
			p.Row = s.first + int64(row) + 1
		}
		flaw.Rows++
	}
	if flaw.Rows > 0 {
		s.flaws = append(s.flaws, flaw)
	}
}

// clocks counts the rows whose timestamp is not the start of a day.
func (s *survey) clocks(perDay int64) {
	for _, k := range s.v.Index {
		if k >= 0 && s.v.Ints[k]%perDay != 0 {
			s.timed++
		}
	}
}

// badTexts finds texts that are not valid UTF-8.
func (v *Vector) badTexts() (bad []bool) {
	for k, s := range v.Texts {
		if !utf8.ValidString(s) {
			bad = mark(bad, len(v.Texts), k)
		}
	}
	return bad
}
