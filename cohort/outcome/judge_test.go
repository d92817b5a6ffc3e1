package outcome

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"sib/cohort"
	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// one is a world of two people, who are compared: the first is the one whom the spells are about.
func one(entry string, spells ...job) world {
	w := world{people: []someone{
		{id: "1", age: 30, arm: 1, year: 2014, entry: entry}, {id: "2", age: 30, arm: 0, year: 2014, entry: "2014-03-10"}}}
	for _, s := range spells {
		s.id = "1"
		w.spells = append(w.spells, s)
	}
	return w
}

// resultOf reads one outcome of the first person.
func resultOf(t *testing.T, w world, d Definition, cal *Calendar) (result, SpellCount) {
	t.Helper()
	c, of := w.store(t, parquettest.Layout{}, 1)
	got, err := Read(context.Background(), c, Spec{[]Definition{d}, of, cal}, nil)
	if err != nil {
		t.Fatal(err)
	}
	const p = cohort.Programme
	switch table := got.Tables[0]; [3]int64{table.Observed[0][p], table.Placed[0][p], table.Incomplete[0][p]} {
	case [3]int64{1, 1, 0}:
		return placed, got.Spells
	case [3]int64{1, 0, 0}:
		return notPlaced, got.Spells
	case [3]int64{0, 0, 1}:
		return incomplete, got.Spells
	case [3]int64{}:
		return unobserved, got.Spells
	default:
		t.Fatalf("%+v", table)
		return 0, SpellCount{}
	}
}

func yearOf(s Spells) Definition {
	if s.Without == "" {
		s.Without = NotPlaced
	}
	return Definition{Missing: cohort.Exclude, FollowUp: &FollowUp{12, cohort.DayOf(2015, 3, 9)}, Spells: &s}
}

// lasting is a spell from one day to another, counted from entry.
func lasting(entry string, from, until int) job {
	e, err := cohort.ParseDay(entry)
	if err != nil {
		panic(err)
	}
	return job{start: (e + cohort.Day(from)).String(), end: (e + cohort.Day(until)).String(), kind: "job", months: 3}
}

