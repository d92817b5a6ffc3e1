package stats

// MinimumRisk returns the difference with the minimum-risk weights of Mehrotra
// and Railkar 2000 (Stat. Med. 19:811) and the Wald interval on Σ w²V, without
// continuity correction. The weights add up to 1 and minimise the estimated mean
// squared error about the difference D that weighs each stratum by its share of
// all people: with e = d − D they are proportional to
// (1/V)·(1 − e·Σ(e/V)/(1 + Σ(e²/V))), which is the paper's solution in short.
// They depend on the outcomes and one can be negative. A stratum without variance
// (every rate 0 or 1) is an error.
func MinimumRisk(strata []Stratum, level float64) (StratifiedEstimate, error) {
	const op = "minimum-risk-wald"
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	if err := d.needVariance(op); err != nil {
		return StratifiedEstimate{}, err
	}
	weight := d.minimumRiskWeight()
	total := d.sum(weight)
	diff := d.sum(func(t table) float64 { return weight(t) * t.exactDiff() }) / total
	variance := d.sum(func(t table) float64 {
		w := weight(t) / total
		return float64(w*w) * t.plugIn()
	})
	return d.normal(op, level, diff, variance), nil
}

func (d strataDesign) minimumRiskWeight() func(table) float64 {
	people := d.sum(func(t table) float64 { return t.n1 + t.n0 })
	centre := d.sum(func(t table) float64 { return (t.n1 + t.n0) / people * t.exactDiff() })
	first := d.sum(func(t table) float64 { return (t.exactDiff() - centre) / t.plugIn() })
	second := d.sum(func(t table) float64 {
		e := t.exactDiff() - centre
		return float64(e*e) / t.plugIn()
	})
	return func(t table) float64 {
		return (1 - float64((t.exactDiff()-centre)*first/(1+second))) / t.plugIn()
	}
}
