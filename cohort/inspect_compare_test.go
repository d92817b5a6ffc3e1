package cohort

import (
	"fmt"
	"slices"
	"testing"

	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// found are the codes and subjects of what is noteworthy.
func found(in *Inspection) []string {
	var out []string
	for _, o := range in.Findings {
		out = append(out, fmt.Sprintf("%s %s %s %d", o.Severity, o.Code, o.Subject, o.Count))
	}
	return out
}

// rowsIn returns the rows of crew of an arm and year, in order.
func rowsIn(arm string, year int32) []int {
	cols := crew(crewRows)
	var out []int
	for i, a := range cols[1].Values.([]string) {
		if a == arm && cols[2].Values.([]int32)[i] == year {
			out = append(out, i)
		}
	}
	return out
}

// edited returns crew with an edit of some rows.
func edited(column string, rows []int, edit func(row int) func(*parquettest.Column)) []parquettest.Column {
	cols := crew(crewRows)
	i := slices.IndexFunc(cols, func(c parquettest.Column) bool { return c.Name == column })
	for _, r := range rows {
		edit(r)(&cols[i])
	}
	return cols
}

// Each threshold from both sides. There are 200 programme people a year and 600 of the pool.
func TestInspectThresholds(t *testing.T) {
	programme, pool := slices.Concat(rowsIn("P", 2014), rowsIn("P", 2015)), slices.Concat(rowsIn("C", 2014), rowsIn("C", 2015))
	before := rowsIn("P", 2014)
	males := slices.DeleteFunc(slices.Clone(rowsIn("P", 2015)), func(r int) bool { return r/8%2 == 0 })
	eu := slices.DeleteFunc(slices.Clone(programme), func(r int) bool { return r/16%2 == 0 })
	is := func(s string) func(int) func(*parquettest.Column) {
		return func(r int) func(*parquettest.Column) { return set(r, s) }
	}
	aged := func(x int64) func(int) func(*parquettest.Column) {
		return func(r int) func(*parquettest.Column) { return set(r, x) }
	}
	for _, tt := range []struct {
		name string
		cols []parquettest.Column
		want []string
	}{
		{"5 % missing", edited("score", pool[:60], null), []string{"note SIB-D219 score 60"}},
		{"more", edited("score", pool[:61], null), []string{"warning SIB-D220 score 61"}},
		{"missing in the programme", edited("score", programme[:20], null), []string{"note SIB-D219 score 20"}},
		{"10 points apart", edited("score", pool[:120], null), []string{"warning SIB-D220 score 120"}},
		{"more apart", edited("score", pool[:121], null), []string{"warning SIB-D220 score 121", "warning SIB-D221 score 121"}},
		{"share up by 10 points", edited("gender", males[:20], is("F")), nil},
		{"share up by more", edited("gender", males[:21], is("F")), []string{"warning SIB-D501 gender = F 121", "warning SIB-D501 gender = M 79"}},
		{"a level of the pool alone", edited("origin", eu, is("BE")), []string{"note SIB-D403 origin = EU 600"}},
		{"a level of the programme alone", edited("origin", before[:3], is("UA")), []string{"warning SIB-D402 origin = UA 3"}},
		{"at the edge of the range", edited("age", before[:3], aged(24)), nil},
		{"outside the range", edited("age", before[:3], aged(25)), []string{"warning SIB-D404 age 3"}},
	} {
		in := inspected(t, tt.cols, parquettest.Layout{GroupRows: 500}, crewSpec)
		got := found(in)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A mean that moves by a quarter of a standard deviation, and by more. Numbers of 0 and 2 in
// equal parts have a standard deviation of 1.
func TestMeanDrift(t *testing.T) {
	for _, tt := range []struct {
		shift float64
		want  int
	}{{0.25, 0}, {0.26, 1}, {-0.25, 0}, {-0.3, 1}} {
		c := &Cohort{Years: []int{2014, 2015}, Domains: []Domain{{Covariate: Covariate{Name: "x", Kind: Number}}}}
		numbers := []float64{0, 2, tt.shift, 2 + tt.shift}
		slices.Sort(numbers)
		c.Domains[0].Numbers, c.Domains[0].Labels = numbers, make([]string, 4)
		for _, x := range []float64{0, 2} {
			for year, at := range map[int]float64{2014: x, 2015: x + tt.shift} {
				code, _ := slices.BinarySearch(numbers, at)
				c.Profiles = append(c.Profiles, Profile{Year: year, Codes: []uint32{uint32(code)}, N: [2]int64{50, 0}})
			}
		}
		if got := drift(c); len(got) != tt.want || tt.want == 1 && (got[0].Code != CodeMeanDrift || got[0].Severity != evidence.Warning) {
			t.Errorf("%v: %+v", tt.shift, got)
		}
	}
}

// Numbers that are all the same do not drift, whatever rounding makes of their mean.
func TestConstantsDoNotDrift(t *testing.T) {
	c := &Cohort{Years: []int{2014, 2015}, Domains: []Domain{{Covariate: Covariate{Name: "x", Kind: Number}, Numbers: []float64{0.1}, Labels: []string{"0.1"}}}}
	c.Profiles = []Profile{{Year: 2014, Codes: []uint32{0}, N: [2]int64{3, 0}}, {Year: 2015, Codes: []uint32{0}, N: [2]int64{6, 0}}}
	if got := drift(c); len(got) > 0 {
		t.Errorf("%+v", got)
	}
	c.Profiles[1].N[0] = 7
	if got := drift(c); len(got) != 1 || got[0].Code != CodePeopleDrift {
		t.Errorf("%+v", got)
	}
}

// Shares are held against each other exactly.
func TestApart(t *testing.T) {
	for _, tt := range []struct {
		x, n, y, m int64
		want       bool
	}{{3, 10, 4, 10, false}, {4, 10, 3, 10, false}, {2, 10, 3, 10, false}, {400_000_001, 1_000_000_000, 3, 10, true}, {7, 10, 601, 1000, false}, {7, 10, 599, 1000, true}} {
		if apart(tt.x, tt.n, tt.y, tt.m) != tt.want {
			t.Errorf("%+v", tt)
		}
	}
}
