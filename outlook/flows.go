package outlook

import (
	"fmt"

	"sib/contract"
	"sib/contract/money"
)

// invested is what investors put in: the drawdowns, or else the principal; nil if
// the contract has neither.
func invested(t *contract.Terms) *money.Amount {
	sum := money.Zero(t.Currency)
	for _, d := range t.Payment.Drawdowns {
		sum = sum.Add(d.Amount)
	}
	switch {
	case len(t.Payment.Drawdowns) > 0:
		return &sum
	case t.Payment.Principal != nil:
		return &t.Payment.Principal.Amount
	}
	return nil
}

// received is what investors get: what tranches receive of the waterfall and from
// guarantors, or all that is due if the contract has no waterfall.
func received(t *contract.Terms, d *contract.Decision) money.Amount {
	if len(t.Payment.Waterfall) == 0 {
		return d.Due
	}
	sum := money.Zero(t.Currency)
	for _, r := range d.Receipts {
		for _, tranche := range t.Payment.Tranches {
			if r.To == tranche.ID {
				sum = sum.Add(r.Amount)
			}
		}
	}
	return sum
}

// Flows are the money of investors by day: drawdowns, negative, and what they
// receive on the day when the payment falls due.
func Flows(t *contract.Terms, d *contract.Decision) ([]money.Flow, error) {
	if len(t.Payment.Drawdowns) == 0 {
		return nil, fmt.Errorf("the contract has no drawdowns: write payment.drawdowns with their dates")
	}
	if t.Payment.Due == nil {
		return nil, fmt.Errorf("the contract does not say when the payment falls due: write payment.due with its date")
	}
	var out []money.Flow
	for _, x := range t.Payment.Drawdowns {
		day, err := money.ParseDate(x.Date)
		if err != nil {
			return nil, fmt.Errorf("drawdown: %w", err)
		}
		out = append(out, money.Flow{Date: day, Amount: money.Zero(t.Currency).Sub(x.Amount)})
	}
	day, err := money.ParseDate(t.Payment.Due.Date)
	if err != nil {
		return nil, fmt.Errorf("due: %w", err)
	}
	return append(out, money.Flow{Date: day, Amount: received(t, d)}), nil
}
