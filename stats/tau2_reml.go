package stats

import "math"

// Tau2REML is the restricted maximum likelihood estimate of τ² under normal effects: the
// largest maximum of the restricted likelihood (Viechtbauer 2005, J. Educ. Behav. Stat.
// 30:261). The likelihood can have several, and Fisher scoring may overshoot for ever, so the
// sign of its slope is followed over 400 values of τ² and every change bisected to the last
// digit. Software that stops at a step of 1e-5, as metafor's default, differs in later
// digits.
func Tau2REML(effects []EffectSE) (float64, error) {
	if err := checkEffects("reml", effects, 2); err != nil {
		return 0, err
	}
	best, where := math.Inf(-1), 0.0
	consider := func(tau2 float64) {
		if l := restrictedLikelihood(effects, tau2); l > best {
			best, where = l, tau2
		}
	}
	rising := func(tau2 float64) bool { return remlSlope(effects, tau2) > 0 }
	before, up := 0.0, rising(0)
	if !up {
		consider(0)
	}
	for _, next := range remlGrid(effects) {
		now := rising(next)
		if up && !now {
			consider(lastTrue(before, next, rising))
		}
		before, up = next, now
	}
	return where, nil
}

// remlGrid goes from far below all variances to where the likelihood can only fall, in equal
// steps of the logarithm.
func remlGrid(effects []EffectSE) []float64 {
	const steps = 400
	least, most, squares := math.Inf(1), 0.0, 0.0
	for _, e := range effects {
		v := float64(e.SE * e.SE)
		least, most = math.Min(least, v), math.Max(most, v)
		d := e.Value - effects[0].Value
		squares += float64(d * d)
	}
	lo, hi := log(least)-14, log(float64(4*squares)+most)
	out := make([]float64, steps+1)
	for i := range out {
		out[i] = exp(lo + float64((hi-lo)*float64(i)/steps))
	}
	return out
}

// restrictedLikelihood is the logarithm of the restricted likelihood, but for a constant.
func restrictedLikelihood(effects []EffectSE, tau2 float64) float64 {
	_, weights, sum := weigh(effects, tau2)
	l := -log(sum) - generalisedQ(effects, tau2)
	for _, w := range weights {
		l += log(w)
	}
	return l / 2
}

// remlSlope has the sign of its derivative by τ²: Σw²(y − ȳ)² − tr P, P = W − ww'/Σw.
func remlSlope(effects []EffectSE, tau2 float64) float64 {
	mean, weights, _ := weigh(effects, tau2)
	squares := 0.0
	for i, e := range effects {
		d := float64(weights[i] * (e.Value - mean))
		squares += float64(d * d)
	}
	return squares - trace(weights)
}
