package main

import (
	"math"
	"testing"
)

// All counts together are certain, and their means are the effect and the comparison rate.
func TestMultinomials(t *testing.T) {
	const n = pairs(15)
	chances := n.multinomials()
	for e, effect := range constantEffects {
		var sum, difference, comparison float64
		n.each(func(c pairCounts) {
			p := chances[e](c)
			sum += p
			difference += p * float64(c.programme-c.comparison) / c.n()
			comparison += p * float64(c.both+c.comparison) / c.n()
		})
		if math.Abs(sum-1) > 1e-12 || math.Abs(difference-effect) > 1e-12 || math.Abs(comparison-comparisonRate) > 1e-12 {
			t.Errorf("effect %v: sum %v, mean difference %v, comparison rate %v", effect, sum, difference, comparison)
		}
	}
}

// (n + 1)(n + 2)(n + 3)/6 counts of n pairs, each once.
func TestEachCount(t *testing.T) {
	seen := map[pairCounts]bool{}
	pairs(15).each(func(c pairCounts) {
		if c.n() != 15 || c.neither < 0 {
			t.Errorf("%+v", c)
		}
		seen[c] = true
	})
	if len(seen) != 16*17*18/6 {
		t.Errorf("%d counts", len(seen))
	}
}

// The correlation from the shares of pairs, by its definition.
func TestCorrelation(t *testing.T) {
	for _, effect := range constantEffects {
		both, programme, comparison, neither := pairShares(effect)
		p1, p0 := both+programme, both+comparison
		want := (float64(both*neither) - float64(programme*comparison)) / math.Sqrt(p1*(1-p1)*p0*(1-p0))
		if got := correlation(effect); math.Abs(got-want) > 1e-12 || got < 0.2 || got > 0.3 {
			t.Errorf("effect %v: %v, want %v", effect, got, want)
		}
	}
}

// What a contract names for matched people is the plain interval where weights are equal.
func TestWeightedNewcombeOfPairsIsNewcombe(t *testing.T) {
	m, err := named(pairsMethods(), contractInterval, pairsIgnored)
	if err != nil {
		t.Fatal(err)
	}
	a, b := pairs(15).enumerate(m[0]), pairs(15).enumerate(m[1])
	for e := range a {
		if a[e] != b[e] {
			t.Errorf("%+v and %+v", a[e], b[e])
		}
	}
}
