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

// Money is only ever paid back under terms that let the payment fall below zero:
// a floor of zero does not.
func TestPaidBack(t *testing.T) {
	for more, may := range map[string]bool{
		`cumulative: {clause: "9", recover: false}`:                                          false,
		"floor: {clause: \"7\", amount: 0}\ncumulative: {clause: \"9\", recover: false}":     false,
		"floor: {clause: \"7\", amount: -0.01}\ncumulative: {clause: \"9\", recover: false}": true,
		`cumulative: {clause: "9", recover: true}`:                                           true,
	} {
		terms, in := sums{once: []string{"10"}, more: more}.terms(t), allMet()
		paid := money.New("EUR", rat("-0.01"))
		in.PaidToDate = &paid
		if !may {
			refusedToDecide(t, terms, in, money.Date{}, "EUR -0.01 was paid to date: under this contract nothing is ever paid back")
		} else if d := paying(t, terms, in, ""); d.Due.Decimal() != "10.01" {
			t.Errorf("%s: %s", more, d.Due)
		}
		zero := money.Zero("EUR")
		in.PaidToDate = &zero
		if d := paying(t, terms, in, ""); d.Due.Decimal() != "10.00" {
			t.Errorf("%s: nothing was paid, and %s is due", more, d.Due)
		}
	}
}
