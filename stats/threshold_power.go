package stats

import "math"

// ThresholdPower returns the exact probability that the point estimate of two independent
// samples clears the rule, given the true rates: the false-payment rate if the programme does
// nothing, and the chance of payment if it works. Both binomial distributions are enumerated
// (own derivation: Σ over x0 of P(x0)·P(X1 ≥ least x1 that clears)), in a time of at most
// order n1 + n0. Sizes as in Clears; rates outside [0, 1] are errors; rates of 0 and 1 are certain.
func ThresholdPower(r ThresholdRule, n1, n0 int64, p1, p0 float64) (float64, error) {
	const op = "power of a threshold rule"
	for _, err := range []error{checkRate(op, "p1", p1), checkRate(op, "p0", p0)} {
		if err != nil {
			return 0, err
		}
	}
	c, err := r.compile(op, n1, n0)
	if err != nil {
		return 0, err
	}
	one, zero := binomialLattice(int(n1), p1, 1-p1, leastPairs), binomialLattice(int(n0), p0, 1-p0, leastPairs)
	tails := one.tails()
	// The least x1 that clears grows with x0, so it is followed rather than searched.
	least, sum := int64(one.from), 0.0
	for i, p := range zero.p {
		x0 := int64(zero.from + i)
		for least-int64(one.from) < int64(len(one.p)) && !c.clears(least, x0) {
			least++
		}
		sum += float64(p * tails[least-int64(one.from)])
		if c.needsEvents && x0 == 0 {
			least = int64(one.from) // no event is no order among relative changes
		}
	}
	return math.Min(1, sum), nil
}

// tails are P(X ≥ from + i), with 0 behind the last.
func (l lattice) tails() []float64 {
	out := make([]float64, len(l.p)+1)
	for i := len(l.p) - 1; i >= 0; i-- {
		out[i] = out[i+1] + l.p[i]
	}
	return out
}
