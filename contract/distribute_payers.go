package contract

import (
	"fmt"

	"sib/contract/money"
	"sib/contract/trace"
)

// payers parts what is due among the payers in their order, each part rounded
// down to the smallest unit; the last payer takes what is left.
func (d *decider) payers() error {
	all := d.t.Payment.Payers
	left, paid := dueID, money.Zero(d.t.Currency)
	for i, y := range all {
		id := fmt.Sprintf("%s.payer.%d", reserved, i+1)
		part, err := d.part(id, y, left, i == len(all)-1)
		if err != nil {
			return fmt.Errorf("%q: %w", y.Name, err)
		}
		v, err := d.Compute(part)
		if err != nil {
			return fmt.Errorf("%q: %w", y.Name, err)
		}
		amount := money.New(d.t.Currency, v)
		paid = paid.Add(amount)
		d.out.Payers = append(d.out.Payers, PayerShare{y.Name, y.Clause, amount, id})
		if i < len(all)-1 {
			next := id + ".left"
			if err := d.settled(trace.Node{ID: next, Words: fmt.Sprintf("what is left to pay after %s", y.Name), Op: trace.Difference, Inputs: []string{left, id}}); err != nil {
				return err
			}
			left = next
		}
	}
	if len(all) > 0 && paid.Cmp(d.out.Due) != 0 {
		return fmt.Errorf("together they pay %s of the %s that is due: nobody takes the rest", paid, d.out.Due)
	}
	return nil
}

// part returns the node of what one payer pays of what is left. Where the payment
// is below zero the same parts are paid back, and nothing bounds them.
func (d *decider) part(id string, y Payer, left string, last bool) (trace.Node, error) {
	n := trace.Node{ID: id, Clause: y.Clause, Words: "what " + y.Name + " pays", Op: trace.Smallest, Unit: string(d.t.Currency)}
	negative := d.Value(dueID).Sign() < 0
	if !last && !y.rest() {
		own, err := d.ownPart(id, y)
		if err != nil {
			return n, err
		}
		if own != "" {
			n.Inputs = append(n.Inputs, own)
		}
	}
	if len(n.Inputs) == 0 || !negative {
		n.Inputs = append(n.Inputs, left)
	}
	if y.AtMost != nil && !negative {
		d.giveMoney(id+".at-most", y.Clause, "the most that "+y.Name+" pays", *y.AtMost)
		n.Inputs = append(n.Inputs, id+".at-most")
	}
	if len(n.Inputs) == 1 {
		n.Op = trace.Same
	}
	return n, nil
}

// ownPart adds a payer's share of what is due, or what its rules pay of it; no
// node for one who pays the first money.
func (d *decider) ownPart(id string, y Payer) (string, error) {
	n := trace.Node{ID: id + ".share", Clause: y.Clause, Op: trace.Product, Rounding: d.inUnits(), Unit: string(d.t.Currency)}
	switch {
	case y.Share != nil:
		n.Words, n.Inputs, n.Args = "the share of "+y.Name, []string{dueID}, []string{trace.Text(y.Share.value())}
	case len(y.Rules) > 0:
		rules, err := d.total(id+".rules", y.Clause, "what the rules pay that "+y.Name+" pays for", d.amountsOf(y.Rules))
		if err != nil {
			return "", err
		}
		n.Words, n.Inputs = "that part of what is due", []string{rules}
		if d.Value(dueID).Cmp(d.Value(reserved+".total")) != 0 {
			n.Inputs = append(n.Inputs, reserved+".payable")
			if _, err := d.Compute(trace.Node{
				ID: reserved + ".payable", Words: "the part of what the rules pay that is due", Op: trace.Quotient, Inputs: []string{dueID, reserved + ".total"}, Unit: unitProportion,
			}); err != nil {
				return "", err
			}
		}
	default:
		return "", nil
	}
	_, err := d.Compute(n)
	return n.ID, err
}
