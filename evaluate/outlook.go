package evaluate

import (
	"errors"

	"sib/contract"
	"sib/contract/money"
	"sib/outlook"
)

// Outlook is what the money of the contract may become, by the facts that were decided
// on: what investors earn, how far the payment depends on chance, what another effect
// would make due, and what the payer gets for it. A part is nil where the contract has nothing of the kind, or for the
// reason that stands beside it.
type Outlook struct {
	Investor    *outlook.Investment  `json:"investor,omitempty"`
	InvestorWhy string               `json:"investor_why,omitempty"` // why nothing is said of investors
	Payout      *outlook.Uncertainty `json:"payout,omitempty"`
	PayoutWhy   string               `json:"payout_why,omitempty"` // why nothing is said of chance
	Curve       *outlook.Curve       `json:"curve,omitempty"`
	CurveWhy    string               `json:"curve_why,omitempty"` // why there is no curve
	// Payer assumes nothing beyond the contract: it has no saving and no worth.
	Payer    *outlook.Value `json:"payer,omitempty"`
	PayerWhy string         `json:"payer_why,omitempty"` // why nothing is said of the payer
}

// LookAhead works out the outlook of terms and facts on a day, as Run decides on them. It
// makes thousands of decisions. A part that fails does not stop a run, which owes nobody an outlook.
func LookAhead(t *contract.Terms, facts contract.Measurements, on money.Date) Outlook {
	var out Outlook
	var err error
	out.Investor, err = outlook.Investor(t, facts, on)
	out.InvestorWhy = reason(err, outlook.ErrNotInvested)
	out.Payout, err = outlook.Payout(t, facts, on)
	out.PayoutWhy = reason(err, outlook.ErrNoChance)
	out.Curve, err = outlook.DueBy(t, facts, on)
	out.CurveWhy = reason(err, outlook.ErrNoCurve)
	out.Payer, err = outlook.Payer(t, facts, on, outlook.Assumptions{})
	out.PayerWhy = reason(err, outlook.ErrNoChance)
	return out
}

// reason is why something is missing; "" if it is there, or need not be.
func reason(err, fine error) string {
	if err == nil || errors.Is(err, fine) {
		return ""
	}
	return err.Error()
}
