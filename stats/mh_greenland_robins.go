package stats

// MHGreenlandRobins returns the Mantel–Haenszel difference with the Wald interval
// on the variance Σ w²(p1q1/n1 + p0q0/n0)/(Σ w)² of Greenland and Robins 1985
// (Biometrics 41:55). It is meant for few large strata: a stratum with one person
// in an arm adds no variance, so with sparse strata the interval is far too
// narrow. Where every rate is 0 or 1 it has no width, and says so.
func MHGreenlandRobins(strata []Stratum, level float64) (StratifiedEstimate, error) {
	const op = "mh-greenland-robins"
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	diff, weights := d.mantelHaenszel()
	variance := d.sum(func(t table) float64 {
		w := t.mhWeight() / weights
		return float64(float64(w*w) * t.plugIn())
	})
	return d.normal(op, level, diff, variance), nil
}
