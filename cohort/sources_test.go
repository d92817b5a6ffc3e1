package cohort

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sib/cohort/internal/columns"
	"sib/evidence"
)

const sourcesDir = "../testdata/sources"

// refusedSources are fixtures in a codec that is not read, and what the reader says.
var refusedSources = map[string]string{
	"duckdb11-lz4raw.parquet":   "compressed with",
	"parquet-go-lz4raw.parquet": "compressed with",
}

// peopleFixtures are the files and directories of people, one table in the layouts of many writers.
func peopleFixtures(t testing.TB) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(sourcesDir, "*.parquet"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, path := range all {
		if name := filepath.Base(path); !strings.HasPrefix(name, "spells-") {
			out = append(out, name)
		}
	}
	if len(out) < 40 {
		t.Fatalf("only %d fixtures in %s", len(out), sourcesDir)
	}
	return append(out, "duckdb11-hive", "duckdb11-hive-arm/", "duckdb15-hive/year=*/*.parquet", "spark-layout/people.parquet", "spark-layout/**/part-*.parquet")
}

// sourceSpec is a spec for a fixture. A writer without integers that may be missing
// stores the age as floating point, which is a number and no integer.
func sourceSpec(t testing.TB, name string) Spec {
	t.Helper()
	age := Integer
	if f, err := columns.Open(sourcesDir, name, "people"); err == nil {
		if k, err := f.Kind("age"); err == nil && k == columns.Float {
			age = Number
		}
	}
	return Spec{
		Dir: sourcesDir, ID: "person_id", Year: "year", Years: []int{2014, 2015, 2016},
		Files: Files{People: []string{name}, ArmColumn: "arm", ProgrammeValue: "P", ComparisonValue: "C"},
		Covariates: []Covariate{
			{Name: "age", Column: "age", Kind: age, Missing: Exclude},
			{Name: "gender", Column: "gender", Kind: Category, Levels: []string{"F", "M"}, Missing: Refuse},
			{Name: "origin", Column: "origin", Kind: Category, Missing: Refuse},
			{Name: "qualification", Column: "qualification", Kind: Category, Missing: Level},
		},
		Eligibility: []Rule{
			{ID: "age", Clause: "2.1", Covariate: "age", Min: ptr(18), Max: ptr(33), Words: "age from 18 to 33"},
			{ID: "school", Clause: "2.2", Covariate: "qualification", NoneOf: []string{"Bac+5"}, Words: "no master's degree"},
		},
	}
}

// sourceTruth counts the CSV of the table by hand.
func sourceTruth(t testing.TB) (map[string][2]int64, Flow) {
	t.Helper()
	profiles := map[string][2]int64{}
	f := Flow{
		Invalid:    []Loss{{Reason: "missing age"}},
		Ineligible: []Loss{{Reason: "age from 18 to 33", Clause: "2.1"}, {Reason: "no master's degree", Clause: "2.2"}, {Reason: OutsideYears}},
	}
	for _, y := range []int{0, 2014, 2015, 2016} {
		f.ByYear = append(f.ByYear, YearFlow{Year: y, Invalid: make([][2]int64, 1), Ineligible: make([][2]int64, 3)})
	}
	for _, p := range csvRows(t, "people.csv") {
		a := map[string]Arm{"P": Programme, "C": Comparison}[p["arm"]]
		year, err := strconv.Atoi(p["year"])
		if err != nil {
			t.Fatal(err)
		}
		y := &f.ByYear[year-2013]
		f.Received[a]++
		y.Received[a]++
		if p["age"] == "" {
			f.Invalid[0].N[a]++
			y.Invalid[0][a]++
			continue
		}
		f.Valid[a]++
		y.Valid[a]++
		age, err := strconv.Atoi(p["age"])
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case age < 18 || age > 33:
			f.Ineligible[0].N[a]++
			y.Ineligible[0][a]++
		case p["qualification"] == "Bac+5":
			f.Ineligible[1].N[a]++
			y.Ineligible[1][a]++
		default:
			f.Eligible[a]++
			y.Eligible[a]++
			key := strings.Join([]string{p["year"], p["age"], p["gender"], p["origin"], p["qualification"]}, "|")
			n := profiles[key]
			n[a]++
			profiles[key] = n
		}
	}
	return profiles, f
}

// csvRows returns the rows of a CSV file by the names of the columns.
func csvRows(t testing.TB, name string) []map[string]string {
	t.Helper()
	h, err := os.Open(filepath.Join(sourcesDir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	all, err := csv.NewReader(h).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range all[1:] {
		m := map[string]string{}
		for k, name := range all[0] {
			m[name] = row[k]
		}
		out = append(out, m)
	}
	return out
}

// TestReadOfManyWriters holds the counts of every fixture against the CSV.
func TestReadOfManyWriters(t *testing.T) {
	want, flow := sourceTruth(t)
	if len(want) < 200 || flow.Invalid[0].N[Programme] == 0 || flow.Ineligible[1].N[Comparison] == 0 {
		t.Fatalf("%d profiles, flow %+v: the table is too plain", len(want), flow)
	}
	var first *Cohort
	for _, name := range peopleFixtures(t) {
		c, err := Read(t.Context(), sourceSpec(t, name), nil)
		if words, ok := refusedSources[name]; ok {
			if p := new(evidence.Problem); !errors.As(err, &p) || !strings.Contains(err.Error(), words) {
				t.Errorf("%s: %v, want a problem with %q", name, err, words)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if d := cmp.Diff(want, profileCounts(c)); d != "" {
			t.Errorf("%s: profiles (-CSV +read):\n%s", name, d)
		}
		if d := cmp.Diff(flow, c.Flow); d != "" {
			t.Errorf("%s: flow (-CSV +read):\n%s", name, d)
		}
		if first == nil {
			first = c
		}
		if d := cmp.Diff(first, c, result, cmpopts.IgnoreFields(Covariate{}, "Kind")); d != "" {
			t.Errorf("%s is not %s:\n%s", name, first.Inputs[0].Path, d)
		}
	}
}

// profileCounts are the counts of each profile by its year and labels.
func profileCounts(c *Cohort) map[string][2]int64 {
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

// TestSourcesAreListed makes sure that the README says who wrote each fixture.
func TestSourcesAreListed(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(sourcesDir, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(sourcesDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); name != "README.md" && !strings.Contains(string(text), "`"+name) {
			t.Errorf("the README does not say who wrote %s", name)
		}
	}
}
