package contract

import (
	"fmt"
	"math"
	"math/big"

	"sib/contract/money"
	"sib/contract/trace"
)

// observation is a measure taken in one cohort, or pooled. Value is rounded as
// the contract says: it is the number that is held against thresholds.
type observation struct {
	measure Measure
	cohort  int
	node    string // of the trace
	value   *big.Rat
}

// observe takes a measure in a cohort, or pooled for 0, and traces it.
func (d *decider) observe(m Measure, cohort int) (observation, error) {
	node := m.ID + "." + label(cohort) + ".effect"
	value, err := d.take(m, cohort, node)
	if err != nil {
		return observation{}, fmt.Errorf("measure %q, %s: %w", m.ID, where(cohort), err)
	}
	return observation{m, cohort, node, value}, nil
}

// take computes the node of a measure.
func (d *decider) take(m Measure, cohort int, node string) (*big.Rat, error) {
	if m.Source == Reported {
		return d.report(m, cohort, node)
	}
	got, ok := d.given.compared[cohort]
	if !ok {
		return nil, fmt.Errorf("there is no measurement of %s", where(cohort))
	}
	return d.compare(m, got, node)
}

// report takes a measure that somebody reports.
func (d *decider) report(m Measure, cohort int, node string) (*big.Rat, error) {
	v, ok := d.given.reported[figureKey{m.ID, cohort}]
	if !ok {
		return nil, fmt.Errorf("there is no reported figure of %s", where(cohort))
	}
	id := m.ID + "." + label(cohort) + ".reported"
	d.Give(trace.Node{ID: id, Clause: m.Clause, Words: fmt.Sprintf("%q as reported, %s", m.ID, where(cohort)), Unit: d.unit(m)}, v)
	return d.Compute(trace.Node{
		ID: node, Clause: m.Clause, Words: fmt.Sprintf("effect %q (%s), %s", m.ID, m.Effect, where(cohort)),
		Op: trace.Same, Inputs: []string{id}, Rounding: m.Rounding.ofTrace(), Unit: d.unit(m),
	})
}

// compare takes a measure of two rates.
func (d *decider) compare(m Measure, got Measurement, node string) (*big.Rat, error) {
	prefix := m.ID + "." + label(got.Cohort) + "."
	d.giveRates(prefix, got)
	n := trace.Node{
		ID: node, Clause: m.Clause, Words: fmt.Sprintf("effect %q (%s), %s", m.ID, m.Effect, where(got.Cohort)),
		Rounding: m.Rounding.ofTrace(), Unit: d.unit(m),
	}
	switch {
	case m.Statistic == LowerBound && m.Effect != Points:
		return nil, fmt.Errorf("a lower bound of the type %q is not defined", m.Effect)
	case m.Statistic == LowerBound:
		lo, err := lowerBound(d.t.Interval, got)
		if err != nil {
			return nil, err
		}
		d.Give(trace.Node{
			ID: prefix + "lower-bound", Clause: d.t.Interval.Clause,
			Words: fmt.Sprintf("lower bound of the %s %% interval of the difference (%s), %s", percent(d.t.Interval.Level.value()), d.t.Interval.Method, where(got.Cohort)),
			Unit:  unitProportion,
		}, lo)
		n.Words, n.Op, n.Inputs = "lower bound of the "+n.Words, trace.Same, []string{prefix + "lower-bound"}
		return d.Compute(n)
	case m.Statistic != PointEstimate:
		return nil, fmt.Errorf("unknown statistic %q", m.Statistic)
	}
	ops := map[EffectType]trace.Op{Relative: trace.Relative, Reduction: trace.Reduction, Points: trace.Difference, Ratio: trace.Quotient}
	op, ok := ops[m.Effect]
	if !ok {
		return nil, fmt.Errorf("an effect of type %q is not of two rates", m.Effect)
	}
	n.Op, n.Inputs = op, []string{prefix + "programme-rate", prefix + "comparison-rate"}
	return d.Compute(n)
}

// giveRates adds the counts and the rates of a measurement.
func (d *decider) giveRates(prefix string, got Measurement) {
	name, at := d.outcomeName(), where(got.Cohort)
	people := func(id, words string, n int64) {
		d.Give(trace.Node{ID: prefix + id, Words: words + ", " + at, Unit: unitPeople}, new(big.Rat).SetInt64(n))
	}
	people("programme-people", "programme people with an outcome", got.ProgrammeN)
	people("programme-events", "of them with the outcome "+name, got.ProgrammeEvents)
	rate := trace.Node{
		ID: prefix + "programme-rate", Clause: d.t.Outcome.Clause, Words: name + " rate of the programme group, " + at, Unit: unitProportion,
		Op: trace.Quotient, Inputs: []string{prefix + "programme-events", prefix + "programme-people"},
	}
	if got.Weighted {
		rate.Words, rate.Inputs = "weighted "+rate.Words, nil
		d.Give(rate, got.ProgrammeRate)
	} else if _, err := d.Compute(rate); err != nil {
		panic("contract: " + err.Error()) // a measurement has at least one person
	}
	d.Give(trace.Node{
		ID: prefix + "comparison-rate", Clause: d.t.Matching.Clause, Words: name + " rate of the comparison group, " + at, Unit: unitProportion,
	}, got.ComparisonRate)
}

func (d *decider) outcomeName() string {
	if d.t.Outcome.Name == "" {
		return "outcome"
	}
	return d.t.Outcome.Name
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

// unit is what the trace calls the values of a measure: the type, the measure's own unit, or the currency.
func (d *decider) unit(m Measure) string {
	switch {
	case m.Unit != "":
		return m.Unit
	case m.Effect == Money:
		return string(d.t.Currency)
	}
	return string(m.Effect)
}

// ofTrace is the rounding as the trace keeps it; nil for none.
func (r Rounding) ofTrace() *trace.Rounding {
	if r.Step == nil {
		return nil
	}
	return &trace.Rounding{Step: trace.Text(r.Step.value()), Mode: r.Mode}
}

// apply rounds x as the contract says; x itself if it says "none".
func (r Rounding) apply(x *big.Rat) *big.Rat {
	if r.Step == nil {
		return new(big.Rat).Set(x)
	}
	return money.Round(x, r.Step.value(), r.Mode)
}

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
