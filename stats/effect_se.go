package stats

import (
	"fmt"
	"math"
)

// EffectSE is one of several estimated effects, of a year or a sub-group, with its
// standard error; both on one scale, such as differences of proportions.
type EffectSE struct {
	Value float64 `json:"value"`
	SE    float64 `json:"se"`
}

// PooledEffect is an estimate from several effects: PValue is two-sided, of no
// effect; SE is the standard error behind it, on the scale of the value.
type PooledEffect struct {
	Estimate
	SE float64 `json:"se"`
}

// EffectSEFromCounts returns the difference x1/n1 − x0/n0 of every stratum with its
// standard error √(p1q1/n1 + p0q0/n0): the input of the pooling methods, without
// corrections. An arm of no size, or rates of 0 or 1 in both arms, for which that
// error is 0, is an error: inverse variances would give such a stratum all the weight.
func EffectSEFromCounts(strata []Stratum) ([]EffectSE, error) {
	const op = "effects of strata"
	out := make([]EffectSE, len(strata))
	for i, s := range strata {
		if err := s.check(op, i+1); err != nil {
			return nil, err
		}
		if s.N1 == 0 || s.N0 == 0 {
			return nil, fmt.Errorf("%s: stratum %d has an empty arm", op, i+1)
		}
		t := s.table()
		out[i] = EffectSE{t.diff(), t.waldSE()}
		if out[i].SE == 0 {
			return nil, fmt.Errorf("%s: stratum %d has rates of 0 or 1 in both arms: its variance is 0", op, i+1)
		}
	}
	return out, nil
}

// checkEffects wants at least least effects, all finite, with errors above 0.
func checkEffects(op string, effects []EffectSE, least int) error {
	if len(effects) < least {
		return fmt.Errorf("%s: %d effects: want at least %d", op, len(effects), least)
	}
	for i, e := range effects {
		if math.IsNaN(e.Value) || math.IsInf(e.Value, 0) {
			return bad(op, fmt.Sprintf("value of effect %d", i+1), e.Value, "a number")
		}
		if err := checkSize(op, fmt.Sprintf("standard error of effect %d", i+1), e.SE); err != nil {
			return err
		}
	}
	return nil
}

// weigh returns the inverse-variance mean of the effects, with tau2 added to every
// variance, and the weights.
func weigh(effects []EffectSE, tau2 float64) (mean float64, weights []float64, sum float64) {
	weights = make([]float64, len(effects))
	for i, e := range effects {
		weights[i] = 1 / (float64(e.SE*e.SE) + tau2)
		sum += weights[i]
	}
	// The mean is taken from the first effect on, so that equal effects give just that.
	first := effects[0].Value
	for i, e := range effects {
		mean += float64(weights[i] / sum * (e.Value - first))
	}
	return first + mean, weights, sum
}

// normalEffect is value ± z·se with its test of no effect.
func normalEffect(method string, level, value, se float64) PooledEffect {
	half := float64(zFor(level) * se)
	return symmetricEffect(method, level, value, se, half, twoSidedP(value/se))
}

// symmetricEffect builds value ± half. An interval without width says so.
func symmetricEffect(method string, level, value, se, half, p float64) PooledEffect {
	e := PooledEffect{SE: se, Estimate: Estimate{Value: value, Lo: value - half, Hi: value + half, Level: level, Method: method}}
	if se == 0 {
		e.Warnings = append(e.Warnings, "the interval has no width: the effects do not vary at all")
		return e
	}
	e.PValue = &p
	return e
}
