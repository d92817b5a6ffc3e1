package stats

import (
	"math"
	"testing"
)

// bisected solves the restricted likelihood by halving, as slow as it is safe.
func bisected(a table, delta float64) (p1, p0 float64) {
	if delta < 0 {
		p0, p1 = bisected(a.swapped(), -delta)
		return p1, p0
	}
	lo, hi := 0.0, 1-delta
	for range 200 {
		if mid := lo + (hi-lo)/2; a.slope(mid, delta) > 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return math.Min(lo+delta, 1), lo
}

// Newton's method finds what halving finds, for tables with every kind of empty
// cell, and differences from tiny to all.
func TestRestrictedAgreesWithBisection(t *testing.T) {
	for _, a := range testTables("") {
		for _, delta := range []float64{1e-12, 1e-7, 1e-3, 0.1, 0.5, 0.9, 0.9999, 1 - 1e-12} {
			for _, d := range []float64{delta, -delta} {
				p1, p0 := a.restricted(d)
				q1, q0 := bisected(a, d)
				if math.Abs(p1-q1) > 2e-15 || math.Abs(p0-q0) > 2e-15 {
					t.Errorf("%v at %v: %v and %v, want %v and %v", a, d, p1, p0, q1, q0)
				}
			}
		}
	}
}

// The fast search gives the limits that halving gives.
func TestScoreLimitsAgreeWithBisection(t *testing.T) {
	for _, level := range []float64{0.5, 0.95, 0.999999} {
		z := zFor(level)
		upper := scoreUpper(z, table.unbiased)
		for _, a := range testTables("") {
			d := a.diff()
			want := a.last(1e-16, func(delta float64) bool {
				return delta-d <= float64(z*math.Sqrt(a.unbiased()*a.scoreVariance(delta)))
			})
			if got := upper(a); math.Abs(got-want) > 1e-14 {
				t.Errorf("%v at %v: %v, by halving %v", a, level, got, want)
			}
		}
	}
}

func TestIntervalsNarrowAsTheyGrow(t *testing.T) {
	for _, method := range TwoSampleMethods() {
		f, _ := TwoSample(method)
		last := math.Inf(1)
		for _, k := range []float64{1, 2, 4, 1000, 1e6} {
			if k > 4 && method == "chan-zhang-exact" {
				break
			}
			e := mustTwoSample(t, f, [4]float64{4 * k, 10 * k, 3 * k, 10 * k}, 0.95)
			if !(e.Hi-e.Lo < last) {
				t.Errorf("%s: %v wide with %v people an arm, was %v", method, e.Hi-e.Lo, 10*k, last)
			}
			last = e.Hi - e.Lo
		}
	}
}
