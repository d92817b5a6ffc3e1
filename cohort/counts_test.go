package cohort

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// profiles are the spec of the table that tallied makes, for the comparison arm; the
// programme group is there as counts too.
func countsSpec(dir string) Spec {
	return Spec{
		Dir: dir, ID: "id", Year: "year", Years: []int{2014, 2015},
		Files: Files{Programme: []string{"p.parquet"}, Comparison: []string{"c.parquet"}},
		Covariates: []Covariate{
			{Name: "age", Column: "age", Kind: Integer, Missing: Exclude},
			{Name: "Stage", Column: "s", Kind: Category, Levels: []string{"a", "b"}, Missing: Level},
			{Name: "score", Column: "score", Kind: Number, Missing: Refuse},
		},
		Eligibility: []Rule{{ID: "adult", Covariate: "age", Min: ptr(18), Words: "age below 18"}},
		Counts:      [2][]string{{"counts.parquet"}, {"counts.parquet"}},
	}
}

// tallied is a good table of counts.
func tallied() []parquettest.Column {
	null := func(rows ...int) []bool {
		out := make([]bool, 8)
		for _, r := range rows {
			out[r] = true
		}
		return out
	}
	return []parquettest.Column{
		{Name: CountsStage, Values: []string{"eligible", "eligible", "eligible", "eligible", "eligible", "missing:age", "rule:adult", "year"}},
		{Name: CountsArm, Values: []string{"programme", "programme", "comparison", "comparison", "comparison", "comparison", "comparison", "programme"}},
		{Name: CountsYear, Values: []int64{2014, 2015, 2014, 2015, 2014, 2015, 0, 0}, Null: null(6, 7)},
		{Name: "age", Values: []int64{18, 19, 18, 19, 18, 0, 0, 0}, Null: null(5, 6, 7)},
		{Name: "covariate:Stage", Values: []string{"a", "b", "a", MissingLabel, "a", "", "", ""}, Null: null(5, 6, 7)},
		{Name: "score", Values: []float64{0.5, 1, 0.5, 1, 0.5, 0, 0, 0}, Null: null(5, 6, 7)},
		{Name: CountsPeople, Values: []int64{3, 4, 5, 6, 7, 8, 9, 10}},
	}
}

func TestCountsAreAddedUp(t *testing.T) {
	for _, l := range parquettest.Layouts() {
		dir := t.TempDir()
		parquettest.Write(t, filepath.Join(dir, "counts.parquet"), l, parquettest.Shuffle(tallied(), 4)...)
		c := mustRead(t, countsSpec(dir))
		var n [][2]int64
		for _, p := range c.Profiles {
			n = append(n, p.N)
		}
		// 2014/18/a twice, 2015/19/b, 2015/19/(missing)
		if want := [][2]int64{{3, 12}, {4, 0}, {0, 6}}; !slices.Equal(n, want) {
			t.Errorf("%s: profiles %v, want %v", l.Name, n, want)
		}
		f := c.Flow
		if f.Received != [2]int64{17, 35} || f.Valid != [2]int64{17, 27} || f.Eligible != [2]int64{7, 18} ||
			f.Invalid[0].N != [2]int64{0, 8} || f.Ineligible[0].N != [2]int64{0, 9} || f.Ineligible[1].N != [2]int64{10, 0} {
			t.Errorf("%s: flow %+v", l.Name, f)
		}
		if y := f.ByYear; y[0].Received != [2]int64{10, 9} || y[2].Received != [2]int64{4, 14} || y[2].Invalid[0] != [2]int64{0, 8} {
			t.Errorf("%s: by year %+v", l.Name, y)
		}
	}
}

// edit returns the table with one value changed.
func edit[T any](column string, row int, to T) []parquettest.Column {
	cols := tallied()
	i := slices.IndexFunc(cols, func(c parquettest.Column) bool { return c.Name == column })
	cols[i].Values.([]T)[row] = to
	if cols[i].Null != nil {
		cols[i].Null[row] = false
	}
	return cols
}

func blank(column string, row int) []parquettest.Column {
	cols := tallied()
	i := slices.IndexFunc(cols, func(c parquettest.Column) bool { return c.Name == column })
	if cols[i].Null == nil {
		cols[i].Null = make([]bool, 8)
	}
	cols[i].Null[row] = true
	return cols
}

