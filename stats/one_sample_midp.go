package stats

// OneSampleMidP returns x/n with the mid-P interval (Lancaster 1961; Berry,
// Armitage 1995, Statistician 44:417): as Clopper and Pearson, with only half of
// the probability of x itself. It covers its level on average, not always. No
// events give a lower limit of exactly 0, nothing but events an upper limit of
// exactly 1.
func OneSampleMidP(x, n, level float64) (Estimate, error) {
	const op = "midp"
	if err := checkOneSample(op, x, n, level); err != nil {
		return Estimate{}, err
	}
	alpha := tailFor(level)
	lo, below := midPLower(x, n, alpha), midPLower(n-x, n, alpha)
	return proportion(op, level, part{x / n, lo, 1 - below}), nil
}

func midPLower(x, n, alpha float64) float64 {
	if x == 0 {
		return 0
	}
	return rateWhere(n, alpha, func(b binomial) float64 { return b.atLeast(x+1) + b.at(x)/2 })
}
