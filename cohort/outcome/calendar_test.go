package outcome

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"sib/cohort"
	"sib/evidence"
)

// The bits against one day after the other.
func TestCalendarCountsWorkingDays(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	in := *workdays()
	in.From, in.Until = cohort.DayOf(2015, 1, 1), cohort.DayOf(2016, 3, 14)
	in.Holidays = append(in.Holidays, cohort.DayOf(2014, 12, 31), cohort.DayOf(2016, 3, 15), cohort.DayOf(2016, 3, 14))
	c := newCalendar(in)
	working := func(d cohort.Day) bool {
		for _, h := range in.Holidays {
			if h == d {
				return false
			}
		}
		return in.Week[d.Weekday()]
	}
	all := int(in.Until-in.From) + 1
	for range 500 {
		start := r.IntN(all)
		n := min(r.IntN(400), all-start)
		words := make([]uint64, 7)
		for i := range words {
			words[i] = r.Uint64() | r.Uint64()
		}
		want := 0
		for i := range n {
			if words[i/64]>>(i%64)&1 == 1 && working(in.From+cohort.Day(start+i)) {
				want++
			}
		}
		if got := c.marked(words, n, in.From+cohort.Day(start)); got != want {
			t.Fatalf("%d days from %s: %d, want %d", n, in.From+cohort.Day(start), got, want)
		}
	}
}

func TestCalendarCoversWindows(t *testing.T) {
	c := newCalendar(*workdays()) // 2014 to 2018
	day := func(s string) cohort.Day {
		d, err := cohort.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, tt := range []struct{ from, until, missing string }{
		{"2014-01-01", "2018-12-31", ""}, {"2013-12-31", "2014-12-30", "2013-12-31"}, {"2018-01-02", "2019-01-01", "2019-01-01"},
	} {
		var r reach
		r.include(day("2016-01-01"), day("2016-12-31"))
		r.include(day(tt.from), day(tt.until))
		err := c.covers(r)
		var p *evidence.Problem
		if (err == nil) != (tt.missing == "") || err != nil && (!errors.As(err, &p) || !strings.Contains(p.What, tt.missing) || p.Remedy == "") {
			t.Errorf("%s to %s: %v", tt.from, tt.until, err)
		}
	}
	if err := c.covers(reach{}); err != nil {
		t.Error(err)
	}
}

// Only windows count that somebody asks about: complete ones, of eligible people.
func TestCalendarOfAWorld(t *testing.T) {
	cal := workdays()
	cal.From, cal.Until = cohort.DayOf(2014, 3, 10), cohort.DayOf(2015, 3, 9)
	working := yearOf(Spells{Condition: WorkingDays, AtLeast: 1})
	working.FollowUp.Until = cohort.DayOf(2016, 1, 1)
	w := one("2014-03-10", lasting("2014-03-10", 0, 400))
	if got, _ := resultOf(t, w, working, cal); got != placed {
		t.Errorf("got %d", got)
	}
	late, before := w.people[0], w.people[0]
	late.id, late.entry = "3", "2015-01-02" // complete on 2016-01-01 at the earliest
	before.id, before.entry = "4", "2014-03-09"
	for name, tt := range map[string]struct {
		who   someone
		edit  func(*someone)
		until cohort.Day
		says  string
	}{
		"not complete": {late, nil, cohort.DayOf(2015, 12, 31), ""}, "complete": {late, nil, cohort.DayOf(2016, 1, 1), "2016-01-01"},
		"early": {before, nil, cohort.DayOf(2016, 1, 1), "2014-03-09"}, "not eligible": {before, func(p *someone) { p.age = 40 }, cohort.DayOf(2016, 1, 1), ""},
	} {
		if tt.edit != nil {
			tt.edit(&tt.who)
		}
		d := working
		d.FollowUp = &FollowUp{12, tt.until}
		err := readWorld(t, world{people: append([]someone{tt.who}, w.people...), spells: w.spells}, d, cal)
		if (err == nil) != (tt.says == "") || err != nil && !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
