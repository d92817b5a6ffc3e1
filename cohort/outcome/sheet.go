package outcome

import (
	"context"
	"fmt"

	"sib/cohort"
	"sib/cohort/internal/columns"
	"sib/evidence"
)

// readPeople is one pass over the people. The first counts the outcomes that columns
// tell; each returns the people of its share whom the register may know.
func (r *reader) readPeople(ctx context.Context, s share) (*people, error) {
	all := &people{share: s}
	if r.register != nil {
		all.list = make([]person, 0, r.expected())
	}
	var need reach
	work := func(i int) (*sheet, error) { return r.readSheet(i, s) }
	take := func(i int, got *sheet) error {
		for k, n := range got.told {
			if n != nil {
				r.totals[k].addAll(got.profiles, got.arms, n)
			}
		}
		if got.need.any {
			need.include(got.need.from, got.need.until)
		}
		all.add(got.people)
		r.meter.add(r.parts[i].Size)
		return nil
	}
	err := columns.Ordered(ctx, len(r.parts), work, take)
	if err == nil && r.calendar != nil {
		err = r.calendar.covers(need)
	}
	return all, err
}

// expected is how many people a pass holds, and a little more.
func (r *reader) expected() int64 {
	n := r.eligible()
	if r.passes > 1 {
		n = n/int64(r.passes) + n/int64(50*r.passes) + 64
	}
	return n
}

// sheet is one part of the people as it is read.
type sheet struct {
	*reader
	part     cohort.Part
	cells    cohort.Cells
	windows  []*windows   // of each row; nil for one that is not eligible, empty if no outcome needs them
	entry    []cohort.Day // of each row, likewise
	profiles []int32      // of each cell
	arms     []uint8      // of each cell
	told     [][]byResult // of each cell, by outcome; nil for outcomes that no column tells
	people   []person
	need     reach // of the calendar
}

// profile is that of a row; −1 if the person is not eligible.
func (s *sheet) profile(row int) int32 { return s.profiles[s.cells.Of[row]] }

func (r *reader) readSheet(i int, of share) (*sheet, error) {
	s := &sheet{reader: r, part: r.parts[i]}
	var err error
	if s.cells, err = s.part.Cells(); err != nil {
		return nil, err
	}
	defer s.cells.Free()
	s.profiles, s.arms = s.cells.Profile, s.cells.Arm
	if err = s.readEntry(); err != nil {
		return nil, err
	}
	if of.pass == 0 {
		err = s.readColumns()
	}
	if err == nil && r.register != nil {
		err = s.meet(of)
	}
	s.windows, s.entry = nil, nil // the rest waits its turn
	return s, err
}

func (s *sheet) problem(row int, column string, p *evidence.Problem) error {
	p.File, p.Row, p.Column = s.files[s.part.Input].Input().Path, s.part.First+int64(row)+1, column
	return p
}

// readEntry reads the days of entry and refuses what is too late, if an outcome has a window.
func (s *sheet) readEntry() (err error) {
	if !s.needsEntry() {
		return nil
	}
	if s.entry, err = s.part.Entry(); err != nil {
		return err
	}
	follow := newFollowUps(s.defs)
	s.windows = make([]*windows, len(s.entry))
	for row := range s.windows {
		if s.profile(row) < 0 {
			continue
		}
		w := follow.from(s.entry[row])
		s.windows[row] = w
		if w.need.any {
			s.need.include(w.need.from, w.need.until)
		}
		if err := s.refuseIncomplete(row, w); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) refuseIncomplete(row int, w *windows) error {
	for k, d := range s.defs {
		if d.Missing == cohort.Refuse && !w.of[k].complete {
			return s.problem(row, s.part.EntryColumn(), &evidence.Problem{Code: CodeIncomplete,
				What: fmt.Sprintf("the outcome %q is missing: the follow-up of %d months is not complete on %s, and the contract refuses missing outcomes",
					d.Name, d.FollowUp.Months, d.FollowUp.Until),
				Remedy: "evaluate once the whole follow-up is known, or agree on missing: exclude"})
		}
	}
	return nil
}

// incomplete reports whether it is too early to speak of an outcome.
func (s *sheet) incomplete(k, row int) bool {
	return len(s.windows) > 0 && s.windows[row] != nil && !s.windows[row].of[k].complete
}

// readColumns reads the outcome columns.
func (s *sheet) readColumns() error {
	s.told = make([][]byResult, len(s.defs))
	for k, d := range s.defs {
		if d.Spells != nil {
			continue
		}
		var err error
		if s.told[k], err = s.tell(k); err != nil {
			return err
		}
	}
	return nil
}

// meet lists the eligible people of a share.
func (s *sheet) meet(of share) error {
	s.people = make([]person, 0, len(s.cells.Of)/of.passes+1)
	return s.part.EachID(func(row int, id []byte) {
		profile := s.profile(row)
		if profile < 0 {
			return
		}
		k := keyOf(id)
		if !of.holds(k) {
			return
		}
		s.people = append(s.people, person{key: k, entry: s.entry[row], span: int32(s.windows[row].span),
			row: uint32(row), profile: uint32(profile), arm: s.arms[s.cells.Of[row]]})
	})
}