func TestBadCounts(t *testing.T) {
	for name, c := range map[string]struct {
		cols   []parquettest.Column
		row    int64
		column string
		what   string
	}{
		"negative":         {edit(CountsPeople, 2, int64(-1)), 3, CountsPeople, "-1 is not a number of people"},
		"too many":         {edit(CountsPeople, 2, int64(1<<53+1)), 3, CountsPeople, "is not a number of people"},
		"overflow":         {edit(CountsPeople, 2, int64(1<<53)), 0, CountsPeople, "more people than can be counted"},
		"no number":        {blank(CountsPeople, 1), 2, CountsPeople, "missing"},
		"stage":            {edit(CountsStage, 0, "elligible"), 1, CountsStage, `unknown value "elligible"`},
		"no stage":         {blank(CountsStage, 0), 1, CountsStage, "missing"},
		"refused":          {edit(CountsStage, 0, "refused:missing score"), 1, CountsStage, `cannot be placed by the contract: "missing score"`},
		"arm":              {edit(CountsArm, 0, "control"), 1, CountsArm, `unknown value "control"`},
		"no arm":           {blank(CountsArm, 0), 1, CountsArm, "missing"},
		"year":             {edit(CountsYear, 0, int64(2016)), 1, CountsYear, "2016 is none of the contract's cohort years"},
		"no year":          {blank(CountsYear, 0), 1, CountsYear, "without a cohort year"},
		"year outside":     {edit(CountsYear, 7, int64(2014)), 8, CountsYear, "outside the contract's cohort years have one"},
		"level":            {edit("covariate:Stage", 1, "c"), 2, "covariate:Stage", `unknown value "c"`},
		"empty":            {edit("covariate:Stage", 1, ""), 2, "covariate:Stage", "empty"},
		"missing level":    {blank("covariate:Stage", 1), 2, "covariate:Stage", "is missing"},
		"missing age":      {blank("age", 1), 2, "age", "is missing"},
		"rule":             {edit("age", 1, int64(17)), 2, "age", `rule "adult" leaves such people out`},
		"value of a loss":  {edit("age", 5, int64(40)), 6, "age", "has a value"},
		"level of a loss":  {edit("covariate:Stage", 5, MissingLabel), 6, "covariate:Stage", "has a value"},
		"kind":             {replace(tallied(), parquettest.Column{Name: "age", Values: make([]float64, 8)}), 0, "age", "cannot hold"},
		"number as text":   {replace(tallied(), parquettest.Column{Name: CountsPeople, Values: make([]string, 8)}), 0, CountsPeople, "cannot hold"},
		"no column":        {tallied()[:6], 0, CountsPeople, "no such column"},
		"no score of them": {blank("score", 0), 1, "score", "is missing"},
	} {
		dir := t.TempDir()
		parquettest.Write(t, filepath.Join(dir, "counts.parquet"), parquettest.Layout{}, c.cols...)
		_, err := Read(t.Context(), countsSpec(dir), nil)
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
func TestGoodCounts(t *testing.T) {
	for name, cols := range map[string][]parquettest.Column{
		"nobody":         edit(CountsPeople, 2, int64(0)),
		"youngest":       edit("age", 1, int64(18)),
		"most":           edit(CountsPeople, 2, int64(1<<53-30)),
		"other columns":  append(tallied(), parquettest.Column{Name: "observed_1", Values: make([]int64, 8)}),
		"year of a loss": edit(CountsYear, 6, int64(2014)),
	} {
		dir := t.TempDir()
		parquettest.Write(t, filepath.Join(dir, "counts.parquet"), parquettest.Layout{}, cols...)
		if _, err := Read(t.Context(), countsSpec(dir), nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCountsOfOneArm(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "counts.parquet"), parquettest.Layout{}, tallied()...)
	parquettest.Write(t, filepath.Join(dir, "again.parquet"), parquettest.Layout{}, tallied()...)
	s := countsSpec(dir)
	s.Counts[Programme] = nil
	s.Only = []Arm{Comparison}
	if _, err := Read(t.Context(), s, nil); err == nil || !strings.Contains(err.Error(), "counts people of the programme group, and the file is named for the comparison group") {
		t.Errorf("rows of the other arm: %v", err)
	}
	s = countsSpec(dir)
	s.Counts[Comparison] = []string{"counts.parquet", "again.parquet"}
	if _, err := Read(t.Context(), s, nil); err == nil || !strings.Contains(err.Error(), "named twice") {
		t.Errorf("the same bytes under two names: %v", err)
	}
}

func TestPeopleBesideTheirCounts(t *testing.T) {
	dir := t.TempDir()
	cols := crowd(400, 1)
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, cols...)
	s := adults(dir)
	s.Counts[Comparison] = []string{"counts.parquet"}
	parquettest.Write(t, filepath.Join(dir, "counts.parquet"), parquettest.Layout{},
		parquettest.Column{Name: CountsStage, Values: []string{"eligible"}}, parquettest.Column{Name: CountsArm, Values: []string{"comparison"}},
		parquettest.Column{Name: CountsYear, Values: []int64{2014}}, parquettest.Column{Name: CountsPeople, Values: []int64{7}},
		parquettest.Column{Name: "age", Values: []int64{20}}, parquettest.Column{Name: "gender", Values: []string{"F"}},
		parquettest.Column{Name: "origin", Values: []string{"BE"}}, parquettest.Column{Name: "score", Values: []float64{0.5}})
	var p *evidence.Problem
	if _, err := Read(t.Context(), s, nil); !errors.As(err, &p) || p.Row != 2 || p.Column != "arm" || !strings.Contains(p.What, "for whom counts stand in") {
		t.Errorf("a comparison person beside the counts: %v", err)
	}
}

func TestCountsColumn(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range []string{"age", "stage", "STAGE", "people", "Observed_1", "covariate:age", "covariate:stage", "covariate:covariate:age"} {
		column := CountsColumn(name)
		if seen[column] || (column == name) != (name == "age") {
			t.Errorf("%q is in column %q", name, column)
		}
		seen[column] = true
	}
}

func TestStagesAreThoseOfTheFlow(t *testing.T) {
	s := countsSpec("")
	s.Traits = []Covariate{{Name: "registered", Missing: Exclude}, {Name: "age", Missing: Exclude}, {Name: "x", Missing: Refuse}}
	missing, others := s.Stages()
	if want := []string{"missing:age", "missing:registered", "missing:rule:age"}; !slices.Equal(missing, want) {
		t.Errorf("%q, want %q", missing, want)
	}
	if want := []string{"rule:adult", "year"}; !slices.Equal(others, want) {
		t.Errorf("%q, want %q", others, want)
	}
	for _, s := range []Spec{countsSpec(""), adults(""), {ID: "id", Years: []int{2014}, Files: adults("").Files}} {
		p, err := newPlan(s)
		if err != nil {
			t.Fatal(err)
		}
		f := p.newFlow()
		if missing, others := s.Stages(); len(missing) != len(f.Invalid) || len(others) != len(f.Ineligible) {
			t.Errorf("stages %q and %q of %+v", missing, others, f)
		}
	}
}
