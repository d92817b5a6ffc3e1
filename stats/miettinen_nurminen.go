package stats

// MiettinenNurminen returns the difference with the score interval of Miettinen
// and Nurminen 1985 (Stat. Med. 4:213, eq. 8): as Mee, with the variance times
// N/(N − 1), N = n1 + n0. It is within [−1, 1], holds the difference, and is
// defined for every table. Its p-value is that of the same score at 0, which is
// the chi-square test with N − 1: interval and test cannot disagree.
func MiettinenNurminen(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "miettinen-nurminen"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	e := scoreLimits(op, t, level, scoreUpper(zFor(level), table.unbiased))
	return withP(e, t.scoreZ(0, table.unbiased)), nil
}
