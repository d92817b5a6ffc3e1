package stats

// OneSampleWilsonCC returns x/n with the score interval with continuity correction
// (Newcombe 1998, Stat. Med. 17:857, method 4). It covers more than its level. No
// events give a lower limit of exactly 0, nothing but events an upper one of 1.
func OneSampleWilsonCC(x, n, level float64) (Estimate, error) {
	const op = "wilson-cc"
	if err := checkOneSample(op, x, n, level); err != nil {
		return Estimate{}, err
	}
	return proportion(op, level, wilsonCC(x, n, zFor(level))), nil
}
