package main

import (
	"math/rand/v2"

	"sib/stats"
)

// sets is a number of programme people, each with five comparison people whom nobody
// else has.
type sets int

var setsDesigns = []sets{100, 30, 15}

const perSet = 5 // comparison people

// setsMethods are two for people, three for sets, and a normal one that ignores sets:
// drawing all of package stats would take long and show little more.
func setsMethods() []method[[]stats.Unit] {
	var out []method[[]stats.Unit]
	for _, name := range []string{"people-newcombe", "people-score", "set-difference", "set-cr1", "set-cr2", "hc0"} {
		f, _ := stats.Matched(name)
		out = append(out, method[[]stats.Unit]{name, func(units []stats.Unit) (stats.Estimate, error) { return f(units, level) }})
	}
	return out
}

// cells are the design at each effect. Its seeds are not those of the strata.
func (s sets) cells(place int, methods []method[[]stats.Unit]) []cell[[]stats.Unit] {
	var out []cell[[]stats.Unit]
	for e, effect := range constantEffects {
		out = append(out, cell[[]stats.Unit]{methods, seedOf(100+place, e), func(rng *rand.Rand) ([]stats.Unit, float64) {
			return s.draw(rng, effect), effect
		}})
	}
	return out
}

// draw makes sets up: the kind of each, then the outcomes of its people.
func (s sets) draw(rng *rand.Rand, effect float64) []stats.Unit {
	units := make([]stats.Unit, 0, int(s)*(1+perSet))
	for set := range int64(s) {
		rate := alikeRates[rng.IntN(len(alikeRates))]
		units = append(units, stats.Unit{Set: set, Person: int64(len(units)), Programme: true, Y: event(rng, rate+effect), Weight: 1})
		for range perSet {
			units = append(units, stats.Unit{Set: set, Person: int64(len(units)), Y: event(rng, rate), Weight: 1.0 / perSet})
		}
	}
	return units
}

func event(rng *rand.Rand, rate float64) float64 {
	if rng.Float64() < rate {
		return 1
	}
	return 0
}
