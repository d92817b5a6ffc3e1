package outcome

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sib/cohort"
	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// countedSpec is spec with counts in place of both groups.
func countedSpec(dir string) cohort.Spec {
	s := spec(dir)
	s.Counts = [2][]string{{"counts.parquet"}, {"counts.parquet"}}
	return s
}

func tallied() []parquettest.Column {
	return []parquettest.Column{
		{Name: cohort.CountsStage, Values: []string{"eligible", "eligible", "eligible", "rule:age"}},
		{Name: cohort.CountsArm, Values: []string{"programme", "comparison", "comparison", "comparison"}},
		{Name: cohort.CountsYear, Values: []int64{2014, 2014, 2014, 2014}},
		{Name: "age", Values: []int64{30, 30, 30, 0}, Null: []bool{false, false, false, true}},
		{Name: cohort.CountsPeople, Values: []int64{10, 20, 5, 3}},
		{Name: "observed_1", Values: []int64{8, 19, 5, 0}},
		{Name: "placed_1", Values: []int64{4, 9, 0, 0}},
		{Name: "incomplete_1", Values: []int64{2, 0, 0, 0}},
		{Name: "observed_2", Values: []int64{10, 0, 1, 0}, Null: []bool{false, false, false, true}},
		{Name: "placed_2", Values: []int64{10, 0, 0, 0}},
		{Name: "incomplete_2", Values: []int64{0, 0, 0, 0}},
	}
}

func twoOutcomes() Spec {
	return Spec{Outcomes: []Definition{
		{Column: "placed", Missing: cohort.Exclude, FollowUp: &FollowUp{Months: 12, Until: 17000}},
		{Column: "employed", Missing: cohort.Exclude},
	}}
}

func readCounted(t *testing.T, cols []parquettest.Column, s Spec) (*Outcomes, error) {
	t.Helper()
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "counts.parquet"), parquettest.Layout{GroupRows: 2}, cols...)
	c, err := cohort.Read(t.Context(), countedSpec(dir), nil)
	if err != nil {
		t.Fatal(err)
	}
	return Read(t.Context(), c, s, nil)
}

func TestCountsOfOutcomesAreAddedUp(t *testing.T) {
	o, err := readCounted(t, parquettest.Shuffle(tallied(), 3), twoOutcomes())
	if err != nil {
		t.Fatal(err)
	}
	want := []Table{
		{Observed: [][2]int64{{8, 24}}, Placed: [][2]int64{{4, 9}}, Incomplete: [][2]int64{{2, 0}}},
		{Observed: [][2]int64{{10, 1}}, Placed: [][2]int64{{10, 0}}, Incomplete: [][2]int64{{0, 0}}},
	}
	if d := cmp.Diff(want, o.Tables); d != "" {
		t.Error(d)
	}
}

func edit(column string, row int, to int64) []parquettest.Column {
	cols := tallied()
	i := slices.IndexFunc(cols, func(c parquettest.Column) bool { return c.Name == column })
	cols[i].Values.([]int64)[row] = to
	if cols[i].Null != nil {
		cols[i].Null[row] = false
	}
	return cols
}

func TestBadCountsOfOutcomes(t *testing.T) {
	refuse := twoOutcomes()
	refuse.Outcomes[0].Missing = cohort.Refuse
	one := Spec{Outcomes: twoOutcomes().Outcomes[:1]}
	lacking := tallied()
	lacking[8].Null[1] = true
	for name, c := range map[string]struct {
		cols   []parquettest.Column
		spec   Spec
		row    int64
		column string
		what   string
	}{
		"negative":             {edit("observed_1", 1, -1), twoOutcomes(), 2, "observed_1", "-1 of 20"},
		"observed":             {edit("observed_2", 2, 6), twoOutcomes(), 3, "observed_2", "6 of 5"},
		"placed":               {edit("placed_1", 2, 6), twoOutcomes(), 3, "placed_1", "6 of 5"},
		"placed of observed":   {edit("placed_1", 0, 9), twoOutcomes(), 1, "placed_1", "9 people placed of 8"},
		"incomplete":           {edit("incomplete_1", 0, 3), twoOutcomes(), 1, "incomplete_1", "8 people with an outcome and 3 whose"},
		"not eligible":         {edit("observed_2", 3, 1), twoOutcomes(), 4, "observed_2", "1 of 0"},
		"no follow-up":         {edit("incomplete_2", 1, 1), twoOutcomes(), 2, "incomplete_2", "no follow-up"},
		"missing refused":      {tallied(), refuse, 1, "observed_1", "an outcome is missing"},
		"no count":             {lacking, twoOutcomes(), 2, "observed_2", "the count is missing"},
		"fewer outcomes":       {tallied(), one, 0, "observed_2", "only 1 outcomes"},
		"more outcomes":        {tallied()[:8], twoOutcomes(), 0, "observed_2", "no such column"},
		"ids":                  {append(tallied(), parquettest.Column{Name: "id", Values: make([]int64, 4)}), twoOutcomes(), 0, "id", "does not belong"},
		"floating-point count": {append(tallied()[:10], parquettest.Column{Name: "incomplete_2", Values: make([]float64, 4)}), twoOutcomes(), 0, "incomplete_2", "cannot hold"},
	} {
		_, err := readCounted(t, c.cols, c.spec)
		var p *evidence.Problem
		if !errors.As(err, &p) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p.File != "counts.parquet" || p.Row != c.row || p.Column != c.column || !strings.Contains(p.What, c.what) || p.Remedy == "" {
			t.Errorf("%s: row %d, column %q: %v", name, p.Row, p.Column, p)
		}
	}
}

// Both sides of what is allowed.
func TestGoodCountsOfOutcomes(t *testing.T) {
	for name, cols := range map[string][]parquettest.Column{
		"all placed":      edit("placed_1", 0, 8),
		"most incomplete": edit("incomplete_1", 1, 1),
		"nobody observed": edit("observed_2", 2, 0),
	} {
		if _, err := readCounted(t, cols, twoOutcomes()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
