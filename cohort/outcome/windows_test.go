package outcome

import (
	"testing"

	"sib/cohort"
)

func TestWindows(t *testing.T) {
	until := cohort.DayOf(2016, 2, 29)
	month := Definition{FollowUp: &FollowUp{1, until}}
	at12 := yearOf(Spells{Condition: EmployedAt, Month: 12})
	at12.FollowUp.Until = until
	for _, tt := range []struct {
		d     Definition
		entry string
		want  window
		span  int
	}{
		{Definition{}, "2016-01-01", window{complete: true}, 0},
		{month, "2016-01-31", window{complete: true, days: 29}, 0}, // until 28 February
		{month, "2016-01-30", window{complete: true, days: 30}, 0}, // the 29th of a short month is its last day
		{month, "2016-02-01", window{complete: true, days: 29}, 0},
		{month, "2016-02-02", window{complete: false, days: 29}, 0},
		{at12, "2015-02-28", window{complete: true, days: 365, at: 365}, 366},
		{at12, "2015-03-01", window{complete: false, days: 366, at: 366}, 367}, // the window is known, the day after is not
		{yearOf(Spells{Condition: EmployedAt, Month: 6}), "2014-03-10", window{complete: true, days: 365, at: 184}, 365},
	} {
		entry, err := cohort.ParseDay(tt.entry)
		if err != nil {
			t.Fatal(err)
		}
		w := newFollowUps([]Definition{tt.d}).from(entry)
		if w.of[0] != tt.want || w.span != tt.span || w.need.any {
			t.Errorf("entry on %s: %+v, want %+v, %d days", tt.entry, w, tt.want, tt.span)
		}
	}
}

func TestWindowsThatNeedTheCalendar(t *testing.T) {
	d := yearOf(Spells{Condition: WorkingDays, AtLeast: 1})
	f := newFollowUps([]Definition{d})
	entry := cohort.DayOf(2014, 3, 10)
	if got, want := f.from(entry).need, (reach{true, entry, d.FollowUp.Until}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if f.from(entry + 1).need.any {
		t.Error("a window that is not complete needs no calendar")
	}
}
