package stats

import (
	"math"
	"slices"
	"testing"
)

// A million people lose no digits: the closed forms of two rates hold to 1e-15.
func TestMatchedMillion(t *testing.T) {
	const x1, n1, x0, n0 = 129_000, 300_000, 231_000, 700_000
	units := independent(x1, n1, x0, n0)
	for i := range units {
		units[i].Weight = 0.1
	}
	tab := table{x1, n1, x0, n0}
	s := mustSpread(t, "hc0", units)
	if math.Abs(s.Value-0.1) > 1e-15 || math.Abs(s.SE/tab.waldSE()-1) > 1e-13 {
		t.Errorf("%+v, want 0.1 and %v", s, tab.waldSE())
	}
	want, err := Newcombe(x1, n1, x0, n0, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := PeopleNewcombe(units, 0.95); err != nil || !nearEstimate(got, want, 1e-15) {
		t.Errorf("%+v, want %+v (%v)", got, want, err)
	}
}

// Weights are shares: units of a billionth or a billion give the same.
func TestMatchedIgnoresTheUnitOfWeights(t *testing.T) {
	eachMatched(t, func(t *testing.T, f MatchedFunc, units []Unit) {
		want := mustMatched(t, f, units, 0.95)
		for _, factor := range []float64{1e-9, 0.3, 1e9} {
			other := slices.Clone(units)
			for i := range other {
				other[i].Weight *= factor
			}
			if got := mustMatched(t, f, other, 0.95); !nearEstimate(got, want, 1e-12) {
				t.Errorf("times %v: %+v, want %+v", factor, got, want)
			}
		}
	})
}
