package contract

import (
	"fmt"
	"slices"

	"sib/contract/money"
	"sib/contract/trace"
)

const (
	capID     = reserved + ".cap"
	nothingID = reserved + ".nothing"
	limitID   = reserved + ".limit."
)

// limits applies payment.limits, in their order: each to what those before it have left.
func (d *decider) limits() error {
	for _, l := range d.t.Payment.Limits {
		if err := d.limit(l); err != nil {
			return fmt.Errorf("limit %q: %w", l.ID, err)
		}
	}
	return nil
}

// limit applies l to all cohorts together, or to each by itself.
func (d *decider) limit(l Limit) error {
	if l.Each == "" {
		return d.bound(l, 0, limitID+l.ID)
	}
	if l.Each != eachCohort {
		return fmt.Errorf("it cannot be applied to each %q", l.Each)
	}
	for _, a := range d.amountsOf(l.Rules) {
		if a.Cohort == 0 {
			return fmt.Errorf("rule %q pays for all cohorts together, so that the limit cannot be applied to each", a.Rule)
		}
	}
	for _, cohort := range d.t.Cohorts {
		if err := d.bound(l, cohort, limitID+l.ID+"."+label(cohort)); err != nil {
			return err
		}
	}
	return nil
}

// bound holds the group of l in a cohort, or in all for 0, against what it may
// come to, and cuts it.
func (d *decider) bound(l Limit, cohort int, id string) error {
	group, others := d.parted(l, cohort)
	if len(group) == 0 {
		return nil
	}
	before, err := d.total(id+".before", l.Clause, fmt.Sprintf("what limit %q bounds", l.ID), amountsAt(d.out.Amounts, group))
	if err != nil {
		return err
	}
	most, err := d.most(l, id, others)
	if err != nil {
		return err
	}
	if d.Value(before).Cmp(d.Value(most)) <= 0 {
		return nil
	}
	result := LimitResult{Limit: l.ID, Clause: l.Clause, Cohort: cohort, Before: money.New(d.t.Currency, d.Value(before))}
	if err := d.cut(l, id, group, before, most); err != nil {
		return err
	}
	after, err := d.total(id+".after", l.Clause, fmt.Sprintf("what limit %q leaves", l.ID), amountsAt(d.out.Amounts, group))
	if err != nil {
		return err
	}
	result.After = money.New(d.t.Currency, d.Value(after))
	d.out.Limits = append(d.out.Limits, result)
	return nil
}

// parted returns where in the amounts the group of l is, and all others, in a
// cohort or in all for 0.
func (d *decider) parted(l Limit, cohort int) (group, others []int) {
	for i, a := range d.out.Amounts {
		switch {
		case cohort != 0 && a.Cohort != cohort:
		case len(l.Rules) == 0 || slices.Contains(l.Rules, a.Rule):
			group = append(group, i)
		default:
			others = append(others, i)
		}
	}
	return group, others
}

func amountsAt(all []RuleAmount, at []int) []RuleAmount {
	var out []RuleAmount
	for _, i := range at {
		out = append(out, all[i])
	}
	return out
}

// most adds the node of what a group may come to.
func (d *decider) most(l Limit, id string, others []int) (string, error) {
	n := trace.Node{ID: id + ".at-most", Clause: l.Clause, Words: fmt.Sprintf("the most that limit %q allows", l.ID), Unit: string(d.t.Currency)}
	switch {
	case l.AtMost != nil:
		d.Give(n, l.AtMost.Rat())
		return n.ID, nil
	case l.Return != nil:
		return n.ID, d.returned(l, id, n)
	case l.Share == nil:
		return "", fmt.Errorf("it does not say how much it allows")
	case l.Of == ofCap:
		d.giveCap()
		n.Op, n.Inputs, n.Args = trace.Product, []string{capID}, []string{trace.Text(l.Share.value())}
	case l.Of == ofTotal:
		return n.ID, d.quota(l, id, n, others)
	default:
		return "", fmt.Errorf("a share of %q is not known", l.Of)
	}
	_, err := d.Compute(n)
	return n.ID, err
}

