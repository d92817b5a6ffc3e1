package stats

import "math"

// Tau2Hedges is the unweighted moment estimator: the sample variance of the effects
// less the mean of their squared standard errors, at least 0 (Hedges 1983, Psychol.
// Bull. 93:388; Hedges, Olkin 1985, ch. 9).
func Tau2Hedges(effects []EffectSE) (float64, error) {
	if err := checkEffects("hedges", effects, 2); err != nil {
		return 0, err
	}
	k := float64(len(effects))
	first, mean, within := effects[0].Value, 0.0, 0.0
	for _, e := range effects {
		mean += (e.Value - first) / k
		within += float64(e.SE*e.SE) / k
	}
	squares := 0.0
	for _, e := range effects {
		d := e.Value - first - mean
		squares += float64(d * d)
	}
	return math.Max(0, squares/(k-1)-within), nil
}
