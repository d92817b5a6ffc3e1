package cohort

import (
	"sib/cohort/internal/columns"
)

// people is what is needed to find out again where each row went.
type people struct {
	plan     *plan
	sources  []*source
	counts   []*source // tables of counts
	domains  []domain  // as they were counted, with the codes of the time
	profiles map[string]int32
	final    []int32 // where each profile of the time is now
}

// Part is a run of consecutive rows of one input file: a row group.
type Part struct {
	Input       int // index into Cohort.Inputs
	Group       int // row group of the file, from 0
	First, Size int64
	people      *people
	unit        unit
}

// Rows says where the rows of a Part went, in the file's order.
type Rows struct {
	Profile []int32 // index into Cohort.Profiles; −1 for a row that is not eligible
	Arm     []uint8 // the Arm of each row
}

// Parts returns all rows in the order of Inputs and of rows.
func (c *Cohort) Parts() []Part {
	if c.rows == nil {
		return nil
	}
	var out []Part
	for i, s := range c.rows.sources {
		for g := range s.file.Groups() {
			first, n := s.file.Group(g)
			out = append(out, Part{Input: i, Group: g, First: first, Size: n, people: c.rows, unit: unit{s, g}})
		}
	}
	return out
}

// Files returns the files of people, the first of Inputs, for packages that may read
// columns. What they read is what was digested.
func (c *Cohort) Files() []columns.Sealed {
	if c.rows == nil {
		return nil
	}
	return sealed(c.rows.sources)
}

func sealed(sources []*source) []columns.Sealed {
	out := make([]columns.Sealed, len(sources))
	for i, s := range sources {
		out[i] = columns.Seal(s.file)
	}
	return out
}

// Dir returns the directory that the paths of Inputs start from.
func (c *Cohort) Dir() string {
	if c.rows == nil {
		return ""
	}
	return c.rows.plan.Dir
}

// Cells says where the rows of a Part went. Rows that are alike share a cell.
type Cells struct {
	Of      []uint32 // cell of each row, in the file's order
	Profile []int32  // index into Cohort.Profiles of each cell; −1 for people who are not eligible
	Arm     []uint8  // the Arm of each cell
	grid    *grid
}

// Free gives the memory of Of back. The Cells must not be used afterwards.
func (c *Cells) Free() {
	c.grid.free()
	*c = Cells{}
}

// Cells reads the covariates of the part again rather than keeping every row in
// memory. It fails if the file is no longer the one that was counted.
func (p Part) Cells() (Cells, error) {
	g, cells, err := p.people.plan.scan(p.unit)
	if err != nil {
		return Cells{}, err
	}
	out := Cells{g.of, make([]int32, len(cells)), make([]uint8, len(cells)), g}
	for i := range cells {
		var ok bool
		if out.Profile[i], ok = p.people.profile(&cells[i]); !ok {
			return Cells{}, columns.Changed(p.unit.source.path())
		}
		out.Arm[i] = uint8(cells[i].arm)
	}
	return out, nil
}

// Rows is Cells row by row.
func (p Part) Rows() (Rows, error) {
	c, err := p.Cells()
	if err != nil {
		return Rows{}, err
	}
	defer c.Free()
	out := Rows{make([]int32, len(c.Of)), make([]uint8, len(c.Of))}
	for row, cell := range c.Of {
		out.Profile[row], out.Arm[row] = c.Profile[cell], c.Arm[cell]
	}
	return out, nil
}

// profile returns the profile of a cell, −1 if its people are not eligible, and
// false if no such people were counted.
func (p *people) profile(c *cell) (int32, bool) {
	if fate, _ := p.plan.judge(c); fate != eligible {
		return -1, true
	}
	return p.find(c)
}

// find returns the profile of eligible people, and false if no such people were counted.
func (p *people) find(c *cell) (int32, bool) {
	codes := make([]uint32, len(c.values))
	for k, v := range c.values {
		code, ok := p.domains[k].find(v)
		if !ok {
			return 0, false
		}
		codes[k] = code
	}
	i, ok := p.profiles[string(appendKey(nil, c.year, codes))]
	if !ok {
		return 0, false
	}
	return p.final[i], true
}
