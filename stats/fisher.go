package stats

import "math"

// FisherExact is the exact test of equal rates given both margins (Fisher 1935).
// One-sided, it is the probability of as many events in the programme group, or
// more (Greater), or as few or fewer (Less); two-sided, the probability of all
// tables no more likely than the one observed, ties decided in whole numbers. It
// has no statistic. No events at all, or nothing else, give 1. More than 10^10
// people are an error; probabilities below 1e-300 are 0.
func FisherExact(x1, n1, x0, n0, margin float64, alternative Alternative) (Test, error) {
	return fisher("fisher-exact", 0, x1, n1, x0, n0, margin, alternative)
}

// FisherMidP is FisherExact less half of the probability of the observed table
// (Lancaster 1961; Hwang, Yang 2001, Stat. Sinica 11:807), once also when
// two-sided. No events at all, or nothing else, give ½: there is only one table.
func FisherMidP(x1, n1, x0, n0, margin float64, alternative Alternative) (Test, error) {
	return fisher("fisher-midp", 0.5, x1, n1, x0, n0, margin, alternative)
}

func fisher(op string, less, x1, n1, x0, n0, margin float64, a Alternative) (Test, error) {
	t, err := newNullTable(op, x1, n1, x0, n0, margin, a)
	if err != nil {
		return Test{}, err
	}
	if n := t.n1 + t.n0; n > maxFisher {
		return Test{}, bad(op, "n1 + n0", n, "at most 10^10")
	}
	h := newHypergeometric(t.n1, t.n0, t.x1+t.x0)
	p := h.p(t.x1, a) - float64(less*h.at(t.x1))
	return Test{PValue: clip(p, 0, 1), Method: op, Alternative: a, Margin: margin}, nil
}

// p is the p-value of count k.
func (h hypergeometric) p(k float64, a Alternative) float64 {
	switch a {
	case Greater:
		return math.Min(h.atLeast(k), 1)
	case Less:
		return math.Min(h.atMost(k), 1)
	}
	return math.Min(h.asUnlikely(k), 1)
}
