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
	diff, variance := 0.0, 0.0
	for i, w := range d.minimumRiskWeights() {
		diff += float64(w * d.cells[i].exactDiff())
		variance += float64(w * w * d.cells[i].plugIn())
	}
	return d.normal(op, level, diff, variance), nil
}

// minimumRiskWeights add up to 1. What is above is written as
// (1/V)·(1 + Σ e'(e' − e)/V'), the sum over all strata with their e' and V':
// otherwise strata of millions beside strata of two would leave few digits.
func (d strataDesign) minimumRiskWeights() []float64 {
	people := d.sum(func(t table) float64 { return t.n1 + t.n0 })
	centre := d.sum(func(t table) float64 { return float64((t.n1 + t.n0) / people * t.exactDiff()) })
	diffs, pulls, weights := make([]float64, len(d.cells)), make([]float64, len(d.cells)), make([]float64, len(d.cells))
	for i, c := range d.cells {
		diffs[i] = c.exactDiff()
		pulls[i] = (diffs[i] - centre) / c.plugIn()
	}
	total := 0.0
	for i, c := range d.cells {
		sum := 1.0
		for j, pull := range pulls {
			sum += float64(pull * (diffs[j] - diffs[i]))
		}
		weights[i] = sum / c.plugIn()
		total += weights[i]
	}
	for i := range weights {
		weights[i] /= total
	}
	return weights
}
