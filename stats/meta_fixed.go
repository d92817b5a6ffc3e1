package stats

import "math"

// FixedEffect returns the inverse-variance mean Σwy/Σw, w = 1/SE², with standard
// error 1/√Σw and the interval ± z·SE (Birge 1932, Phys. Rev. 40:207; Hedges, Olkin
// 1985, ch. 6). It estimates one effect that all share; where they differ it is a mean
// with weights that chance has a part in, so it does not replace a pooling agreed on.
// One effect gives itself. No effects, a standard error not above 0, and a level
// outside (0, 1) are errors. Units are those of the effects.
func FixedEffect(effects []EffectSE, level float64) (PooledEffect, error) {
	const op = "fixed-effect"
	if err := checkEffects(op, effects, 1); err != nil {
		return PooledEffect{}, err
	}
	if err := checkLevel(op, level); err != nil {
		return PooledEffect{}, err
	}
	mean, _, sum := weigh(effects, 0)
	return normalEffect(op, level, mean, 1/math.Sqrt(sum)), nil
}
