package stats

// FarringtonManning is the score test of Farrington and Manning 1990 (Stat. Med.
// 9:1447) of p1 − p0 against a margin, with the variance at the rates that fit
// best among those with that difference. The statistic is 0 where the difference
// is the margin. At margin 0 it is PearsonZ; it agrees with the interval of Mee.
func FarringtonManning(x1, n1, x0, n0, margin float64, alternative Alternative) (Test, error) {
	const op = "farrington-manning-z"
	t, err := newTestTable(op, x1, n1, x0, n0, margin, alternative)
	if err != nil {
		return Test{}, err
	}
	return zTest(op, t.scoreZ(margin, asIs), margin, alternative), nil
}
