package contract

import (
	"strings"
	"testing"

	"sib/contract/money"
)

// received writes "senior interest 24.00", with what is lacking in brackets.
func received(d *Decision) string {
	var out []string
	for _, r := range d.Receipts {
		text := r.To + " " + r.Pay + " " + r.Amount.Decimal()
		if r.Short.Sign() != 0 {
			text += " (" + r.Short.Decimal() + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

const (
	tranchesText = `
tranches:
  - {id: senior, clause: "14", amount: 800, rate: 4 %, coupon: {years: 3, compounding: simple}}
  - {id: junior, clause: "14", amount: 200}
`
	waterText = `waterfall:
  - {to: fees, clause: "15.1", pay: amount, amount: 50}
  - {to: senior, clause: "15.2", pay: interest}
  - {to: senior, clause: "15.3", pay: principal}
  - {to: junior, clause: "15.4", pay: principal}
  - {to: provider, clause: "15.5", pay: rest, share: 50 %}
  - {to: junior, clause: "15.6", pay: rest, share: 90 %}
`
)

func TestWaterfall(t *testing.T) {
	for _, tt := range []struct{ pays, want string }{
		{"49.99", "fees amount 49.99 (0.01), senior interest 0.00 (96.00), senior principal 0.00 (800.00), junior principal 0.00 (200.00), provider rest 0.00, junior rest 0.00"},
		{"50", "fees amount 50.00, senior interest 0.00 (96.00), senior principal 0.00 (800.00), junior principal 0.00 (200.00), provider rest 0.00, junior rest 0.00"},
		{"946", "fees amount 50.00, senior interest 96.00, senior principal 800.00, junior principal 0.00 (200.00), provider rest 0.00, junior rest 0.00"},
		{"945.99", "fees amount 50.00, senior interest 96.00, senior principal 799.99 (0.01), junior principal 0.00 (200.00), provider rest 0.00, junior rest 0.00"},
		{"1146", "fees amount 50.00, senior interest 96.00, senior principal 800.00, junior principal 200.00, provider rest 0.00, junior rest 0.00"},
		{"1146.03", "fees amount 50.00, senior interest 96.00, senior principal 800.00, junior principal 200.00, provider rest 0.01, junior rest 0.01, surplus rest 0.01"},
		{"1346", "fees amount 50.00, senior interest 96.00, senior principal 800.00, junior principal 200.00, provider rest 100.00, junior rest 90.00, surplus rest 10.00"},
	} {
		s := sums{once: []string{tt.pays}, more: tranchesText + waterText}
		validates(t, givenText(sumMeasures, s.payment()))
		if got := received(paying(t, s.terms(t), allMet(), "")); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.pays, got, tt.want)
		}
	}
}

// Interest that compounds, in the rounding of the contract.
func TestWaterfallInterest(t *testing.T) {
	d := paying(t, sums{once: []string{"5000"}, more: strings.Replace(tranchesText, "years: 3, compounding: simple", "years: 3, compounding: compound", 1) + waterText}.terms(t), allMet(), "")
	if r := d.Receipts[1]; r.Pay != payInterest || r.Amount.Decimal() != "99.89" || r.Clause != "15.2" { // 800·(1.04³ − 1) = 99.8912
		t.Errorf("%+v", r)
	}
}

// Payments to date run down together: two payments give each level what one of
// their sum would have given it, and what is paid back comes from the lowest level.
func TestCumulativeWaterfall(t *testing.T) {
	const more = "\ncumulative: {clause: \"9\", recover: true}\n"
	for _, tt := range []struct{ earned, paid, want string }{
		{"946", "100", "fees amount 0.00, senior interest 46.00, senior principal 800.00, junior principal 0.00 (200.00), provider rest 0.00, junior rest 0.00"},
		{"946", "1046", "fees amount 0.00, senior interest 0.00, senior principal 0.00, junior principal -100.00 (200.00), provider rest 0.00, junior rest 0.00"},
		{"946", "946", "fees amount 0.00, senior interest 0.00, senior principal 0.00, junior principal 0.00 (200.00), provider rest 0.00, junior rest 0.00"},
	} {
		in, paid := allMet(), money.New("EUR", rat(tt.paid))
		in.PaidToDate = &paid
		if got := received(paying(t, sums{once: []string{tt.earned}, more: tranchesText + waterText + more}.terms(t), in, "")); got != tt.want {
			t.Errorf("%s earned, %s paid:\n%s\nwant\n%s", tt.earned, tt.paid, got, tt.want)
		}
	}
}

// Below zero nothing runs down.
func TestWaterfallBelowZero(t *testing.T) {
	terms := sums{once: []string{"1"}, more: "floor: {clause: \"9\", amount: -20}" + tranchesText + waterText}.terms(t)
	setAmount(terms, "a", "-30")
	d := paying(t, terms, allMet(), "")
	if last := d.Receipts[len(d.Receipts)-1]; last.To != surplus || last.Amount.Decimal() != "-20.00" || d.Receipts[0].Amount.Sign() != 0 {
		t.Error(received(d))
	}
}

func TestWaterfallOfUntrustedTerms(t *testing.T) {
	for want, l := range map[string]WaterLevel{
		"does not say what it pays":  {To: "x", Pay: "all"},
		"say what it pays":           {To: "x", Pay: payAmount},
		`there is no tranche "x"`:    {To: "x", Pay: payPrincipal},
		`"junior" bears no interest`: {To: "junior", Pay: payInterest},
	} {
		terms := sums{once: []string{"1"}, more: tranchesText + waterText}.terms(t)
		terms.Payment.Waterfall = []WaterLevel{l}
		refusedToDecide(t, terms, allMet(), money.Date{}, want)
	}
	terms := sums{once: []string{"1"}, more: tranchesText + waterText}.terms(t)
	terms.Payment.Tranches[0].Coupon = &Coupon{Years: dec("3"), Compounding: "both"}
	refusedToDecide(t, terms, allMet(), money.Date{}, `a coupon cannot be "both"`)
}

// Nothing is owed to the payer until the payment is below zero.
func TestSurplusOfNothing(t *testing.T) {
	for paid, want := range map[string]string{
		"99.99":  "what the waterfall leaves goes back to the payer",
		"100":    "what the waterfall leaves goes back to the payer",
		"100.01": "what is owed to the payer",
	} {
		terms := sums{once: []string{paid}, more: tranchesText + waterText + "floor: {clause: \"7\", amount: -50}"}.terms(t)
		setAmount(terms, "a", "100")
		terms.Payment.Rules = append(terms.Payment.Rules, terms.Payment.Rules[0])
		terms.Payment.Rules[1].ID = "b"
		setAmount(terms, "b", "-"+paid)
		if n := nodeOf(paying(t, terms, allMet(), ""), "payment.waterfall.surplus"); n == nil || n.Words != want {
			t.Errorf("%s: %+v, want %q", paid, n, want)
		}
	}
}
