package contract

import (
	"fmt"

	"sib/contract/money"
)

// Decide holds measurements against the terms: what is due, and why. It needs a
// measurement for everything that a rule depends on; cohort years that a pooled
// rule does not depend on are used for information if they are given, and so is
// the pooled measurement. The order of ms does not matter, and nothing in t or
// ms is changed. Errors name the measure and the cohort.
//
// Each measure is taken exactly, rounded once as the measure says, and compared
// exactly; each amount is rounded once as payment.rounding says; the sum is
// exact and the cap comes last.
func Decide(t *Terms, ms []Measurement) (*Decision, error) {
	given, err := byCohort(t, ms)
	if err != nil {
		return nil, fmt.Errorf("decide: %w", err)
	}
	d := &decider{t: t, given: given, traced: map[string]bool{}}
	d.out = Decision{Verdicts: []Verdict{}, Readings: []Reading{}, Next: []Headroom{}}
	if p := t.Payment.Principal; p != nil {
		d.node(Node{
			ID: principalID, Clause: p.Clause, Words: "principal",
			Formula: p.Amount.Format(), Exact: p.Amount.Decimal(), Rounded: p.Amount.Decimal(), Unit: string(t.Currency),
		})
	}
	var amounts []paid
	for _, r := range t.Payment.Rules {
		a, err := d.rule(r)
		if err != nil {
			return nil, fmt.Errorf("decide: rule %q: %w", r.ID, err)
		}
		amounts = append(amounts, a)
	}
	d.settle(amounts)
	return &d.out, nil
}

// decider gathers one decision.
type decider struct {
	t      *Terms
	given  map[int]Measurement
	traced map[string]bool // ids in the trace
	out    Decision
}

// paid is an amount and the node of the trace that holds it.
type paid struct {
	id     string
	amount money.Amount
}

// rule applies r wherever it binds and returns what it pays in all.
func (d *decider) rule(r Rule) (paid, error) {
	measure, err := d.measure(r.Measure)
	if err != nil {
		return paid{}, err
	}
	var parts []paid
	for _, cohort := range d.binding(measure) {
		m, ok := d.given[cohort]
		if !ok {
			return paid{}, fmt.Errorf("there is no measurement of %s", where(cohort))
		}
		o, err := observe(measure, d.t.Interval, m)
		if err != nil {
			return paid{}, err
		}
		d.traceMeasure(o)
		p, err := d.apply(r, o)
		if err != nil {
			return paid{}, err
		}
		parts = append(parts, p)
		if err := d.headroom(r, o); err != nil {
			return paid{}, err
		}
	}
	if err := d.verdicts(r, measure); err != nil {
		return paid{}, err
	}
	d.readings(r, measure)
	if measure.Scope == Pooled {
		return parts[0], nil
	}
	return d.sum(r.ID+".amount", r.Clause, fmt.Sprintf("what rule %q pays for all cohorts", r.ID), parts), nil
}

func (d *decider) measure(id string) (Measure, error) {
	for _, m := range d.t.Measures {
		if m.ID == id {
			return m, nil
		}
	}
	return Measure{}, fmt.Errorf("there is no measure %q", id)
}

// binding returns the cohorts whose measurement decides: 0 for the pooled one.
func (d *decider) binding(m Measure) []int {
	if m.Scope == EachCohort {
		return d.t.Cohorts
	}
	return []int{0}
}

// settle sums the rules' amounts and applies the cap, last.
func (d *decider) settle(amounts []paid) {
	total := d.sum(reserved+".total", "", "what the rules pay together", amounts)
	limit := d.t.Payment.Cap
	d.node(Node{
		ID: reserved + ".cap", Clause: limit.Clause, Words: "the most that is ever paid",
		Formula: limit.Amount.Format(), Exact: limit.Amount.Decimal(), Rounded: limit.Amount.Decimal(), Unit: string(d.t.Currency),
	})
	due := money.Min(total.amount, limit.Amount)
	d.node(Node{
		ID: reserved + ".due", Clause: limit.Clause, Words: "what is due",
		Formula: fmt.Sprintf("the smaller of %s and %s = %s", total.amount.Format(), limit.Amount.Format(), due.Format()),
		Inputs:  []string{total.id, reserved + ".cap"},
		Exact:   due.Decimal(), Rounded: due.Decimal(), Unit: string(d.t.Currency),
	})
	d.out.Due = due
}
