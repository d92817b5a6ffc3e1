package cohort

import (
	"testing"
)

func TestYearOfADay(t *testing.T) {
	p := &plan{Spec: entrants("")}
	for day, want := range map[string]int{
		"2013-08-31": 0, "2013-09-01": 2014, "2014-08-31": 2014, "2014-09-01": 0,
		"2014-09-30": 0, "2014-10-01": 2015, "2015-08-31": 2015, "2015-09-01": 0,
	} {
		d, err := ParseDay(day)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.yearOf(d); got != want {
			t.Errorf("%s: %d, want %d", day, got, want)
		}
	}
	p.Windows = nil
	for d, want := range map[Day]int{DayOf(2014, 1, 1): 2014, DayOf(2013, 12, 31): 2013, DayOf(1969, 12, 31): 1969} {
		if got := p.yearOf(d); got != want {
			t.Errorf("%s: %d, want %d", d, got, want)
		}
	}
}
