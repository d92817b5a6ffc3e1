package evaluate

import (
	"fmt"
	"math"
	"slices"

	"sib/contract"
	"sib/stats"
)

// intervalAt is an interval of one difference at any level.
type intervalAt func(level float64) (stats.Estimate, error)

// infer adds what the measures of a contract ask of the agreed interval besides
// itself: its ends at other levels, and the p-value of the test that it inverts.
func infer(t *contract.Terms, m *contract.Measurement, at intervalAt) error {
	var levels []float64
	tested := false
	for _, v := range versions(t) { // an amendment may move a bound to another level
		levels, tested = append(levels, v.Levels()...), tested || v.NeedsPValue()
	}
	slices.Sort(levels)
	for _, level := range slices.Compact(levels) {
		e, err := at(level)
		if err != nil {
			return fmt.Errorf("interval at level %v: %w", level, err)
		}
		e.Method = t.Interval.Method
		m.Intervals = append(m.Intervals, e)
	}
	if !tested {
		return nil
	}
	p, err := pValueOf(m.Difference.Value, at)
	if err != nil {
		return fmt.Errorf("p-value: %w", err)
	}
	p.Method = t.Interval.Method
	m.P = &p
	return nil
}

// finest is the smallest p-value that can be told: quantiles take the tail to 15 decimals.
const finest = 2e-15

// pValueOf inverts an interval: the two-sided p-value is the largest 1 − level at
// which the interval holds zero, found by halving. The interval narrows as its level
// falls, down to the difference itself, so that there is one such level. The one-sided
// p-value, against a higher programme rate, is half of it on that side.
func pValueOf(difference float64, at intervalAt) (contract.PValues, error) {
	two := 1.0
	if difference != 0 {
		lo, hi := 0.0, 1.0 // the interval holds zero at lo, and not at hi
		for hi-lo > 1e-15 && hi > finest {
			mid := lo + (hi-lo)/2
			if mid <= lo || mid >= hi || 1-mid >= 1 {
				break
			}
			e, err := at(1 - mid)
			if err != nil {
				return contract.PValues{}, err
			}
			if e.Lo <= 0 && e.Hi >= 0 {
				lo = mid
			} else {
				hi = mid
			}
		}
		two = lo + (hi-lo)/2
	}
	one := two / 2
	if difference < 0 {
		one = 1 - one
	}
	return contract.PValues{OneSided: one, TwoSided: two}, nil
}

// normalLike continues a symmetric normal interval to other levels: value ± z·SE with
// the SE that its width gives.
func normalLike(e stats.Estimate) intervalAt {
	return func(level float64) (stats.Estimate, error) {
		const unit = 1e-3 // small enough for an interval that is not clipped
		known, err := stats.Spread{SE: unit, DF: math.Inf(1), Method: e.Method}.Interval(e.Level)
		if err != nil {
			return stats.Estimate{}, err
		}
		half := math.Max(e.Value-e.Lo, e.Hi-e.Value) // one end may be clipped
		return stats.Spread{Value: e.Value, SE: float64(half * unit / known.Hi), DF: math.Inf(1), Method: e.Method}.Interval(level)
	}
}
