package contract

import (
	"testing"

	"sib/contract/money"
)

func TestCumulative(t *testing.T) {
	for _, tt := range []struct{ recover, paid, due string }{
		{"false", "", "100.00"}, {"false", "0", "100.00"}, {"false", "99.99", "0.01"}, {"false", "100", "0.00"}, {"false", "100.01", "0.00"},
		{"true", "", "100.00"}, {"true", "99.99", "0.01"}, {"true", "100", "0.00"}, {"true", "100.01", "-0.01"}, {"true", "-5", "105.00"},
	} {
		// 150 is earned, and the cap is on what is earned to date.
		terms := sums{once: []string{"150"}, cap: "100", more: `cumulative: {clause: "9", recover: ` + tt.recover + "}"}.terms(t)
		in := allMet()
		if tt.paid != "" {
			paid := money.New("EUR", rat(tt.paid))
			in.PaidToDate = &paid
		}
		if d := paying(t, terms, in, ""); d.Due.Decimal() != tt.due {
			t.Errorf("recover %s, %s paid: %s, want %s", tt.recover, tt.paid, d.Due, tt.due)
		}
	}
}

func TestRefusesPaidToDate(t *testing.T) {
	for _, tt := range []struct {
		more string
		paid money.Amount
		want string
	}{
		{"", money.New("EUR", rat("1")), "needs payment.cumulative"},
		{`cumulative: {clause: "9", recover: false}`, money.New("GBP", rat("1")), `in "GBP", the contract in EUR`},
		{`cumulative: {clause: "9", recover: false}`, money.Amount{}, `in "", the contract in EUR`},
		{`cumulative: {clause: "9", recover: false}`, money.New("EUR", rat("-1")), "nothing is ever paid back"},
	} {
		in := allMet()
		in.PaidToDate = &tt.paid
		refusedToDecide(t, sums{once: []string{"1"}, more: tt.more}.terms(t), in, money.Date{}, tt.want)
	}
	in, nothing := allMet(), money.Zero("EUR")
	in.PaidToDate = &nothing
	paying(t, sums{once: []string{"1"}}.terms(t), in, "")
}
