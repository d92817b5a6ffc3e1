package simulate

import (
	"slices"
	"time"
)

// workdays are the days, Monday to Friday and no holiday, of some years.
type workdays struct {
	first  day   // of the calendar
	before []int // working days before each day of the calendar, and before the day after it
	days   []day
}

// newWorkdays covers the years from first to last.
func newWorkdays(first, last int) workdays {
	out := workdays{first: dayOf(first, time.January, 1)}
	end := dayOf(last+1, time.January, 1)
	off := map[day]bool{}
	for _, h := range belgianHolidays(first, last) {
		off[h] = true
	}
	for d := out.first; d < end; d++ {
		out.before = append(out.before, len(out.days))
		if w := d.time().Weekday(); w != time.Saturday && w != time.Sunday && !off[d] {
			out.days = append(out.days, d)
		}
	}
	out.before = append(out.before, len(out.days))
	return out
}

// within returns the working days from first to last.
func (w workdays) within(first, last day) []day {
	return w.days[w.before[first-w.first]:w.before[last+1-w.first]]
}

// belgianHolidays are the ten public holidays of each year, in order.
func belgianHolidays(first, last int) []day {
	var out []day
	for y := first; y <= last; y++ {
		easter := easterOf(y)
		out = append(out, easter+1, easter+39, easter+50, // Easter Monday, Ascension, Whit Monday
			dayOf(y, time.January, 1), dayOf(y, time.May, 1), dayOf(y, time.July, 21), dayOf(y, time.August, 15),
			dayOf(y, time.November, 1), dayOf(y, time.November, 11), dayOf(y, time.December, 25))
	}
	slices.Sort(out)
	return slices.Compact(out) // Ascension may be on 1 May
}

// easterOf is Easter Sunday in the Gregorian calendar (the anonymous algorithm of Nature, 20 April 1876).
func easterOf(y int) day {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (b - (b+8)/25 + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return dayOf(y, time.Month(n/31), n%31+1)
}
