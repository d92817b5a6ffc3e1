package cohort

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sib/cohort/internal/parquettest"
)

// entrants is a spec for the table that register makes: everything that is told by days,
// bands, a map and columns that nobody is compared on.
func entrants(dir string) Spec {
	return Spec{
		Dir: dir, ID: "id", Entry: "entry", Years: []int{2014, 2015},
		Files: Files{People: []string{"people.parquet"}, ArmColumn: "arm", ProgrammeValue: "P", ComparisonValue: "C"},
		Windows: []Window{
			{Year: 2014, From: DayOf(2013, 9, 1), Until: DayOf(2014, 8, 31)},
			{Year: 2015, From: DayOf(2014, 10, 1), Until: DayOf(2015, 8, 31)},
		},
		Covariates: []Covariate{
			{Name: "age", Column: "birth", Kind: Age, Missing: Exclude},
			{Name: "diploma", Column: "diploma", Kind: Category, Missing: Level, Levels: []string{"high", "medium", "low"},
				Map: map[string]string{"Bac+3": "high", "Bac": "medium", "CESS": "medium"}},
			{Name: "income", Column: "income", Kind: Category, Missing: Exclude,
				Bands: []Band{{Name: "none", AtMost: ptr(0)}, {Name: "some", AtLeast: ptr(0.5), Below: ptr(1000)}, {Name: "more", AtLeast: ptr(1000)}}},
		},
		Traits: []Covariate{
			{Name: "registered", Column: "registered", Kind: Category, Missing: Exclude},
			{Name: "seeking", Column: "seeking", Kind: Integer, Missing: Exclude},
		},
		Eligibility: []Rule{
			{ID: "age", Clause: "2.1", Covariate: "age", Min: ptr(18), Max: ptr(33), Words: "age"},
			{ID: "registered", Clause: "2.2", Covariate: "registered", OneOf: []string{"true"}, Words: "registered"},
			{ID: "seeking", Clause: "2.3", Covariate: "seeking", Min: ptr(30), Words: "seeking"},
			{ID: "diploma", Clause: "2.4", Covariate: "diploma", NoneOf: []string{"low"}, Words: "diploma"},
			{ID: "long", Clause: "2.5", Covariate: "seeking", Max: ptr(900), Words: "seeking long"},
		},
	}
}

// entrant is a row of the register, and absent says which of its values are missing.
type entrant struct {
	programme    bool
	entry, birth time.Time
	diploma      string
	income       float64
	registered   bool
	seeking      int64
	absent       struct{ birth, diploma, income, registered, seeking bool }
}

func someEntrants(rows int, seed uint64) []entrant {
	r := rand.New(rand.NewPCG(seed, 17))
	out := make([]entrant, rows)
	for i := range out {
		e := &out[i]
		e.programme = i%3 == 0
		e.entry = time.Date(2013, 7, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(850))
		e.birth = e.entry.AddDate(-17-r.IntN(19), 0, -r.IntN(3)*r.IntN(200)) // often on the birthday
		e.diploma = []string{"Bac+3", "Bac", "CESS", "low", "high"}[r.IntN(5)]
		e.income = []float64{-3, 0, 0.5, 999.5, 1000, 5000}[r.IntN(6)]
		e.registered, e.seeking = r.IntN(8) > 0, int64(r.IntN(1000))
		e.absent.birth, e.absent.diploma, e.absent.income = r.IntN(20) == 0, r.IntN(6) == 0, r.IntN(20) == 0
		e.absent.registered, e.absent.seeking = r.IntN(20) == 0, r.IntN(20) == 0
	}
	return out
}

// dayNumber counts days in a way of its own.
func dayNumber(t time.Time) int64 { return int64(t.Sub(time.Unix(0, 0)) / (24 * time.Hour)) }

func columnOf[T any](name string, list []entrant, value func(*entrant) T, absent func(*entrant) bool) parquettest.Column {
	values, null := make([]T, len(list)), make([]bool, len(list))
	for i := range list {
		values[i] = value(&list[i])
		null[i] = absent != nil && absent(&list[i])
	}
	c := parquettest.Column{Name: name, Values: values}
	if slices.Contains(null, true) {
		c.Null = null
	}
	return c
}

// register writes entrants as a table with days as text.
func register(list []entrant) []parquettest.Column {
	n := 0
	id := columnOf("id", list, func(*entrant) string { n++; return fmt.Sprintf("p%05d", n) }, nil)
	text := func(t time.Time) string { return t.Format("2006-01-02") }
	return []parquettest.Column{
		id,
		columnOf("arm", list, func(e *entrant) string { return map[bool]string{true: "P", false: "C"}[e.programme] }, nil),
		columnOf("entry", list, func(e *entrant) string { return text(e.entry) }, nil),
		columnOf("birth", list, func(e *entrant) string { return text(e.birth) }, func(e *entrant) bool { return e.absent.birth }),
		columnOf("diploma", list, func(e *entrant) string { return e.diploma }, func(e *entrant) bool { return e.absent.diploma }),
		columnOf("income", list, func(e *entrant) float64 { return e.income }, func(e *entrant) bool { return e.absent.income }),
		columnOf("registered", list, func(e *entrant) bool { return e.registered }, func(e *entrant) bool { return e.absent.registered }),
		columnOf("seeking", list, func(e *entrant) int64 { return e.seeking }, func(e *entrant) bool { return e.absent.seeking }),
	}
}

