package stats

import "math"

// twoSidedP is the probability that a standard normal deviate is as far from 0 as
// z. It is a complementary error function, which keeps the digits of small tails.
func twoSidedP(z float64) float64 { return erfc(math.Abs(z) / math.Sqrt2) }

// upperP is the probability that a standard normal deviate is z or more.
func upperP(z float64) float64 { return erfc(z/math.Sqrt2) / 2 }

// withP returns the estimate with the two-sided p-value of z; without one if z is
// not a finite number, for lack of a standard error.
func withP(e Estimate, z float64) Estimate {
	if !math.IsNaN(z) && !math.IsInf(z, 0) {
		e.PValue = some(twoSidedP(z))
	}
	return e
}

func some(v float64) *float64 { return &v }
