package stats

// PairsWald returns the difference with the interval d ± z·√((b + c − (b − c)²/n))/n,
// clipped to [−1, 1] (Newcombe 1998, Stat. Med. 17:2635, method 1). It is here to
// be compared with: without pairs that differ it has no width. The p-value is that
// of d over the same standard error; there is none when that is 0.
func PairsWald(a, b, c, d, level float64) (Estimate, error) {
	const op = "wald"
	p, err := newPairsAt(op, a, b, c, d, level)
	if err != nil {
		return Estimate{}, err
	}
	se := pairsSE(p.b, p.c, p.n())
	return withP(around(op, level, p.diff(), p.diff(), float64(zFor(level)*se)), p.diff()/se), nil
}
