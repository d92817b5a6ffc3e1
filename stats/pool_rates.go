package stats

import "math"

// poolRates is the mean of the rates with weights that add up to 1, the same in both arms.
func poolRates(op string, years []YearRates, level float64, weight func(YearRates) float64) (PooledYears, error) {
	if err := checkYears(op, years, level); err != nil {
		return PooledYears{}, err
	}
	arm1, arm0 := weighArms(years, weight)
	z := zFor(level)
	l1, u1 := wilson(arm1.rate, arm1.size, z)
	l0, u0 := wilson(arm0.rate, arm0.size, z)
	se := math.Sqrt(arm1.variance + arm0.variance)
	out := PooledYears{Pooling: op, Years: len(years), P1: &arm1.rate, P0: &arm0.rate}
	out.Difference = PooledEffect{
		Estimate: mover(op+"-newcombe", level, part{arm1.rate, l1, u1}, part{arm0.rate, l0, u0}), SE: se}
	out.Relative = relativeOfArms(op, level, arm1, arm0)
	return out, nil
}

// weightedArm is a pooled rate, its variance and its effective size.
type weightedArm struct{ rate, variance, size float64 }

func weighArms(years []YearRates, weight func(YearRates) float64) (arm1, arm0 weightedArm) {
	sum := 0.0
	for _, y := range years {
		sum += weight(y)
	}
	for _, y := range years {
		w := weight(y) / sum
		v1, v0 := y.armVariances()
		arm1.add(w, y.P1, v1, y.N1)
		arm0.add(w, y.P0, v0, y.N0)
	}
	return arm1.done(), arm0.done()
}

// add collects Σw²/n in size; done turns it into the effective size.
func (a *weightedArm) add(w, rate, variance, n float64) {
	a.rate += float64(w * rate)
	a.variance += float64(w * w * variance)
	a.size += w * w / n
}

func (a weightedArm) done() weightedArm {
	// Weights that add up to 1 but for the last digit must not push a rate above 1.
	return weightedArm{clip(a.rate, 0, 1), a.variance, 1 / a.size}
}

func relativeOfArms(op string, level float64, arm1, arm0 weightedArm) *PooledEffect {
	if arm1.rate == 0 || arm0.rate == 0 {
		return nil
	}
	v := arm1.variance/arm1.rate/arm1.rate + arm0.variance/arm0.rate/arm0.rate
	return relativeFromLog(op, level, EffectSE{log(arm1.rate / arm0.rate), math.Sqrt(v)})
}
