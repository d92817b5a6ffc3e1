package matching

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"sib/cohort"
)

// TestStrataReference holds the weights of everybody to 1e-12, which the reference
// scales to mean 1 among the weighted people of each arm, and who is with whom.
func TestStrataReference(t *testing.T) {
	c := readCrowd(t)
	sturges := banded()
	sturges[0] = Covariate{Name: "age", Mode: Coarsened, Rule: Sturges}
	for name, spec := range map[string]Spec{
		"exact":       {Covariates: allExact(), Unmatched: Drop},
		"exact_ATE":   {Covariates: allExact(), Unmatched: Drop, Estimand: OnAll},
		"cem":         {Covariates: banded(20.5, 23.5, 26.5, 29.5), Unmatched: Drop},
		"cem_sturges": {Covariates: sturges, Unmatched: Drop},
	} {
		s, err := Match(c.Cohort, spec)
		if err != nil {
			t.Fatal(err)
		}
		want, set := column(t, "weights.csv", name), table(t, "subclass.csv")
		var sum, n [2]float64
		for i, p := range c.profile {
			if w := s.Weights[p][c.arm[i]]; w > 0 {
				sum[c.arm[i]] += w
				n[c.arm[i]]++
			}
		}
		stratum := map[int32]int{}
		for k, st := range s.Strata {
			for _, p := range st.Profiles {
				stratum[int32(p)] = k + 1
			}
		}
		theirs, ours := map[string]int{}, map[int]string{}
		for i, p := range c.profile {
			arm := c.arm[i]
			if w := s.Weights[p][arm] * n[arm] / sum[arm]; math.Abs(w-want[i]) > 1e-12 {
				t.Fatalf("%s, row %d: weight %.15g, want %.15g", name, i+1, w, want[i])
			}
			label, k := set[i][name], stratum[p]
			if (label == "") != (k == 0) || label != "" && (theirs[label] != 0 && theirs[label] != k || ours[k] != "" && ours[k] != label) {
				t.Fatalf("%s, row %d: stratum %d, the reference has %q", name, i+1, k, label)
			}
			if label != "" {
				theirs[label], ours[k] = k, label
			}
		}
		if len(theirs) != len(s.Strata) {
			t.Errorf("%s: %d strata, the reference has %d", name, len(s.Strata), len(theirs))
		}
	}
}

func TestCoarsenedErrors(t *testing.T) {
	c := build(small)
	sex := Covariate{Name: "sex", Mode: Exact}
	for _, tt := range []struct {
		age, sex Covariate
		says     string
	}{
		{Covariate{Mode: Exact, Cuts: []float64{3}}, sex, `covariate "age" has cuts, a rule or groups, which are for match: coarsened`},
		{Covariate{Mode: Coarsened}, sex, "needs ascending cuts, or a rule"},
		{Covariate{Mode: Coarsened, Cuts: []float64{3, 3}}, sex, "3 is not above the one before it"},
		{Covariate{Mode: Coarsened, Cuts: []float64{3, math.NaN()}}, sex, "ascending"},
		{Covariate{Mode: Coarsened, Cuts: []float64{3, math.Inf(1)}}, sex, "ascending"},
		{Covariate{Mode: Coarsened, Cuts: []float64{3}, Rule: Sturges}, sex, "choose one"},
		{Covariate{Mode: Coarsened, Bins: 3}, sex, "no rule"},
		{Covariate{Mode: Coarsened, Rule: EqualWidth}, sex, "at least 2 bins"},
		{Covariate{Mode: Coarsened, Rule: Quantiles, Bins: 1}, sex, "at least 2 bins"},
		{Covariate{Mode: Coarsened, Rule: Sturges, Bins: 4}, sex, "finds its own"},
		{Covariate{Mode: Coarsened, Rule: "scott"}, sex, `unknown rule "scott"`},
		{Covariate{Mode: Coarsened, Groups: []LevelGroup{{"a", []string{"20"}}}}, sex, "is a number"},
		{Covariate{Mode: Exact}, Covariate{Mode: Coarsened}, "name groups of levels"},
		{Covariate{Mode: Exact}, Covariate{Mode: Coarsened, Rule: Sturges}, "is a category and has no cuts"},
		{Covariate{Mode: Exact}, Covariate{Mode: Coarsened, Groups: []LevelGroup{{"a", []string{"F"}}}}, `level "M", which is in none of its groups`},
		{Covariate{Mode: Exact}, Covariate{Mode: Coarsened, Groups: []LevelGroup{{"a", []string{"F"}}, {"b", []string{"M", "F"}}}}, `level "F" twice`},
		{Covariate{Mode: Exact}, Covariate{Mode: Coarsened, Groups: []LevelGroup{{"a", []string{"F"}}, {"a", []string{"M"}}}}, `two groups named "a"`},
		{Covariate{Mode: Exact}, Covariate{Mode: Coarsened, Groups: []LevelGroup{{"a", nil}}}, "without levels"},
		{Covariate{Mode: Exact}, Covariate{Mode: Coarsened, Groups: []LevelGroup{{"", []string{"F"}}}}, "without a name"},
	} {
		tt.age.Name, tt.sex.Name = "age", "sex"
		_, err := Match(c, Spec{Covariates: []Covariate{tt.age, tt.sex}})
		if err == nil || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%+v, %+v: error %v, want %q", tt.age, tt.sex, err, tt.says)
		}
	}
}

// Bins between whole numbers that no whole number is in still have names of their own.
func TestCutLabelsAreDistinct(t *testing.T) {
	for _, cuts := range [][]float64{nil, {18.2, 18.4, 18.6}, {1, 2, 3}, {0.5, 0.7, 2.5}} {
		for _, kind := range []cohort.Kind{cohort.Integer, cohort.Number} {
			seen := map[string]bool{}
			for _, l := range cutLabels(kind, cuts) {
				if l == "" || seen[l] {
					t.Errorf("%s %v: label %q", kind, cuts, l)
				}
				seen[l] = true
			}
		}
	}
	if got := fmt.Sprint(cutLabels(cohort.Integer, []float64{18.2, 18.4})); got != "[to 18 from 18.2 to below 18.4 from 19]" {
		t.Error(got)
	}
}
