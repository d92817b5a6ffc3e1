package stats

// PairsBonettPrice returns the difference with the interval of Bonett and Price
// 2012 (J. Educ. Behav. Stat. 37:479): Wald's with (b + 1)/(n + 2) and
// (c + 1)/(n + 2) for the two kinds of pairs that differ, clipped to [−1, 1]. It
// is not about the difference itself and need not hold it.
func PairsBonettPrice(a, b, c, d, level float64) (Estimate, error) {
	const op = "bonett-price"
	p, err := newPairsAt(op, a, b, c, d, level)
	if err != nil {
		return Estimate{}, err
	}
	return shrunkPairs(op, p, level, 1), nil
}
