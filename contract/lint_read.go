package contract

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// lintRead advises on who is read and how long they are followed.
func lintRead(t *Terms) []Advice {
	out := append(lintEntry(t), lintHolidays(t)...)
	for _, o := range t.Outcomes() {
		out = append(out, t.lintFollowUp(o)...)
		out = append(out, t.lintCalendar(o)...)
		out = append(out, t.lintSilence(o)...)
	}
	return out
}

// lintEntry finds a day of entry that is read beside the cohort year, for nothing.
func lintEntry(t *Terms) []Advice {
	if t.Data.Entry == "" || t.Data.Cohort == "" {
		return nil
	}
	for _, o := range t.Outcomes() {
		if o.FollowUp != nil {
			return nil
		}
	}
	for _, c := range t.Covariates {
		if c.Kind == "age" {
			return nil
		}
	}
	for _, e := range t.Eligibility {
		if e.Kind == "age" {
			return nil
		}
	}
	return []Advice{t.noteAt("data", adviceEntry, "the day of entry is read, but the cohort has a column of its own, and no age and no follow-up is counted from it",
		"delete entry, or cohort if the day of entry tells it")}
}

// lintFollowUp finds cohorts that are too young for the outcome, all of them.
func (t *Terms) lintFollowUp(o Outcome) []Advice {
	if o.FollowUp == nil {
		return nil
	}
	var young []string
	for i, in := range t.entries() {
		if _, ok := o.complete(in); !ok {
			young = append(young, strconv.Itoa(t.Cohorts[i]))
		}
	}
	if young == nil {
		return nil
	}
	then := "none of them has the outcome"
	if o.Missing == "refuse" {
		then = "the run stops at the first of them for want of the outcome"
	}
	return []Advice{t.warningAt("outcome "+o.Name, adviceYoung,
		fmt.Sprintf("nothing is known after %s: nobody of cohort %s has %d months of follow-up, so %s %q", o.FollowUp.Until, andList(young), o.FollowUp.Months, then, o.Name),
		"leave the cohort out, or wait until it has been followed")}
}

// lintCalendar finds windows that the calendar does not reach: the run stops if somebody has one.
func (t *Terms) lintCalendar(o Outcome) []Advice {
	if t.Calendar == nil || o.Spells == nil || o.FollowUp == nil || o.Spells.Condition != OnWorkingDays {
		return nil
	}
	for i, in := range t.entries() {
		known, ok := o.complete(in)
		if !ok {
			continue
		}
		first, last := dayText(known.from), dayText(o.FollowUp.end(known.until))
		if first >= t.Calendar.From && last <= t.Calendar.Until {
			continue
		}
		return []Advice{t.warningAt("calendar", adviceCalendar,
			fmt.Sprintf("people of cohort %d are followed from %s to %s, and the calendar is known from %s to %s: the run stops if somebody's window goes beyond it",
				t.Cohorts[i], first, last, t.Calendar.From, t.Calendar.Until),
			"extend the calendar, with its holidays, over all days that are followed")}
	}
	return nil
}

// lintHolidays finds whole years in a list of holidays that has none of them.
func lintHolidays(t *Terms) []Advice {
	if t.Calendar == nil || len(t.Calendar.Holidays) == 0 {
		return nil
	}
	var bare []string
	for y := dayAt(t.Calendar.From).Year(); y <= dayAt(t.Calendar.Until).Year(); y++ {
		first, last := dayText(time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)), dayText(time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC))
		if t.Calendar.From <= first && last <= t.Calendar.Until && !holidayIn(t.Calendar.Holidays, y) {
			bare = append(bare, strconv.Itoa(y))
		}
	}
	if bare == nil {
		return nil
	}
	return []Advice{t.warningAt("calendar", adviceHolidays, "the calendar covers "+andList(bare)+", and lists no holiday then",
		"add the holidays: each one left out makes a working day")}
}

func holidayIn(holidays []string, year int) bool {
	for _, h := range holidays {
		if strings.HasPrefix(h, strconv.Itoa(year)+"-") {
			return true
		}
	}
	return false
}

// lintSilence finds an outcome that only people have of whom the register knows some work.
func (t *Terms) lintSilence(o Outcome) []Advice {
	if o.Spells == nil || o.Spells.Without != "missing" || len(o.Spells.Kinds) > 0 {
		return nil
	}
	return []Advice{t.warningAt("outcome "+o.Name, adviceSilence,
		fmt.Sprintf("who has no spell at all has no outcome %q, so its rate is that of people with some spell: who never found work may be missing from it", o.Name),
		"write without: not-placed if the register holds everybody's work, or name the kinds that count if it holds other spells too")}
}

func (t *Terms) noteAt(section, code, what, remedy string) Advice {
	a := note(code, section, what, remedy)
	a.Line = t.at[section]
	return a
}

func (t *Terms) warningAt(section, code, what, remedy string) Advice {
	a := warning(code, section, what, remedy)
	a.Line = t.at[section]
	return a
}
