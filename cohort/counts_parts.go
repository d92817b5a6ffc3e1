package cohort

import (
	"errors"

	"sib/cohort/internal/columns"
)

// CountPart is a run of consecutive rows of a table of counts: a row group. Its people
// are in no Part.
type CountPart struct {
	File        int // index into Cohort.CountFiles
	Group       int // row group of the file, from 0
	First, Size int64
	people      *people
	unit        unit
}

// CountRows says who is in the rows of a CountPart, in the file's order.
type CountRows struct {
	Profile []int32 // index into Cohort.Profiles; −1 for people who are not eligible
	Arm     []uint8 // the Arm of each row
	People  []int64 // how many; 0 tells nothing of Profile
}

// CountParts returns all rows of counts in the order of Inputs and of rows.
func (c *Cohort) CountParts() []CountPart {
	if c.rows == nil {
		return nil
	}
	var out []CountPart
	for i, s := range c.rows.counts {
		for g := range s.file.Groups() {
			first, n := s.file.Group(g)
			out = append(out, CountPart{File: i, Group: g, First: first, Size: n, people: c.rows, unit: unit{s, g}})
		}
	}
	return out
}

// CountFiles returns the tables of counts, for packages that may read columns. They come
// after the files of people in Inputs.
func (c *Cohort) CountFiles() []columns.Sealed {
	if c.rows == nil {
		return nil
	}
	return sealed(c.rows.counts)
}

// Rows reads the part again.
func (p CountPart) Rows() (CountRows, error) {
	cells, err := p.people.plan.scanCounts(p.unit)
	if err != nil {
		return CountRows{}, err
	}
	out := CountRows{make([]int32, len(cells)), make([]uint8, len(cells)), make([]int64, len(cells))}
	for row := range cells {
		c := &cells[row]
		out.Profile[row], out.Arm[row], out.People[row] = -1, uint8(c.arm), c.n
		if c.fate != eligible || c.n == 0 {
			continue
		}
		var ok bool
		if out.Profile[row], ok = p.people.find(&c.cell); !ok {
			return CountRows{}, columns.Changed(p.unit.source.path())
		}
	}
	return out, nil
}

// addCounts remembers the tables of counts, which come after the files of people.
func (c *Cohort) addCounts(tables []*source) {
	c.rows.counts = tables
	for _, s := range tables {
		c.Inputs = append(c.Inputs, s.file.Input())
	}
}

// Counted reports whether counts stand in for the people of an arm: nobody there has a row or an id.
func (c *Cohort) Counted(arm Arm) bool { return c.rows != nil && c.rows.plan.counted(arm) }

var errCounted = errors.New("cohort: people who were handed over as counts have no ids: nobody can be named; do without pairs, or read both groups from people")
