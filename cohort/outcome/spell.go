package outcome

import (
	"math"

	"sib/cohort"
	"sib/cohort/internal/columns"
	"sib/evidence"
)

// spell is a row of the register, but for the person.
type spell struct {
	start, end cohort.Day
	ends       bool    // false: it runs on
	months     float64 // of the contract; −1 if missing, 0 if nobody asks
	kindCounts []bool  // for each track
}

// spells are the columns of a row group.
type spells struct {
	of         *SpellFiles
	start, end dayColumn
	months     *columns.Vector // nil if nobody asks
	kind       []int32         // nil if nobody asks
	kindCounts []bool          // by kind, of which the first is the missing one; then by track
	tracks     int
	kindHash   []uint64 // by kind, for inspections
}

func (r *register) readSpells(g rowGroup) (*spells, error) {
	out := &spells{of: r.spells, tracks: len(r.tracks)}
	err := out.start.read(g, r.spells.Start)
	if err == nil {
		err = out.end.read(g, r.spells.End)
	}
	if err == nil {
		err = out.readKinds(g, r.plan)
	}
	if err != nil || !r.asksMonths() {
		return out, err
	}
	v, err := g.file.Column(g.group, r.spells.Months)
	out.months = &v
	return out, err
}

// readKinds finds out once for each kind in which tracks it counts.
func (s *spells) readKinds(g rowGroup, p *plan) error {
	for _, t := range p.tracks {
		s.kindCounts = append(s.kindCounts, t.anyKind())
	}
	if !p.asksKind() {
		return nil
	}
	v, err := g.file.Column(g.group, p.spells.Kind)
	if err != nil {
		return err
	}
	s.kind = v.Index
	for i := range v.Len() {
		label := v.Label(int32(i))
		for _, t := range p.tracks {
			s.kindCounts = append(s.kindCounts, t.counts(label))
		}
	}
	return nil
}

// countsAs returns for each track whether spells of a kind count; −1 is a missing kind.
func (s *spells) countsAs(kind int32) []bool {
	at := int(kind+1) * s.tracks
	return s.kindCounts[at : at+s.tracks]
}

// at returns the spell of a row. The problem has a column, and no row yet.
func (s *spells) at(row int) (spell, *evidence.Problem) {
	out := spell{kindCounts: s.countsAs(-1)}
	var known, fine bool
	if out.start, known, fine = s.start.at(row); !fine {
		return out, noDay(s.of.Start)
	}
	if !known {
		return out, &evidence.Problem{Code: CodeSpellNoStart, Column: s.of.Start, What: "the spell has no first day", Remedy: "write the day on which it starts, such as 2014-03-10"}
	}
	if out.end, out.ends, fine = s.end.at(row); !fine {
		return out, noDay(s.of.End)
	}
	if out.ends && out.end < out.start {
		return out, &evidence.Problem{Code: CodeSpellEnds, Column: s.of.End, What: "the spell ends before it starts",
			Remedy: "correct the days: both are inclusive, and a spell of one day ends on the day it starts"}
	}
	if s.kind != nil {
		out.kindCounts = s.countsAs(s.kind[row])
	}
	if s.months == nil {
		return out, nil
	}
	if out.months, fine = monthsAt(s.months, row); !fine {
		return out, &evidence.Problem{Code: CodeSpellMonths, Column: s.of.Months, What: "the months of the contract are not a number from 0", Remedy: "write null where they are not known"}
	}
	return out, nil
}

func noDay(column string) *evidence.Problem {
	return &evidence.Problem{Code: CodeSpellNotDay, Column: column, What: "what stands here is not a day", Remedy: "write days such as 2014-03-10, and null for one that is missing"}
}

// monthsAt returns the months of a row's contract, −1 if they are missing, and false if they make no sense.
func monthsAt(v *columns.Vector, row int) (float64, bool) {
	k := v.Index[row]
	if k < 0 {
		return -1, true
	}
	var x float64
	if v.Kind == columns.Int {
		x = float64(v.Ints[k])
	} else {
		x = v.Floats[k]
	}
	return x, x >= 0 && !math.IsInf(x, 0)
}

// dayColumn is a column of days. Each value is read once.
type dayColumn struct {
	index []int32
	days  []cohort.Day
}

// unreadable marks a value that is no day.
const unreadable = cohort.Day(math.MinInt32)

func (c *dayColumn) read(g rowGroup, column string) error {
	v, err := g.file.Column(g.group, column)
	if err != nil {
		return err
	}
	*c = newDayColumn(&v)
	return nil
}

func newDayColumn(v *columns.Vector) dayColumn {
	c := dayColumn{index: v.Index, days: make([]cohort.Day, v.Len())}
	for i := range c.days {
		c.days[i] = dayAt(v, i)
	}
	return c
}

func dayAt(v *columns.Vector, i int) cohort.Day {
	if v.Kind == columns.Text {
		if d, err := cohort.ParseDay(v.Texts[i]); err == nil {
			return d
		}
		return unreadable
	}
	if x := v.Ints[i]; x >= math.MinInt32 && x <= math.MaxInt32 && cohort.Day(x).Valid() {
		return cohort.Day(x)
	}
	return unreadable
}

// at returns the day of a row: whether there is one, and whether it can be read.
func (c *dayColumn) at(row int) (day cohort.Day, known, fine bool) {
	k := c.index[row]
	if k < 0 {
		return 0, false, true
	}
	return c.days[k], true, c.days[k] != unreadable
}
