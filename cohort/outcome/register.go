package outcome

import (
	"context"
	"fmt"
	"slices"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

// register is the opened files of spells. It does not change.
type register struct {
	*plan
	files  []*columns.File
	groups []rowGroup
	rows   int64
}

// rowGroup is the piece of work of a core.
type rowGroup struct {
	file  *columns.File
	group int
}

func openRegister(dir string, p *plan) (*register, error) {
	r := &register{plan: p}
	var err error
	if r.files, err = columns.OpenAll(dir, p.spells.Files, "spells"); err != nil {
		return nil, err
	}
	for _, f := range r.files {
		if err := p.checkSpellColumns(f); err != nil {
			return nil, err
		}
		for g := range f.Groups() {
			r.groups = append(r.groups, rowGroup{f, g})
		}
		r.rows += f.Rows()
	}
	return r, nil
}

func (r *register) inputs() []evidence.Input {
	var out []evidence.Input
	for _, f := range r.files {
		out = append(out, f.Input())
	}
	return out
}

// asksKind and asksMonths report whether an outcome needs the column.
func (p *plan) asksKind() bool {
	return slices.ContainsFunc(p.tracks, func(t track) bool { return !t.anyKind() })
}

func (p *plan) asksMonths() bool {
	return slices.ContainsFunc(p.tracks, func(t track) bool { return t.least > 0 })
}

// wanted is a column of the register and what it must be able to hold.
type wanted struct {
	column, role, remedy string
	kinds                []columns.Kind
}

func (p *plan) wantedColumns() []wanted {
	const asDay = "write it as dates, or as text such as 2014-03-10"
	out := []wanted{
		{p.spells.ID, "person ids", "write ids as text or integers, as in the files of people", []columns.Kind{columns.Text, columns.Int}},
		{p.spells.Start, "first days", asDay, []columns.Kind{columns.Date, columns.Text}},
		{p.spells.End, "last days", asDay, []columns.Kind{columns.Date, columns.Text}},
	}
	if p.asksKind() {
		out = append(out, wanted{p.spells.Kind, "kinds of spells", "write labels", []columns.Kind{columns.Text, columns.Int, columns.Bool}})
	}
	if p.asksMonths() {
		out = append(out, wanted{p.spells.Months, "months of contracts", "write numbers", []columns.Kind{columns.Int, columns.Float}})
	}
	return out
}

// checkSpellColumns makes sure that every column exists and can be read as what it is for.
func (p *plan) checkSpellColumns(f *columns.File) error {
	for _, w := range p.wantedColumns() {
		if err := w.check(f); err != nil {
			return err
		}
	}
	return nil
}

func (w wanted) check(f *columns.File) error {
	found, err := f.Kind(w.column)
	if err == nil && !slices.Contains(w.kinds, found) {
		err = &evidence.Problem{Code: columns.WrongType, File: f.Input().Path, Column: w.column, What: fmt.Sprintf("the column is %s and cannot hold %s", found, w.role), Remedy: w.remedy}
	}
	return err
}

// found counts the spells of people of a pass.
type found struct{ known, outside int64 }

// read is one pass over the register: it marks the days of the people of c.
func (r *register) read(ctx context.Context, c *people, m *meter) (found, error) {
	var sum found
	work := func(i int) (found, error) { return r.readGroup(r.groups[i], c) }
	take := func(i int, f found) error {
		sum.known, sum.outside = sum.known+f.known, sum.outside+f.outside
		_, rows := r.groups[i].file.Group(r.groups[i].group)
		m.add(rows)
		return nil
	}
	err := columns.Ordered(ctx, len(r.groups), work, take)
	return sum, err
}

// readGroup marks the spells of a row group. Marks come in any order and mean the same.
func (r *register) readGroup(g rowGroup, c *people) (found, error) {
	spells, err := r.readSpells(g)
	if err != nil {
		return found{}, err
	}
	var sum found
	var bad error // the first
	err = g.file.EachText(g.group, r.spells.ID, func(row int, id []byte) {
		if bad != nil {
			return
		}
		if len(id) == 0 {
			bad = g.problem(row, r.spells.ID, noSpellID())
			return
		}
		s, p := spells.at(row)
		if p != nil {
			bad = g.problem(row, p.Column, p)
			return
		}
		k := keyOf(id)
		if !c.share.holds(k) {
			return
		}
		if i, ok := c.find(k); ok {
			sum.known++
			sum.outside += r.remember(c, i, s)
		}
	})
	if err == nil {
		err = bad
	}
	return sum, err
}

func noSpellID() *evidence.Problem {
	return &evidence.Problem{Code: CodeSpellNoID, What: "the spell has no person id", Remedy: "write whose spell it is, or leave it out"}
}

// remember marks a spell of person i in every track for which it counts. It returns 1 if
// the spell has no day that any outcome asks about.
func (r *register) remember(c *people, i int, s spell) int64 {
	c.see(i)
	who := &c.list[i]
	from, until := int(s.start)-int(who.entry), int(who.span)-1
	if s.ends {
		until = min(until, int(s.end)-int(who.entry))
	}
	if until < max(from, 0) {
		return 1
	}
	days := c.daysOf(i)
	for k, t := range r.tracks {
		if s.kindCounts[k] && t.longEnough(s.months) {
			t.mark(days, from, until)
		}
	}
	return 0
}

// problem places p at a row of the row group, counted from 0.
func (g rowGroup) problem(row int, column string, p *evidence.Problem) error {
	first, _ := g.file.Group(g.group)
	p.File, p.Row, p.Column = g.file.Input().Path, first+int64(row)+1, column
	return p
}
