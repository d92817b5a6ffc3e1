package outcome

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sib/cohort"
	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// workdays has holidays on weekdays and on weekends.
func workdays() *Calendar {
	c := &Calendar{From: cohort.DayOf(2014, 1, 1), Until: cohort.DayOf(2018, 12, 31)}
	for d := time.Monday; d <= time.Friday; d++ {
		c.Week[d] = true
	}
	for _, h := range []string{"2015-01-01", "2015-05-01", "2015-08-15", "2015-12-25", "2016-01-01", "2016-05-01", "2016-02-29"} {
		d, err := cohort.ParseDay(h)
		if err != nil {
			panic(err)
		}
		c.Holidays = append(c.Holidays, d)
	}
	return c
}

// manyOutcomes has every condition, with and without filters, besides two columns.
func manyOutcomes() []Definition {
	until := cohort.DayOf(2016, 10, 15)
	year, half := &FollowUp{12, until}, &FollowUp{6, until}
	told := func(f *FollowUp, s Spells) Definition {
		return Definition{Missing: cohort.Exclude, FollowUp: f, Spells: &s}
	}
	return []Definition{
		told(year, Spells{Condition: WorkingDays, AtLeast: 90, Kinds: []string{"job"}, Without: NotPlaced}),
		told(year, Spells{Condition: WorkingDays, AtLeast: 30, Without: Unknown}),
		told(half, Spells{Condition: CalendarDays, AtLeast: 90, Kinds: []string{"training", "job", "job"}, LeastMonths: 3, Without: NotPlaced}),
		told(year, Spells{Condition: CalendarDays, AtLeast: 1, LeastMonths: 1, Without: Unknown}),
		told(year, Spells{Condition: EmployedAt, Month: 6, Without: NotPlaced}),
		told(year, Spells{Condition: EmployedAt, Month: 12, Kinds: []string{"job"}, Without: NotPlaced}),
		told(half, Spells{Condition: EmployedAt, Month: 0, Without: NotPlaced}),
		told(half, Spells{Condition: Begins, Without: NotPlaced}),
		told(year, Spells{Condition: Begins, Kinds: []string{"training"}, Without: Unknown}),
		told(year, Spells{Condition: Begins, Kinds: []string{"no such kind"}, Without: NotPlaced}),
		{Missing: cohort.Exclude, Column: "placed"},
		{Missing: cohort.Exclude, Column: "placed", FollowUp: year},
	}
}

// naive is a second implementation, over days as text.
type naive struct {
	world
	calendar *Calendar
}

func at(day string) time.Time {
	d, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return d
}

// monthsLater counts months one by one from the first of a month and then takes the day of
// the month, or the last there is.
func monthsLater(d time.Time, n int) time.Time {
	first := d.AddDate(0, 0, 1-d.Day())
	for range n {
		first = first.AddDate(0, 1, 0)
	}
	out := first
	for k := 1; k < d.Day() && out.AddDate(0, 0, 1).Month() == first.Month(); k++ {
		out = out.AddDate(0, 0, 1)
	}
	return out
}

func (w naive) working(day time.Time) bool {
	for _, h := range w.calendar.Holidays {
		if h.String() == day.Format(time.DateOnly) {
			return false
		}
	}
	return w.calendar.Week[day.Weekday()]
}

// of says what outcome d is for p.
func (w naive) of(p someone, d Definition) result {
	entry := at(p.entry)
	var end time.Time
	if d.FollowUp != nil {
		end = monthsLater(entry, d.FollowUp.Months).AddDate(0, 0, -1)
		known := at(d.FollowUp.Until.String())
		if end.After(known) || d.Spells != nil && d.Spells.Condition == EmployedAt && monthsLater(entry, d.Spells.Month).After(known) {
			return incomplete
		}
	}
	if d.Spells == nil {
		switch {
		case p.noOutcome:
			return unobserved
		case p.placed:
			return placed
		}
		return notPlaced
	}
	silent, begun, days := true, false, map[string]bool{}
	for _, s := range w.spells {
		if s.id != p.id {
			continue
		}
		silent = false
		kinds := d.Spells.Kinds
		if len(kinds) > 0 && !slices.Contains(kinds, s.kind) || d.Spells.LeastMonths > 0 && s.months < int64(d.Spells.LeastMonths) {
			continue
		}
		start, last := at(s.start), end.AddDate(1, 0, 0)
		if s.end != "" {
			last = at(s.end)
		}
		begun = begun || !start.Before(entry) && !start.After(end)
		for day := start; !day.After(last) && !day.After(end.AddDate(0, 0, 1)); day = day.AddDate(0, 0, 1) {
			days[day.Format(time.DateOnly)] = true
		}
	}
	if silent && d.Spells.Without == Unknown {
		return unobserved
	}
	all, working := 0, 0
	for day := entry; !day.After(end); day = day.AddDate(0, 0, 1) {
		if days[day.Format(time.DateOnly)] {
			all++
			if w.working(day) {
				working++
			}
		}
	}
	met := map[Condition]bool{
		WorkingDays: working >= d.Spells.AtLeast, CalendarDays: all >= d.Spells.AtLeast, Begins: begun,
		EmployedAt: days[monthsLater(entry, d.Spells.Month).Format(time.DateOnly)],
	}
	if met[d.Spells.Condition] {
		return placed
	}
	return notPlaced
}

