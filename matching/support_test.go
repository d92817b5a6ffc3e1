package matching

import (
	"slices"
	"strings"
	"testing"

	"sib/cohort"
)

// MatchIt's discard = "both": who is inside by its own score and rule, bounds included.
func TestSupportReference(t *testing.T) {
	c := readCrowd(t)
	spec := nearFree(Distance{})
	spec.Support = SupportBoth
	d := bound(t, c.Cohort, spec)
	scores := column(t, "ps.csv", "ps_matchit")
	var low, high [2]float64
	for arm := range low {
		low[arm] = 1
	}
	for i, arm := range c.arm {
		low[arm], high[arm] = min(low[arm], scores[i]), max(high[arm], scores[i])
	}
	out := 0
	for i := range c.arm {
		want := scores[i] < max(low[0], low[1]) || scores[i] > min(high[0], high[1])
		if want {
			out++
		}
		if d.outside[c.profile[i]] != want {
			t.Errorf("row %d: outside %v, want %v", i+1, !want, want)
		}
	}
	if out == 0 {
		t.Error("nobody is outside")
	}
	// Everybody MatchIt matches is inside, and in a cell.
	for _, pair := range matchItPairs(t, "nn_both") {
		if d.outside[c.profile[pair.Focal]] || d.outside[c.profile[pair.Match]] {
			t.Errorf("row %d and row %d are a pair of the reference", pair.Focal+1, pair.Match+1)
		}
	}
}

func TestSupportRules(t *testing.T) {
	// Programme from 20 to 40, comparison from 10 to 30.
	c := build([]person{{p, 2014, 20, "F"}, {p, 2014, 30, "F"}, {p, 2014, 40, "F"}, {q, 2014, 10, "F"}, {q, 2014, 20, "M"}, {q, 2014, 30, "M"}})
	for rule, want := range map[Support][]float64{
		SupportAll: nil, SupportBoth: {10, 40}, SupportProgramme: {40}, SupportComparison: {10},
	} {
		d := bound(t, c, Spec{Covariates: handFree, Method: Nearest, Unmatched: Drop, Support: rule, Distance: Distance{Metric: GivenScore, Covariates: []string{"age"}}})
		var got []float64
		for i, out := range d.outside {
			if out {
				got = append(got, d.score[i])
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: outside are %v, want %v", rule, got, want)
		}
		for _, cell := range d.cells {
			for arm := range cell.profiles {
				for _, i := range cell.profiles[arm] {
					if d.outside[i] {
						t.Errorf("%q: %v of %v is in a cell", rule, i, cohort.Arm(arm))
					}
				}
			}
		}
	}
}

func TestSupportErrors(t *testing.T) {
	c := build([]person{{p, 2014, 30, "F"}, {p, 2014, 40, "F"}, {q, 2014, 10, "F"}, {q, 2014, 20, "M"}})
	spec := Spec{Covariates: handFree, Method: Nearest, Support: SupportBoth, Distance: Distance{Metric: GivenScore, Covariates: []string{"age"}}}
	if _, err := bind(c, spec); err == nil || !strings.Contains(err.Error(), "do not overlap: the programme group's are from 30 to 40, the comparison pool's from 10 to 20") {
		t.Error(err)
	}
	spec.Support = "hull"
	if _, err := bind(c, spec); err == nil || !strings.Contains(err.Error(), `unknown rule of common support "hull"`) {
		t.Error(err)
	}
}
