package stats

import (
	"fmt"
	"math"
)

// FinitePopulationSE returns the standard error of a rate p in a sample of n out of a
// population of population, √(pq/n·(1 − n/population)) (Cochran 1977, Sampling Techniques,
// ch. 3, with pq in place of its unbiased estimate). A census has none. For what a
// programme causes, outcomes are random even in a census, so an interval must not use it
// silently. n not above 0, n above the population and a rate outside [0, 1] are errors.
func FinitePopulationSE(p, n, population float64) (float64, error) {
	const op = "finite population"
	for _, err := range []error{checkRate(op, "p", p), checkSize(op, "n", n), checkSize(op, "population", population)} {
		if err != nil {
			return 0, err
		}
	}
	if n > population {
		return 0, fmt.Errorf("%s: n is %v, more than population, which is %v", op, n, population)
	}
	return math.Sqrt(binomialVariance(p, n) * ((population - n) / population)), nil
}
