package contract

import (
	"fmt"
	"math/big"

	"sib/contract/money"
)

// Flows returns the money of a decision as the investors see it: each drawdown
// negative on its day, then on the due date what the tranches receive of the
// waterfall and from guarantors; without a waterfall, what is due. t are the
// terms that d was decided under, or those with its amendments.
//
// It is an error that the contract has no drawdowns, or does not say when the
// payment falls due.
func (t *Terms) Flows(d *Decision) ([]money.Flow, error) {
	t = t.Under(d)
	if len(t.Payment.Drawdowns) == 0 {
		return nil, fmt.Errorf("flows: the contract does not say when investors paid: it needs payment.drawdowns")
	}
	due, err := t.dueDate()
	if err != nil {
		return nil, fmt.Errorf("flows: %w", err)
	}
	var out []money.Flow
	for _, w := range t.Payment.Drawdowns {
		day, err := money.ParseDate(w.Date)
		if err != nil {
			return nil, fmt.Errorf("flows: drawdown: %w", err)
		}
		out = append(out, money.Flow{Date: day, Amount: money.Zero(w.Amount.Currency()).Sub(w.Amount)})
	}
	return append(out, money.Flow{Date: due.day, Amount: t.Received(d)}), nil
}

// Received is what investors get of a decision: what the tranches receive, from
// guarantors too, or what is due where there is no waterfall.
func (t *Terms) Received(d *Decision) money.Amount {
	if len(t.Payment.Waterfall) == 0 {
		return d.Due
	}
	sum := money.Zero(t.Currency)
	for _, r := range d.Receipts {
		if _, err := t.tranche(r.To); err == nil {
			sum = sum.Add(r.Amount)
		}
	}
	return sum
}

// PresentValue returns what flows are worth on the base day of payment.discount,
// rounded as money is: Σ amount·(1 + rate)^(−years), by the day count of
// payment.due. It is a view: no payment depends on it.
func (t *Terms) PresentValue(flows []money.Flow) (money.Amount, error) {
	none := money.Amount{}
	p := t.Payment.Discount
	if p == nil {
		return none, fmt.Errorf("present value: the contract has no discount rate: it needs payment.discount")
	}
	base, err := money.ParseDate(p.Base)
	if err != nil {
		return none, fmt.Errorf("present value: %w", err)
	}
	due, err := t.dueDate()
	if err != nil {
		return none, fmt.Errorf("present value: %w", err)
	}
	sum := new(big.Rat)
	for _, f := range flows {
		if f.Amount.Currency() != t.Currency {
			return none, fmt.Errorf("present value: a flow in %q, the contract is in %s", f.Amount.Currency(), t.Currency)
		}
		g, err := money.Growth(p.Rate.value(), due.count.YearFraction(f.Date, base))
		if err != nil {
			return none, fmt.Errorf("present value: %w", err)
		}
		sum.Add(sum, g.Mul(g, f.Amount.Rat()))
	}
	return money.New(t.Currency, t.Payment.Rounding.apply(sum)), nil
}
