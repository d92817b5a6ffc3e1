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

// pValueOf inverts an interval, as stats.InvertedPValue says.
func pValueOf(difference float64, at intervalAt) (contract.PValues, error) {
	one, two, err := stats.InvertedPValue(difference, at)
	return contract.PValues{OneSided: one, TwoSided: two}, err
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
