package stats

// OneSampleClopperPearson returns x/n with the exact interval of Clopper and
// Pearson 1934 (Biometrika 26:404): all rates at which a binomial count as high,
// or as low, as x has a probability of (1 − level)/2 or more. It never covers less
// than its level. No events give a lower limit of exactly 0, nothing but events an
// upper limit of exactly 1.
func OneSampleClopperPearson(x, n, level float64) (Estimate, error) {
	const op = "clopper-pearson"
	if err := checkOneSample(op, x, n, level); err != nil {
		return Estimate{}, err
	}
	alpha := tailFor(level)
	lo, below := clopperPearsonLower(x, n, alpha), clopperPearsonLower(n-x, n, alpha)
	return proportion(op, level, part{x / n, lo, 1 - below}), nil
}

func clopperPearsonLower(x, n, alpha float64) float64 {
	if x == 0 {
		return 0
	}
	return rateWhere(n, alpha, func(b binomial) float64 { return b.atLeast(x) })
}
