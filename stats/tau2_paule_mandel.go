package stats

// Tau2PauleMandel is the τ² at which Q with weights 1/(SE² + τ²) equals its expectation
// k − 1; 0 if Q is below that already (Paule, Mandel 1982, J. Res. NBS 87:377). Q falls
// with τ², so bisection finds it to the last digit.
func Tau2PauleMandel(effects []EffectSE) (float64, error) {
	if err := checkEffects("paule-mandel", effects, 2); err != nil {
		return 0, err
	}
	df := float64(len(effects) - 1)
	above := func(tau2 float64) bool { return generalisedQ(effects, tau2) > df }
	if !above(0) {
		return 0, nil
	}
	hi := float64(effects[0].SE * effects[0].SE)
	for above(hi) {
		hi *= 2
	}
	return lastTrue(0, hi, above), nil
}

// lastTrue returns where holds turns from true at lo to false at hi, to the last digit.
func lastTrue(lo, hi float64, holds func(float64) bool) float64 {
	for range 2000 {
		mid := lo + (hi-lo)/2
		if mid <= lo || mid >= hi {
			break
		}
		if holds(mid) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}
