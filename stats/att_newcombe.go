package stats

// ATTNewcombe returns the effect on the programme people (ATT) after exact or
// coarsened matching, p1 − Σ(n1s/n1)·p0s, with the weighted Newcombe interval:
// WeightedNewcombe with the effective size (Σ n1s)²/Σ(n1s²/n0s) of the comparison
// group (Kish 1965). It is defined for all strata with people in both arms,
// however small, is within [−1, 1] and holds the difference. It has no p-value of
// its own.
func ATTNewcombe(strata []Stratum, level float64) (StratifiedEstimate, error) {
	const op = "weighted-newcombe"
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	r := d.att()
	e, err := WeightedNewcombe(r.p1, r.n1, r.p0, r.neff, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	out := d.describe(e)
	out.EffectiveN = &r.neff
	return out, nil
}
