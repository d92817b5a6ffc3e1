package stats

import "math"

// PoolMeanOfEffects pools effects with every year counting the same. The mean of yearly
// differences equals the difference of mean rates; the mean of yearly relative changes
// does not equal the relative change of mean rates, which is why a contract has to say
// which it means. Intervals are value ± z·SE, SE = √Σv/k of k years, clipped to [−1, 1]
// for the difference. Rates of 0 or 1 throughout give no width and a warning. The relative
// change is nil if a year has no event in either arm. Errors are those of PoolParticipants.
func PoolMeanOfEffects(years []YearRates, level float64) (PooledYears, error) {
	const op = "mean-of-yearly-effects"
	if err := checkYears(op, years, level); err != nil {
		return PooledYears{}, err
	}
	differences := make([]EffectSE, len(years))
	relatives := make([]EffectSE, 0, len(years))
	for i, y := range years {
		v1, v0 := y.armVariances()
		differences[i] = EffectSE{y.P1 - y.P0, math.Sqrt(v1 + v0)}
		if log, ok := y.logRatio(); ok {
			r := y.P1 / y.P0
			relatives = append(relatives, EffectSE{r - 1, float64(r * log.SE)})
		}
	}
	out := PooledYears{Pooling: op, Years: len(years), Difference: clipped(plainMean(op, level, differences))}
	if len(relatives) == len(years) {
		r := plainMean(op, level, relatives)
		r.Lo = math.Max(r.Lo, -1)
		out.Relative = &r
	}
	return out, nil
}

func plainMean(op string, level float64, effects []EffectSE) PooledEffect {
	k := float64(len(effects))
	mean, variance := 0.0, 0.0
	for _, e := range effects {
		mean += e.Value / k
		variance += float64(e.SE*e.SE) / k / k
	}
	return normalEffect(op, level, mean, math.Sqrt(variance))
}

func clipped(e PooledEffect) PooledEffect {
	e.Lo, e.Hi = clip(e.Lo, -1, 1), clip(e.Hi, -1, 1)
	return e
}
