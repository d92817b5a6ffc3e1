package contract

import (
	"testing"

	"sib/contract/money"
)

const rikers = `
tranches: [{id: loan, clause: "2", amount: 1000, guarantee: {clause: "2.4", by: the foundation, at_most: 750}}]
waterfall: [{to: loan, clause: "3", pay: principal}, {to: loan, clause: "3", pay: rest}]
drawdowns: [{date: 2012-08-01, amount: 1000}]
due: {clause: "4", date: 2016-08-01, day_count: act/365}
`

func TestGuarantee(t *testing.T) {
	for _, tt := range []struct{ pays, want string }{
		{"249.99", "loan principal 249.99 (750.01), loan rest 0.00, loan guarantee 750.00 (0.01)"},
		{"250", "loan principal 250.00 (750.00), loan rest 0.00, loan guarantee 750.00"},
		{"250.01", "loan principal 250.01 (749.99), loan rest 0.00, loan guarantee 749.99"},
		{"1000", "loan principal 1000.00, loan rest 0.00, loan guarantee 0.00"},
		{"1200", "loan principal 1000.00, loan rest 200.00, loan guarantee 0.00"},
	} {
		d := paying(t, sums{once: []string{tt.pays}, more: rikers}.terms(t), allMet(), "")
		if got := received(d); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.pays, got, tt.want)
		}
		if r := d.Receipts[2]; r.Guarantor != "the foundation" || r.Clause != "2.4" {
			t.Errorf("%+v", r)
		}
	}
}

// Rikers Island: a loan of 9.6 m, guaranteed up to 7.2 m. The programme missed
// its first tier: the city paid nothing, the investor got 7.2 m from the guarantor.
func TestRikersGuarantee(t *testing.T) {
	terms := onFigures(t, gainMeasure, `
principal: {clause: "1", amount: 9600000}
drawdowns: [{date: 2012-08-01, amount: 9600000}]
rounding: {to: 0.01, mode: half-up}
rules: [{id: tier, clause: "4", text: Paid., measure: gain, at_least: 10 % relative, pay: {share_of_principal: 100 %}}]
cap: {clause: "5", amount: 11712000}
due: {clause: "5", date: 2016-08-01, day_count: act/365}
tranches: [{id: loan, clause: "6", amount: 9600000, guarantee: {clause: "6.1", by: Bloomberg Philanthropies, at_most: 7200000}}]
waterfall: [{to: loan, clause: "7", pay: principal}, {to: loan, clause: "7", pay: rest}]`)
	d := paying(t, terms, Measurements{Compared: []Measurement{measured(0, 1, 2, "1/2")}}, "")
	if got := received(d); d.Due.Sign() != 0 || got != "loan principal 0.00 (9600000.00), loan rest 0.00, loan guarantee 7200000.00 (2400000.00)" {
		t.Errorf("due %s, %s", d.Due, got)
	}
	flows, err := terms.Flows(d)
	if err != nil || len(flows) != 2 || flows[0].Amount.Decimal() != "-9600000.00" || flows[1].Amount.Decimal() != "7200000.00" || flows[1].Date.String() != "2016-08-01" {
		t.Errorf("%v, %v", flows, err)
	}
}

func TestGuaranteeOfUntrustedTerms(t *testing.T) {
	terms := sums{once: []string{"1"}, more: rikers}.terms(t)
	terms.Payment.Waterfall = terms.Payment.Waterfall[1:]
	refusedToDecide(t, terms, allMet(), money.Date{}, "the waterfall does not repay the principal")
	terms = sums{once: []string{"1"}, more: rikers}.terms(t)
	terms.Payment.Cumulative = &Cumulative{}
	refusedToDecide(t, terms, allMet(), money.Date{}, "which is the last")
}
