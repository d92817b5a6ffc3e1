package contract

import (
	"sort"
	"time"
)

// span is days from the first to the last, both inclusive.
type span struct{ from, until time.Time }

// dayAt returns a day that was read as a date; the zero time for what is none.
func dayAt(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

func dayText(t time.Time) string { return t.Format(time.DateOnly) }

// addMonths returns the same day of the month n months later, or the last day of
// that month if it is shorter.
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// daysTo counts in whole days: a time.Duration holds 292 years only.
func daysTo(from, to time.Time) int { return int((to.Unix() - from.Unix()) / (24 * 60 * 60)) }

// end returns the last day of the window of somebody who entered on the given day.
func (f FollowUp) end(entry time.Time) time.Time { return addMonths(entry, f.Months).AddDate(0, 0, -1) }

// reach is the last day that must be known of somebody who entered on the given day.
func (o Outcome) reach(entry time.Time) time.Time {
	end := o.FollowUp.end(entry)
	if s := o.Spells; s != nil && s.Condition == OnEmployedAt {
		if at := addMonths(entry, s.Month); at.After(end) {
			return at
		}
	}
	return end
}

// complete returns the days of entry in a span whose follow-up is known to the end;
// ok is false if there are none.
func (o Outcome) complete(s span) (in span, ok bool) {
	until := dayAt(o.FollowUp.Until)
	days := daysTo(s.from, s.until) + 1
	n := sort.Search(days, func(i int) bool { return o.reach(s.from.AddDate(0, 0, i)).After(until) })
	return span{s.from, s.from.AddDate(0, 0, n-1)}, n > 0
}

// entries returns the days of entry that make each cohort; nil where the day of
// entry does not make it, and may be any.
func (t *Terms) entries() []span {
	if t.Data.Entry == "" || t.Data.Cohort != "" {
		return nil
	}
	out := make([]span, len(t.Cohorts))
	for i, year := range t.Cohorts {
		out[i] = span{time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC)}
		if i < len(t.Windows) {
			w := t.Windows[i]
			if w.From == "" || w.Until < w.From { // which has been refused
				return nil
			}
			out[i] = span{dayAt(w.From), dayAt(w.Until)}
		}
	}
	return out
}

// mostDays is the number of days of the longest window of so many months, up to maxMonths.
// Four years of entry show it: within a century every fourth year is a leap year.
func mostDays(months int) int {
	f, most := FollowUp{Months: months}, 0
	for d := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() < 2004; d = d.AddDate(0, 0, 1) {
		most = max(most, daysTo(d, f.end(d))+1)
	}
	return most
}

// mostWorkingDays is the most working days that so many days in a row can have, without holidays.
func mostWorkingDays(days, week int) int { return days/7*week + min(days%7, week) }
