package simulate

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// The ten public holidays of Belgium (royal decree of 18 April 1974), day by day.
const holidays20142017 = `2014-01-01 2014-04-21 2014-05-01 2014-05-29 2014-06-09 2014-07-21 2014-08-15 2014-11-01 2014-11-11 2014-12-25
2015-01-01 2015-04-06 2015-05-01 2015-05-14 2015-05-25 2015-07-21 2015-08-15 2015-11-01 2015-11-11 2015-12-25
2016-01-01 2016-03-28 2016-05-01 2016-05-05 2016-05-16 2016-07-21 2016-08-15 2016-11-01 2016-11-11 2016-12-25
2017-01-01 2017-04-17 2017-05-01 2017-05-25 2017-06-05 2017-07-21 2017-08-15 2017-11-01 2017-11-11 2017-12-25`

func TestBelgianHolidays(t *testing.T) {
	var got []string
	for _, d := range belgianHolidays(2014, 2017) {
		got = append(got, d.String())
	}
	if want := strings.Fields(holidays20142017); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	// In 2008 Ascension is on 1 May: nine days in all.
	if got := belgianHolidays(2008, 2008); len(got) != 9 || !slices.Contains(got, onDay(t, "2008-05-01")) {
		t.Errorf("2008: %v", got)
	}
}

// Early and late Easters, the rule's exceptions of 1954, 1981 and 2049, and centuries.
func TestEaster(t *testing.T) {
	for year, want := range map[int]string{1900: "04-15", 1943: "04-25", 1954: "04-18", 1961: "04-02", 1981: "04-19", 2000: "04-23",
		2008: "03-23", 2011: "04-24", 2019: "04-21", 2020: "04-12", 2024: "03-31", 2038: "04-25", 2049: "04-18", 2100: "03-28"} {
		got := easterOf(year)
		if s := got.String()[5:]; s != want || got.time().Weekday() != time.Sunday {
			t.Errorf("%d: %s, want %s", year, s, want)
		}
	}
}

func TestWorkdaysWithin(t *testing.T) {
	w := newWorkdays(2014, 2015)
	for _, tt := range []struct {
		from, to string
		want     int
	}{
		{"2014-01-01", "2014-01-01", 0}, {"2014-01-02", "2014-01-02", 1}, {"2014-01-03", "2014-01-06", 2}, {"2014-01-04", "2014-01-05", 0},
		{"2014-04-18", "2014-04-22", 2}, {"2014-01-01", "2014-12-31", 261 - 9}, {"2015-12-24", "2015-12-31", 5},
	} {
		if got := len(w.within(onDay(t, tt.from), onDay(t, tt.to))); got != tt.want {
			t.Errorf("%s to %s: %d, want %d", tt.from, tt.to, got, tt.want)
		}
	}
}
