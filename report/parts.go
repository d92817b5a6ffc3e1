package report

import (
	"errors"
	"fmt"

	"sib/contract/money"
	"sib/evaluate"
	"sib/outlook"
)

// parts are what sections are made of besides the evaluation: drawings, and what the
// money may become. A nil part does not exist for this contract.
type parts struct {
	figures
	investor *outlook.Investment
	payout   *outlook.Uncertainty
	// Why a part that should exist does not; "" if it does, or need not.
	investorWhy, payoutWhy string
}

// newParts draws the figures and asks what the money may become of the terms and the
// facts that were decided on. An evaluation without those facts, such as one that was
// read back from its file, has no outlook.
func newParts(e *evaluate.Evaluation) parts {
	p := parts{figures: newFigures(e)}
	if m := e.Measured; len(m.Compared)+len(m.Reported)+len(m.Tallies) == 0 {
		return p
	}
	var err error
	// The zero day is the one that the decision was made on: the end of time.
	p.investor, err = outlook.Investor(e.Contract, e.Measured, money.Date{})
	p.investorWhy = missing(err, outlook.ErrNotInvested)
	p.payout, err = outlook.Payout(e.Contract, e.Measured, money.Date{})
	p.payoutWhy = missing(err, outlook.ErrNoChance)
	return p
}

// missing says why something is missing, unless the reason is that it need not exist.
func missing(err, fine error) string {
	if err == nil || errors.Is(err, fine) {
		return ""
	}
	return fmt.Sprintf("It could not be worked out: %s.", quoteMarks(err.Error()))
}
