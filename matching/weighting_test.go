package matching

import (
	"math"
	"slices"
	"strings"
	"testing"

	"sib/cohort"
)

func TestWeightingReference(t *testing.T) {
	c := readCrowd(t)
	s, err := Match(c.Cohort, Spec{Covariates: free, Method: Weighting, Unmatched: Drop})
	if err != nil {
		t.Fatal(err)
	}
	var want, got float64
	theirs := column(t, "ebal_ipw_weights.csv", "w_ipw_att")
	for i, arm := range c.arm {
		if arm == q {
			want += theirs[i]
			got += s.Weights[c.profile[i]][q]
		}
	}
	if off(got, 320) > 1e-12 {
		t.Errorf("the comparison people sum to %v", got)
	}
	for i, arm := range c.arm {
		w := s.Weights[c.profile[i]][arm]
		if arm == q {
			w *= want / got
		}
		if math.Abs(w-theirs[i]) > 1e-7*theirs[i] {
			t.Fatalf("row %d: %v, want %v", i+1, w, theirs[i])
		}
	}
	if s.Pooled.ESS < 1233.1939 || s.Pooled.ESS > 1233.1940 { // weighting.json
		t.Errorf("ESS %v", s.Pooled.ESS)
	}
}

// Known scores, two cells: the weights are the textbook's, scaled by cell.
func TestWeightingByHand(t *testing.T) {
	c := &cohort.Cohort{Years: []int{2014, 2015}, Domains: []cohort.Domain{
		{Covariate: cohort.Covariate{Name: "e", Kind: cohort.Number}, Numbers: []float64{0.2, 0.5, 0.75}, Labels: []string{"0.2", "0.5", "0.75"}}},
		Profiles: []cohort.Profile{
			{Year: 2014, Codes: []uint32{0}, N: [2]int64{1, 4}},
			{Year: 2014, Codes: []uint32{1}, N: [2]int64{3, 2}},
			{Year: 2015, Codes: []uint32{1}, N: [2]int64{2, 1}},
			{Year: 2015, Codes: []uint32{2}, N: [2]int64{0, 7}},
		}}
	spec := Spec{Covariates: []Covariate{{Name: "e", Mode: Free}}, Method: Weighting, Distance: Distance{Metric: GivenScore, Covariates: []string{"e"}}}
	for e, raw := range map[Estimand]func(e float64) [2]float64{
		OnTreated: func(e float64) [2]float64 { return [2]float64{1, e / (1 - e)} },
		OnControl: func(e float64) [2]float64 { return [2]float64{(1 - e) / e, 1} },
		OnAll:     func(e float64) [2]float64 { return [2]float64{1 / e, 1 / (1 - e)} },
		Overlap:   func(e float64) [2]float64 { return [2]float64{1 - e, e} },
	} {
		spec.Estimand = e
		s, err := Match(c, spec)
		if err != nil {
			t.Fatal(err)
		}
		for y, cell := range [][]int{{0, 1}, {2, 3}} {
			total := map[Estimand][]float64{OnTreated: {4, 2}, OnControl: {6, 8}, OnAll: {10, 10}, Overlap: {0.8 + 3*0.5, 2 * 0.5}}[e][y]
			for arm := range 2 {
				sum := 0.0
				for _, i := range cell {
					sum += float64(c.Profiles[i].N[arm]) * raw([]float64{0.2, 0.5, 0.5, 0.75}[i])[arm]
				}
				for _, i := range cell {
					want := raw([]float64{0.2, 0.5, 0.5, 0.75}[i])[arm] * total / sum
					if c.Profiles[i].N[arm] == 0 {
						want = 0
					}
					if got := s.Weights[i][arm]; math.Abs(got-want) > 1e-14 {
						t.Errorf("%s, profile %d, arm %d: %v, want %v", e, i, arm, got, want)
					}
				}
			}
		}
	}
	c.Domains[0].Numbers[2] = 1.5
	if _, err := Match(c, spec); err == nil || !strings.Contains(err.Error(), "between 0 and 1") {
		t.Error(err)
	}
}

// A pool given twice has the same weighted means; labels and their order leave no trace;
// cells without one arm have no weight.
func TestWeightingMetamorphic(t *testing.T) {
	c := readCrowd(t)
	for _, method := range []Method{Weighting, Entropy} {
		for _, covariates := range [][]Covariate{free, {free[0], free[1], free[2], free[3], {Name: "year", Mode: Exact}}} {
			spec := Spec{Covariates: covariates, Method: method, Unmatched: Drop}
			s, err := Match(c.Cohort, spec)
			if err != nil {
				t.Fatal(err)
			}
			twice := *c.Cohort
			twice.Profiles = slices.Clone(c.Profiles)
			for i := range twice.Profiles {
				twice.Profiles[i].N[q] *= 2
			}
			double, err := Match(&twice, spec)
			if err != nil {
				t.Fatal(err)
			}
			other, from := renamed(c.Cohort)
			again, err := Match(other, spec)
			if err != nil {
				t.Fatal(err)
			}
			for i := range from {
				for arm := range 2 {
					if got, want := again.Weights[i][arm], s.Weights[from[i]][arm]; math.Abs(got-want) > 1e-9*want {
						t.Fatalf("%s: %v under other names, was %v", method, got, want)
					}
				}
			}
			// Twice the pool halves the odds: a logit moves by the same for all, up to the curvature.
			tolerance := 0.02
			if method == Entropy {
				tolerance = 1e-10
			}
			for k, b := range s.Balance[0].Terms {
				if b.Covariate == OfScore || b.Covariate == OfLinear { // itself another score
					continue
				}
				if got, want := double.Balance[0].Terms[k].After.Comparison, b.After.Comparison; math.Abs(got-want) > tolerance*math.Max(1, want) {
					t.Errorf("%s: mean of %s is %v with the pool twice, was %v", method, b.Name(), got, want)
				}
			}
		}
	}
}
