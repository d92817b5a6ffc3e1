package sql

import (
	"fmt"
	"strings"

	"sib/cohort/outcome"
)

// windows says when the follow-up of each outcome ends, and whether all of it is known.
// A window that the calendar does not cover is refused.
func (w *writer) windows() {
	d := w.Dialect
	ends, known := []string{"p.*"}, []string{"p.*"}
	stage := "fate"
	for k, o := range w.Outcomes.Outcomes {
		f := o.FollowUp
		if f == nil {
			continue
		}
		n := k + 1
		ends = append(ends, as(d.addDays(d.addMonths("entry", f.Months), "-1"), "last", n))
		complete := fmt.Sprintf("last%d <= date '%s'", n, f.Until)
		if s := o.Spells; s != nil && s.Condition == outcome.EmployedAt {
			ends = append(ends, as(d.addMonths("entry", s.Month), "asked", n))
			complete += fmt.Sprintf(" and asked%d <= date '%s'", n, f.Until)
		}
		known = append(known, as("case when "+complete+" then 1 else 0 end", "complete", n))
		if s := o.Spells; s != nil && s.Condition == outcome.WorkingDays {
			c := w.Outcomes.Calendar
			stage = fmt.Sprintf("case when fate = 'eligible' and complete%d = 1 and (entry < date '%s' or last%d > date '%s') then 'refused:the calendar does not cover a follow-up' else %s end",
				n, c.From, n, c.Until, stage)
		}
	}
	w.with("ending", ends, "from judged p")
	w.with("followed", known, "from ending p")
	w.with("staged", []string{"p.*", as(stage, "stage")}, "from followed p")
}

// happened tells the outcomes of eligible people: observed, placed, incomplete.
func (w *writer) happened() {
	columns := []string{"p.*"}
	rest := []string{"from staged p"}
	if w.Outcomes.Spells != nil {
		rest = append(rest, "left join registered on registered.id = p.id")
	}
	for k, o := range w.Outcomes.Outcomes {
		n := k + 1
		complete := "1 = 1"
		if o.FollowUp != nil {
			complete = fmt.Sprintf("complete%d = 1", n)
		}
		observed, placed := fmt.Sprintf("r%d is not null", n), fmt.Sprintf("r%d = 1", n)
		if s := o.Spells; s != nil {
			rest = append(rest, fmt.Sprintf("left join worked%[1]d on worked%[1]d.id = p.id", n))
			observed, placed = "1 = 1", fmt.Sprintf("worked%d.amount >= %d", n, w.enough(s))
			if s.Without == outcome.Unknown {
				observed = "registered.id is not null"
			}
		}
		count := func(condition, name string) string {
			return as(fmt.Sprintf("case when stage = 'eligible' and %s then 1 else 0 end", condition), name, n)
		}
		columns = append(columns, count(complete+" and "+observed, "observed"), count(complete+" and "+observed+" and "+placed, "placed"), count("not ("+complete+")", "incomplete"))
	}
	w.with("happened", columns, rest...)
}

// spells reads the register and adds up, for every outcome that it tells, how much of it
// counts.
func (w *writer) spells() {
	s := w.Outcomes.Spells
	if s == nil {
		return
	}
	d := w.Dialect
	columns := []string{as(d.text(s.ID), "id"), as(d.text(s.Start), "s0"), as(d.text(s.End), "e0")}
	if s.Kind != "" {
		columns = append(columns, as(d.text(s.Kind), "kind"))
	}
	if s.Months != "" {
		columns = append(columns, as(d.text(s.Months), "m0"))
	}
	w.with("spelt", columns, "from "+w.from(w.Files.Spells, w.Tables.Spells))
	columns = []string{"s.*", as(d.day("s0"), "begins"), as(d.day("e0"), "ends")}
	if s.Months != "" {
		columns = append(columns, as(d.whole("m0"), "months"))
	}
	w.with("spells", columns, "from spelt s")
	w.with("registered", []string{"distinct id"}, "from spells", "where id is not null")
	for k, o := range w.Outcomes.Outcomes {
		if o.Spells != nil {
			w.worked(k+1, o)
		}
	}
}

// worked is the amount of outcome n, by person: days, or spells.
func (w *writer) worked(n int, o outcome.Definition) {
	s := o.Spells
	last := fmt.Sprintf("p.last%d", n)
	on := []string{"s.id = p.id"}
	if len(s.Kinds) > 0 {
		on = append(on, "s.kind in ("+w.Dialect.literals(s.Kinds)+")")
	}
	if s.LeastMonths > 0 {
		on = append(on, fmt.Sprintf("s.months >= %d", s.LeastMonths))
	}
	amount, join := "count(*)", ""
	covers := func(day string) []string {
		return []string{"s.begins <= " + day, "(s.ends is null or s.ends >= " + day + ")"}
	}
	switch s.Condition {
	case outcome.Begins:
		on = append(on, "s.begins between p.entry and "+last)
	case outcome.EmployedAt:
		on = append(on, covers(fmt.Sprintf("p.asked%d", n))...)
	case outcome.WorkingDays:
		w.calendar(n)
		amount, join = "count(distinct d.d)", fmt.Sprintf("join calendar%d d on d.d between p.entry and %s and ", n, last)+strings.Join(covers("d.d"), " and ")
	default:
		w.with(fmt.Sprintf("numbers%d", n), []string{"n"}, "from ("+w.Dialect.numbers(31*o.FollowUp.Months)+") g")
		day := w.Dialect.addDays("p.entry", "d.n")
		amount, join = "count(distinct d.n)", fmt.Sprintf("join numbers%d d on %s <= %s and ", n, day, last)+strings.Join(covers(day), " and ")
	}
	rest := []string{"from staged p", "join spells s on " + strings.Join(on, " and ")}
	if join != "" {
		rest = append(rest, join)
	}
	rest = append(rest, fmt.Sprintf("where p.stage = 'eligible' and p.complete%d = 1", n), "group by p.id")
	w.with(fmt.Sprintf("worked%d", n), []string{"p.id", as(amount, "amount")}, rest...)
}

// calendar lists the working days. The first of them tells the days of the week.
func (w *writer) calendar(n int) {
	c := w.Outcomes.Calendar
	d := w.Dialect
	first := int(c.From.Weekday())
	var week, holidays []string
	for day, works := range c.Week {
		if works {
			week = append(week, fmt.Sprint(day))
		}
	}
	for _, h := range c.Holidays {
		holidays = append(holidays, fmt.Sprintf("date '%s'", h))
	}
	day := d.addDays(fmt.Sprintf("date '%s'", c.From), "n")
	where := fmt.Sprintf("where (n + %d) %% 7 in (%s)", first, strings.Join(week, ", "))
	if len(holidays) > 0 {
		where += fmt.Sprintf(" and %s not in (%s)", day, strings.Join(holidays, ", "))
	}
	w.with(fmt.Sprintf("calendar%d", n), []string{as(day, "d")}, "from ("+d.numbers(int(c.Until-c.From))+") g", where)
}

// enough is the amount from which on a person is placed.
func (w *writer) enough(s *outcome.Spells) int {
	if s.Condition == outcome.WorkingDays || s.Condition == outcome.CalendarDays {
		return s.AtLeast
	}
	return 1
}

// badSpells is what a run over people refuses of the register, whoever it is about.
func (w *writer) badSpells() string {
	bad := "id is null or id = '' or begins is null or e0 is not null and ends is null or ends < begins"
	if w.Outcomes.Spells.Months != "" {
		bad += " or m0 is not null and months is null"
	}
	return bad
}
