package contract

import (
	"testing"

	"sib/contract/money"
)

const earlyEndText = `early_end: {clause: "10", values: [{from: 2014-01-01, pay: {share_of_principal: 33.333 %}}, {from: 2015-07-01, pay: {amount: 2000}}, {from: 2016-01-01, pay: {amount: 0}}]}`

func TestEarlyEnd(t *testing.T) {
	terms := sums{once: []string{"700"}, cap: "1500", more: earlyEndText}.terms(t)
	for _, tt := range []struct{ day, due string }{
		{"", "700.00"},
		{"2014-01-01", "333.33"},
		{"2015-06-30", "333.33"},
		{"2015-07-01", "1500.00"}, // 2,000 before the cap
		{"2015-12-31", "1500.00"},
		{"2016-01-01", "0.00"},
		{"2030-01-01", "0.00"},
	} {
		in := allMet()
		if tt.day != "" {
			in.Ended = onDay(tt.day)
		}
		if d := paying(t, terms, in, ""); d.Due.Decimal() != tt.due {
			t.Errorf("ended %q: %s, want %s", tt.day, d.Due, tt.due)
		}
	}
	in := allMet()
	in.Ended = onDay("2013-12-31")
	refusedToDecide(t, terms, in, money.Date{}, "before the first day")
	refusedToDecide(t, sums{once: []string{"1"}}.terms(t), in, money.Date{}, "needs payment.early_end")
}

func TestEarlyEndOfUntrustedTerms(t *testing.T) {
	in := allMet()
	in.Ended = onDay("2015-01-01")
	half := dec("0.5")
	for want, v := range map[string]RedemptionFrom{
		"does not say what it pays": {From: "2014-01-01"},
		"want year-month-day":       {From: "soon"},
		"it needs a principal":      {From: "2014-01-01", Pay: Pay{Share: &half}},
	} {
		terms := sums{once: []string{"1"}, more: earlyEndText}.terms(t)
		terms.Payment.EarlyEnd.Values, terms.Payment.Principal = []RedemptionFrom{v}, nil
		refusedToDecide(t, terms, in, money.Date{}, want)
	}
}
