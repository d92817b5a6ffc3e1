package stats

// ATTWaldWithin returns the effect on the programme people (ATT) with the Wald
// interval on the post-stratified variance Σ(n1s/n1)²(p1q1/n1s + p0q0/n0s), which
// is conditional on the strata. A stratum with one programme person adds none of
// that person's variance: with sparse strata the interval is far too narrow.
// Where every rate is 0 or 1 it has no width, and says so.
func ATTWaldWithin(strata []Stratum, level float64) (StratifiedEstimate, error) {
	const op = "att-wald-within-stratum"
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	r := d.att()
	variance := d.sum(func(t table) float64 {
		w := t.n1 / r.n1
		return float64(float64(w*w) * t.plugIn())
	})
	return d.normal(op, level, r.diff(), variance), nil
}
