package main

import "math"

// alikeRates are the comparison rates of two kinds of people, as many of each. Those
// who are matched with one another are of the same kind: nothing else makes their
// outcomes alike. Their mean is comparisonRate.
var alikeRates = []float64{0.10, 0.56}

// correlation is that of the outcomes of a programme and a comparison person of one
// kind, at an effect that is the same for both kinds.
func correlation(effect float64) float64 {
	var both, p0 float64
	for _, rate := range alikeRates {
		both += rate * (rate + effect) / float64(len(alikeRates))
		p0 += rate / float64(len(alikeRates))
	}
	p1 := p0 + effect
	return (both - float64(p1*p0)) / math.Sqrt(p1*(1-p1)*p0*(1-p0))
}

// correlations are the smallest and the largest over effects.
func correlations() (lo, hi float64) {
	lo, hi = 1, -1
	for _, e := range constantEffects {
		lo, hi = min(lo, correlation(e)), max(hi, correlation(e))
	}
	return lo, hi
}
