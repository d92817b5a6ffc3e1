package stats

import "math"

// tFor is the two-sided quantile of Student's t with df degrees of freedom: 4.30265
// for the level 0.95 and 2. Each half is taken from its own end, where it keeps its
// digits, with the tail to 15 decimals, as zFor does.
func tFor(level, df float64) float64 {
	if df >= manyDF {
		return tFromNormal(zFor(level), df)
	}
	if level < 0.5 {
		y := newBeta(0.5, df/2).quantile(level)
		return math.Sqrt(df * y / (1 - y))
	}
	tail := 1 - level
	if short := math.Round(tail*1e15) / 1e15; short > 0 {
		tail = short
	}
	x := newBeta(df/2, 0.5).quantile(tail)
	return math.Sqrt(df * (1 - x) / x)
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

// tTwoSided is the probability of a t at least as far from 0.
func tTwoSided(t, df float64) float64 {
	if math.IsInf(t, 0) {
		return 0
	}
	if df >= 1e8 { // the normal distribution to seven digits and more
		return twoSidedP(t)
	}
	r2 := float64(t / df * t)
	if math.Abs(t) < 1 { // near 1 the complement keeps the digits, in the tails it loses them
		return 1 - newBeta(0.5, df/2).atMost(r2/(1+r2), 1/(1+r2))
	}
	return newBeta(df/2, 0.5).atMost(1/(1+r2), r2/(1+r2))
}
