package main

import (
	"math/rand/v2"

	"sib/stats"
)

// matched is a design of n1 programme and n0 comparison people, matched exactly
// on 72 strata.
type matched struct{ N1, N0 int }

var matchedDesigns = []matched{{334, 3900}, {100, 1300}, {30, 1300}, {15, 300}}

// effect is the difference that a stratum with the given comparison rate has.
type effect struct {
	Name string
	At   func(rate float64) float64
}

var matchedEffects = []effect{
	{"0", func(float64) float64 { return 0 }},
	{"+10", func(float64) float64 { return 0.1 }},
	{"0 to +20", func(rate float64) float64 { return 0.2 * (0.56 - rate) / 0.48 }},
}

// people is one kind of people: the share of each arm, and the comparison rate.
type people struct{ programme, comparison, rate float64 }

// population returns 72 kinds: three ages, two genders, three origins, four
// qualifications. The mixes differ, and the kinds that the programme has more of
// find less work.
func population() []people {
	type part struct{ programme, comparison, rate float64 }
	ages := []part{{0.50, 0.30, 0.05}, {0.35, 0.35, 0}, {0.15, 0.35, -0.06}}
	genders := []part{{0.50, 0.55, 0.02}, {0.50, 0.45, -0.02}}
	origins := []part{{0.20, 0.45, 0.06}, {0.30, 0.30, 0}, {0.50, 0.25, -0.08}}
	qualifications := []part{{0.35, 0.25, -0.09}, {0.30, 0.30, -0.03}, {0.25, 0.25, 0.03}, {0.10, 0.20, 0.10}}
	var out []people
	for _, a := range ages {
		for _, g := range genders {
			for _, o := range origins {
				for _, q := range qualifications {
					out = append(out, people{
						programme:  a.programme * g.programme * o.programme * q.programme,
						comparison: a.comparison * g.comparison * o.comparison * q.comparison,
						rate:       comparisonRate + a.rate + g.rate + o.rate + q.rate,
					})
				}
			}
		}
	}
	return out
}

// seedOf is the first half of the seed of a cell; the second is the block.
func seedOf(design, effect int) uint64 { return uint64(1000*(design+1) + effect) }

// cells are the design at each effect; place is its own among designs.
func (m matched) cells(place int, methods []method[[]stats.Stratum]) []cell[[]stats.Stratum] {
	kinds := population()
	var out []cell[[]stats.Stratum]
	for e, effect := range matchedEffects {
		out = append(out, cell[[]stats.Stratum]{methods, seedOf(place, e), func(rng *rand.Rand) ([]stats.Stratum, float64) {
			return m.draw(rng, kinds, effect.At)
		}})
	}
	return out
}

// draw makes people up and returns their strata and the true effect on the
// programme people who have somebody to be compared with.
func (m matched) draw(rng *rand.Rand, kinds []people, at func(float64) float64) (strata []stats.Stratum, truth float64) {
	strata = make([]stats.Stratum, len(kinds))
	for range m.N1 {
		k := pick(rng, kinds, func(p people) float64 { return p.programme })
		strata[k].N1++
		if rng.Float64() < kinds[k].rate+at(kinds[k].rate) {
			strata[k].X1++
		}
	}
	for range m.N0 {
		k := pick(rng, kinds, func(p people) float64 { return p.comparison })
		strata[k].N0++
		if rng.Float64() < kinds[k].rate {
			strata[k].X0++
		}
	}
	n := 0.0
	for k, s := range strata {
		if s.N1 > 0 && s.N0 > 0 {
			n += float64(s.N1)
			truth += float64(float64(s.N1) * at(kinds[k].rate))
		}
	}
	return strata, truth / n
}

func pick(rng *rand.Rand, kinds []people, share func(people) float64) int {
	u := rng.Float64()
	for k, p := range kinds {
		if u -= share(p); u < 0 {
			return k
		}
	}
	return len(kinds) - 1 // the last digit of the shares' sum
}
