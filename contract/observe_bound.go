package contract

import (
	"errors"
	"fmt"
	"math"
	"math/big"

	"sib/contract/trace"
	"sib/stats"
)

// boundEnd takes the end of an interval of the difference: in points, or times the
// programme people for a count.
func (d *decider) boundEnd(m Measure, cohort int, got *Measurement, n trace.Node) (*big.Rat, error) {
	if m.Effect != Points && m.Effect != Count {
		return nil, fmt.Errorf("a %s of the type %q is not defined", spoken(m.Statistic), m.Effect)
	}
	if err := m.inverts(got); err != nil {
		return nil, err
	}
	e, err := d.t.intervalOf(m, *got)
	if err != nil {
		return nil, err
	}
	end, err := endOf(m.Statistic, e, *got)
	if err != nil {
		return nil, err
	}
	id := m.at(cohort) + m.Statistic
	d.Give(trace.Node{
		ID: id, Clause: d.t.Interval.Clause, Unit: unitProportion,
		Words: fmt.Sprintf("%s of the %s %% interval of the difference (%s), %s", spoken(m.Statistic), percent(m.twoSided(d.t.Interval)), d.t.Interval.Method, where(cohort)),
	}, end)
	n.Op, n.Inputs = trace.Same, []string{id}
	if m.Effect == Count {
		n.Op, n.Inputs = trace.Product, []string{m.at(cohort) + "programme-people", id}
	}
	return d.Compute(n)
}

// inverts refuses an interval or a test where there is none: over cohorts that
// are pooled from the years, and against a rate that the contract fixes.
func (m Measure) inverts(got *Measurement) error {
	switch {
	case m.ComparisonRate != nil:
		return errors.New("the comparison rate is fixed, and the agreed interval is of the difference from a measured one")
	case got == nil:
		return fmt.Errorf("there is no interval over %s: the measurement of all of them is needed", where(0))
	}
	return nil
}

// intervalOf is the agreed interval at the level of a measure.
func (t *Terms) intervalOf(m Measure, got Measurement) (stats.Estimate, error) {
	in := t.Interval
	if m.Level == nil || m.twoSided(in).Cmp(in.Level.value()) == 0 {
		switch e := got.Difference; {
		case e.Method != in.Method:
			return e, fmt.Errorf("the interval is by method %q, the contract says %q", e.Method, in.Method)
		case e.Level != in.Level.Float64():
			return e, fmt.Errorf("the interval has level %v, the contract says %s", e.Level, in.Level)
		}
		return got.Difference, nil
	}
	level := float(m.twoSided(in))
	for _, e := range got.Intervals {
		if e.Level != level {
			continue
		}
		if e.Method != in.Method {
			return e, fmt.Errorf("the interval at level %v is by method %q, the contract says %q", level, e.Method, in.Method)
		}
		return e, nil
	}
	return stats.Estimate{}, fmt.Errorf("the interval at level %v is missing", level)
}

// endOf returns one end of an interval as the exact value of its float, once it
// is one of a difference of the measured rates.
func endOf(statistic string, e stats.Estimate, m Measurement) (*big.Rat, error) {
	words, end, sign := spoken(statistic), e.Lo, 1.0
	if statistic == UpperBound {
		end, sign = e.Hi, -1
	}
	switch {
	case math.IsNaN(end) || math.IsInf(end, 0):
		return nil, fmt.Errorf("the %s of the interval is not a number", words)
	case !m.PerPerson && (end < -1 || end > 1):
		return nil, fmt.Errorf("the %s %v is not a difference of rates", words, end)
	}
	estimate := new(big.Rat).Sub(m.ProgrammeRate, m.ComparisonRate)
	const slack = 1e-12 // for the last digits of an interval without width
	if sign*end > sign*float(estimate)+slack {
		side := map[string]string{LowerBound: "above", UpperBound: "below"}[statistic]
		return nil, fmt.Errorf("the %s %v is %s the difference %s itself", words, end, side, decimalText(estimate))
	}
	return new(big.Rat).SetFloat64(end), nil
}

// pValue takes the p-value of the test that the agreed interval inverts. One of
// one side is against a higher rate, or against a lower one for a reduction.
func (d *decider) pValue(m Measure, cohort int, got *Measurement, n trace.Node) (*big.Rat, error) {
	if err := m.inverts(got); err != nil {
		return nil, err
	}
	switch {
	case m.Effect == Rate:
		return nil, errors.New("a rate without a comparison has no p-value")
	case got.P == nil:
		return nil, errors.New("the p-value is missing")
	case got.P.Method != d.t.Interval.Method:
		return nil, fmt.Errorf("the p-value is by method %q, the contract says %q", got.P.Method, d.t.Interval.Method)
	}
	sides, p := "two-sided", got.P.TwoSided
	if m.Sides == 1 {
		sides, p = "one-sided", got.P.OneSided
	}
	if !(p >= 0 && p <= 1) {
		return nil, fmt.Errorf("a p-value of %v is not between 0 and 1", p)
	}
	leaf := trace.Node{
		ID: m.at(cohort) + "p-value", Clause: d.t.Interval.Clause, Unit: unitProportion,
		Words: fmt.Sprintf("%s p-value of the test that the agreed interval inverts (%s), %s", sides, d.t.Interval.Method, where(cohort)),
	}
	if m.Sides == 1 {
		leaf.Words += ", against a higher rate"
	}
	d.Give(leaf, new(big.Rat).SetFloat64(p))
	n.Op, n.Inputs = trace.Same, []string{leaf.ID}
	if m.Sides == 1 && m.Effect == Reduction {
		all := m.at(cohort) + "certainty"
		d.Give(trace.Node{ID: all, Clause: m.Clause, Words: "both sides of the test together", Unit: unitProportion}, one.Rat())
		n.Op, n.Inputs = trace.Difference, []string{all, leaf.ID}
	}
	return d.Compute(n)
}

// spoken writes a statistic as a sentence has it.
func spoken(statistic string) string {
	switch statistic {
	case LowerBound:
		return "lower bound"
	case UpperBound:
		return "upper bound"
	case PointEstimate:
		return "point estimate"
	}
	return statistic
}
