package contract

import (
	"fmt"
	"math"
	"math/big"

	"sib/contract/money"
)

// observation is a measure taken in one cohort, or pooled: exact, and as the
// contract rounds it. Only the rounded value is held against thresholds.
type observation struct {
	measure Measure
	m       Measurement
	exact   *big.Rat
	rounded *big.Rat
}

// observe takes a measure of m.
func observe(measure Measure, in Interval, m Measurement) (observation, error) {
	exact, err := statistic(measure, in, m)
	if err != nil {
		return observation{}, fmt.Errorf("measure %q, %s: %w", measure.ID, where(m.Cohort), err)
	}
	return observation{measure, m, exact, measure.Rounding.apply(exact)}, nil
}

func statistic(measure Measure, in Interval, m Measurement) (*big.Rat, error) {
	switch measure.Statistic {
	case PointEstimate:
		return effect(measure.Effect, m.ProgrammeRate, m.ComparisonRate)
	case LowerBound:
		if measure.Effect != Points {
			return nil, fmt.Errorf("a lower bound of the type %q is not defined", measure.Effect)
		}
		return lowerBound(in, m)
	}
	return nil, fmt.Errorf("unknown statistic %q", measure.Statistic)
}

// effect compares a programme rate p with a comparison rate q.
func effect(e EffectType, p, q *big.Rat) (*big.Rat, error) {
	switch e {
	case Points:
		return new(big.Rat).Sub(p, q), nil
	case Relative:
		if q.Sign() == 0 {
			return nil, fmt.Errorf("the comparison rate is zero, so the relative change has no value")
		}
		r := new(big.Rat).Quo(p, q)
		return r.Sub(r, one.value()), nil
	}
	return nil, fmt.Errorf("unknown effect type %q", e)
}

// lowerBound returns the interval's lower end as the exact value of its float,
// once the interval is the agreed one.
func lowerBound(in Interval, m Measurement) (*big.Rat, error) {
	d := m.Difference
	switch {
	case d.Method != in.Method:
		return nil, fmt.Errorf("the interval is by method %q, the contract says %q", d.Method, in.Method)
	case d.Level != in.Level.Float64():
		return nil, fmt.Errorf("the interval has level %v, the contract says %s", d.Level, in.Level)
	case math.IsNaN(d.Lo) || math.IsInf(d.Lo, 0):
		return nil, fmt.Errorf("the lower bound of the interval is not a number")
	case d.Lo < -1 || d.Lo > 1:
		return nil, fmt.Errorf("the lower bound %v is not a difference of rates", d.Lo)
	}
	estimate := new(big.Rat).Sub(m.ProgrammeRate, m.ComparisonRate)
	const slack = 1e-12 // for the last digits of an interval without width
	if d.Lo > float(estimate)+slack {
		return nil, fmt.Errorf("the lower bound %v is above the difference %s itself", d.Lo, decimalText(estimate))
	}
	return new(big.Rat).SetFloat64(d.Lo), nil
}

// apply rounds x as the contract says; x itself if it says "none".
func (r Rounding) apply(x *big.Rat) *big.Rat {
	if r.Step == nil {
		return new(big.Rat).Set(x)
	}
	return money.Round(x, r.Step.value(), r.Mode)
}

// meets holds the rounded value against a threshold of the same type.
func (o observation) meets(t Threshold) bool { return o.rounded.Cmp(t.Value.value()) >= 0 }

// where names a cohort in words, label in ids of the trace.
func where(cohort int) string {
	if cohort == 0 {
		return "all cohorts pooled"
	}
	return fmt.Sprintf("cohort %d", cohort)
}

func label(cohort int) string {
	if cohort == 0 {
		return Pooled
	}
	return fmt.Sprint(cohort)
}
