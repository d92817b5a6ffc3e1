package stats

import (
	"fmt"
	"math"
)

// RosenbaumBounds are the smallest and the largest one-sided p-value, of no effect against
// a programme that helps, that a hidden bias of up to Gamma allows: two people alike in
// everything measured may differ by a factor Gamma in their odds of joining. At 1 there is
// no hidden bias and the two are one.
type RosenbaumBounds struct {
	Gamma float64 `json:"gamma"`
	Lower float64 `json:"lower"`
	Upper float64 `json:"upper"`
}

const (
	leastPairs = 1e-300 // nothing is added to a single distribution: keep all that a float holds
	maxPairs   = 1 << 30
)

// RosenbaumPairs returns the exact bounds for matched pairs (Rosenbaum 2002, Observational
// Studies, 2nd ed., ch. 4): programmeOnly pairs in which only the programme person
// had the event, comparisonOnly in which only the other had. Upper is P(X ≥ programmeOnly)
// for X ~ Bin(both, Γ/(1+Γ)), Lower with 1/(1+Γ).
//
// No such pairs give p = 1. Both counts are whole, 0 or more, together at most 2^30; Γ is
// 1 or more and finite. The observed count itself is part of the tail: programs that leave
// it out give p-values that are too small.
func RosenbaumPairs(programmeOnly, comparisonOnly, gamma float64) (RosenbaumBounds, error) {
	const op = "rosenbaum pairs"
	if err := checkPairs(op, programmeOnly, comparisonOnly); err != nil {
		return RosenbaumBounds{}, err
	}
	if err := checkGamma(op, gamma); err != nil {
		return RosenbaumBounds{}, err
	}
	return RosenbaumBounds{
		Gamma: gamma,
		Lower: pairsTail(programmeOnly, comparisonOnly, 1/gamma),
		Upper: pairsTail(programmeOnly, comparisonOnly, gamma),
	}, nil
}

// pairsTail is P(X ≥ b), X ~ Bin(b + c, p) with odds p/(1 − p).
func pairsTail(b, c, odds float64) float64 {
	return binomialLattice(int(b+c), odds, 1, leastPairs).atLeast(int(b))
}

// CriticalGammaPairs returns the largest Γ at which the upper p-value of RosenbaumPairs is
// still at most alpha: how strong a hidden bias would have to be to explain the effect. ok
// is false if the p-value is above alpha without any. alpha is in (0, 1).
func CriticalGammaPairs(programmeOnly, comparisonOnly, alpha float64) (gamma float64, ok bool, err error) {
	const op = "critical gamma of pairs"
	if err := checkPairs(op, programmeOnly, comparisonOnly); err != nil {
		return 0, false, err
	}
	return criticalGamma(op, alpha, func(g float64) float64 { return pairsTail(programmeOnly, comparisonOnly, g) })
}

// criticalGamma inverts an upper p-value, which grows with Γ towards 1.
func criticalGamma(op string, alpha float64, upper func(gamma float64) float64) (gamma float64, ok bool, err error) {
	if !(alpha > 0 && alpha < 1) {
		return 0, false, bad(op, "alpha", alpha, "more than 0 and less than 1")
	}
	holds := func(g float64) bool { return upper(g) <= alpha }
	if !holds(1) {
		return 0, false, nil
	}
	hi := 2.0
	for holds(hi) {
		if hi *= 2; hi > 1e15 {
			return 0, false, fmt.Errorf("%s: the p-value stays below alpha for every gamma", op)
		}
	}
	const least = -700 // the logarithm of a p-value of 0 would have no slope
	excess := func(g float64) float64 { return math.Max(least, log(upper(g)/alpha)) }
	lo := math.Max(1, hi/2)
	gamma = crossing(excess, lo, hi, lo+(hi-lo)/4)
	for less := 2e-16; !holds(gamma); less *= 2 { // the last digits of the search, to the safe side
		gamma = math.Max(1, float64(gamma*(1-less)))
	}
	return gamma, true, nil
}

func checkGamma(op string, gamma float64) error {
	if !(gamma >= 1) || math.IsInf(gamma, 1) {
		return bad(op, "gamma", gamma, "a number from 1 on")
	}
	return nil
}

func checkPairs(op string, b, c float64) error {
	for _, v := range []struct {
		name string
		n    float64
	}{{"pairs with the event in the programme group only", b}, {"pairs with the event in the comparison group only", c}} {
		if !(v.n >= 0 && v.n <= maxPairs) || v.n != math.Trunc(v.n) {
			return bad(op, v.name, v.n, "a whole number from 0 to 2^30")
		}
	}
	return nil
}