// age counts birthdays, one by one.
func (e *entrant) age() int {
	n := 0
	for !e.birth.AddDate(n+1, 0, 0).After(e.entry) {
		n++
	}
	return n
}

// year spells the windows of entrants out.
func (e *entrant) year() int {
	switch day := e.entry.Format("20060102"); {
	case day >= "20130901" && day <= "20140831":
		return 2014
	case day >= "20141001" && day <= "20150831":
		return 2015
	}
	return 0
}

func (e *entrant) level() string {
	switch {
	case e.absent.diploma:
		return MissingLabel
	case e.diploma == "Bac+3":
		return "high"
	case e.diploma == "Bac" || e.diploma == "CESS":
		return "medium"
	}
	return e.diploma
}

func (e *entrant) band() string {
	switch {
	case e.income <= 0:
		return "none"
	case e.income < 1000:
		return "some"
	}
	return "more"
}

// fate is the name of the first reason to leave the person out, and whether it is a missing value.
func (e *entrant) fate() (reason string, invalid bool) {
	switch {
	case e.absent.birth:
		return "missing age", true
	case e.absent.income:
		return "missing income", true
	case e.absent.registered:
		return "missing registered", true
	case e.absent.seeking:
		return "missing seeking", true
	case e.age() < 18 || e.age() > 33:
		return "age", false
	case !e.registered:
		return "registered", false
	case e.seeking < 30:
		return "seeking", false
	case e.level() == "low":
		return "diploma", false
	case e.seeking > 900:
		return "seeking long", false
	case e.year() == 0:
		return OutsideYears, false
	}
	return "", false
}

// entrantsByHand counts one person at a time.
func entrantsByHand(list []entrant) (map[string][2]int64, Flow) {
	var f Flow
	for _, reason := range []string{"missing age", "missing income", "missing registered", "missing seeking"} {
		f.Invalid = append(f.Invalid, Loss{Reason: reason})
	}
	for i, reason := range []string{"age", "registered", "seeking", "diploma", "seeking long"} {
		f.Ineligible = append(f.Ineligible, Loss{Reason: reason, Clause: fmt.Sprintf("2.%d", i+1)})
	}
	f.Ineligible = append(f.Ineligible, Loss{Reason: OutsideYears})
	for _, y := range []int{0, 2014, 2015} {
		f.ByYear = append(f.ByYear, YearFlow{Year: y, Invalid: make([][2]int64, 4), Ineligible: make([][2]int64, 6)})
	}
	profiles := map[string][2]int64{}
	for i := range list {
		e := &list[i]
		a, y := Comparison, &f.ByYear[max(0, e.year()-2013)]
		if e.programme {
			a = Programme
		}
		f.Received[a]++
		y.Received[a]++
		reason, invalid := e.fate()
		at := func(losses []Loss) int {
			return slices.IndexFunc(losses, func(l Loss) bool { return l.Reason == reason })
		}
		if invalid {
			f.Invalid[at(f.Invalid)].N[a]++
			y.Invalid[at(f.Invalid)][a]++
			continue
		}
		f.Valid[a]++
		y.Valid[a]++
		if reason != "" {
			f.Ineligible[at(f.Ineligible)].N[a]++
			y.Ineligible[at(f.Ineligible)][a]++
			continue
		}
		f.Eligible[a]++
		y.Eligible[a]++
		key := fmt.Sprintf("%d|%d|%s|%s", e.year(), e.age(), e.level(), e.band())
		n := profiles[key]
		n[a]++
		profiles[key] = n
	}
	return profiles, f
}

func profilesByLabel(c *Cohort) map[string][2]int64 {
	out := map[string][2]int64{}
	for _, p := range c.Profiles {
		key := fmt.Sprint(p.Year)
		for k, code := range p.Codes {
			key += "|" + c.Domains[k].Labels[code]
		}
		out[key] = p.N
	}
	return out
}

func readTable(t testing.TB, l parquettest.Layout, cols []parquettest.Column, spec func(dir string) Spec) *Cohort {
	t.Helper()
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), l, cols...)
	return mustRead(t, spec(dir))
}

