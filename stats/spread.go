package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Spread is an estimated difference of proportions with its standard error.
type Spread struct {
	Value, SE float64 // proportions
	// DF are the degrees of freedom of the t distribution that the interval uses,
	// not always a whole number; +Inf stands for the normal distribution.
	DF       float64
	Clusters int // independent groups of units; each unit is one where none were named
	Method   string
	Warnings []string
}

// Interval returns Value ± q·SE at a level such as 0.95, q the quantile of Student's
// t with DF degrees of freedom, clipped to [−1, 1], with the two-sided p-value of no
// difference from the same distribution. A standard error of 0 gives an interval
// without width and a warning; its p-value is 1 where the difference is 0 too, and
// missing otherwise. A level outside (0, 1) is an error.
func (s Spread) Interval(level float64) (Estimate, error) {
	if err := checkLevel(s.Method, level); err != nil {
		return Estimate{}, err
	}
	if err := checkDF(s.Method, s.DF); err != nil {
		return Estimate{}, err
	}
	e := around(s.Method, level, s.Value, s.Value, float64(tFor(level, s.DF)*s.SE))
	e.PValue = s.pValue()
	e.Warnings = append(append([]string(nil), s.Warnings...), e.Warnings...)
	return e, nil
}

func checkDF(op string, df float64) error {
	if !(df > 0) {
		return bad(op, "degrees of freedom", df, "a number above 0")
	}
	return nil
}

func (s Spread) pValue() *float64 {
	p := 1.0
	switch {
	case s.SE > 0:
		p = tTwoSided(s.Value/s.SE, s.DF)
	case s.Value != 0:
		return nil
	}
	return &p
}

// tFor is the two-sided quantile of Student's t with df degrees of freedom. The
// tail is taken to 15 decimals, as zFor does.
func tFor(level, df float64) float64 {
	if df >= manyDF {
		return tFromNormal(zFor(level), df)
	}
	tail := (1 - level) / 2
	if short := math.Round(tail*1e15) / 1e15; short > 0 && short < 0.5 {
		tail = short
	}
	return -distuv.StudentsT{Sigma: 1, Nu: df}.Quantile(tail)
}

// From manyDF on the quantile comes from that of the normal distribution: the beta
// quantile behind the other one loses digits as df grows (seven are left at 10⁸).
const manyDF = 1000

// tFromNormal is the expansion of the quantile in 1/df (Abramowitz, Stegun 1964,
// 26.7.5), here good to 1e-11.
func tFromNormal(z, df float64) float64 {
	z2 := float64(z * z)
	terms := []float64{
		1,
		horner([]float64{1, 1}, z2) / 4,
		horner([]float64{3, 16, 5}, z2) / 96,
		horner([]float64{-15, 17, 19, 3}, z2) / 384,
		horner([]float64{-945, -1920, 1482, 776, 79}, z2) / 92160,
	}
	return float64(z * horner(terms, 1/df))
}

// tTwoSided is the probability of a t at least as far from 0, from the lower tail,
// where the digits of small probabilities are.
func tTwoSided(t, df float64) float64 {
	if df >= 1e8 { // the normal distribution to seven digits and more
		return math.Erfc(math.Abs(t) / math.Sqrt2)
	}
	return math.Min(1, 2*distuv.StudentsT{Sigma: 1, Nu: df}.CDF(-math.Abs(t)))
}
