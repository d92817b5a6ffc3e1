package evaluate

import (
	"math"
	"slices"
	"testing"

	"sib/cohort"
	"sib/contract"
	"sib/evidence"
)

// Every stage is the one before it less its losses, and the years add up to the whole.
func TestFlowAddsUp(t *testing.T) {
	for _, path := range []string{"../testdata/duo/contract.yaml", "../testdata/parquet/contract.yaml"} {
		terms, err := contract.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, unmatched := range []func(*contract.Terms){func(*contract.Terms) {}, weightedDesign} {
			terms := *terms
			unmatched(&terms)
			e, _, err := Run(t.Context(), &terms, Data{Dir: dirOf(path)}, Given{}, evidence.Tool{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			checkYears(t, e.Flow)
			checkOverlap(t, e)
		}
	}
}

// checkOverlap holds the bins of the score to the flow and to the matched weights.
func checkOverlap(t *testing.T, e *Evaluation) {
	t.Helper()
	var people [2]int64
	var weight [2]float64
	for _, b := range e.Overlap.Bins {
		for arm := range people {
			people[arm] += b.Eligible[arm]
			weight[arm] += b.Weight[arm]
		}
	}
	matched := float64(e.Matching.Pooled.Matched[cohort.Programme])
	if people != e.Flow.Stages[2].N || math.Abs(weight[0]-matched) > 1e-9*matched || math.Abs(weight[1]-matched) > 1e-9*matched {
		t.Errorf("bins hold %v people of %v and weigh %v for %v", people, e.Flow.Stages[2].N, weight, matched)
	}
}

// weightedDesign has no strata, so that people are weighted one by one.
func weightedDesign(t *contract.Terms) {
	t.Matching.Method = "weighting"
	t.Matching.Distance = &contract.Distance{Metric: "propensity", Link: "logit"}
	t.Covariates = slices.Clone(t.Covariates)
	for i := range t.Covariates {
		t.Covariates[i].Match, t.Covariates[i].Cuts = contract.MatchDistance, nil
	}
}

func checkYears(t *testing.T, f Flow) {
	t.Helper()
	sums := make([][2]int64, len(f.Stages))
	for _, y := range append([]YearFlow{{Stages: f.Stages}}, f.Years...) {
		for i, s := range y.Stages {
			want := s.N
			for _, l := range s.Losses {
				for arm, n := range l.N {
					if n < 0 {
						t.Errorf("year %d, %s: a loss of %d", y.Year, s.Name, n)
					}
					want[arm] += n
				}
			}
			if i > 0 && want != y.Stages[i-1].N {
				t.Errorf("year %d, %s: with its losses %v, before it %v", y.Year, s.Name, want, y.Stages[i-1].N)
			}
			if &y.Stages[0] != &f.Stages[0] {
				sums[i][0] += s.N[0]
				sums[i][1] += s.N[1]
			}
		}
	}
	for i, s := range f.Stages {
		if sums[i] != s.N {
			t.Errorf("%s: the years add up to %v, the whole is %v", s.Name, sums[i], s.N)
		}
	}
}
