package cohort

import (
	"sib/cohort/internal/columns"
)

// cell is the people of a row group who are alike in arm, year and covariates.
type cell struct {
	arm    Arm
	year   int64
	values []value // of the covariates
	traits []value // verdicts, see plan.verdict
	n      int64   // people, where they are counted
}

// scan sorts the rows of a unit into cells. The grid's memory may be freed.
func (p *plan) scan(u unit) (*grid, []cell, error) {
	g, lists, err := p.sort(u)
	if err != nil {
		return nil, nil, err
	}
	g.settle()
	return g, p.cells(g, lists, u.source), nil
}

// count is scan for those who need not know which row is in which cell.
func (p *plan) count(u unit) ([]cell, error) {
	g, lists, err := p.sort(u)
	if err != nil {
		return nil, err
	}
	defer g.free()
	counts := g.tally()
	cells := p.cells(g, lists, u.source)
	for i := range cells {
		cells[i].n = counts[i]
	}
	return cells, nil
}

// sort sorts the rows of a unit by the columns of the plan, and returns the values behind
// the codes of each.
func (p *plan) sort(u unit) (*grid, [][]value, error) {
	_, n := u.source.file.Group(u.group)
	g := newGrid(int(n))
	var lists [][]value // the values behind the codes of each split
	var err error
	take := func(codes []uint32, values []value, failed error) {
		if err = failed; err == nil {
			g.split(codes, len(values))
			lists = append(lists, values)
		}
	}
	split := func(column string, read reading) {
		if err != nil {
			return
		}
		var values []value
		values, err = g.splitColumn(u, column, read)
		lists = append(lists, values)
	}
	if u.source.mixed {
		split(p.Files.ArmColumn, p.readArm())
	}
	if p.Year != "" {
		split(p.Year, readYear)
	}
	var entry *days
	if err == nil && p.Entry != "" {
		entry, err = p.entry(u)
	}
	if err == nil && p.Year == "" && entry != nil {
		take(p.yearsOf(entry))
	}
	for k, c := range p.read {
		switch {
		case c.Kind != Age:
			split(c.Column, p.readCovariate(k))
		case err == nil:
			take(p.ages(u, k, entry))
		}
	}
	if err != nil {
		return nil, nil, err
	}
	return g, lists, nil
}

// splitColumn divides the cells by the values of a column and returns the values behind
// the codes.
func (g *grid) splitColumn(u unit, column string, read reading) ([]value, error) {
	if values, err := g.foldColumn(u, column, read); values != nil || err != nil {
		return values, err
	}
	v, err := u.source.file.Column(u.group, column)
	if err != nil {
		return nil, err
	}
	defer v.Free()
	c := newCoder(u, column, read, &v)
	if g.makeRoom(v.Len() + 1) {
		err = c.addTo(g)
		return c.values, err
	}
	codes, err := c.encode()
	if err != nil {
		return nil, err
	}
	g.split(codes, len(c.values))
	return c.values, nil
}

// maxFolded is how many listed values of a column are looked at before any row is.
const maxFolded = 1 << 16

// foldColumn is splitColumn for a column that can be added as it is decoded. It returns
// nothing for another, and for one in which a row has a problem: whose turn that is, the
// rows have to tell.
func (g *grid) foldColumn(u unit, column string, read reading) ([]value, error) {
	var c *coder
	folded, err := u.source.file.Fold(u.group, column, g.of, func(v *columns.Vector) []uint32 {
		if v.Len() > maxFolded {
			return nil
		}
		c = newCoder(u, column, read, v)
		addends := c.all()
		if !g.makeRoom(len(c.values)) {
			return nil
		}
		for k, code := range addends {
			if code != columns.Unadded {
				addends[k] = code * uint32(g.span)
			}
		}
		return addends
	})
	if err != nil || !folded {
		return nil, err
	}
	g.added(len(c.values))
	return c.values, nil
}

// cells turns the codes of each settled cell back into values.
func (p *plan) cells(g *grid, lists [][]value, s *source) []cell {
	out := make([]cell, g.n)
	codes := make([]uint32, len(lists))
	width := len(p.Covariates)
	all := make([]value, g.n*len(p.read))
	for c := range out {
		g.codes(uint32(c), codes)
		out[c] = cell{arm: s.arm, year: int64(p.Years[0])}
		i := 0
		if s.mixed {
			out[c].arm = Arm(lists[i][codes[i]].num)
			i++
		}
		if p.tellsYear() {
			out[c].year = int64(lists[i][codes[i]].num)
			i++
		}
		for k := range p.read {
			all[k] = lists[i+k][codes[i+k]]
		}
		out[c].values, out[c].traits, all = all[:width:width], all[width:len(p.read):len(p.read)], all[len(p.read):]
	}
	return out
}