// Everything at once, against one person at a time, on random tables.
func TestEntrantsAreCountedAsOneByOne(t *testing.T) {
	reasons := map[string]bool{}
	for seed := range uint64(12) {
		list := someEntrants(700+int(seed), seed)
		c := readTable(t, parquettest.Layout{Dictionary: seed%2 == 0, GroupRows: 60 + 111*int(seed)}, register(list), entrants)
		profiles, flow := entrantsByHand(list)
		if d := cmp.Diff(profiles, profilesByLabel(c)); d != "" {
			t.Errorf("seed %d: profiles (-by hand +read):\n%s", seed, d)
		}
		if d := cmp.Diff(flow, c.Flow); d != "" {
			t.Errorf("seed %d: flow (-by hand +read):\n%s", seed, d)
		}
		for i := range list {
			reason, _ := list[i].fate()
			reasons[reason] = true
		}
	}
	if len(reasons) != 11 {
		t.Errorf("the tables have only %v", slices.Sorted(maps.Keys(reasons)))
	}
}

// stored are ways to write days: some with a time of day, which does not matter.
var stored = map[string]func(name string, list []entrant, day func(*entrant) time.Time, absent func(*entrant) bool) parquettest.Column{
	"date": storeDays(func(d int64) parquettest.Date { return parquettest.Date(d) }),
	"ms":   storeDays(func(d int64) parquettest.Millis { return parquettest.Millis(d*86_400_000 + 86_399_999) }),
	"us":   storeDays(func(d int64) parquettest.Micros { return parquettest.Micros(d * 86_400_000_000) }),
	"ns":   storeDays(func(d int64) parquettest.Nanos { return parquettest.Nanos(d*86_400_000_000_000 + 1) }),
	"local": storeDays(func(d int64) parquettest.LocalMicros {
		return parquettest.LocalMicros(d*86_400_000_000 + 86_399_999_999)
	}),
	"int96": storeDays(func(d int64) parquet.Int96 { return parquettest.Int96(d, 3) }),
}

func storeDays[T any](as func(int64) T) func(string, []entrant, func(*entrant) time.Time, func(*entrant) bool) parquettest.Column {
	return func(name string, list []entrant, day func(*entrant) time.Time, absent func(*entrant) bool) parquettest.Column {
		return columnOf(name, list, func(e *entrant) T { return as(dayNumber(day(e))) }, absent)
	}
}

// However days are written, rows are ordered and pages are laid out: the same people.
func TestEntrantsAreTheSameHoweverDaysAreStored(t *testing.T) {
	list := someEntrants(200, 5)
	cols := register(list)
	want := readTable(t, parquettest.Layout{}, cols, entrants)
	for i, l := range parquettest.Layouts() {
		if l.GroupRows == 1 {
			continue // slow, and rows have been alone in TestReadIsTheSameInEveryLayout
		}
		got := readTable(t, l, parquettest.Shuffle(cols, uint64(i)), entrants)
		if d := cmp.Diff(want, got, result); d != "" {
			t.Errorf("text, %s:\n%s", l.Name, d)
		}
	}
	for name, store := range stored {
		other := replace(cols, store("entry", list, func(e *entrant) time.Time { return e.entry }, nil))
		other = replace(other, store("birth", list, func(e *entrant) time.Time { return e.birth }, func(e *entrant) bool { return e.absent.birth }))
		for _, l := range []parquettest.Layout{{GroupRows: 33}, {Dictionary: true, Nullable: true, V2: true}} {
			got := readTable(t, l, other, entrants)
			if d := cmp.Diff(want, got, result); d != "" {
				t.Errorf("%s, %+v:\n%s", name, l, d)
			}
		}
	}
}

// What the engine derives is what a column with the result gives.
func TestDerivedColumnsEqualColumnsByHand(t *testing.T) {
	list := someEntrants(800, 6)
	cols := register(list)
	want := readTable(t, parquettest.Layout{GroupRows: 90}, cols, entrants)
	cols = append(cols,
		columnOf("age", list, func(e *entrant) int32 { return int32(e.age()) }, func(e *entrant) bool { return e.absent.birth }),
		columnOf("level", list, (*entrant).level, func(e *entrant) bool { return e.absent.diploma }),
		columnOf("band", list, (*entrant).band, func(e *entrant) bool { return e.absent.income }),
		columnOf("year", list, func(e *entrant) int64 { return max(1, int64(e.year())) }, nil))
	byHand := map[string]func(*Spec){
		"age":  func(s *Spec) { s.Covariates[0].Column, s.Covariates[0].Kind = "age", Integer },
		"map":  func(s *Spec) { s.Covariates[1].Column, s.Covariates[1].Map = "level", nil },
		"band": func(s *Spec) { s.Covariates[2].Column, s.Covariates[2].Bands = "band", nil },
		"year": func(s *Spec) { s.Year, s.Windows = "year", nil },
	}
	same := cmp.Options{result, cmpopts.IgnoreFields(Domain{}, "Covariate")}
	for name, edit := range byHand {
		got := readTable(t, parquettest.Layout{Dictionary: true}, cols, func(dir string) Spec {
			s := entrants(dir)
			edit(&s)
			return s
		})
		if d := cmp.Diff(want, got, same); d != "" {
			t.Errorf("%s (-derived +column):\n%s", name, d)
		}
	}
}
