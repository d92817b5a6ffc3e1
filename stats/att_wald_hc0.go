package stats

// ATTWaldHC0 returns the effect on the programme people (ATT) with the Wald
// interval on the linearised variance Σ(y − p1)²/n1² + Σ w²(y − p0)²/(Σ w)² over
// people, w = n1s/n0s for those compared (White 1980, HC0; survey linearisation
// without the factor N/(N − 1)). Deviations are from the overall rates, so that
// small strata do no harm; small groups do. Where both overall rates are 0 or 1
// it has no width, and says so.
func ATTWaldHC0(strata []Stratum, level float64) (StratifiedEstimate, error) {
	const op = "att-wald-hc0"
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	r := d.att()
	comparison := d.sum(func(t table) float64 {
		w := t.n1 / t.n0 / r.n1
		events, rest := float64(t.x0*(1-r.p0)*(1-r.p0)), float64((t.n0-t.x0)*r.p0*r.p0)
		return float64(float64(w*w) * (events + rest))
	})
	return d.normal(op, level, r.diff(), countVariance(r.x1, r.n1)+comparison), nil
}
