package cohort

import (
	"fmt"
	"time"
)

// Day is a calendar day, counted from 1970-01-01 in the proleptic Gregorian calendar. It
// has no time of day and no zone.
type Day int32

const (
	secondsOfDay = 24 * 60 * 60
	firstDay     = -719162 // 0001-01-01
	lastDay      = 2932896 // 9999-12-31
)

// DayOf returns the day of a date; a month or day of the month out of range carries over, as in time.Date.
func DayOf(year int, month time.Month, day int) Day {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()
	return Day(t / secondsOfDay) // whole days: the division is exact before 1970 too
}

// ParseDay reads a day of the years 1 to 9999 written as 2014-03-10.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("%q is not a day such as 2014-03-10", s)
	}
	return Day(t.Unix() / secondsOfDay), nil
}

// Valid reports whether the day is within the years 1 to 9999.
func (d Day) Valid() bool { return d >= firstDay && d <= lastDay }

func (d Day) time() time.Time { return time.Unix(int64(d)*secondsOfDay, 0).UTC() }

// String writes the day as 2014-03-10.
func (d Day) String() string { return d.time().Format(time.DateOnly) }

// Date returns the day's year, month and day of the month.
func (d Day) Date() (year int, month time.Month, day int) { return d.time().Date() }

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday { return d.time().Weekday() }

// AddMonths returns the same day of the month n months later, or the last day of that
// month if it is shorter: 31 January and one month is 28 or 29 February.
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Date()
	first := DayOf(y, m+time.Month(n), 1)
	fy, fm, _ := first.Date()
	last := DayOf(fy, fm+1, 0)
	return min(first+Day(day-1), last)
}

// AgeOn returns the completed years of somebody born on d at day on: the birthday counts.
// Who is born on 29 February completes a year on 1 March of a common year.
func (d Day) AgeOn(on Day) int {
	by, bm, bd := d.Date()
	y, m, day := on.Date()
	age := y - by
	if m < bm || m == bm && day < bd {
		age--
	}
	return age
}
