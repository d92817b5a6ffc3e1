package stats

// MiettinenNurminenTest is FarringtonManning with the variance times N/(N − 1)
// (Miettinen, Nurminen 1985, Stat. Med. 4:213). It rejects at α exactly where the
// interval of Miettinen and Nurminen at 1 − α does not hold the margin; one-sided,
// the interval at 1 − 2α.
func MiettinenNurminenTest(x1, n1, x0, n0, margin float64, alternative Alternative) (Test, error) {
	const op = "mn-score-z"
	t, err := newTestTable(op, x1, n1, x0, n0, margin, alternative)
	if err != nil {
		return Test{}, err
	}
	return zTest(op, t.scoreZ(margin, table.unbiased), margin, alternative), nil
}
