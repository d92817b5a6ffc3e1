package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// tailOfNormal is the probability that a standard normal variable exceeds z. The
// complementary error function keeps its digits far out, which 1 − Φ(z) does not.
func tailOfNormal(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }

// twoSidedP is the probability of a standard normal variable as far from 0 as z.
func twoSidedP(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// tailOfChiSquare is the probability that a χ² variable exceeds q; 1 without degrees of freedom.
func tailOfChiSquare(q, df float64) float64 {
	switch {
	case df <= 0 || q <= 0:
		return 1
	case math.IsInf(q, 1):
		return 0
	case df == 1:
		return twoSidedP(math.Sqrt(q))
	}
	return mathext.GammaIncRegComp(df/2, q/2)
}

// twoSidedStudentP is the probability of a t variable as far from 0 as t.
func twoSidedStudentP(t, df float64) float64 {
	if math.IsInf(t, 0) {
		return 0
	}
	r2 := float64(t / df * t)
	if r2 < 1 {
		return 1 - mathext.RegIncBeta(0.5, df/2, r2/(1+r2))
	}
	return mathext.RegIncBeta(df/2, 0.5, 1/(1+r2))
}

// studentFor is the two-sided t quantile of level: 4.30265 for 0.95 and 2 degrees of freedom.
// Each half is taken from its own end, where it keeps its digits.
func studentFor(level, df float64) float64 {
	if level < 0.5 {
		y := mathext.InvRegIncBeta(0.5, df/2, level)
		return math.Sqrt(df * y / (1 - y))
	}
	x := mathext.InvRegIncBeta(df/2, 0.5, 1-level)
	return math.Sqrt(df * (1 - x) / x)
}
