package stats

// AgrestiCaffo returns the difference with the Wald interval of a table that has
// one more event and one more failure in each arm (Agresti, Caffo 2000, Am. Stat.
// 54:280), clipped to [−1, 1]. The interval is not about the difference itself
// and need not hold it. The p-value is the Wald test of the enlarged table.
func AgrestiCaffo(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "agresti-caffo"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	more := table{t.x1 + 1, t.n1 + 2, t.x0 + 1, t.n0 + 2}
	se := more.waldSE()
	return withP(around(op, level, t.diff(), more.diff(), float64(zFor(level)*se)), more.diff()/se), nil
}
