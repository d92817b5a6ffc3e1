package main

import (
	"math"

	"sib/stats"
)

// sample is two independent samples of fixed size.
type sample struct{ N1, N0 int }

var (
	samples       = []sample{{334, 3900}, {100, 1300}, {30, 1300}, {10, 1300}, {30, 30}, {10, 10}}
	sampleEffects = []float64{0, 0.1, -0.08, 0.2}
)

const comparisonRate = 0.33

// measures says whether a method is enumerated for s: the exact one takes too
// long for all but the smallest.
func (s sample) measures(method string) bool {
	return method != "chan-zhang-exact" || s == sample{10, 10}
}

// enumerate returns a tally for each effect: all tables that can occur, each with
// its probability.
func (s sample) enumerate(method string) []tally {
	f, _ := stats.TwoSample(method)
	p0 := binomial(s.N0, comparisonRate)
	var p1 [][]float64
	for _, effect := range sampleEffects {
		p1 = append(p1, binomial(s.N1, comparisonRate+effect))
	}
	out := make([]tally, len(sampleEffects))
	for x1 := 0; x1 <= s.N1; x1++ {
		if !anyPositive(p1, x1) {
			continue
		}
		for x0, chance := range p0 {
			if chance == 0 {
				continue
			}
			e, err := f(float64(x1), float64(s.N1), float64(x0), float64(s.N0), level)
			for i, effect := range sampleEffects {
				out[i].add(e, err, effect, p1[i][x1]*chance)
			}
		}
	}
	return out
}

func anyPositive(p [][]float64, x int) bool {
	for _, q := range p {
		if q[x] > 0 {
			return true
		}
	}
	return false
}

// binomial returns the probabilities of 0 to n events. Those below 1e-12 are 0:
// together they are less than 1e-9.
func binomial(n int, p float64) []float64 {
	out := make([]float64, n+1)
	all, _ := math.Lgamma(float64(n + 1))
	for x := range out {
		in, _ := math.Lgamma(float64(x + 1))
		rest, _ := math.Lgamma(float64(n - x + 1))
		out[x] = math.Exp(all - in - rest + float64(float64(x)*math.Log(p)) + float64(float64(n-x)*math.Log1p(-p)))
		if out[x] < 1e-12 {
			out[x] = 0
		}
	}
	return out
}
