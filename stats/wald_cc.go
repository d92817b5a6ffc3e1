package stats

// WaldCC is Wald with the continuity correction (1/n1 + 1/n0)/2 on either side
// (Newcombe 1998, Stat. Med. 17:873, method 2; Fleiss 1981).
func WaldCC(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "wald-cc"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	half := float64(zFor(level)*t.waldSE()) + (1/t.n1+1/t.n0)/2
	return around(op, level, t.diff(), t.diff(), half), nil
}
