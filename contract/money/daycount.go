package money

import (
	"fmt"
	"math/big"
	"time"
)

// DayCount says what part of a year lies between two days.
type DayCount string

// The day counts. In Thirty360 every month has 30 days and day 31 is day 30, on
// both sides (30E/360, the Eurobond basis). In ActAct days of leap years are
// 1/366 of a year and the others 1/365 (ISDA 2006, section 4.16(b)).
const (
	Act365    DayCount = "act/365"
	Act360    DayCount = "act/360"
	Thirty360 DayCount = "30/360"
	ActAct    DayCount = "act/act"
)

// DayCounts are all of them, in the order of the reference.
var DayCounts = []DayCount{Act365, Act360, Thirty360, ActAct}

// ParseDayCount returns the day count with the given name.
func ParseDayCount(s string) (DayCount, error) {
	for _, c := range DayCounts {
		if string(c) == s {
			return c, nil
		}
	}
	return "", fmt.Errorf("unknown day count %q: want act/365, act/360, 30/360 or act/act", s)
}

// YearFraction returns the years from one day to another, exact; negative if to
// is the earlier. The first day counts and the last does not. It panics on a day
// count that is not one of the four: they are checked when a contract is read.
func (c DayCount) YearFraction(from, to Date) *big.Rat {
	if to.day < from.day {
		r := c.YearFraction(to, from)
		return r.Neg(r)
	}
	switch c {
	case Act365:
		return big.NewRat(int64(to.Days(from)), 365)
	case Act360:
		return big.NewRat(int64(to.Days(from)), 360)
	case Thirty360:
		return big.NewRat(thirty(to)-thirty(from), 360)
	case ActAct:
		return actual(from, to)
	}
	panic(fmt.Sprintf("money: unknown day count %q", c))
}

// thirty counts days in months of 30.
func thirty(d Date) int64 {
	y, m, day := d.civil()
	return int64(360*y + 30*int(m) + min(day, 30))
}

// actual adds up what part of each year of the calendar lies between two days.
func actual(from, to Date) *big.Rat {
	out := new(big.Rat)
	for from != to {
		y, _, _ := from.civil()
		next := newYear(y + 1)
		end := next
		if to.day < end.day {
			end = to
		}
		out.Add(out, big.NewRat(int64(end.Days(from)), int64(next.Days(newYear(y)))))
		from = end
	}
	return out
}

func newYear(y int) Date {
	t := time.Date(y, time.January, 1, 0, 0, 0, 0, time.UTC)
	return Date{int(t.Unix()/secondsPerDay) + unixDay}
}

// civil returns the year, month and day of the month.
func (d Date) civil() (int, time.Month, int) {
	return time.Unix(int64(d.day-unixDay)*secondsPerDay, 0).UTC().Date()
}
