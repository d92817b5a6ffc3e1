package outlook

import (
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
