package stats

// OneSampleJeffreys returns x/n with the equal-tailed posterior interval under
// Jeffreys' prior: quantiles of Beta(x + ½, n − x + ½), 0 where there is no event
// and 1 where there is nothing else (Brown, Cai, DasGupta 2001, Stat. Sci.
// 16:101). With ten million people they are good to 12 digits.
func OneSampleJeffreys(x, n, level float64) (Estimate, error) {
	const op = "jeffreys"
	if err := checkOneSample(op, x, n, level); err != nil {
		return Estimate{}, err
	}
	return proportion(op, level, jeffreys(x, n, level)), nil
}
