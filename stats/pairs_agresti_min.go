package stats

// PairsAgrestiMin returns the difference with the Wald interval of half a pair more
// of each of the four kinds (Agresti, Min 2005, Stat. Med. 24:729), clipped to
// [−1, 1]. It is not about the difference itself and need not hold it.
func PairsAgrestiMin(a, b, c, d, level float64) (Estimate, error) {
	const op = "agresti-min"
	p, err := newPairsAt(op, a, b, c, d, level)
	if err != nil {
		return Estimate{}, err
	}
	return shrunkPairs(op, p, level, 0.5), nil
}

// shrunkPairs is the Wald interval of n + 2 pairs, with more of the two kinds that differ.
func shrunkPairs(method string, p pairs, level, more float64) Estimate {
	n := p.n() + 2
	half := float64(zFor(level) * pairsSE(p.b+more, p.c+more, n))
	return around(method, level, p.diff(), (p.b-p.c)/n, half)
}
