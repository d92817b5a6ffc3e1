package contract

import (
	"strings"
	"testing"

	"sib/contract/money"
)

func paidByPayer(d *Decision) string {
	var out []string
	for _, p := range d.Payers {
		out = append(out, p.Name+" "+p.Amount.Decimal())
	}
	return strings.Join(out, ", ")
}

func TestPayers(t *testing.T) {
	for name, tt := range map[string]struct {
		sums
		want string
	}{
		"one":              {sums{once: []string{"10"}, more: `payers: [{name: A, clause: "6"}]`}, "A 10.00"},
		"shares":           {sums{once: []string{"100.01"}, more: `payers: [{name: A, clause: "6", share: 60 %}, {name: B, clause: "6"}]`}, "A 60.00, B 40.01"},
		"whole by shares":  {sums{once: []string{"0.01"}, more: `payers: [{name: A, clause: "6", share: 50 %}, {name: B, clause: "6", share: 50 %}]`}, "A 0.00, B 0.01"},
		"share, bounded":   {sums{once: []string{"100"}, more: `payers: [{name: A, clause: "6", share: 60 %, at_most: 59.99}, {name: B, clause: "6"}]`}, "A 59.99, B 40.01"},
		"share, at bound":  {sums{once: []string{"100"}, more: `payers: [{name: A, clause: "6", share: 60 %, at_most: 60}, {name: B, clause: "6"}]`}, "A 60.00, B 40.00"},
		"first money":      {sums{once: []string{"100"}, more: `payers: [{name: A, clause: "6", at_most: 99.99}, {name: B, clause: "6"}]`}, "A 99.99, B 0.01"},
		"first, all of it": {sums{once: []string{"100"}, more: `payers: [{name: A, clause: "6", at_most: 100.01}, {name: B, clause: "6"}]`}, "A 100.00, B 0.00"},
		"rules":            {sums{once: []string{"100", "40"}, more: `payers: [{name: A, clause: "6", rules: [b]}, {name: B, clause: "6", rules: [a]}]`}, "A 40.00, B 100.00"},
		"rules, capped":    {sums{once: []string{"100", "50"}, cap: "100", more: `payers: [{name: A, clause: "6", rules: [b]}, {name: B, clause: "6", rules: [a]}]`}, "A 33.33, B 66.67"},
		"rules, bounded":   {sums{once: []string{"100", "40"}, more: `payers: [{name: A, clause: "6", rules: [a], at_most: 70}, {name: B, clause: "6"}]`}, "A 70.00, B 70.00"},
		"enough at cap":    {sums{once: []string{"200"}, cap: "200", more: `payers: [{name: A, clause: "6", share: 50 %}, {name: B, clause: "6", at_most: 100}]`}, "A 100.00, B 100.00"},
		"below the cap":    {sums{once: []string{"150.01"}, cap: "200", more: `payers: [{name: A, clause: "6", share: 50 %}, {name: B, clause: "6", at_most: 100}]`}, "A 75.00, B 75.01"},
		"coarse rounding":  {sums{once: []string{"100.01"}, more: `payers: [{name: A, clause: "6", share: 33.333 %}, {name: B, clause: "6", share: 33.333 %}, {name: C, clause: "6"}]`}, "A 33.33, B 33.33, C 33.35"},
	} {
		t.Run(name, func(t *testing.T) {
			validates(t, givenText(sumMeasures, tt.payment()))
			if got := paidByPayer(paying(t, tt.terms(t), allMet(), "")); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// What is paid back is shared as payments are.
func TestPayersGetBack(t *testing.T) {
	terms := sums{once: []string{"100"}, more: `
cumulative: {clause: "9", recover: true}
payers: [{name: A, clause: "6", share: 60 %, at_most: 10}, {name: B, clause: "6"}]`}.terms(t)
	in, paid := allMet(), money.New("EUR", rat("200.01"))
	in.PaidToDate = &paid
	if got := paidByPayer(paying(t, terms, in, "")); got != "A -60.00, B -40.01" {
		t.Error(got)
	}
}

func TestPayersOfUntrustedTerms(t *testing.T) {
	terms := sums{once: []string{"100"}}.terms(t)
	half, ten := dec("0.5"), money.New("EUR", rat("10"))
	terms.Payment.Payers = []Payer{{Name: "A", Share: &half}, {Name: "B", AtMost: &ten}}
	refusedToDecide(t, terms, allMet(), money.Date{}, "together they pay EUR 60.00 of the EUR 100.00 that is due")
}

func TestRefusesPayers(t *testing.T) {
	for _, tt := range []struct{ payers, more, want string }{
		{`{name: A, clause: "6", share: 60 %}`, "", "[SIB-L413]"},
		{`{name: A, clause: "6", share: 60 %}, {name: B, clause: "6", share: 39.99 %}`, "", "may leave EUR 0.02 unpaid [SIB-L413]"},
		{`{name: A, clause: "6", share: 60 %}, {name: B, clause: "6", share: 40.01 %}`, "", "add up to 100.01 %"},
		{`{name: A, clause: "6", share: 60 %, at_most: 119.99}, {name: B, clause: "6", share: 40 %}`, "", "may leave EUR 0.01 unpaid"},
		{`{name: A, clause: "6", at_most: 199.99}`, "", "may leave EUR 0.01 unpaid"},
		{`{name: A, clause: "6", rules: [a]}`, "", "may leave EUR 200.00 unpaid"},
		{`{name: A, clause: "6", rules: [a]}, {name: B, clause: "6", rules: [b], at_most: 150}`, "", "may leave EUR 50.00 unpaid"},
		{`{name: A, clause: "6", share: 25 %}, {name: B, clause: "6", share: 25 %}, {name: C, clause: "6", at_most: 100}`, "", "may leave EUR 0.01 unpaid"},
		{`{name: A, clause: "6", rules: [a]}, {name: B, clause: "6", rules: [a, b]}`, "", `rule "a" is paid for by "A" and by "B"`},
		{`{name: A, clause: "6", rules: [a]}, {name: B, clause: "6", share: 50 %}, {name: C, clause: "6"}`, "", "[SIB-L410]"},
		{`{name: A, clause: "6", rules: [a], share: 50 %}, {name: C, clause: "6"}`, "", "[SIB-L410]"},
		{`{name: A, clause: "6", rules: [c]}, {name: C, clause: "6"}`, "", `there is no rule "c"`},
		{`{name: A, clause: "6"}, {name: B, clause: "6", share: 50 %}`, "", "nothing is left for the payers after it"},
		{`{name: A, clause: "6", share: 50 %}, {name: A, clause: "6"}`, "", `"A" pays twice`},
		{`{name: A, clause: "6", share: 0 %}, {name: B, clause: "6"}`, "", "more than 0 and at most 100 %"},
		{`{name: A, clause: "6", at_most: 0}, {name: B, clause: "6"}`, "", "above zero"},
		{`{name: A, clause: "6", at_most: 10}, {name: B, clause: "6"}`, "\ncumulative: {clause: \"9\", recover: true}", `how much of it "A" gets back`},
		{`{name: A, clause: "6", at_most: 10}, {name: B, clause: "6"}`, "\nfloor: {clause: \"9\", amount: -1}", `how much of it "A" gets back`},
		{`{name: A, clause: "6", rules: [a]}, {name: B, clause: "6"}`, "\ncumulative: {clause: \"9\", recover: false}", "no part of it belongs to a rule [SIB-L413]"},
		{`{name: A, clause: "6", rules: [a]}, {name: B, clause: "6"}`, "\nearly_end: {clause: \"9\", values: [{from: 2014-01-01, pay: {amount: 1}}]}", "no part of it belongs to a rule"},
	} {
		ps := problems(t, givenText(sumMeasures, sums{once: []string{"1", "2"}, cap: "200", more: "payers: [" + tt.payers + "]" + tt.more}.payment()))
		if text := strings.ReplaceAll(ps.Error(), "\u00a0", " "); len(ps) != 1 || !strings.Contains(text, tt.want) {
			t.Errorf("%s:\n%v\nwant %q", tt.payers, text, tt.want)
		}
	}
}

// The trace has what each payer's part is made of, and nothing else.
func TestPayersInTrace(t *testing.T) {
	const payers = `payers: [{name: A, clause: "6", share: 10 %, at_most: 5}, {name: B, clause: "6", at_most: 20}, {name: C, clause: "6"}]`
	for amount, want := range map[string]string{"100": "A 5.00, B 20.00, C 75.00", "0": "A 0.00, B 0.00, C 0.00"} {
		terms := sums{once: []string{"1"}, more: payers}.terms(t)
		setAmount(terms, "a", amount)
		d := paying(t, terms, allMet(), "")
		if got := paidByPayer(d); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		for id, has := range map[string]bool{
			"payment.payer.1.share": true, "payment.payer.1.at-most": true, "payment.payer.1.left": true,
			"payment.payer.2.share": false, "payment.payer.2.at-most": true, "payment.payer.2.left": true,
			"payment.payer.3.share": false, "payment.payer.3.at-most": false, "payment.payer.3.left": false,
		} {
			if (nodeOf(d, id) != nil) != has {
				t.Errorf("of %s: node %s is there: %v", amount, id, !has)
			}
		}
	}
}

// What only a decision knows may leave a payer without a part: an error, with the payer's name.
func TestPayersOfRulesThatComeToNothing(t *testing.T) {
	terms := sums{once: []string{"1"}}.terms(t)
	setAmount(terms, "a", "0")
	terms.Payment.Floor = &Cap{"7", money.New("EUR", rat("10"))}
	terms.Payment.Payers = []Payer{{Name: "A", Rules: []string{"a"}}, {Name: "B"}}
	refusedToDecide(t, terms, allMet(), money.Date{}, `payers: "A": `)
}

// Payers on the edge of what pays in full, which are accepted; and a cent beyond.
func TestPayersOnTheEdge(t *testing.T) {
	for payers, refused := range map[string]string{
		`{name: A, clause: "6", share: 100 %}`:                                                                                                                  "",
		`{name: A, clause: "6", at_most: 200}`:                                                                                                                  "",
		`{name: A, clause: "6", at_most: 50}, {name: B, clause: "6", rules: [a, b]}`:                                                                            "",
		`{name: A, clause: "6", rules: [a]}, {name: B, clause: "6", at_most: 200}`:                                                                              "",
		`{name: A, clause: "6", rules: [a]}, {name: B, clause: "6", at_most: 199.99}`:                                                                           "may leave EUR 0.01 unpaid",
		`{name: A, clause: "6", rules: [a], at_most: 200}, {name: B, clause: "6", rules: [b], at_most: 200}`:                                                    "",
		`{name: A, clause: "6", share: 25 %}, {name: B, clause: "6", share: 25 %}, {name: C, clause: "6", at_most: 50}, {name: D, clause: "6", at_most: 50}`:    "may leave EUR 0.01 unpaid",
		`{name: A, clause: "6", share: 25 %}, {name: B, clause: "6", share: 25 %}, {name: C, clause: "6", at_most: 50}, {name: D, clause: "6", at_most: 50.01}`: "",
		`{name: A, clause: "6", share: 50 %}, {name: B, clause: "6", at_most: 50}, {name: C, clause: "6", at_most: 50}`:                                         "",
	} {
		text := givenText(sumMeasures, sums{once: []string{"1", "2"}, cap: "200", more: "payers: [" + payers + "]"}.payment())
		if refused != "" {
			ps := problems(t, text)
			if len(ps) != 1 || !strings.Contains(strings.ReplaceAll(ps.Error(), "\u00a0", " "), refused) {
				t.Errorf("%s: %v", payers, ps)
			}
		} else if _, err := Parse("c.yaml", []byte(text)); err != nil {
			t.Errorf("%s: %v", payers, err)
		}
	}
	// A floor that was refused is one problem.
	oneProblem(t, givenText(sumMeasures, sums{once: []string{"1"}, more: "floor: {clause: \"7\", amount: }\npayers: [{name: A, clause: \"6\", at_most: 5}, {name: B, clause: \"6\"}]"}.payment()), codeForm, `"amount" is empty`, "leave out")
}
