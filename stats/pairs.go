package stats

import (
	"math"
)

// PairsFunc is an interval for the difference of two rates from matched pairs, by
// how many pairs have an event in both people (a), in the programme's only (b), in
// the comparison's only (c) and in neither (d): whole counts in, the difference
// (b − c)/n of proportions out. No pairs, a count that is negative or not whole,
// and a level outside (0, 1) are errors that name the argument.
type PairsFunc func(a, b, c, d, level float64) (Estimate, error)

// pairsMethods holds the methods by name.
var pairsMethods = registry[PairsFunc]{
	"agresti-min":         PairsAgrestiMin,
	"bonett-price":        PairsBonettPrice,
	"newcombe-method10":   PairsNewcombe10,
	"newcombe-method8":    PairsNewcombe8,
	"tango-score":         PairsTango,
	"tango-score-nminus1": PairsTangoNMinus1,
	"wald":                PairsWald,
	"wald-cc":             PairsWaldCC,
}

// Pairs returns the method with the given name, such as "tango-score".
// Underscores do as well as hyphens.
func Pairs(method string) (PairsFunc, bool) {
	return pairsMethods.find(method)
}

// PairsMethods returns the names of all methods, sorted.
func PairsMethods() []string { return pairsMethods.names() }

// pairs are the counts of matched pairs.
type pairs struct{ a, b, c, d float64 }

func (p pairs) n() float64    { return p.a + p.b + p.c + p.d }
func (p pairs) diff() float64 { return (p.b - p.c) / p.n() }

// swapped exchanges the arms.
func (p pairs) swapped() pairs { return pairs{p.a, p.c, p.b, p.d} }

// newPairs checks the counts of a method for pairs.
func newPairs(op string, a, b, c, d float64) (pairs, error) {
	for _, count := range []struct {
		name string
		v    float64
	}{{"a", a}, {"b", b}, {"c", c}, {"d", d}} {
		if !(count.v >= 0) || math.IsInf(count.v, 1) {
			return pairs{}, bad(op, count.name, count.v, "a number from 0 on")
		}
		if count.v != math.Trunc(count.v) {
			return pairs{}, bad(op, count.name, count.v, "a whole number of pairs")
		}
	}
	p := pairs{a, b, c, d}
	return p, checkSize(op, "a + b + c + d", p.n())
}

// newPairsAt checks the level too.
func newPairsAt(op string, a, b, c, d, level float64) (pairs, error) {
	p, err := newPairs(op, a, b, c, d)
	if err != nil {
		return pairs{}, err
	}
	return p, checkLevel(op, level)
}

// pairsSE is the standard error √(p12 + p21 − (p12 − p21)²)/√n of b and c among n pairs.
func pairsSE(b, c, n float64) float64 {
	p12, p21 := b/n, c/n
	d := (b - c) / n
	return math.Sqrt(math.Max(p12+p21-float64(d*d), 0) / n)
}
