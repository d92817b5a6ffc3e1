package money

import (
	"fmt"
	"time"
)

// Date is a day of the Gregorian calendar, with no time of day and no zone.
// Dates compare with ==. The zero Date is 0001-01-01.
type Date struct{ day int } // days since 0001-01-01

const (
	secondsPerDay = 24 * 60 * 60
	unixDay       = 719162 // 1970-01-01 in days since 0001-01-01
)

// ParseDate reads an ISO 8601 date of the calendar such as 2014-01-31.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("parse date %q: want year-month-day of the calendar, such as 2014-01-31: %w", s, err)
	}
	return Date{int(t.Unix()/secondsPerDay) + unixDay}, nil
}

// Days returns the number of days from an earlier date to d, negative if from is later.
func (d Date) Days(from Date) int { return d.day - from.day }

// String returns the date in ISO 8601: "2014-01-31".
func (d Date) String() string {
	return time.Unix(int64(d.day-unixDay)*secondsPerDay, 0).UTC().Format(time.DateOnly)
}

// MarshalText writes the date in ISO 8601, also in JSON.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) error {
	got, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = got
	return nil
}
