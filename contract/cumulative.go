package contract

import (
	"fmt"

	"sib/contract/money"
	"sib/contract/trace"
)

const paidID = reserved + ".paid"

// paidBefore refuses money paid before that the terms know nothing of, or that
// cannot be.
func (d *decider) paidBefore() error {
	paid := d.given.PaidToDate
	switch {
	case paid == nil:
		return nil
	case paid.Currency() != d.t.Currency:
		return fmt.Errorf("what was paid to date is in %q, the contract in %s", paid.Currency(), d.t.Currency)
	case d.t.Payment.Cumulative == nil && paid.Sign() != 0:
		return fmt.Errorf("%s was paid to date, and the contract does not say what becomes of it: it needs payment.cumulative", paid)
	case paid.Sign() < 0 && !d.t.twoSided():
		return fmt.Errorf("%s was paid to date: under this contract nothing is ever paid back", paid)
	}
	return nil
}

// twoSided reports whether the payment may be below zero.
func (t *Terms) twoSided() bool {
	p := t.Payment
	return p.Floor != nil && p.Floor.Amount.Sign() < 0 || p.Cumulative != nil && p.Cumulative.Recover
}

// givePaid adds what was paid before; zero if nobody says.
func (d *decider) givePaid() {
	paid := money.Zero(d.t.Currency)
	if d.given.PaidToDate != nil {
		paid = *d.given.PaidToDate
	}
	d.giveMoney(paidID, d.t.Payment.Cumulative.Clause, "what was paid to date", paid)
}

// balance makes what is due of what is earned to date. What was overpaid is
// paid back if the terms say so; else nothing is due.
func (d *decider) balance(id, from string) error {
	c := d.t.Payment.Cumulative
	d.givePaid()
	n := trace.Node{ID: id, Clause: c.Clause, Words: "what is earned to date, less what was paid", Op: trace.Difference, Inputs: []string{from, paidID}}
	if c.Recover {
		return d.settled(n)
	}
	n.ID = reserved + ".unpaid"
	if err := d.settled(n); err != nil {
		return err
	}
	return d.settled(trace.Node{
		ID: id, Clause: c.Clause, Words: "what is due; what was overpaid is not paid back", Op: trace.Largest, Inputs: []string{n.ID, d.nothing()},
	})
}
