package cohort

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sib/cohort/internal/parquettest"
)

// The difference of instants is the completed years, as the calendar has them.
func TestInstantsCountCompletedYears(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	some := []Day{firstDay, lastDay, DayOf(1996, 2, 29), DayOf(2000, 2, 28), DayOf(2000, 3, 1), DayOf(1999, 12, 31), DayOf(2000, 1, 1), 0, -1}
	for range 2000 {
		some = append(some, DayOf(1900, 1, 1)+Day(r.IntN(60000)))
	}
	d := days{list: some}
	at := d.instants(false).list
	for i, a := range some {
		for k := range min(i+1, 40) {
			if got, want := int((at[i]-at[k])>>yearBits), some[k].AgeOn(a); got != want {
				t.Fatalf("born %s, on %s: %d, want %d", some[k], a, got, want)
			}
		}
	}
	for _, on := range at {
		if (on-noInstant)>>yearBits >= 0 {
			t.Fatal("somebody who was born on no day has an age")
		}
	}
}

// ofAge reads people with the given columns, each with an age "age".
func ofAge(t *testing.T, years []int, edit func(*Spec), cols ...parquettest.Column) Spec {
	t.Helper()
	dir := t.TempDir()
	n := parquettest.Len(cols[0])
	id, arm := make([]int64, n), make([]bool, n)
	for i := range n {
		id[i], arm[i] = int64(i), i%2 == 0
	}
	cols = append(cols, parquettest.Column{Name: "id", Values: id}, parquettest.Column{Name: "arm", Values: arm})
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, cols...)
	s := Spec{Dir: dir, ID: "id", Years: years,
		Files:      Files{People: []string{"people.parquet"}, ArmColumn: "arm", ProgrammeValue: "true", ComparisonValue: "false"},
		Covariates: []Covariate{{Name: "age", Column: "birth", Kind: Age, Missing: Refuse}}}
	edit(&s)
	return s
}

func ages(c *Cohort) string { return fmt.Sprint(c.Domains[0].Numbers) }

func TestAgesAtTheirBoundaries(t *testing.T) {
	entry := slices.Repeat([]string{"2014-03-10"}, 6)
	born := []string{"1996-03-10", "1996-03-11", "2014-03-10", "1884-03-10", "1883-03-11", "1996-03-09"}
	s := ofAge(t, []int{2014}, func(s *Spec) { s.Entry = "entry" }, parquettest.Column{Name: "entry", Values: entry}, parquettest.Column{Name: "birth", Values: born})
	c := mustRead(t, s)
	if ages(c) != "[0 17 18 130]" || c.Domains[0].Kind != Age || !slices.Equal(c.Domains[0].Labels, []string{"0", "17", "18", "130"}) {
		t.Errorf("%+v", c.Domains[0])
	}
	for day, says := range map[string]string{"2014-03-11": "the day of birth is after entry", "1883-03-10": "older than 130", "10/03/1990": "not a day such as 2014-03-10", "": "not a day"} {
		other := slices.Clone(born)
		other[4] = day
		s := ofAge(t, []int{2014}, func(s *Spec) { s.Entry = "entry" }, parquettest.Column{Name: "entry", Values: entry}, parquettest.Column{Name: "birth", Values: other})
		p := refused(t, s)
		if p.Row != 5 || p.Column != "birth" || !strings.Contains(p.What, says) || day != "" && strings.Contains(p.Error(), day) {
			t.Errorf("%q: %v", day, p)
		}
	}
}

// A year of birth counts from the year of entry, from the cohort year where no day of
// entry is known, and from the only cohort where no column tells it.
func TestAgesFromYearsOfBirth(t *testing.T) {
	born := parquettest.Column{Name: "birth", Values: []int16{1990, 1990, 1991, 2014}}
	entry := parquettest.Column{Name: "entry", Values: []string{"2014-01-01", "2014-12-31", "2015-01-01", "2015-12-31"}}
	year := parquettest.Column{Name: "year", Values: []int32{2014, 2014, 2015, 2015}}
	tests := map[string]struct {
		years []int
		edit  func(*Spec)
		want  string
	}{
		"entry":           {[]int{2014, 2015}, func(s *Spec) { s.Entry = "entry" }, "[1 24]"},
		"cohort year":     {[]int{2014, 2015}, func(s *Spec) { s.Year = "year" }, "[1 24]"},
		"both":            {[]int{2014, 2015}, func(s *Spec) { s.Year, s.Entry = "year", "entry" }, "[1 24]"},
		"the only cohort": {[]int{2014}, func(*Spec) {}, "[0 23 24]"},
	}
	for name, tt := range tests {
		s := ofAge(t, tt.years, tt.edit, born, entry, year)
		if c := mustRead(t, s); ages(c) != tt.want {
			t.Errorf("%s: %s, want %s", name, ages(c), tt.want)
		}
	}
	for x, says := range map[int64]string{2015: "the year of birth is after the year of entry", 1883: "older than 130", 0: "not a year", 10000: "not a year", 1 << 40: "not a year", 19900310: "not a year"} {
		s := ofAge(t, []int{2014}, func(s *Spec) {}, parquettest.Column{Name: "birth", Values: []int64{1990, 1990, x, 1990}})
		if p := refused(t, s); p.Row != 3 || !strings.Contains(p.What, says) || x != 0 && strings.Contains(p.Error(), fmt.Sprint(x)) {
			t.Errorf("%d: %v", x, p)
		}
	}
}

// A text that no row has, as a dictionary may hold, does no harm; one that a row has does.
func TestMissingBirths(t *testing.T) {
	cols := []parquettest.Column{
		{Name: "entry", Values: slices.Repeat([]string{"2014-03-10"}, 4)},
		{Name: "birth", Values: []string{"1990-01-01", "1990-01-01", "", "1990-01-01"}, Null: []bool{false, false, true, false}},
	}
	s := ofAge(t, []int{2014}, func(s *Spec) { s.Entry, s.Covariates[0].Missing = "entry", Exclude }, cols...)
	if c := mustRead(t, s); c.Flow.Invalid[0].N != [2]int64{1, 0} || ages(c) != "[24]" {
		t.Errorf("%+v", c.Flow)
	}
	s.Covariates[0].Missing = Refuse
	if p := refused(t, s); p.Row != 3 || !strings.Contains(p.What, "missing") {
		t.Error(p)
	}
	s.Covariates[0].Missing = Level
	if p := refused(t, s); p.Column != "birth" || !strings.Contains(p.What, "cannot be a level") {
		t.Error(p)
	}
}
