package stats

import "math"

// Tau2DerSimonianLaird is the moment estimator (Q − (k−1))/(Σw − Σw²/Σw) of k effects,
// at least 0 (DerSimonian, Laird 1986, Control. Clin. Trials 7:177, eq. 8).
func Tau2DerSimonianLaird(effects []EffectSE) (float64, error) {
	if err := checkEffects("dersimonian-laird", effects, 2); err != nil {
		return 0, err
	}
	excess := generalisedQ(effects, 0) - float64(len(effects)-1)
	return math.Max(0, excess/spread(effects)), nil
}

// spread is Σw − Σw²/Σw at τ² = 0.
func spread(effects []EffectSE) float64 {
	_, weights, _ := weigh(effects, 0)
	return trace(weights)
}

// trace is Σw − Σw²/Σw = 2·Σ_{i<j} w_i·w_j/Σw: the second form has no difference in which one
// large weight could drown the others.
func trace(weights []float64) float64 {
	sum, before, products := 0.0, 0.0, 0.0
	for _, w := range weights {
		sum += w
	}
	for _, w := range weights {
		products += float64(w / sum * before)
		before += w
	}
	return 2 * products
}
