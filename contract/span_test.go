package contract

import (
	"testing"
	"time"
)

func TestAddMonths(t *testing.T) {
	for _, tt := range []struct {
		day    string
		months int
		want   string
	}{
		{"2014-03-10", 12, "2015-03-10"}, {"2014-01-31", 1, "2014-02-28"}, {"2016-01-31", 1, "2016-02-29"}, {"2016-02-29", 12, "2017-02-28"},
		{"2014-12-31", 2, "2015-02-28"}, {"2014-11-30", 3, "2015-02-28"}, {"2014-08-31", 600, "2064-08-31"}, {"2014-12-01", 1, "2015-01-01"},
	} {
		if got := dayText(addMonths(dayAt(tt.day), tt.months)); got != tt.want {
			t.Errorf("%s and %d months: %s, want %s", tt.day, tt.months, got, tt.want)
		}
	}
	if got := dayText(FollowUp{Months: 12}.end(dayAt("2014-03-10"))); got != "2015-03-09" {
		t.Errorf("a year from 2014-03-10 ends on %s", got)
	}
}

// The bounds hold over all entries of a century, and some entry reaches them.
func TestMostDays(t *testing.T) {
	for _, months := range []int{1, 2, 3, 6, 11, 12, 13, 24, 36, 37, 48, 600} {
		most := 0
		for d := dayAt("1990-01-01"); d.Before(dayAt("2040-01-01")); d = d.AddDate(0, 0, 1) {
			most = max(most, daysTo(d, addMonths(d, months)))
		}
		if got := mostDays(months); got != most {
			t.Errorf("%d months: %d days, want %d", months, got, most)
		}
	}
}

// So many days in a row have at most so many working days, and somewhere in the week they have.
func TestMostWorkingDays(t *testing.T) {
	for week := 1; week <= 7; week++ {
		for days := 1; days <= 30; days++ {
			most := 0
			for start := range 7 {
				n := 0
				for i := range days {
					if (start+i)%7 < week {
						n++
					}
				}
				most = max(most, n)
			}
			if got := mostWorkingDays(days, week); got != most {
				t.Errorf("%d days, %d a week: %d, want %d", days, week, got, most)
			}
		}
	}
}

// Those who enter in time are found one by one and by halves.
func TestComplete(t *testing.T) {
	all := span{dayAt("2014-01-01"), dayAt("2014-12-31")}
	for _, until := range []string{"2014-05-31", "2014-06-30", "2014-07-01", "2015-02-28", "2015-06-29", "2015-06-30", "2016-01-01"} {
		o := Outcome{FollowUp: &FollowUp{Months: 6, Until: until}}
		var last time.Time
		for d := all.from; !d.After(all.until); d = d.AddDate(0, 0, 1) {
			if !o.reach(d).After(dayAt(until)) {
				last = d
			}
		}
		in, ok := o.complete(all)
		if ok != !last.IsZero() || ok && (in.from != all.from || in.until != last) {
			t.Errorf("until %s: %v %v, want %v", until, in, ok, last)
		}
	}
}
