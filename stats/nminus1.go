package stats

// NMinus1Z is PearsonZ with the variance times N/(N − 1), N = n1 + n0: the "N − 1"
// chi-square test (Campbell 2007, Stat. Med. 26:3661), which is also the test of
// Mantel and Haenszel for one stratum. It agrees with the interval of Miettinen
// and Nurminen.
func NMinus1Z(x1, n1, x0, n0, margin float64, alternative Alternative) (Test, error) {
	const op = "nminus1-z"
	t, err := newNullTable(op, x1, n1, x0, n0, margin, alternative)
	if err != nil {
		return Test{}, err
	}
	return zTest(op, t.scoreZ(0, table.unbiased), margin, alternative), nil
}
