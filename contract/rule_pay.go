package contract

import (
	"fmt"

	"sib/contract/trace"
)

// payIf pays an amount, or a share, if the bound is met. A rule without a bound
// leaves the condition to its if.
func (d *decider) payIf(prefix string, r Rule, o *observation) (string, error) {
	_, bound := r.Only()
	if bound != nil {
		if err := d.condition(prefix+"condition", r.Clause, r.Text, r.Bound, *o); err != nil {
			return "", err
		}
	}
	pay, err := d.pay(prefix, r, *r.Pay, o)
	switch {
	case err != nil:
		return "", err
	case bound == nil:
		return d.earn(prefix, r, trace.Same, []string{pay})
	}
	return d.earn(prefix, r, trace.If, []string{prefix + "condition", pay})
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

// pay adds the node of what a rule pays once its conditions hold.
func (d *decider) pay(prefix string, r Rule, p Pay, o *observation) (string, error) {
	id := prefix + "pay"
	n := trace.Node{ID: id, Clause: r.Clause, Words: fmt.Sprintf("the amount of rule %q", r.ID), Unit: string(d.t.Currency)}
	switch {
	case p.MeasureShare != nil:
		n.Op, n.Inputs, n.Args = trace.Product, []string{o.node}, []string{trace.Text(p.MeasureShare.value())}
	case p.Share != nil && !d.Has(principalID):
		return "", errNoPrincipal
	case p.Share != nil:
		n.Op, n.Inputs, n.Args = trace.Product, []string{principalID}, []string{trace.Text(p.Share.value())}
	case p.rises():
		rise, err := d.rise(prefix, r, p, *o)
		if err != nil {
			return "", err
		}
		n.Op, n.Inputs = trace.Sum, []string{prefix + "base", rise}
	default:
		d.Give(n, p.Amount.Rat())
		return id, nil
	}
	_, err := d.Compute(n)
	return id, err
}

// rise adds the base of an amount that rises with the measure, and how far it has
// risen: so many steps, of so much money each.
func (d *decider) rise(prefix string, r Rule, p Pay, o observation) (string, error) {
	_, bound := r.Only()
	start := zero.value()
	if bound != nil {
		start = bound.Value.value()
	}
	l, unit := p.line(start), d.unit(o.measure)
	leaf := func(id, words, unit string) trace.Node {
		return trace.Node{ID: prefix + id, Clause: r.Clause, Words: words, Unit: unit}
	}
	d.Give(leaf("base", fmt.Sprintf("the amount of rule %q before it rises", r.ID), string(d.t.Currency)), l.base)
	d.Give(leaf("beyond", "where it rises from", unit), l.from)
	d.Give(leaf("each", "what it rises with", unit), l.each)
	reach := o.node
	if l.until != nil {
		d.Give(leaf("at", "where it rises no further", unit), l.until)
		op := trace.Smallest
		if l.each.Sign() < 0 {
			op = trace.Largest
		}
		n := leaf("reach", "the measure, as far as the amount rises", unit)
		n.Op, n.Inputs = op, []string{o.node, prefix + "at"}
		if _, err := d.Compute(n); err != nil {
			return "", err
		}
		reach = n.ID
	}
	return d.inSteps(prefix, r, l, reach, unit)
}

// inSteps adds how much of the measure counts for the rise, in steps, and their money.
func (d *decider) inSteps(prefix string, r Rule, l line, reach, unit string) (string, error) {
	over := trace.Node{ID: prefix + "over", Clause: r.Clause, Words: "how far beyond that the measure is", Op: trace.Difference, Inputs: []string{reach, prefix + "beyond"}, Unit: unit}
	steps := trace.Node{ID: prefix + "steps", Clause: r.Clause, Words: "in steps", Op: trace.Quotient, Inputs: []string{over.ID, prefix + "each"}, Unit: unitProportion}
	rise := trace.Node{ID: prefix + "rise", Clause: r.Clause, Words: "what the steps add", Op: trace.Product, Inputs: []string{steps.ID}, Args: []string{trace.Text(l.step)}, Unit: string(d.t.Currency)}
	for _, n := range []trace.Node{over, steps, rise} {
		if _, err := d.Compute(n); err != nil {
			return "", err
		}
	}
	return rise.ID, nil
}

// rises reports whether an amount depends on how much of the measure there is.
func (p Pay) rises() bool { return p.Plus != nil || p.RisingTo != nil }
