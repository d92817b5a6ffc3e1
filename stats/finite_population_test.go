package stats

import (
	"math"
	"strings"
	"testing"
)

// With equal weights and no correction the variance is that of HC2; the correction takes
// its share of the comparison group's part.
func TestFinitePopulation(t *testing.T) {
	units := independent(43, 100, 429, 1300)
	part := func(p, n float64) float64 { return p * (1 - p) / (n - 1) }
	for _, f := range []float64{0, 0.25, 1} {
		s, err := FinitePopulation(units, f)
		want := math.Sqrt(part(0.43, 100) + (1-f)*part(0.33, 1300))
		if err != nil || math.Abs(s.SE-want) > 1e-15 || s.Method != "finite-population" {
			t.Errorf("fraction %v: %+v, want %v (%v)", f, s, want, err)
		}
	}
	for _, f := range []float64{-0.1, 1.1, math.NaN()} {
		if _, err := FinitePopulation(units, f); err == nil || !strings.Contains(err.Error(), "finite-population: fraction is") {
			t.Errorf("fraction %v: %v", f, err)
		}
	}
	if _, err := FinitePopulation(independent(1, 1, 2, 4), 0); err == nil {
		t.Error("one programme person has no variance")
	}
}
