package stats

import (
	"fmt"
	"math"
)

// PoolInverseVariance pools yearly differences, and the logarithms of yearly ratios, with
// weights 1/SE² (FixedEffect). The weights depend on the outcomes and are not those of the
// people served: for description, not for payment. The difference is clipped to [−1, 1];
// the relative change is nil if a year has no event in an arm, or nothing but events in
// both. A year with rates of 0 or 1 in both arms has no variance and is an error; other
// errors are those of PoolParticipants.
func PoolInverseVariance(years []YearRates, level float64) (PooledYears, error) {
	const op = "inverse-variance"
	if err := checkYears(op, years, level); err != nil {
		return PooledYears{}, err
	}
	var differences, logs []EffectSE
	for i, y := range years {
		v1, v0 := y.armVariances()
		if v1+v0 == 0 {
			return PooledYears{}, fmt.Errorf("%s: year %d has rates of 0 or 1 in both arms: its variance is 0", op, i+1)
		}
		differences = append(differences, EffectSE{y.P1 - y.P0, math.Sqrt(v1 + v0)})
		if log, ok := y.logRatio(); ok && log.SE > 0 {
			logs = append(logs, log)
		}
	}
	d, _, sum := weigh(differences, 0)
	out := PooledYears{Pooling: op, Years: len(years), Difference: clipped(normalEffect(op, level, d, 1/math.Sqrt(sum)))}
	if len(logs) == len(years) {
		l, _, sum := weigh(logs, 0)
		out.Relative = relativeFromLog(op, level, EffectSE{l, 1 / math.Sqrt(sum)})
	}
	return out, nil
}
