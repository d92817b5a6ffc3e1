package main

import (
	"math"

	"sib/stats"
)

// pairs is a number of programme people, each with one comparison person.
type pairs int

var pairsDesigns = []pairs{100, 30, 15}

// pairCounts is how many pairs have an event in both, in the programme's person only,
// in the comparison's only, and in neither.
type pairCounts struct{ both, programme, comparison, neither int }

func (c pairCounts) n() float64 { return float64(c.both + c.programme + c.comparison + c.neither) }

const (
	pairsIgnored     = "newcombe (independent groups, does not fit)"
	contractInterval = "weighted-newcombe"
)

// pairsMethods are all of package stats for pairs; what a contract names for matched
// people; and, as a warning, the interval of two independent samples.
func pairsMethods() []method[pairCounts] {
	var out []method[pairCounts]
	for _, name := range stats.PairsMethods() {
		f, _ := stats.Pairs(name)
		out = append(out, method[pairCounts]{name, func(c pairCounts) (stats.Estimate, error) {
			return f(float64(c.both), float64(c.programme), float64(c.comparison), float64(c.neither), level)
		}})
	}
	return append(out,
		method[pairCounts]{contractInterval, func(c pairCounts) (stats.Estimate, error) {
			n := c.n()
			return stats.WeightedNewcombe(float64(c.both+c.programme)/n, n, float64(c.both+c.comparison)/n, n, level)
		}},
		method[pairCounts]{pairsIgnored, func(c pairCounts) (stats.Estimate, error) {
			n := c.n()
			return stats.Newcombe(float64(c.both+c.programme), n, float64(c.both+c.comparison), n, level)
		}})
}

// enumerate returns a tally for each effect: all counts that can occur, each with its
// probability.
func (p pairs) enumerate(m method[pairCounts]) []tally {
	out := make([]tally, len(constantEffects))
	chances := p.multinomials()
	p.each(func(c pairCounts) {
		e, err := m.Compute(c)
		for i, effect := range constantEffects {
			out[i].add(e, err, effect, chances[i](c))
		}
	})
	return out
}

// each calls f with all counts of p pairs.
func (p pairs) each(f func(pairCounts)) {
	n := int(p)
	for both := range n + 1 {
		for programme := range n + 1 - both {
			for comparison := range n + 1 - both - programme {
				f(pairCounts{both, programme, comparison, n - both - programme - comparison})
			}
		}
	}
}

// multinomials returns for each effect the probability of counts.
func (p pairs) multinomials() []func(pairCounts) float64 {
	factorial := make([]float64, p+1) // its logarithm
	for k := range factorial {
		factorial[k], _ = math.Lgamma(float64(k + 1))
	}
	var out []func(pairCounts) float64
	for _, effect := range constantEffects {
		both, programme, comparison, neither := pairShares(effect)
		log := [4]float64{math.Log(both), math.Log(programme), math.Log(comparison), math.Log(neither)}
		out = append(out, func(c pairCounts) float64 {
			sum := factorial[p]
			for i, k := range [4]int{c.both, c.programme, c.comparison, c.neither} {
				sum += float64(float64(k)*log[i]) - factorial[k]
			}
			return math.Exp(sum)
		})
	}
	return out
}

// pairShares are the probabilities of the four kinds of pairs: the mean over two kinds
// of people, within which the two of a pair are independent.
func pairShares(effect float64) (both, programme, comparison, neither float64) {
	share := 1 / float64(len(alikeRates))
	for _, p0 := range alikeRates {
		p1 := p0 + effect
		both += share * float64(p1*p0)
		programme += share * float64(p1*(1-p0))
		comparison += share * float64((1-p1)*p0)
		neither += share * float64((1-p1)*(1-p0))
	}
	return both, programme, comparison, neither
}
