package outcome

import (
	"errors"
	"fmt"
	"slices"

	"sib/cohort"
)

// maxMonths is the longest follow-up: what is remembered of a person grows with it.
const maxMonths = 1200

// plan is a Spec that was checked, with what has to be remembered of a person's spells.
type plan struct {
	defs     []Definition
	spells   *SpellFiles // nil if no outcome is told by spells
	calendar *calendar   // nil if no outcome counts working days
	tracks   []track
	trackOf  []int // of each outcome; −1 for one that a column tells
	words    int   // of all tracks of a person
}

func newPlan(spec Spec) (*plan, error) {
	if len(spec.Outcomes) == 0 {
		return nil, errors.New("outcome: no outcome to read")
	}
	p := &plan{defs: spec.Outcomes}
	for _, d := range p.defs {
		if err := spec.check(d); err != nil {
			return nil, fmt.Errorf("outcome %q: %w", d.Name, err)
		}
		if p.trackOf = append(p.trackOf, -1); d.Spells != nil {
			p.spells = spec.Spells
			p.trackOf[len(p.trackOf)-1] = p.addTrack(d)
		}
		if d.Spells != nil && d.Spells.Condition == WorkingDays && p.calendar == nil {
			p.calendar = newCalendar(*spec.Calendar)
		}
	}
	for i := range p.tracks {
		p.tracks[i].first = p.words
		p.words += p.tracks[i].words
	}
	return p, nil
}

// addTrack returns the track of an outcome; outcomes for which the same spells count share one.
func (p *plan) addTrack(d Definition) int {
	t := newTrack(d)
	for i := range p.tracks {
		if p.tracks[i].same(t) {
			p.tracks[i].words = max(p.tracks[i].words, t.words)
			return i
		}
	}
	p.tracks = append(p.tracks, t)
	return len(p.tracks) - 1
}

// needsEntry reports whether the day of entry decides an outcome.
func (p *plan) needsEntry() bool {
	return slices.ContainsFunc(p.defs, func(d Definition) bool { return d.FollowUp != nil })
}

// check finds what no validated contract can contain.
func (s Spec) check(d Definition) error {
	switch {
	case d.Missing != cohort.Refuse && d.Missing != cohort.Exclude:
		return fmt.Errorf("unknown policy for missing values %q", d.Missing)
	case (d.Column != "") == (d.Spells != nil):
		return errors.New("want either a column or spells")
	case d.FollowUp != nil && (d.FollowUp.Months < 1 || d.FollowUp.Months > maxMonths):
		return fmt.Errorf("a follow-up of %d months: want 1 to %d", d.FollowUp.Months, maxMonths)
	case d.Spells != nil:
		return s.checkSpells(d)
	}
	return nil
}

func (s Spec) checkSpells(d Definition) error {
	f, by := s.Spells, d.Spells
	switch {
	case d.FollowUp == nil:
		return errors.New("spells without a follow-up window")
	case f == nil || len(f.Files) == 0 || f.ID == "" || f.Start == "" || f.End == "":
		return errors.New("no files of spells with columns for id, start and end")
	case len(by.Kinds) > 0 && f.Kind == "":
		return errors.New("kinds of spells are named, but no column tells them")
	case by.LeastMonths < 0 || by.LeastMonths > 0 && f.Months == "":
		return fmt.Errorf("contracts of at least %d months, and the column %q tells their months", by.LeastMonths, f.Months)
	case by.Without != NotPlaced && by.Without != Unknown:
		return fmt.Errorf("unknown meaning of silence %q", by.Without)
	}
	return s.checkCondition(d)
}

func (s Spec) checkCondition(d Definition) error {
	by := d.Spells
	switch by.Condition {
	case WorkingDays, CalendarDays:
		if by.AtLeast < 1 {
			return fmt.Errorf("at least %d days is no condition", by.AtLeast)
		}
	case EmployedAt:
		if by.Month < 0 || by.Month > d.FollowUp.Months {
			return fmt.Errorf("month %d is not in a follow-up of %d months", by.Month, d.FollowUp.Months)
		}
	case Begins:
	default:
		return fmt.Errorf("unknown condition %q", by.Condition)
	}
	if by.Condition != WorkingDays {
		return nil
	}
	if s.Calendar == nil {
		return errors.New("working days without a calendar")
	}
	return s.Calendar.check()
}
