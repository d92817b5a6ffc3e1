package stats

import (
	"math"
	"testing"
)

// The restricted rates fit better than their neighbours with the same difference.
func TestRestrictedIsTheMaximum(t *testing.T) {
	logLik := func(a table, p1, p0 float64) float64 {
		sum := 0.0
		for _, c := range [][2]float64{{a.x1, p1}, {a.n1 - a.x1, 1 - p1}, {a.x0, p0}, {a.n0 - a.x0, 1 - p0}} {
			if c[0] > 0 {
				sum += c[0] * math.Log(c[1])
			}
		}
		return sum
	}
	for _, a := range []table{{43, 100, 429, 1300}, {0, 10, 0, 20}, {10, 10, 20, 20}, {1, 1, 0, 1}, {0, 5, 5, 5}, {3, 7, 2, 9}} {
		for _, delta := range []float64{-0.999, -0.5, -0.01, 0, 1e-9, 0.3, 0.8, 0.999} {
			p1, p0 := a.restricted(delta)
			if math.Abs(p1-p0-delta) > 1e-15 || p1 < 0 || p1 > 1 || p0 < 0 || p0 > 1 {
				t.Errorf("%v at %v: rates %v and %v", a, delta, p1, p0)
			}
			best := logLik(a, p1, p0)
			for _, step := range []float64{-1e-4, 1e-4} {
				q1, q0 := p1+step, p0+step
				if q1 > 0 && q1 < 1 && q0 > 0 && q0 < 1 && logLik(a, q1, q0) > best+1e-12 {
					t.Errorf("%v at %v: %v and %v fit better than %v and %v", a, delta, q1, q0, p1, p0)
				}
			}
		}
	}
}

// Without a restriction the rates are the observed ones.
func TestRestrictedAtTheDifference(t *testing.T) {
	a := table{43, 100, 429, 1300}
	p1, p0 := a.restricted(a.diff())
	if math.Abs(p1-0.43) > 1e-12 || math.Abs(p0-0.33) > 1e-12 {
		t.Errorf("%v, %v", p1, p0)
	}
}
