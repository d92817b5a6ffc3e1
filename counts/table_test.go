package counts

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sib/cohort"
	"sib/cohort/outcome"
)

func ptr(x float64) *float64 { return &x }

var both = []cohort.Arm{cohort.Programme, cohort.Comparison}

// duo reads the example by terms with every kind of loss and of missing value.
func duo(t *testing.T) (cohort.Spec, outcome.Spec) {
	t.Helper()
	dir, err := filepath.Abs("../testdata/duo")
	if err != nil {
		t.Fatal(err)
	}
	return cohort.Spec{
			Dir: dir, ID: "person_id", Year: "year", Years: []int{2014, 2016},
			Files: cohort.Files{Programme: []string{"programme.parquet"}, Comparison: []string{"comparison.parquet"}},
			Covariates: []cohort.Covariate{
				{Name: "Age", Column: "age", Kind: cohort.Number, Missing: cohort.Exclude},
				{Name: "people", Column: "gender", Kind: cohort.Category, Missing: cohort.Level},
				{Name: "origin", Column: "origin", Kind: cohort.Category, Missing: cohort.Exclude},
			},
			Eligibility: []cohort.Rule{
				{ID: "age", Covariate: "Age", Min: ptr(19), Words: "age below 19"},
				{ID: "origin", Covariate: "origin", NoneOf: []string{"TURKEY"}, Words: "origin one of TURKEY"},
			},
		}, outcome.Spec{Outcomes: []outcome.Definition{
			{Name: "placed", Column: "placed", Missing: cohort.Exclude}, {Name: "again", Column: "placed", Missing: cohort.Exclude},
		}}
}

