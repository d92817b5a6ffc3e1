package main

import (
	"fmt"

	"sib/stats"
)

// oneRate is a number of people of whom one placement rate is measured.
type oneRate int

var (
	oneRates  = []oneRate{334, 100, 30, 15}
	trueRates = []float64{0.05, 0.33, 0.43}
)

func (n oneRate) String() string { return fmt.Sprintf("%d people", int(n)) }

func trueRateNames() []string {
	var out []string
	for _, p := range trueRates {
		out = append(out, fmt.Sprintf("%.0f %%", 100*p))
	}
	return out
}

// methods are all of package stats for one rate, from the number of events.
func (n oneRate) methods() []method[int] {
	var out []method[int]
	for _, name := range stats.OneSampleMethods() {
		f, _ := stats.OneSample(name)
		out = append(out, method[int]{name, func(x int) (stats.Estimate, error) {
			return f(float64(x), float64(n), level)
		}})
	}
	return out
}

// enumerate returns a tally for each true rate: all numbers of events.
func (n oneRate) enumerate(m method[int]) []tally {
	out := make([]tally, len(trueRates))
	for i, p := range trueRates {
		for x, chance := range binomial(int(n), p) {
			if chance > 0 {
				e, err := m.Compute(x)
				out[i].add(e, err, p, chance)
			}
		}
	}
	return out
}
