package outcome

import "sib/cohort"

// judge turns what is remembered of people's spells into results, and counts them.
func (r *reader) judge(c *people) {
	follow := newFollowUps(r.defs)
	for i := range c.list {
		who := &c.list[i]
		w := follow.from(who.entry)
		for k, d := range r.defs {
			if d.Spells == nil {
				continue
			}
			got := r.result(k, w.of[k], c, i)
			r.totals[k].add(int(who.profile), who.arm, got)
			if got == unobserved && d.Missing == cohort.Refuse {
				r.silent.note(silent{true, c.partOf(i), k, int64(who.row)})
			}
		}
	}
}

// result says what outcome k is for person i.
func (p *plan) result(k int, w window, c *people, i int) result {
	by := p.defs[k].Spells
	switch {
	case !w.complete:
		return incomplete
	case !c.wasSeen(i) && by.Without == Unknown:
		return unobserved
	case p.met(k, w, p.tracks[p.trackOf[k]].of(c.daysOf(i)), c.list[i].entry):
		return placed
	}
	return notPlaced
}

// met reports whether the days of a track amount to what outcome k asks for.
func (p *plan) met(k int, w window, days []uint64, entry cohort.Day) bool {
	by := p.defs[k].Spells
	switch by.Condition {
	case WorkingDays:
		return p.calendar.marked(days, w.days, entry) >= by.AtLeast
	case CalendarDays:
		return marked(days, w.days) >= by.AtLeast
	case EmployedAt:
		return on(days, w.at)
	}
	return marked(days, w.days) > 0 // Begins
}
