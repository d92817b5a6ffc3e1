package cohort

import (
	"testing"
	"time"
)

func day(t *testing.T, s string) Day {
	t.Helper()
	d, err := ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDayRoundTrips(t *testing.T) {
	for _, s := range []string{"0001-01-01", "1899-12-31", "1969-12-31", "1970-01-01", "2000-02-29", "2014-03-10", "9999-12-31"} {
		d := day(t, s)
		y, m, n := d.Date()
		if d.String() != s || DayOf(y, m, n) != d || !d.Valid() {
			t.Errorf("%s: %s, %d", s, d, d)
		}
	}
	if day(t, "1970-01-01") != 0 || day(t, "1970-01-02") != 1 || day(t, "1969-12-31") != -1 {
		t.Error("the count does not start on 1970-01-01")
	}
	if (day(t, "9999-12-31") + 1).Valid() || (day(t, "0001-01-01") - 1).Valid() {
		t.Error("days beyond four digits are valid")
	}
	for _, s := range []string{"", "2014-3-10", "2014-02-29", "2014-13-01", "10/03/2014", "2014-03-10T00:00:00", "0000-01-01", "+014-03-10"} {
		if _, err := ParseDay(s); err == nil {
			t.Errorf("%q is a day", s)
		}
	}
	if day(t, "2014-03-10").Weekday() != time.Monday {
		t.Error("10 March 2014 was a Monday")
	}
}

func TestDayAddMonths(t *testing.T) {
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2014-03-10", 12, "2015-03-10"}, {"2014-01-31", 1, "2014-02-28"}, {"2016-01-31", 1, "2016-02-29"},
		{"2016-02-29", 12, "2017-02-28"}, {"2014-12-15", 1, "2015-01-15"}, {"2014-08-31", 18, "2016-02-29"},
		{"2014-03-10", 0, "2014-03-10"}, {"2014-03-31", -1, "2014-02-28"},
	} {
		if got := day(t, tt.from).AddMonths(tt.n).String(); got != tt.want {
			t.Errorf("%s and %d months: %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

func TestAgeOn(t *testing.T) {
	for _, tt := range []struct {
		born, on string
		want     int
	}{
		{"1990-06-15", "2014-06-14", 23}, {"1990-06-15", "2014-06-15", 24}, {"1990-06-15", "2014-06-16", 24},
		{"1992-02-29", "2014-02-28", 21}, {"1992-02-29", "2014-03-01", 22}, {"1992-02-29", "2016-02-29", 24},
		{"2014-06-15", "2014-06-15", 0}, {"2014-06-16", "2014-06-15", -1}, {"1960-12-31", "2014-01-01", 53},
	} {
		if got := day(t, tt.born).AgeOn(day(t, tt.on)); got != tt.want {
			t.Errorf("born %s, on %s: %d, want %d", tt.born, tt.on, got, tt.want)
		}
	}
}