// The window of who enters on 10 March 2014 ends on 9 March 2015, day 364.
func TestConditionsAtTheirBoundaries(t *testing.T) {
	const entry, last = "2014-03-10", 364
	s := func(from, until int) job { return lasting(entry, from, until) }
	ninety := yearOf(Spells{Condition: CalendarDays, AtLeast: 90})
	begins := yearOf(Spells{Condition: Begins})
	employed := func(month int) Definition { return yearOf(Spells{Condition: EmployedAt, Month: month}) }
	onLastDay := employed(12) // 10 March 2015 must be known
	onLastDay.FollowUp = &FollowUp{12, cohort.DayOf(2015, 3, 10)}
	tests := []struct {
		name   string
		d      Definition
		spells []job
		want   result
	}{
		{"89 days", ninety, []job{s(10, 98)}, notPlaced},
		{"90 days", ninety, []job{s(10, 99)}, placed},
		{"91 days", ninety, []job{s(10, 100)}, placed},
		{"90 days from the first", ninety, []job{s(0, 89)}, placed},
		{"90 days from the day before entry", ninety, []job{s(-1, 88)}, notPlaced},
		{"91 days from the day before entry", ninety, []job{s(-1, 89)}, placed},
		{"90 days up to the last", ninety, []job{s(last-89, last)}, placed},
		{"90 days up to the day after", ninety, []job{s(last-88, last+1)}, notPlaced},
		{"runs on from 90 days before the end", ninety, []job{{start: s(last-89, 0).start}}, placed},
		{"runs on from 89 days before the end", ninety, []job{{start: s(last-88, 0).start}}, notPlaced},
		{"two that meet", ninety, []job{s(0, 44), s(45, 89)}, placed},
		{"two that share a day", ninety, []job{s(0, 44), s(44, 88)}, notPlaced},
		{"the same twice", ninety, []job{s(0, 44), s(0, 44)}, notPlaced},
		{"days one by one", yearOf(Spells{Condition: CalendarDays, AtLeast: 3}), []job{s(0, 0), s(100, 100), s(last, last)}, placed},
		{"begins on the first day", begins, []job{s(0, 0)}, placed},
		{"begins the day before", begins, []job{s(-1, 200)}, notPlaced},
		{"begins on the last day", begins, []job{s(last, last+9)}, placed},
		{"begins the day after", begins, []job{s(last+1, last+9)}, notPlaced},
		{"employed on the day", employed(6), []job{s(184, 184)}, placed},
		{"employed up to the day before", employed(6), []job{s(0, 183)}, notPlaced},
		{"employed from the day after", employed(6), []job{s(185, last)}, notPlaced},
		{"employed on the day of entry", employed(0), []job{s(-5, 0)}, placed},
		{"the day after the window is not known", employed(12), []job{s(0, last+1)}, incomplete},
		{"employed the day after the window", onLastDay, []job{s(last+1, last+1)}, placed},
		{"employed to the end of the window", onLastDay, []job{s(0, last)}, notPlaced},
		{"contract of 3 months", yearOf(Spells{Condition: Begins, LeastMonths: 3}), []job{s(0, 0)}, placed},
		{"contract of less than 4 months", yearOf(Spells{Condition: Begins, LeastMonths: 4}), []job{s(0, 0)}, notPlaced},
		{"contract of unknown length", yearOf(Spells{Condition: Begins, LeastMonths: 1}), []job{{start: entry, months: noMonths}}, notPlaced},
		{"unknown length where nobody asks", begins, []job{{start: entry, months: noMonths}}, placed},
		{"unknown kind", yearOf(Spells{Condition: Begins, Kinds: []string{"job"}}), []job{{start: entry}}, notPlaced},
		{"no row, which means nothing happened", begins, nil, notPlaced},
		{"no row, which means that nobody knows", yearOf(Spells{Condition: Begins, Without: Unknown}), nil, unobserved},
		{"a row that does not count", yearOf(Spells{Condition: Begins, Without: Unknown}), []job{s(-900, -800)}, notPlaced},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, _ := resultOf(t, one(entry, tt.spells...), tt.d, nil); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}

// From Monday 10 March 2014 there are 5 working days a week; 21 April is a holiday.
func TestWorkingDaysAtTheirBoundaries(t *testing.T) {
	cal := workdays()
	cal.Holidays = append(cal.Holidays, cohort.DayOf(2014, 4, 21), cohort.DayOf(2014, 4, 20))
	const entry = "2014-03-10"
	d := yearOf(Spells{Condition: WorkingDays, AtLeast: 90})
	for _, tt := range []struct {
		until int
		want  result
	}{{7*18 - 3, notPlaced}, {7*18 - 1, notPlaced}, {7 * 18, placed}, {7*18 + 1, placed}} { // 18 weeks less a holiday are 89 days
		if got, _ := resultOf(t, one(entry, lasting(entry, 0, tt.until)), d, cal); got != tt.want {
			t.Errorf("until day %d: got %d, want %d", tt.until, got, tt.want)
		}
	}
}

// Who entered a day too late has no outcome, even with a year's work behind them.
func TestFollowUpIsCompleteOrNot(t *testing.T) {
	d := yearOf(Spells{Condition: Begins}) // known until 9 March 2015
	for _, tt := range []struct {
		entry string
		want  result
	}{{"2014-03-09", placed}, {"2014-03-10", placed}, {"2014-03-11", incomplete}} {
		if got, _ := resultOf(t, one(tt.entry, lasting(tt.entry, 0, 300)), d, nil); got != tt.want {
			t.Errorf("entry on %s: got %d, want %d", tt.entry, got, tt.want)
		}
	}
}

func TestSpellsOutsideEveryWindow(t *testing.T) {
	const entry = "2014-03-10"
	d := yearOf(Spells{Condition: Begins})
	for _, tt := range []struct {
		from, until int
		want        int64
	}{{-10, -1, 1}, {-10, 0, 0}, {364, 364, 0}, {365, 400, 1}} {
		_, count := resultOf(t, one(entry, lasting(entry, tt.from, tt.until)), d, nil)
		if want := (SpellCount{Rows: 1, Outside: tt.want}); count != want {
			t.Errorf("from day %d until day %d: %+v, want %+v", tt.from, tt.until, count, want)
		}
	}
	_, count := resultOf(t, one(entry, job{start: "2015-03-10"}), d, nil) // without an end
	if want := (SpellCount{Rows: 1, Outside: 1}); count != want {
		t.Errorf("%+v, want %+v", count, want)
	}
}

// Where a missing outcome is refused, so is the silence of the register. The first row is
// named, whatever the pass that finds it.
func TestSilenceIsRefused(t *testing.T) {
	var w world
	for i := range 60 {
		w.people = append(w.people, someone{id: fmt.Sprint(1000 + i), age: 30 + int64(i%11), arm: int64(i % 2), year: 2014, entry: "2014-01-31"})
		if i != 10 && i < 23 || i == 40 {
			w.spells = append(w.spells, job{id: fmt.Sprint(1000 + i), start: "2010-01-01"})
		}
	}
	d := yearOf(Spells{Condition: Begins, Without: Unknown})
	d.Name, d.Missing = "any work", cohort.Refuse
	c, of := w.store(t, parquettest.Layout{GroupRows: 7}, 1)
	for passes := range int64(9) {
		_, err := read(context.Background(), c, Spec{[]Definition{d}, of, nil}, nil, bytesFor(t, c, []Definition{d}, of, passes+1))
		var p *evidence.Problem
		// Row 11 is about somebody of 40, who is not eligible.
		if !errors.As(err, &p) || p.File != "people.parquet" || p.Row != 24 || p.Column != "id" || !strings.Contains(p.What, `"any work" is missing`) || strings.Contains(p.Error(), "1023") {
			t.Fatalf("%d passes: %v", passes+1, err)
		}
	}
	d.Missing = cohort.Exclude
	got, err := Read(context.Background(), c, Spec{[]Definition{d}, of, nil}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var observed int64
	for _, o := range got.Tables[0].Observed {
		observed += o[0] + o[1]
	}
	if observed != 22 { // 0 to 22 but for 10 and 21, and 40
		t.Errorf("%d observed", observed)
	}
}
