package simulate

import (
	"testing"
	"time"
)

func TestAddMonths(t *testing.T) {
	for _, tt := range []struct {
		from string
		n    int
		want string
	}{
		{"2014-03-10", 12, "2015-03-10"}, {"2015-01-31", 1, "2015-02-28"}, {"2016-01-31", 1, "2016-02-29"},
		{"2016-02-29", 12, "2017-02-28"}, {"2014-08-31", 6, "2015-02-28"}, {"2014-12-31", 1, "2015-01-31"}, {"2014-12-01", 12, "2015-12-01"},
	} {
		if got := onDay(t, tt.from).addMonths(tt.n).String(); got != tt.want {
			t.Errorf("%s and %d months: %s, want %s", tt.from, tt.n, got, tt.want)
		}
	}
}

func onDay(t *testing.T, s string) day {
	t.Helper()
	at, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return day(at.Unix() / secondsOfDay)
}

// completed counts birthdays one by one; who is born on 29 February has the birthday on
// 1 March of a common year.
func completed(born, on day) int {
	y, m, d := born.time().Date()
	for n := 1; ; n++ {
		if dayOf(y+n, m, d) > on {
			return n - 1
		}
	}
}

// On every day of eight years, with every distance from the birthday, the age is right.
func TestBornToBe(t *testing.T) {
	for d := onDay(t, "2012-01-01"); d < onDay(t, "2020-01-01"); d++ {
		for _, years := range []int{18, 19, 20, 21, 33} {
			for back := range 365 {
				if back%13 > 0 && back > 3 && back < 360 {
					continue
				}
				if born := d.bornToBe(years, back); completed(born, d) != years {
					t.Fatalf("born %s: %d years old on %s, want %d", born, completed(born, d), d, years)
				}
			}
		}
	}
}
