package outcome

import (
	"cmp"
	"context"
	"math"
	"slices"

	"sib/cohort"
	"sib/cohort/internal/columns"
	"sib/evidence"
)

// held is a spell of an eligible person. The rest is what else is read of it.
type held struct {
	person     uint32
	start, end cohort.Day
	months     float32
	kind       uint64
}

const bytesPerSpell = 24

// running is the last day of a spell that has none.
const running = cohort.Day(math.MaxInt32)

// groupCheck is what a row group of the register holds.
type groupCheck struct {
	sums    SpellCheck
	defects defects
	held    []held
}

// readSpells reads the register. What does not depend on who is looked for is counted in
// the first pass.
func (in *inspector) readSpells(ctx context.Context, all *people) error {
	var list []held
	work := func(i int) (*groupCheck, error) { return in.group(in.groups[i], all), nil }
	take := func(i int, g *groupCheck) error {
		s := &in.spellSums
		if all.share.pass == 0 {
			in.defects.merge(g.defects)
			s.Unusable += g.sums.Unusable
			s.Running += g.sums.Running
		}
		s.Unknown += g.sums.Unknown
		s.Outside += g.sums.Outside
		list = append(list, g.held...)
		_, rows := in.groups[i].file.Group(in.groups[i].group)
		in.meter.add(rows)
		return nil
	}
	if err := columns.Ordered(ctx, len(in.groups), work, take); err != nil {
		return err
	}
	overlap, identical := overlaps(list)
	in.spellSums.Overlap += overlap
	in.spellSums.Identical += identical
	return nil
}

// overlaps counts the spells that begin before another of the same person has ended, and
// those that are the same as another.
func overlaps(list []held) (overlap, identical int64) {
	slices.SortFunc(list, func(a, b held) int {
		return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end), cmp.Compare(a.kind, b.kind), cmp.Compare(a.months, b.months))
	})
	var until cohort.Day
	for i, s := range list {
		switch {
		case i == 0 || list[i-1].person != s.person:
			until = s.end
			continue
		case list[i-1] == s:
			identical++
			continue
		case s.start <= until:
			overlap++
		}
		until = max(until, s.end)
	}
	return overlap, identical
}

// group reads a row group.
func (in *inspector) group(g rowGroup, all *people) *groupCheck {
	c := &groupCheck{defects: defects{}}
	_, n := g.file.Group(g.group)
	bad := make([]bool, n)
	days, ok := in.lenient(c, g, bad)
	if !ok {
		c.sums.Unusable += n
		return c
	}
	flaw := func(row int, column string, p *evidence.Problem) {
		bad[row] = true
		c.defects.note(problemOf(g.problem(row, column, p)))
	}
	var ids []ownRow
	err := g.file.EachText(g.group, in.plan.spells.ID, func(row int, id []byte) {
		if len(id) == 0 {
			flaw(row, in.plan.spells.ID, noSpellID())
		}
		s, p := days.at(row)
		if p != nil && !bad[row] {
			flaw(row, p.Column, p)
		}
		if bad[row] {
			c.sums.Unusable++
			return
		}
		if !s.ends {
			c.sums.Running++
		}
		if k := keyOf(id); all.share.holds(k) {
			ids = append(ids, ownRow{k, row, s})
		}
	})
	if err != nil {
		c.defects.note(problemOf(err))
	}
	for _, r := range ids {
		c.hold(all, r, days)
	}
	return c
}

// ownRow is a spell that can be used.
type ownRow struct {
	key   key
	row   int
	spell spell
}

func (c *groupCheck) hold(all *people, r ownRow, days *spells) {
	i, ok := all.find(r.key)
	if !ok {
		c.sums.Unknown++
		return
	}
	all.see(i)
	who, s := &all.list[i], r.spell
	h := held{person: uint32(i), start: s.start, end: running, months: float32(s.months)}
	until := int(who.span) - 1
	if s.ends {
		h.end, until = s.end, min(until, int(s.end-who.entry))
	}
	if days.kind != nil {
		h.kind = days.kindHash[days.kind[r.row]+1]
	}
	if until < max(int(s.start-who.entry), 0) {
		c.sums.Outside++
	}
	c.held = append(c.held, h)
}

// lenient reads the columns of spells as far as they can be read; rows with a value that no
// other package should think about are bad.
func (in *inspector) lenient(c *groupCheck, g rowGroup, bad []bool) (*spells, bool) {
	ok := true
	read := func(column string) columns.Vector {
		v, flaws, _, err := g.file.Survey(g.group, column)
		if err != nil {
			c.defects.add(problemOf(err), 0)
			ok = false
		}
		for _, f := range flaws {
			c.defects.add(f.Problem, f.Rows)
		}
		for row, k := range v.Index {
			if k == columns.Refused {
				bad[row] = true
				v.Index[row] = -1
			}
		}
		return v
	}
	out := &spells{of: in.plan.spells, tracks: 0}
	start, end := read(in.plan.spells.Start), read(in.plan.spells.End)
	if !ok {
		return nil, false
	}
	out.start, out.end = newDayColumn(&start), newDayColumn(&end)
	if in.asksKind() {
		v := read(in.plan.spells.Kind)
		out.kind, out.kindHash = v.Index, []uint64{0}
		for i := range v.Len() {
			out.kindHash = append(out.kindHash, keyOf([]byte(v.Label(int32(i)))).hash())
		}
	}
	if in.asksMonths() {
		v := read(in.plan.spells.Months)
		out.months = &v
	}
	return out, ok
}
