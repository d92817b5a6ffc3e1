package stats

import (
	"math"
	"testing"
)

// No events, nothing but events, one person each.
func TestSCAS(t *testing.T) {
	checkPrinted(t, SCAS, []printed{
		{0, 10, 0, 20, -0.136, 0.250},
		{10, 10, 20, 20, -0.250, 0.136},
		{1, 1, 0, 1, -0.647, 1},
	})
}

// The limits solve the equation as Laud prints it: Z − (z² − 1)·μ̃3/(6·Ṽ^1.5) = ±z.
func TestSCASSolvesItsEquation(t *testing.T) {
	for _, level := range []float64{0.5, 0.8, 0.95, 0.999} {
		z := zFor(level)
		for _, a := range []table{{43, 100, 429, 1300}, {0, 10, 0, 20}, {1, 4, 2, 9}, {7, 7, 3, 7}, {36, 84, 433, 1300}, {1, 3, 0, 40}} {
			e, err := SCAS(a.x1, a.n1, a.x0, a.n0, level)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range []struct{ delta, want float64 }{{e.Lo, z}, {e.Hi, -z}} {
				if math.Abs(l.delta) == 1 || l.delta == a.diff() {
					continue
				}
				p1, p0 := a.restricted(l.delta)
				v := a.unbiased() * (binomialVariance(p1, a.n1) + binomialVariance(p0, a.n0))
				third := thirdMoment(p1, a.n1) - thirdMoment(p0, a.n0)
				got := (a.diff()-l.delta)/math.Sqrt(v) - (z*z-1)*third/(6*math.Pow(v, 1.5))
				if math.Abs(got-l.want) > 1e-6 {
					t.Errorf("%v at %v: %v at the limit %v, want %v", a, level, got, l.delta, l.want)
				}
			}
		}
	}
}
