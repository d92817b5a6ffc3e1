package main

import (
	"math"

	"sib/stats"
)

// sample is two independent samples of fixed size.
type sample struct{ N1, N0 int }

var (
	samples         = []sample{{334, 3900}, {100, 1300}, {30, 1300}, {10, 1300}, {30, 30}, {10, 10}}
	constantEffects = []float64{0, 0.1, -0.08, 0.2}
)

const comparisonRate = 0.33

// table is the events of both arms.
type table struct{ X1, X0 int }

// methods are all of package stats that are enumerated for s: the exact one takes too
// long for all but the smallest.
func (s sample) methods() []method[table] {
	var out []method[table]
	for _, name := range stats.TwoSampleMethods() {
		if name == "chan-zhang-exact" && s != (sample{10, 10}) {
			continue
		}
		f, _ := stats.TwoSample(name)
		out = append(out, method[table]{name, func(t table) (stats.Estimate, error) {
			return f(float64(t.X1), float64(s.N1), float64(t.X0), float64(s.N0), level)
		}})
	}
	return out
}

// enumerate returns a tally for each effect: all tables that can occur, each with
// its probability.
func (s sample) enumerate(m method[table]) []tally {
	p0 := binomial(s.N0, comparisonRate)
	var p1 [][]float64
	for _, effect := range constantEffects {
		p1 = append(p1, binomial(s.N1, comparisonRate+effect))
	}
	out := make([]tally, len(constantEffects))
	for x1 := 0; x1 <= s.N1; x1++ {
		if !anyPositive(p1, x1) {
			continue
		}
		for x0, chance := range p0 {
			if chance == 0 {
				continue
			}
			e, err := m.Compute(table{x1, x0})
			for i, effect := range constantEffects {
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