func read(t *testing.T, spec cohort.Spec, outcomes outcome.Spec) (*cohort.Cohort, *outcome.Outcomes) {
	t.Helper()
	c, err := cohort.Read(t.Context(), spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	o, err := outcome.Read(t.Context(), c, outcomes, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c, o
}

func write(t *testing.T, table *Table) string {
	t.Helper()
	b, err := table.Parquet()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "counts.parquet")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// alike are two cohorts whose data lie in other files.
var alike = cmp.Options{cmpopts.IgnoreUnexported(cohort.Cohort{}), cmpopts.IgnoreFields(cohort.Cohort{}, "Inputs")}

func same(t *testing.T, c, counted *cohort.Cohort, o, happened *outcome.Outcomes) {
	t.Helper()
	if d := cmp.Diff(c, counted, alike); d != "" {
		t.Errorf("people against counts:\n%s", d)
	}
	if d := cmp.Diff(o.Tables, happened.Tables); d != "" {
		t.Errorf("outcomes of people against counts:\n%s", d)
	}
}

// halves deals out the people of every row to two tables.
func halves(t *Table) (a, b *Table) {
	x, y := *t, *t
	x.rows, y.rows = nil, nil
	for i, r := range t.rows {
		one, rest := r, r
		one.people, one.outcomes = 0, nil
		if i%3 > 0 && r.people > 1 { // somebody with the first outcome that there is
			one.people, one.outcomes = 1, nil
			rest.people, rest.outcomes = r.people-1, nil
			for _, n := range r.outcomes {
				p := [3]int64{min(n[0], 1), min(n[1], 1), 0}
				one.outcomes = append(one.outcomes, p)
				rest.outcomes = append(rest.outcomes, [3]int64{n[0] - p[0], n[1] - p[1], n[2]})
			}
			x.rows = append(x.rows, one)
		}
		y.rows = append(y.rows, rest)
	}
	return &x, &y
}

func TestCountsStandInForPeople(t *testing.T) {
	spec, outcomes := duo(t)
	c, o := read(t, spec, outcomes)
	if len(c.Flow.Invalid) != 2 || c.Flow.Invalid[0].N == [2]int64{} || c.Flow.Ineligible[2].N == [2]int64{} || c.Flow.ByYear[0].Received == [2]int64{} {
		t.Fatalf("the example loses too few people: %+v", c.Flow)
	}
	whole := Of(spec, outcomes, c, o, both)
	if names := whole.columns(); names[3].name != "Age" || names[4].name != "covariate:people" {
		t.Fatalf("columns %q, %q", names[3].name, names[4].name)
	}
	one, rest := halves(whole)
	if len(one.rows) < 50 {
		t.Fatalf("only %d rows are divided", len(one.rows))
	}
	for name, counts := range map[string][2][]string{
		"comparison": {nil, {write(t, Of(spec, outcomes, c, o, both[1:]))}},
		"programme":  {{write(t, Of(spec, outcomes, c, o, both[:1]))}, nil},
		"each":       {{write(t, Of(spec, outcomes, c, o, both[:1]))}, {write(t, Of(spec, outcomes, c, o, both[1:]))}},
		"one file": func() [2][]string {
			path := write(t, whole)
			return [2][]string{{path}, {path}}
		}(),
		"divided": func() [2][]string {
			a, b := write(t, one), write(t, rest)
			return [2][]string{{b, a}, {a, b}}
		}(),
	} {
		t.Run(name, func(t *testing.T) {
			spec.Counts = counts
			counted, happened := read(t, spec, outcomes)
			same(t, c, counted, o, happened)
			b, err := Of(spec, outcomes, counted, happened, both).Parquet()
			want, _ := whole.Parquet()
			if err != nil || !bytes.Equal(b, want) {
				t.Errorf("the counts of counts are others, %v", err)
			}
			if _, err := counted.Keyed(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "no ids") {
				t.Errorf("keys of people without ids: %v", err)
			}
			if _, err := counted.IDs(t.Context(), []int64{0}); err == nil || !strings.Contains(err.Error(), "no ids") {
				t.Errorf("ids of people without ids: %v", err)
			}
		})
	}
}

func TestCountsOfOtherTermsAreRefused(t *testing.T) {
	spec, outcomes := duo(t)
	c, o := read(t, spec, outcomes)
	path := write(t, Of(spec, outcomes, c, o, both))
	refused := func(change func(*cohort.Spec, *outcome.Spec)) error {
		s, x := duo(t)
		s.Counts = [2][]string{{path}, {path}}
		change(&s, &x)
		c, err := cohort.Read(t.Context(), s, nil)
		if err == nil {
			_, err = outcome.Read(t.Context(), c, x, nil)
		}
		return err
	}
	for name, change := range map[string]func(*cohort.Spec, *outcome.Spec){
		"bound":   func(s *cohort.Spec, _ *outcome.Spec) { s.Eligibility[0].Min = ptr(18) },
		"year":    func(s *cohort.Spec, _ *outcome.Spec) { s.Years = []int{2014, 2015} },
		"level":   func(s *cohort.Spec, _ *outcome.Spec) { s.Covariates[1].Levels = []string{"F", "M"} },
		"column":  func(_ *cohort.Spec, x *outcome.Spec) { x.Outcomes[1].Column = "year" },
		"missing": func(_ *cohort.Spec, x *outcome.Spec) { x.Outcomes[0].Missing = cohort.Refuse },
	} {
		if err := refused(change); err == nil || !strings.Contains(err.Error(), "by other terms") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, change := range map[string]func(*cohort.Spec, *outcome.Spec){
		"words": func(s *cohort.Spec, _ *outcome.Spec) { s.Eligibility[0].Words = "too young" },
		"name":  func(_ *cohort.Spec, x *outcome.Spec) { x.Outcomes[1].Name = "second" },
		"file":  func(s *cohort.Spec, _ *outcome.Spec) { s.Files.Comparison = []string{"nowhere.parquet"} },
	} {
		if err := refused(change); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSummary(t *testing.T) {
	spec, outcomes := duo(t)
	c, o := read(t, spec, outcomes)
	for _, arms := range [][]cohort.Arm{both, both[1:]} {
		s := Of(spec, outcomes, c, o, arms).Summary(3)
		for _, arm := range arms {
			small, profiles := 0, 0
			for _, p := range c.Profiles {
				if p.N[arm] > 0 {
					profiles++
				}
				if p.N[arm] > 0 && p.N[arm] < 3 {
					small++
				}
			}
			if s.People[arm] != c.Flow.Received[arm] || s.Eligible[arm] != c.Flow.Eligible[arm] || s.Profiles[arm] != profiles || s.Small[arm] != small {
				t.Errorf("%s: %+v, want %d of %d profiles", arm, s, small, profiles)
			}
		}
		if len(arms) == 1 && s.People[cohort.Programme] != 0 {
			t.Errorf("people of the other arm: %+v", s)
		}
	}
}

func TestCSVIsTheTable(t *testing.T) {
	spec, outcomes := duo(t)
	c, o := read(t, spec, outcomes)
	table := Of(spec, outcomes, c, o, both)
	records, err := csv.NewReader(bytes.NewReader(table.CSV())).ReadAll()
	if err != nil || len(records) != len(table.rows)+1 {
		t.Fatalf("%d records of %d rows, %v", len(records), len(table.rows), err)
	}
	var people, placed int64
	for _, r := range records[1:] {
		var n, k int64
		fmt.Sscan(r[6], &n)
		fmt.Sscan(r[8], &k)
		people, placed = people+n, placed+k
		if (r[0] == cohort.StageEligible) != (r[3] != "") {
			t.Errorf("a row of stage %s has the age %q", r[0], r[3])
		}
	}
	var want int64
	for _, p := range o.Tables[0].Placed {
		want += p[0] + p[1]
	}
	if people != c.Flow.Received[0]+c.Flow.Received[1] || placed != want {
		t.Errorf("%d people and %d placed, want %v and %d", people, placed, c.Flow.Received, want)
	}
}

func TestPartialCountsMayLackPeople(t *testing.T) {
	spec, outcomes := duo(t)
	spec.Years = []int{2014, 2019}
	if _, err := cohort.Read(t.Context(), spec, nil); err == nil {
		t.Fatal("nobody of 2019 is there, and a run accepts it")
	}
	spec.Only = both[1:]
	spec.Files.Programme = []string{"nowhere.parquet"}
	c, o := read(t, spec, outcomes)
	if s := Of(spec, outcomes, c, o, spec.Only).Summary(1); s.Eligible[cohort.Comparison] == 0 {
		t.Errorf("%+v", s)
	}
}
