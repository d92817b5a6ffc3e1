package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

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
