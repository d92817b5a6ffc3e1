package contract

import (
	"fmt"
	"math/big"

	"sib/contract/money"
	"sib/contract/trace"
)

// observation is a measure taken in one cohort, or over several. Value is rounded
// as the contract says: it is the number that is held against thresholds.
type observation struct {
	measure Measure
	cohort  int
	node    string // of the trace
	value   *big.Rat
	deemed  bool // by a gate: nobody measured it
}

// observe takes a measure in a cohort, or over the cohorts of its scope for 0, and traces it.
func (d *decider) observe(m Measure, cohort int) (observation, error) {
	value, err := d.take(m, cohort)
	if err != nil {
		return observation{}, fmt.Errorf("measure %q, %s: %w", m.ID, m.where(cohort), err)
	}
	return observation{measure: m, cohort: cohort, node: m.at(cohort) + "effect", value: value}, nil
}

// take computes the node of a measure.
func (d *decider) take(m Measure, cohort int) (*big.Rat, error) {
	if v, ok := d.given.stated[figureKey{m.ID, cohort}]; ok {
		return d.stated(m, cohort, v)
	}
	switch m.Source {
	case Compared, "":
		return d.compared(m, cohort)
	case Reported:
		return d.reported(m, cohort)
	case Composite:
		return d.composite(m, cohort)
	}
	return nil, fmt.Errorf("unknown source %q", m.Source)
}

// effectNode is the node of a measure, but for what it comes from.
func (d *decider) effectNode(m Measure, cohort int) trace.Node {
	words := fmt.Sprintf("effect %q (%s), %s", m.ID, m.Effect, m.where(cohort))
	switch m.Statistic {
	case LowerBound:
		words = "lower bound of the " + words
	case UpperBound:
		words = "upper bound of the " + words
	case PValue:
		words = "p-value of the " + words
	}
	return trace.Node{
		ID: m.at(cohort) + "effect", Clause: m.Clause, Words: words,
		Rounding: m.Rounding.ofTrace(), Unit: d.unit(m),
	}
}

// pool returns the cohorts that a measure of several is taken over.
func (d *decider) pool(m Measure) ([]int, error) {
	if m.Scope != Unpaid {
		return d.t.Cohorts, nil
	}
	cohorts, decided := d.unpaid[m.UnpaidBy]
	switch {
	case !decided:
		return nil, fmt.Errorf("it is taken over the cohorts that rule %q does not pay for, and that rule is not decided before", m.UnpaidBy)
	case len(cohorts) == 0:
		return nil, fmt.Errorf("rule %q pays for every cohort: none is left", m.UnpaidBy)
	}
	return cohorts, nil
}

// unit is what the trace calls the values of a measure: the type, the measure's own unit, or the currency.
func (d *decider) unit(m Measure) string {
	switch {
	case m.Statistic == PValue:
		return string(Significance)
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

// at is the beginning of the ids of a measure's nodes.
func (m Measure) at(cohort int) string {
	if cohort == 0 && m.Scope == Unpaid {
		return m.ID + "." + Unpaid + "."
	}
	return m.ID + "." + label(cohort) + "."
}

// where names the people of a measure in words.
func (m Measure) where(cohort int) string {
	if cohort == 0 && m.Scope == Unpaid {
		return fmt.Sprintf("the cohorts that rule %q does not pay for", m.UnpaidBy)
	}
	return where(cohort)
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
