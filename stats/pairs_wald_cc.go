package stats

// PairsWaldCC is PairsWald with the continuity correction 1/n on either side
// (Newcombe 1998, Stat. Med. 17:2635, method 2). It has no test of its own.
func PairsWaldCC(a, b, c, d, level float64) (Estimate, error) {
	const op = "wald-cc"
	p, err := newPairsAt(op, a, b, c, d, level)
	if err != nil {
		return Estimate{}, err
	}
	half := float64(zFor(level)*pairsSE(p.b, p.c, p.n())) + 1/p.n()
	return around(op, level, p.diff(), p.diff(), half), nil
}
