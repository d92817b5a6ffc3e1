package contract

import (
	"fmt"
	"time"
)

// followed holds outcomes against the register, the calendar and the cohorts: what can be
// told before any data are read.
func (r *reader) followed(root *object) {
	r.usedSpells()
	working, unknown := false, false
	for _, o := range r.outcomes {
		if s := o.Spells; s != nil {
			working = working || s.Condition == OnWorkingDays
			unknown = unknown || s.Condition == ""
			if s.Condition == OnWorkingDays && root.lacks("calendar") {
				o.spells.failKey("condition", "working days are counted, and there is no calendar that tells them from others", "add calendar: with clause, from, until, week and holidays")
			}
		}
		if o.FollowUp != nil && o.FollowUp.Months > 0 && o.FollowUp.Until != "" {
			r.followable(o)
		}
	}
	if root.has("calendar") && r.people != nil && !working && !unknown {
		root.failKey("calendar", "no outcome counts working days", "delete it, or write condition: working-days in an outcome's spells")
	}
}

// followable refuses an outcome that nobody can have, or whose days nobody can count.
func (r *reader) followable(o outcomeRead) {
	f := o.FollowUp
	entries := r.t.entries()
	if len(entries) > 0 && o.reach(entries[0].from).After(dayAt(f.Until)) {
		o.failKey("follow_up", fmt.Sprintf("nobody's follow-up is complete: who enters on %s is followed until %s, and nothing is known after %s",
			dayText(entries[0].from), dayText(o.reach(entries[0].from)), f.Until), "correct months or until, or leave out the outcome until more is known")
		return
	}
	r.enoughDays(o)
	c := r.t.Calendar
	if c == nil || o.Spells == nil || o.Spells.Condition != OnWorkingDays || c.From == "" || c.Until < c.From {
		return
	}
	if entries == nil { // anybody may enter on any day, and no window is longer than the calendar
		all := span{dayAt(c.From), dayAt(c.Until)}
		if in, ok := o.complete(all); !ok || !c.fits(*f, in) {
			r.beyondCalendar(o, 0, 1)
		}
	}
	for i, e := range entries {
		if in, ok := o.complete(e); ok && !c.fits(*f, in) {
			r.beyondCalendar(o, i, len(entries))
			return
		}
	}
}

// fits reports whether the window of somebody who enters in the span lies in the calendar:
// that of the first who enters no earlier than it begins.
func (c *Calendar) fits(f FollowUp, in span) bool {
	first := later(in.from, dayAt(c.From))
	return !first.After(in.until) && !f.end(first).After(dayAt(c.Until))
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (r *reader) beyondCalendar(o outcomeRead, i, n int) {
	whose := "no"
	if n > 1 {
		whose = fmt.Sprintf("of cohort %d no", r.t.Cohorts[i])
	}
	o.failKey("follow_up", fmt.Sprintf("%s follow-up window of %d months lies in the calendar, which is known from %s to %s", whose, o.FollowUp.Months, r.t.Calendar.From, r.t.Calendar.Until),
		"extend the calendar, with its holidays, over all days that are followed")
}

// enoughDays refuses more days than a window can have.
func (r *reader) enoughDays(o outcomeRead) {
	s := o.Spells
	if s == nil || s.Condition != OnWorkingDays && s.Condition != OnCalendarDays {
		return
	}
	most, what := mostDays(o.FollowUp.Months), "days"
	if s.Condition == OnWorkingDays && r.t.Calendar != nil && len(r.t.Calendar.Week) > 0 {
		most, what = mostWorkingDays(most, len(r.t.Calendar.Week)), "working days"
	}
	if s.AtLeast > most {
		o.spells.failKey("at_least", fmt.Sprintf("nobody has %d: no window of %d months has more than %d %s", s.AtLeast, o.FollowUp.Months, most, what), "correct at_least or the months of follow_up")
	}
}