// quota computes the most that a group may come to where it may be at most a
// share q of the total: with the others at y, x ≤ q·(x + y) is x ≤ y·q/(1 − q).
func (d *decider) quota(l Limit, id string, n trace.Node, others []int) error {
	rest := one.Rat()
	rest.Sub(rest, l.Share.value())
	if rest.Sign() <= 0 {
		return fmt.Errorf("a share of %s of the total bounds nothing", l.Share)
	}
	y, err := d.total(id+".others", l.Clause, fmt.Sprintf("what the rules pay that limit %q does not bound", l.ID), amountsAt(d.out.Amounts, others))
	if err != nil {
		return err
	}
	if d.Value(y).Sign() < 0 { // beside a loss nothing can be a part of the total
		n.Op, n.Inputs = trace.Same, []string{d.nothing()}
	} else {
		n.Words += fmt.Sprintf(": %s %% of the total is a multiple of the others", percent(l.Share.value()))
		n.Op, n.Inputs, n.Args = trace.Product, []string{y}, []string{trace.Text(rest.Quo(l.Share.value(), rest))}
	}
	_, err = d.Compute(n)
	return err
}

// cut lowers the amounts of a group in proportion, each rounded down, so that
// together they never exceed the most. What a rule takes back is not cut: there
// is that much more for the others.
func (d *decider) cut(l Limit, id string, group []int, before, most string) error {
	paid, allowed := before, most
	var gains, losses []RuleAmount
	for _, a := range amountsAt(d.out.Amounts, group) {
		if a.Amount.Sign() < 0 {
			losses = append(losses, a)
		} else {
			gains = append(gains, a)
		}
	}
	if len(losses) > 0 {
		var err error
		if paid, allowed, err = d.beside(l, id, gains, losses, most); err != nil {
			return err
		}
	}
	factor := trace.Node{ID: id + ".factor", Clause: l.Clause, Words: fmt.Sprintf("the part that limit %q leaves", l.ID), Op: trace.Quotient, Inputs: []string{allowed, paid}, Unit: unitProportion}
	if _, err := d.Compute(factor); err != nil {
		return err
	}
	for _, i := range group {
		if d.out.Amounts[i].Amount.Sign() <= 0 {
			continue
		}
		if err := d.cutOne(l, id, &d.out.Amounts[i]); err != nil {
			return err
		}
	}
	return nil
}

// beside returns what a group pays without its losses, and what that may come to.
func (d *decider) beside(l Limit, id string, gains, losses []RuleAmount, most string) (paid, allowed string, err error) {
	if paid, err = d.total(id+".gains", l.Clause, "the amounts above zero", gains); err != nil {
		return "", "", err
	}
	lost, err := d.total(id+".losses", l.Clause, "the amounts below zero", losses)
	if err != nil {
		return "", "", err
	}
	allowed = id + ".allowed"
	_, err = d.Compute(trace.Node{
		ID: allowed, Clause: l.Clause, Words: fmt.Sprintf("what limit %q allows the amounts above zero", l.ID), Op: trace.Difference,
		Inputs: []string{most, lost}, Unit: string(d.t.Currency),
	})
	return paid, allowed, err
}

func (d *decider) cutOne(l Limit, id string, a *RuleAmount) error {
	node := id + ".rule." + a.Rule
	if a.Cohort != 0 {
		node += "." + label(a.Cohort)
	}
	v, err := d.Compute(trace.Node{
		ID: node, Clause: l.Clause, Words: fmt.Sprintf("what rule %q pays within limit %q", a.Rule, l.ID), Op: trace.Product,
		Inputs: []string{a.Node, id + ".factor"}, Rounding: d.roundedDown(), Unit: string(d.t.Currency),
	})
	if err != nil {
		return err
	}
	a.Amount, a.Node = money.New(d.t.Currency, v), node
	return nil
}

// roundedDown is the rounding of money, downwards.
func (d *decider) roundedDown() *trace.Rounding {
	r := d.t.Payment.Rounding.ofTrace()
	if r != nil {
		r.Mode = money.Down
	}
	return r
}

// nothing is the node of zero.
func (d *decider) nothing() string {
	d.Give(trace.Node{ID: nothingID, Words: "nothing", Unit: string(d.t.Currency)}, money.Zero(d.t.Currency).Rat())
	return nothingID
}
