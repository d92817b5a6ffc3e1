package matching

import (
	"math"
	"testing"
)

// One to one inside coarsened cells (MatchIt's k2k) is nearest or optimal matching with
// coarsened covariates: as many pairs as the smaller group of each cell has people.
func TestPairsInCoarsenedCells(t *testing.T) {
	c := readCrowd(t)
	coarse := []Covariate{{Name: "age", Mode: Coarsened, Cuts: []float64{20.5, 23.5, 26.5, 29.5}}, {Name: "gender", Mode: Exact},
		{Name: "origin", Mode: Exact}, {Name: "qualification", Mode: Exact}, {Name: "year", Mode: Exact}}
	want := float64(len(matchItPairs(t, "cem_k2k")))
	for _, method := range []Method{Nearest, Optimal} {
		s, err := Match(c.Cohort, Spec{Covariates: coarse, Unmatched: Drop, Method: method, Distance: Distance{Metric: Mahalanobis}})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(s.Pooled.Pairs-want) > 1e-6 {
			t.Errorf("%s: %v pairs, MatchIt has %v", method, s.Pooled.Pairs, want)
		}
	}
}