// expected counts everybody by hand.
func (w naive) expected(c *cohort.Cohort, defs []Definition) []Table {
	at := map[string]int{}
	for i, p := range c.Profiles {
		at[c.Domains[0].Labels[p.Codes[0]]] = i
	}
	var out []Table
	for _, d := range defs {
		n := len(c.Profiles)
		t := Table{make([][2]int64, n), make([][2]int64, n), make([][2]int64, n)}
		for _, p := range w.people {
			if !p.eligible() {
				continue
			}
			i, arm := at[string(rune('0'+p.age/10))+string(rune('0'+p.age%10))], 1-p.arm
			switch w.of(p, d) {
			case placed:
				t.Placed[i][arm]++
				t.Observed[i][arm]++
			case notPlaced:
				t.Observed[i][arm]++
			case incomplete:
				t.Incomplete[i][arm]++
			}
		}
		out = append(out, t)
	}
	return out
}

// expectedCount counts the rows of the register by hand, for outcomes of a year after entry
// and one that asks about the day after it.
func (w naive) expectedCount() SpellCount {
	eligible := map[string]string{}
	for _, p := range w.people {
		if p.eligible() {
			eligible[p.id] = p.entry
		}
	}
	out := SpellCount{Rows: int64(len(w.spells))}
	for _, s := range w.spells {
		entry, ok := eligible[s.id]
		if !ok {
			out.Unknown++
			continue
		}
		last := monthsLater(at(entry), 12) // the day that month 12 asks about
		if at(s.start).After(last) || s.end != "" && at(s.end).Before(at(entry)) {
			out.Outside++
		}
	}
	return out
}

// Random people and spells against the naive count: in every layout and order, split over
// files, in one pass and in many, on one core and on several.
func TestSpellsAgainstANaiveCount(t *testing.T) {
	defs := manyOutcomes()
	for seed := range uint64(3) {
		w := randomWorld(seed, 250)
		layouts := parquettest.Layouts()
		var want []Table
		for i, passes := range []int64{1, 2, 7} {
			l := layouts[(int(seed)*3+i)%(len(layouts)-1)] // row groups of one row take long
			procs := runtime.GOMAXPROCS(1 + 3*(i%2))
			c, of := w.shuffled(uint64(i)).store(t, l, 1+i)
			if want == nil {
				want = naive{w, workdays()}.expected(c, defs)
			}
			got, err := read(context.Background(), c, Spec{defs, of, workdays()}, nil, bytesFor(t, c, defs, of, passes))
			runtime.GOMAXPROCS(procs)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got.Tables); d != "" {
				t.Errorf("seed %d, %s, %d passes (-want +got):\n%s", seed, l.Name, passes, d)
			}
			if d := cmp.Diff((naive{w, workdays()}).expectedCount(), got.Spells); d != "" {
				t.Errorf("seed %d, %s, %d passes, spells (-want +got):\n%s", seed, l.Name, passes, d)
			}
			if len(got.Inputs) != 1+i || got.Inputs[0].Role != "spells" || got.Inputs[0].Path != "spells-0.parquet" || got.Inputs[0].Rows == 0 {
				t.Errorf("inputs %+v", got.Inputs)
			}
		}
		for k, table := range want { // each outcome must have something to say
			var o, p, late int64
			for i := range table.Observed {
				o, p, late = o+table.Observed[i][0], p+table.Placed[i][0], late+table.Incomplete[i][0]
			}
			if s := defs[k].Spells; o == 0 || (p == 0 || p == o) != (s != nil && slices.Equal(s.Kinds, []string{"no such kind"})) || late == 0 && defs[k].FollowUp != nil {
				t.Errorf("outcome %d: %d observed, %d placed, %d incomplete: no test", k, o, p, late)
			}
		}
	}
}

// bytesFor is a limit that leads to so many passes.
func bytesFor(t *testing.T, c *cohort.Cohort, defs []Definition, of *SpellFiles, passes int64) int64 {
	t.Helper()
	p, err := newPlan(Spec{defs, of, workdays()})
	if err != nil {
		t.Fatal(err)
	}
	r, err := open(c, p)
	if err != nil {
		t.Fatal(err)
	}
	limit := (r.eligible()*bytesPerPerson(p.words) + passes - 1) / passes
	if got := r.passesFor(limit); int64(got) != passes {
		t.Fatalf("%d passes, want %d", got, passes)
	}
	return limit
}

func TestRegisterThatIsNotThere(t *testing.T) {
	c, of := one("2014-03-10").store(t, parquettest.Layout{}, 1)
	of.Files = append(of.Files, "nowhere.parquet")
	d := []Definition{yearOf(Spells{Condition: Begins})}
	var p *evidence.Problem
	if _, err := Read(context.Background(), c, Spec{d, of, nil}, nil); !errors.As(err, &p) || p.File != "nowhere.parquet" {
		t.Errorf("got %v", err)
	}
	d[0] = excluding() // a register that no outcome needs is not opened
	if got, err := Read(context.Background(), c, Spec{d, of, nil}, nil); err != nil || got.Inputs != nil || got.Spells != (SpellCount{}) {
		t.Errorf("%+v, %v", got, err)
	}
}

// A register that somebody writes to during the run is refused, in any pass.
func TestRegisterThatChanges(t *testing.T) {
	w := randomWorld(1, 40)
	for _, after := range []int{1, 3} { // people, register, people
		c, of := w.store(t, parquettest.Layout{}, 1)
		d := []Definition{yearOf(Spells{Condition: Begins})}
		calls := 0
		_, err := read(context.Background(), c, Spec{d, of, nil}, func(int64, int64) {
			if calls++; calls == after {
				parquettest.Write(t, filepath.Join(c.Dir(), of.Files[0]), parquettest.Layout{}, spellColumns(w.spells[1:])...)
			}
		}, bytesFor(t, c, d, of, 2))
		var p *evidence.Problem
		if !errors.As(err, &p) || p.File != of.Files[0] || !strings.Contains(p.What, "changed") {
			t.Errorf("after %d calls: %v", after, err)
		}
	}
}
