package contract

import (
	"strings"
	"testing"
)

func TestRefusesDistribution(t *testing.T) {
	water := func(old, now string) string { return tranchesText + strings.Replace(waterText, old, now, 1) }
	tranche := func(old, now string) string { return strings.Replace(tranchesText, old, now, 1) + waterText }
	for _, tt := range []struct{ more, want string }{
		{tranchesText, "who of the tranches is paid first?"},
		{waterText, "who are the investors?"},
		{tranche("amount: 200", "amount: 199.99"), "the tranches add up to EUR 999.99, the principal is EUR 1,000.00 [SIB-L413]"},
		{tranche("id: junior", "id: senior"), `the id "senior" is used twice`},
		{tranche(", coupon: {years: 3, compounding: simple}", ""), "rate and coupon go together"},
		{tranche("compounding: simple", "compounding: monthly"), "write compound or simple"},
		{tranche(", rate: 4 %, coupon: {years: 3, compounding: simple}", ""), "a rate and a level of interest go together"},
		{tranche("amount: 200}", "amount: 200, rate: 1 %, coupon: {years: 1, compounding: simple}}"), `tranche "junior": a rate and a level of interest go together`},
		{water("  - {to: junior, clause: \"15.4\", pay: principal}\n", ""), `the principal of tranche "junior" is never repaid`},
		{water("to: junior, clause: \"15.4\"", "to: juniors, clause: \"15.4\""), `did you mean "junior"?`},
		{water("to: junior, clause: \"15.4\", pay: principal", "to: senior, clause: \"15.4\", pay: principal"), "is paid twice"},
		{water("to: fees", "to: surplus"), "goes back to the payer by itself"},
		{water(", amount: 50", ""), "amount goes with pay: amount"},
		{water("pay: interest", "pay: interest, amount: 5"), "amount goes with pay: amount"},
		{water("pay: interest", "pay: interest, share: 5 %"), "a share is one of the rest"},
		{water("share: 50 %", "share: 100 %"), "more than 0 and less than 100 %"},
		{water(", share: 50 %", ""), "nothing is left for this level"},
		{water("", "") + `drawdowns: [{date: 2014-01-01, amount: 1000, tranche: snior}]`, `did you mean "senior"?`},
		{water("", "") + `drawdowns: [{date: 2014-01-01, amount: 800, tranche: senior}, {date: 2014-01-01, amount: 200}]`, "some drawdowns name a tranche"},
		{water("", "") + `drawdowns: [{date: 2014-01-01, amount: 799, tranche: senior}, {date: 2014-01-01, amount: 201, tranche: junior}]`, `the drawdowns of tranche "senior" add up to EUR 799.00`},
		{`drawdowns: [{date: 2014-01-01, amount: 1000, tranche: senior}]`, "there are no tranches"},
		{tranche("amount: 200}", `amount: 200, guarantee: {clause: "1", by: F, at_most: 1}}`) + `cumulative: {clause: "9", recover: false}`, "it is not said which is the last"},
	} {
		ps := problems(t, givenText(sumMeasures, sums{once: []string{"1"}, more: tt.more}.payment()))
		if text := strings.ReplaceAll(ps.Error(), "\u00a0", " "); !strings.Contains(text, tt.want) {
			t.Errorf("%s:\n%v\nwant %q", tt.more, text, tt.want)
		}
	}
}

// What may stand twice in a waterfall, and what may not.
func TestWaterfallTwice(t *testing.T) {
	for level, refused := range map[string]string{
		`{to: fees, clause: "15", pay: amount, amount: 5}`:     "",
		`{to: senior, clause: "15", pay: interest}`:            `the interest of "senior" is paid twice`,
		`{to: junior, clause: "15", pay: principal}`:           `the principal of "junior" is paid twice`,
		`{to: junior, clause: "15", pay: rest, share: 5 %}`:    "",
		`{to: junior, clause: "15", pay: rest, share: 0 %}`:    "more than 0 and less than 100 %",
		`{to: junior, clause: "15", pay: rest, share: 0.1 %}`:  "",
		`{to: junior, clause: "15", pay: rest, share: 99.9 %}`: "",
		`{to: surplus, clause: "15", pay: rest, share: 10 %}`:  `"surplus" goes back to the payer by itself`,
	} {
		_, err := Parse("c.yaml", []byte(givenText(sumMeasures, sums{once: []string{"1"}, more: tranchesText + waterText + "  - " + level}.payment())))
		if (refused == "") != (err == nil) || err != nil && !strings.Contains(strings.ReplaceAll(err.Error(), "\u00a0", " "), refused) {
			t.Errorf("%s: %v, want %q", level, err, refused)
		}
	}
}

// A principal that was refused has no parts to add up to it.
func TestTranchesOfARefusedPrincipal(t *testing.T) {
	text := strings.Replace(sums{once: []string{"1"}, more: tranchesText + waterText}.payment(), "amount: 1000}", "amount: 0}", 1)
	oneProblem(t, givenText(sumMeasures, text), codeValue, "an amount of 0: it must be above zero", "correct")
	text = strings.Replace(sums{once: []string{"1"}, more: tranchesText + waterText}.payment(), "principal: {clause: \"1\", amount: 1000}\n", "", 1)
	oneProblem(t, givenText(sumMeasures, text), codeValue, "there are tranches, but no principal", "add principal")
	text = sums{once: []string{"1"}, more: strings.Replace(tranchesText, "id: junior", "id: surplus", 1) + strings.ReplaceAll(waterText, "to: junior", "to: surplus")}.payment()
	ps := problems(t, givenText(sumMeasures, text))
	if !strings.Contains(ps[0].What, `the id "surplus" is what goes back to the payer`) {
		t.Error(ps)
	}
}
