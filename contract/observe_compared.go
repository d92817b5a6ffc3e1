package contract

import (
	"fmt"
	"math/big"

	"sib/contract/trace"
)

// compared takes a measure of two rates.
func (d *decider) compared(m Measure, cohort int) (*big.Rat, error) {
	n := d.effectNode(m, cohort)
	if cohort == 0 && m.Pooling == MeanOfEffects {
		return d.meanOfEffects(m, n)
	}
	got, err := d.rates(m, cohort)
	if err != nil {
		return nil, err
	}
	switch m.Statistic {
	case PointEstimate:
		return d.effect(m, m.at(cohort), n)
	case LowerBound, UpperBound:
		return d.boundEnd(m, cohort, got, n)
	case PValue:
		return d.pValue(m, cohort, got, n)
	}
	return nil, fmt.Errorf("unknown statistic %q", m.Statistic)
}

// rates adds the nodes programme-people, programme-rate and comparison-rate of a
// measure. It returns the measurement that they are taken from; nil if they are
// pooled from several.
func (d *decider) rates(m Measure, cohort int) (*Measurement, error) {
	got, ok := d.given.compared[cohort]
	switch {
	case cohort != 0 && !ok:
		return nil, fmt.Errorf("there is no measurement of %s", where(cohort))
	case cohort == 0 && m.Pooling == MeanOfRates:
		return nil, d.meanOfRates(m)
	case cohort == 0 && m.Pooling != Participants:
		return nil, fmt.Errorf("unknown pooling %q", m.Pooling)
	case cohort == 0 && (m.Scope == Unpaid || !ok):
		return nil, d.participants(m)
	}
	return &got, d.giveRates(m, got)
}

// effect computes n from the rates below prefix.
func (d *decider) effect(m Measure, prefix string, n trace.Node) (*big.Rat, error) {
	p, q := prefix+"programme-rate", prefix+"comparison-rate"
	switch m.Effect {
	case Rate:
		n.Op, n.Inputs = trace.Same, []string{p}
		return d.Compute(n)
	case Count:
		gap := prefix + "difference"
		if _, err := d.Compute(trace.Node{
			ID: gap, Clause: m.Clause, Words: "difference of the rates", Op: trace.Difference, Inputs: []string{p, q}, Unit: unitProportion,
		}); err != nil {
			return nil, err
		}
		n.Op, n.Inputs = trace.Product, []string{prefix + "programme-people", gap}
		return d.Compute(n)
	}
	op, ok := map[EffectType]trace.Op{
		Relative: trace.Relative, Reduction: trace.Reduction, Points: trace.Difference, Ratio: trace.Quotient,
	}[m.Effect]
	if !ok {
		return nil, fmt.Errorf("an effect of type %q is not of two rates", m.Effect)
	}
	n.Op, n.Inputs = op, []string{p, q}
	return d.Compute(n)
}

// giveRates adds the counts and the rates of one measurement.
func (d *decider) giveRates(m Measure, got Measurement) error {
	prefix, name, at := m.at(got.Cohort), d.outcomeName(), where(got.Cohort)
	events := "programme people with the outcome " + name
	if got.PerPerson {
		events = "events of the outcome " + name + " among them"
	}
	people := func(id, words string, n int64) {
		d.Give(trace.Node{ID: prefix + id, Words: words + ", " + at, Unit: unitPeople}, new(big.Rat).SetInt64(n))
	}
	people("programme-people", "programme people with an outcome", got.ProgrammeN)
	if got.counted() {
		people("programme-events", events, got.ProgrammeEvents)
	}
	rate := trace.Node{
		ID: prefix + "programme-rate", Clause: d.t.Outcome.Clause, Words: name + " rate of the programme group, " + at, Unit: unitProportion,
		Op: trace.Quotient, Inputs: []string{prefix + "programme-events", prefix + "programme-people"},
	}
	if got.Weighted {
		rate.Inputs = nil
		if got.counted() {
			rate.Words = "weighted " + rate.Words
		} else {
			rate.Words += ", as it is given"
		}
		d.Give(rate, got.ProgrammeRate)
	} else if _, err := d.Compute(rate); err != nil {
		return err
	}
	return d.giveComparison(m, got.Cohort, got.ComparisonRate)
}

// counted reports whether people are behind the programme rate. A weighted rate above
// zero of nobody is one that was published rounded: how many had the outcome is not known.
func (m Measurement) counted() bool {
	return !m.Weighted || m.ProgrammeEvents > 0 || m.ProgrammeRate.Sign() == 0
}

// giveComparison adds the comparison rate: the fixed one of the contract, or else
// the measured one. A rate without a comparison has none.
func (d *decider) giveComparison(m Measure, cohort int, measured *big.Rat) error {
	n := trace.Node{
		ID: m.at(cohort) + "comparison-rate", Clause: d.t.Matching.Clause, Unit: unitProportion,
		Words: d.outcomeName() + " rate of the comparison group, " + m.where(cohort),
	}
	switch {
	case m.Effect == Rate:
		return nil
	case m.ComparisonRate != nil:
		n.Clause, n.Words = m.Clause, fmt.Sprintf("comparison rate that the contract fixes for measure %q", m.ID)
		d.Give(n, m.ComparisonRate.value())
		return nil
	case measured == nil:
		return fmt.Errorf("the comparison rate of %s is missing", where(cohort))
	}
	d.Give(n, measured)
	return nil
}

func (d *decider) outcomeName() string {
	if d.t.Outcome.Name == "" {
		return "outcome"
	}
	return d.t.Outcome.Name
}
