package evaluate

import (
	"errors"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/evidence"
	"sib/outlook"
)

// A run offers the facts that it decided on: deciding on them again gives the same, and
// so does the outlook.
func TestRunOffersItsFacts(t *testing.T) {
	terms, err := contract.Load("../testdata/duo/contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	e, _, err := Run(t.Context(), terms, Data{Dir: "../testdata/duo"}, Given{}, evidence.Tool{Name: "test"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	again, err := contract.Decide(terms, e.Measured, money.Date{})
	if err != nil || again.Due.Cmp(e.Decision.Due) != 0 || len(again.Trace) != len(e.Decision.Trace) {
		t.Fatalf("%v, %v", again, err)
	}
	o := e.Outlook
	if o.Investor == nil || o.Payout == nil || o.InvestorWhy+o.PayoutWhy != "" {
		t.Fatalf("%+v", o)
	}
	if o.Investor.Due.Cmp(e.Decision.Due) != 0 || o.Payout.Due.Cmp(e.Decision.Due) != 0 {
		t.Errorf("due %s, %s, %s", e.Decision.Due, o.Investor.Due, o.Payout.Due)
	}
	if p := o.Payer; p == nil || o.PayerWhy != "" || p.Due.Cmp(e.Decision.Due) != 0 || p.Additional == nil || p.Gross == nil {
		t.Errorf("payer: %+v, %s", p, o.PayerWhy)
	}
	terms.Payment.Principal, terms.Payment.Drawdowns = nil, nil
	terms.Payment.Rules = terms.Payment.Rules[:1]
	terms.Payment.Rules[0].Pay = &contract.Pay{Amount: &e.Decision.Due}
	if o := LookAhead(terms, e.Measured, money.Date{}); o.Investor != nil || o.InvestorWhy != "" || o.Payout == nil {
		t.Errorf("nobody invests: %+v", o)
	}
}

func TestReason(t *testing.T) {
	if got := reason(outlook.ErrNotInvested, outlook.ErrNotInvested); got != "" {
		t.Error(got)
	}
	if got := reason(errors.New("why"), outlook.ErrNotInvested); got != "why" {
		t.Error(got)
	}
}
