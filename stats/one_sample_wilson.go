package stats

// OneSampleWilson returns x/n with the score interval of Wilson 1927 (JASA
// 22:209; Newcombe 1998, Stat. Med. 17:857, method 3). No events give a lower
// limit of exactly 0, nothing but events an upper limit of exactly 1.
func OneSampleWilson(x, n, level float64) (Estimate, error) {
	const op = "wilson"
	if err := checkOneSample(op, x, n, level); err != nil {
		return Estimate{}, err
	}
	lo, hi := wilson(x/n, n, zFor(level))
	return proportion(op, level, part{x / n, lo, hi}), nil
}
