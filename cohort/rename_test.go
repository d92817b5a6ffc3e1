package cohort

import (
	"slices"
	"strings"
	"testing"

	"sib/cohort/internal/parquettest"
)

// A value is renamed once; one that the map does not list stays as it is. Integers and
// booleans are renamed by how they are written.
func TestRename(t *testing.T) {
	c := Covariate{Map: map[string]string{"a": "b", "b": "a", "1": "yes", "": "none"}}
	for from, want := range map[string]string{"a": "b", "b": "a", "c": "c", "1": "yes", "": "none", "A": "A"} {
		if got := c.rename(from); got != want {
			t.Errorf("%q: %q, want %q", from, got, want)
		}
	}
	n := 4
	cols := []parquettest.Column{
		{Name: "id", Values: []int64{1, 2, 3, 4}}, {Name: "arm", Values: []bool{true, false, true, false}},
		{Name: "i", Values: []int64{1, 2, 1, 2}}, {Name: "b", Values: []bool{true, false, false, true}}, {Name: "t", Values: slices.Repeat([]string{""}, n)},
	}
	got := readTable(t, parquettest.Layout{}, cols, func(dir string) Spec {
		s := Spec{Dir: dir, ID: "id", Years: []int{2014}, Files: Files{People: []string{"people.parquet"}, ArmColumn: "arm", ProgrammeValue: "true", ComparisonValue: "false"}}
		for name, m := range map[string]map[string]string{"i": {"1": "one"}, "b": {"true": "yes", "false": "no"}, "t": {"": "none"}} {
			s.Covariates = append(s.Covariates, Covariate{Name: name, Column: name, Kind: Category, Missing: Refuse, Map: m})
		}
		slices.SortFunc(s.Covariates, func(a, b Covariate) int { return strings.Compare(a.Name, b.Name) })
		return s
	})
	for k, want := range []string{"no|yes", "2|one", "none"} {
		if l := strings.Join(got.Domains[k].Labels, "|"); l != want {
			t.Errorf("%s: %s, want %s", got.Domains[k].Name, l, want)
		}
	}
}

func TestImpossibleMapsAreRefused(t *testing.T) {
	for name, c := range map[string]Covariate{
		"of numbers":         {Kind: Integer, Map: map[string]string{"1": "2"}},
		"to nothing":         {Kind: Category, Map: map[string]string{"1": ""}},
		"to what is missing": {Kind: Category, Map: map[string]string{"1": MissingLabel}},
	} {
		if err := c.checkMap(nil); err == nil || !strings.HasPrefix(err.Error(), "cohort: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
