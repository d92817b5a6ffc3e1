package stats

import "math"

// HeterogeneityTest says how much effects differ beyond chance.
type HeterogeneityTest struct {
	Q      float64 `json:"q"`       // Cochran's Q, a pure number: χ² with DF degrees of freedom if all effects are one
	DF     int     `json:"df"`      // degrees of freedom: number of effects less one
	PValue float64 `json:"p_value"` // chance of such a Q or a larger one if all effects are one, a proportion; 1 for a single effect
	I2     float64 `json:"i2"`      // share of variation beyond chance, a proportion
}

// Heterogeneity returns Cochran's Q = Σw(y − ȳ)² (Cochran 1954, Biometrics 10:101) with
// its p-value, and I² = max(0, (Q − df)/Q) (Higgins, Thompson 2002, Stat. Med.
// 21:1539). With two or three years it hardly ever finds anything: it describes. One
// effect gives Q = 0 and p = 1; none, or a standard error not above 0, is an error.
func Heterogeneity(effects []EffectSE) (HeterogeneityTest, error) {
	if err := checkEffects("heterogeneity", effects, 1); err != nil {
		return HeterogeneityTest{}, err
	}
	h := HeterogeneityTest{DF: len(effects) - 1, Q: generalisedQ(effects, 0)}
	h.PValue = tailOfChiSquare(h.Q, float64(h.DF))
	if h.Q > 0 {
		h.I2 = math.Max(0, (h.Q-float64(h.DF))/h.Q)
	}
	return h, nil
}

// generalisedQ is Σw(y − ȳ)² with w = 1/(SE² + tau2).
func generalisedQ(effects []EffectSE, tau2 float64) float64 {
	mean, weights, _ := weigh(effects, tau2)
	q := 0.0
	for i, e := range effects {
		d := e.Value - mean
		q += float64(weights[i] * float64(d*d))
	}
	return q
}
