package stats

import "math"

// stirlingError is ln Γ(n+1) less Stirling's formula for it, (n+½)·ln n − n + ½·ln 2π,
// for n above 0 (Loader 2000, Fast and accurate computation of binomial probabilities).
func stirlingError(n float64) float64 {
	if n < 16 && n == math.Floor(n) {
		return stirlingErrors[int(n)]
	}
	steps := 0.0 // from Γ(n+2) = (n+1)·Γ(n+1)
	for ; n < 16; n++ {
		steps += float64((n+0.5)*log1p(1/n)) - 1
	}
	r := 1 / float64(n*n)
	return steps + horner(stirlingSeries, r)/n
}

// The first sixteen at whole numbers, with mpmath to 50 digits; that of 0 is not used.
var stirlingErrors = [16]float64{
	0.0, 0.08106146679532725822, 0.041340695955409294094, 0.027677925684998339149,
	0.020790672103765093112, 0.016644691189821192163, 0.013876128823070747999, 0.011896709945891770095,
	0.010411265261972096497, 0.0092554621827127329177, 0.0083305634333628712565, 0.007573675487951840795,
	0.0069428401072095298657, 0.0064089941880042070684, 0.0059513701127588477356, 0.005554733551962801371,
}

var stirlingSeries = []float64{1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360}

// logFactorial is ln n! for whole numbers n from 0.
func logFactorial(n float64) float64 {
	if n < 2 {
		return 0
	}
	return float64((n+0.5)*log(n)) - n + lnSqrt2Pi + stirlingError(n)
}

// deviance is x·ln(x/m) + m − x, by a series where it is small and the difference
// would lose its digits.
func deviance(x, m float64) float64 {
	if math.Abs(x-m) >= float64(0.1*(x+m)) {
		return float64(x*log(x/m)) + m - x
	}
	v := (x - m) / (x + m)
	sum, term := float64((x-m)*v), float64(2*float64(x*v))
	for j := 3.0; ; j += 2 {
		term = float64(term * float64(v*v))
		next := sum + term/j
		if next == sum {
			return sum
		}
		sum = next
	}
}
