package contract

import (
	"errors"
	"fmt"
	"slices"

	"sib/contract/money"
	"sib/contract/trace"
)

const principalID = reserved + ".principal"

// Units of the trace; amounts have their currency, effects their type or unit.
const (
	unitProportion = "proportion"
	unitPeople     = "people"
)

var errNoPrincipal = errors.New("it needs a principal, and the contract has none")

// prefixOf begins the ids of what a rule comes to in a cohort.
func prefixOf(r Rule, cohort int) string {
	if cohort == 0 {
		return r.ID + "."
	}
	return r.ID + "." + label(cohort) + "."
}

// apply returns what r pays in a cohort, or for all of them together: its shape,
// if its conditions hold, indexed, rounded once, and not above its own cap.
func (d *decider) apply(r Rule, cohort int) (RuleAmount, error) {
	if err := r.check(); err != nil {
		return RuleAmount{}, err
	}
	prefix := prefixOf(r, cohort)
	condition, err := d.qualify(prefix, r, cohort)
	if err != nil {
		return RuleAmount{}, err
	}
	full, err := d.shape(prefix, r, cohort, condition)
	if err != nil {
		return RuleAmount{}, err
	}
	if full, err = d.allowed(prefix, r, condition, full); err != nil {
		return RuleAmount{}, err
	}
	if full, err = d.indexed(prefix, r, cohort, full); err != nil {
		return RuleAmount{}, err
	}
	return d.round(prefix, r, cohort, full)
}

// shape adds what r earns before its conditions, by the one shape that it has.
func (d *decider) shape(prefix string, r Rule, cohort int, condition string) (string, error) {
	if r.Card != nil {
		return d.card(prefix, r, cohort)
	}
	var seen *observation
	if r.Measure != "" {
		o, err := d.measured(r, cohort)
		if err != nil {
			return "", err
		}
		seen = &o
	}
	switch {
	case len(r.Prices) > 0:
		return d.prices(prefix, r, *seen, condition)
	case r.Coupon != nil:
		return d.coupon(prefix, r, *seen)
	case len(r.Tiers) > 0:
		return d.tiers(prefix, r, *seen)
	}
	return d.payIf(prefix, r, seen)
}

// earn adds what a rule comes to.
func (d *decider) earn(prefix string, r Rule, op trace.Op, inputs []string, args ...string) (string, error) {
	id := prefix + "earned"
	_, err := d.Compute(trace.Node{
		ID: id, Clause: r.Clause, Words: fmt.Sprintf("what rule %q comes to", r.ID), Op: op,
		Inputs: inputs, Args: args, Unit: string(d.t.Currency),
	})
	return id, err
}

// round makes an amount of the node full: rounded once, as the contract rounds
// money, and then not above the rule's own cap.
func (d *decider) round(prefix string, r Rule, cohort int, full string) (RuleAmount, error) {
	n := trace.Node{
		ID: prefix + "amount", Clause: r.Clause, Words: fmt.Sprintf("what rule %q pays", r.ID), Op: trace.Same, Inputs: []string{full},
		Rounding: d.t.Payment.Rounding.ofTrace(), Unit: string(d.t.Currency),
	}
	if r.Cap != nil {
		n.ID, n.Words = prefix+"rounded", n.Words+" before its own cap"
	}
	if _, err := d.Compute(n); err != nil {
		return RuleAmount{}, err
	}
	id, err := d.underCap(prefix, r, n.ID)
	if err != nil {
		return RuleAmount{}, err
	}
	return RuleAmount{Rule: r.ID, Clause: r.Clause, Cohort: cohort, Amount: money.New(d.t.Currency, d.Value(id)), Node: id}, nil
}

// underCap is an amount, or the rule's own cap if that is less.
func (d *decider) underCap(prefix string, r Rule, amount string) (string, error) {
	if r.Cap == nil {
		return amount, nil
	}
	limit, id := prefix+"cap", prefix+"amount"
	d.Give(trace.Node{ID: limit, Clause: r.Cap.Clause, Words: fmt.Sprintf("the most that rule %q pays", r.ID), Unit: string(d.t.Currency)}, r.Cap.Amount.Rat())
	_, err := d.Compute(trace.Node{
		ID: id, Clause: r.Cap.Clause, Words: fmt.Sprintf("what rule %q pays", r.ID), Op: trace.Smallest,
		Inputs: []string{amount, limit}, Unit: string(d.t.Currency),
	})
	return id, err
}

func (d *decider) givePrincipal() {
	if p := d.t.Payment.Principal; p != nil {
		d.Give(trace.Node{ID: principalID, Clause: p.Clause, Words: "principal", Unit: string(d.t.Currency)}, p.Amount.Rat())
	}
}

// amountsOf returns what the listed rules pay, all rules if none is listed.
func (d *decider) amountsOf(rules []string) []RuleAmount {
	var out []RuleAmount
	for _, a := range d.out.Amounts {
		if len(rules) == 0 || slices.Contains(rules, a.Rule) {
			out = append(out, a)
		}
	}
	return out
}
