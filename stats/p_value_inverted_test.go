package stats

import (
	"errors"
	"math"
	"testing"
)

// The p-value of a normal interval is that of its z, on both sides of zero.
func TestInvertedPValueOfNormal(t *testing.T) {
	for _, z := range []float64{-6, -1.96, -0.1, 0.1, 1, 1.6448536269514722, 1.959963984540054, 3, 6} {
		one, two, err := InvertedPValue(z/10, func(level float64) (Estimate, error) {
			return Spread{Value: z / 10, SE: 0.1, DF: math.Inf(1), Method: "z"}.Interval(level)
		})
		if err != nil || math.Abs(two-twoSidedP(z)) > 1e-12 || math.Abs(one-upperP(z)) > 1e-12 {
			t.Errorf("z = %v: %v and %v, %v; want %v and %v", z, one, two, err, upperP(z), twoSidedP(z))
		}
	}
}

// At the level 1 − p the interval touches zero, a little above it misses it.
func TestInvertedPValueOfNewcombe(t *testing.T) {
	at := func(level float64) (Estimate, error) { return WeightedNewcombe(0.42, 320, 0.33, 1200, level) }
	one, two, err := InvertedPValue(0.42-0.33, at)
	if err != nil || one != two/2 {
		t.Fatal(one, two, err)
	}
	wide, err1 := at(1 - two + 1e-9)
	narrow, err2 := at(1 - two - 1e-9)
	if err1 != nil || err2 != nil || wide.Lo > 0 || narrow.Lo < 0 {
		t.Errorf("p = %v: lower ends %v and %v", two, wide.Lo, narrow.Lo)
	}
}

func TestInvertedPValueEdges(t *testing.T) {
	fails := func(float64) (Estimate, error) { return Estimate{}, errors.New("no interval") }
	if one, two, err := InvertedPValue(0, fails); one != 0.5 || two != 1 || err != nil {
		t.Error(one, two, err) // no difference needs no interval
	}
	if _, _, err := InvertedPValue(0.1, fails); err == nil {
		t.Error("an interval that fails has a p-value")
	}
}
