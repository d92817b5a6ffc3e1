package contract

import (
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

// apply returns what r pays in a cohort, or for all of them together, rounded once.
func (d *decider) apply(r Rule, cohort int) (RuleAmount, error) {
	prefix := r.ID + "."
	if cohort != 0 {
		prefix += label(cohort) + "."
	}
	o, err := d.measured(r, cohort)
	if err != nil {
		return RuleAmount{}, err
	}
	var full string
	switch {
	case r.Pay != nil:
		full, err = d.payIf(prefix, r, o)
	case r.Coupon != nil:
		full, err = d.coupon(prefix, r, o)
	default:
		err = fmt.Errorf("it does not say what it pays")
	}
	if err != nil {
		return RuleAmount{}, err
	}
	return d.round(prefix, r, cohort, full)
}

// round makes an amount of the node full: rounded once, as the contract rounds money.
func (d *decider) round(prefix string, r Rule, cohort int, full string) (RuleAmount, error) {
	id := prefix + "amount"
	v, err := d.Compute(trace.Node{
		ID: id, Clause: r.Clause, Words: fmt.Sprintf("what rule %q pays", r.ID), Op: trace.Same, Inputs: []string{full},
		Rounding: d.t.Payment.Rounding.ofTrace(), Unit: string(d.t.Currency),
	})
	return RuleAmount{Rule: r.ID, Clause: r.Clause, Cohort: cohort, Amount: money.New(d.t.Currency, v), Node: id}, err
}

// payIf pays a fixed amount or a share of the principal if the bound is met.
func (d *decider) payIf(prefix string, r Rule, o observation) (string, error) {
	if err := d.condition(prefix+"condition", r.Clause, r.Text, r.Bound, o); err != nil {
		return "", err
	}
	pay, err := d.pay(prefix, r, *r.Pay)
	if err != nil {
		return "", err
	}
	id := prefix + "earned"
	_, err = d.Compute(trace.Node{
		ID: id, Clause: r.Clause, Words: fmt.Sprintf("what rule %q comes to", r.ID), Op: trace.If,
		Inputs: []string{prefix + "condition", pay}, Unit: string(d.t.Currency),
	})
	return id, err
}

// condition adds whether a bound is met.
func (d *decider) condition(id, clause, words string, b Bound, o observation) error {
	op, t := b.Only()
	_, err := d.Compute(trace.Node{
		ID: id, Clause: clause, Words: words, Op: op, Inputs: []string{o.node},
		Args: []string{trace.Text(t.Value.value())}, Unit: trace.Condition,
	})
	return err
}

// pay adds the node of a fixed amount or a share of the principal.
func (d *decider) pay(prefix string, r Rule, p Pay) (string, error) {
	id := prefix + "pay"
	n := trace.Node{ID: id, Clause: r.Clause, Words: fmt.Sprintf("the amount of rule %q", r.ID), Unit: string(d.t.Currency)}
	if p.Amount != nil {
		d.Give(n, p.Amount.Rat())
		return id, nil
	}
	if !d.Has(principalID) {
		return "", fmt.Errorf("it needs a principal, and the contract has none")
	}
	n.Op, n.Inputs, n.Args = trace.Product, []string{principalID}, []string{trace.Text(p.Share.value())}
	_, err := d.Compute(n)
	return id, err
}

// coupon pays the growth of the principal at the rate of the last tier reached.
func (d *decider) coupon(prefix string, r Rule, o observation) (string, error) {
	if !d.Has(principalID) {
		return "", fmt.Errorf("it needs a principal, and the contract has none")
	}
	var table []string
	for _, t := range r.Tiers {
		op, at := t.Bound.lower()
		table = append(table, trace.Text(at.Value.value()), inclusive(op), trace.Text(t.Rate.value()), "0", "0")
	}
	tier := prefix + "tier"
	if _, err := d.Compute(trace.Node{
		ID: tier, Clause: r.Clause, Words: fmt.Sprintf("yearly rate of the last tier of rule %q that is reached", r.ID),
		Op: trace.Tiers, Inputs: []string{o.node}, Args: table, Unit: unitYearly,
	}); err != nil {
		return "", err
	}
	op, ok := map[string]trace.Op{simple: trace.Simple, compound: trace.Compound}[r.Coupon.Compounding]
	if !ok {
		return "", fmt.Errorf("a coupon cannot be %q", r.Coupon.Compounding)
	}
	id := prefix + "earned"
	_, err := d.Compute(trace.Node{
		ID: id, Clause: r.Clause, Words: fmt.Sprintf("what rule %q comes to", r.ID), Op: op,
		Inputs: []string{principalID, tier}, Args: []string{r.Coupon.Years.String()}, Unit: string(d.t.Currency),
	})
	return id, err
}

// inclusive is 1 where the bound itself belongs to the tier.
func inclusive(op trace.Op) string {
	if op == trace.Above {
		return "0"
	}
	return "1"
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
