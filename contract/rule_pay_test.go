package contract

import (
	"strings"
	"testing"

	"sib/contract/money"
)

const head = `id: r, clause: "4", text: t`

// JuMP Augsburg: 20 people or more in work, EUR 250,000. Exactly 20 qualified.
func TestBinary(t *testing.T) {
	onOne(t, "in-work", `[{`+head+`, measure: in-work, at_least: 20 people, pay: {amount: 250000}}]`,
		map[string]string{"19": "0.00", "19.999999": "0.00", "20": "250000.00", "22": "250000.00"})
}

// Each kind of bound below, on and above it.
func TestFourBounds(t *testing.T) {
	for bound, want := range map[string][3]string{
		"at_least": {"0.00", "5.00", "5.00"}, "above": {"0.00", "0.00", "5.00"},
		"at_most": {"5.00", "5.00", "0.00"}, "below": {"5.00", "0.00", "0.00"},
	} {
		terms := ruled(t, `[{`+head+`, measure: rearrested, `+bound+`: 40 % rate, pay: {amount: 5}}]`)
		for i, value := range []string{"0.3999999", "0.4", "0.4000001"} {
			d := paid(t, terms, Measurements{Reported: []Figure{asReported("rearrested", value)}})
			if got := payouts(d); got != want[i] {
				t.Errorf("%s of %s pays %s", bound, value, got)
			}
			v := d.Verdicts[0]
			if v.Met != (want[i] != "0.00") || strings.ReplaceAll(string(v.Comparing), "-", "_") != bound || v.Margin < 0 && v.Met {
				t.Errorf("%s of %s: %+v", bound, value, v)
			}
			if next, previous := len(d.Next), len(d.Previous); v.Met != (next == 0) || v.Met != (previous == 1) {
				t.Errorf("%s of %s: next %d, previous %d", bound, value, next, previous)
			}
		}
	}
}

// A share of the measure's money, such as half of what was saved.
func TestShareOfMeasure(t *testing.T) {
	onOne(t, "savings", `[{`+head+`, measure: savings, at_least: 0 EUR, pay: {share_of_measure: 50 %}}]`,
		map[string]string{"-0.01": "0.00", "0": "0.00", "0.02": "0.01", "0.01": "0.01", "1000000.33": "500000.17"})
}

// An amount that rises beyond a bound, without end and to an end.
func TestRisingPay(t *testing.T) {
	onOne(t, "jail-days", `[{`+head+`, measure: jail-days, at_least: 20 points, pay: {amount: 1000, plus: 160, each: 2 points, beyond: 20 points}}]`,
		map[string]string{"0.19999": "0.00", "0.2": "1000.00", "0.21": "1080.00", "0.30": "1800.00"})
	onOne(t, "jail-days", `[{`+head+`, measure: jail-days, above: 5 points, pay: {amount: 0, rising_to: 100000, at: 17 points}}]`,
		map[string]string{"0.05": "0.00", "0.06": "8333.33", "0.11": "50000.00", "0.1699999": "99999.92", "0.17": "100000.00", "0.9": "100000.00"})
	// Less is better: the fewer are rearrested below 40 %, the more is paid, until 20 %.
	onOne(t, "rearrested", `[{`+head+`, measure: rearrested, at_most: 40 % rate, pay: {amount: 100, rising_to: 300, at: 20 % rate}}]`,
		map[string]string{"0.41": "0.00", "0.4": "100.00", "0.3": "200.00", "0.2": "300.00", "0.1": "300.00", "0": "300.00"})
	onOne(t, "rearrested", `[{`+head+`, measure: rearrested, below: 40 % rate, pay: {amount: 100, plus: -10, each: 1 % rate, beyond: 40 % rate}}]`,
		map[string]string{"0.4": "0.00", "0.39": "110.00", "0": "500.00"})
}

// A malus: terms with a floor may pay less than nothing.
func TestMalus(t *testing.T) {
	const malus = `[{` + head + `, measure: jail-days, below: 0 points, pay: {amount: -500, plus: 1000, each: 1 point, beyond: 0 points}}]`
	terms, ps := testRules(t, true, malus)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	for value, want := range map[string]string{"0": "0.00", "-0.001": "-600.00", "-0.02": "-2500.00"} {
		if d := paid(t, terms, Measurements{Reported: []Figure{asReported("jail-days", value)}}); payouts(d) != want {
			t.Errorf("%s pays %s, want %s", value, payouts(d), want)
		}
	}
	for _, text := range []string{
		malus,
		`[{` + head + `, measure: jail-days, below: 0 points, pay: {amount: -500}}]`,
		`[{` + head + `, measure: jail-days, below: 0 points, pay: {amount: 0, plus: 1, each: 1 point, beyond: 0 points}}]`,
		`[{` + head + `, measure: jail-days, at_least: 0 points, pay: {amount: 0, plus: 1, each: 1 point, beyond: 1 point}}]`,
		`[{` + head + `, measure: jail-days, at_most: 0 points, pay: {amount: 5, rising_to: -5, at: -10 points}}]`,
		`[{` + head + `, measure: savings, at_least: -0.01 EUR, pay: {share_of_measure: 50 %}}]`,
		`[{` + head + `, measure: savings, at_most: 5 EUR, pay: {share_of_measure: 50 %}}]`,
	} {
		if _, ps := testRules(t, true, text); len(ps) > 0 {
			t.Errorf("%s\nis refused in spite of a floor:\n%v", text, ps)
		}
		_, ps := testRules(t, false, text)
		if len(ps) == 0 {
			t.Errorf("%s\nis accepted without a floor", text)
		}
		for _, p := range ps {
			if p.Code != codeTwoSided {
				t.Errorf("%s\n%v", text, p)
			}
		}
	}
}

func TestRefusesPay(t *testing.T) {
	pay := func(s string) string {
		return `[{` + head + `, measure: jail-days, at_least: 5 points, pay: ` + s + `}]`
	}
	refusedRules(t, [][3]string{
		{pay(`{amount: 1, plus: 2}`), codeGap, "plus, each and beyond go together"},
		{pay(`{amount: 1, plus: 2, each: 1 point}`), codeGap, "plus, each and beyond go together"},
		{pay(`{amount: 1, beyond: 1 point}`), codeGap, "plus, each and beyond go together"},
		{pay(`{amount: 1, rising_to: 2}`), codeGap, "rising_to and at go together"},
		{pay(`{amount: 1, at: 9 points}`), codeGap, "rising_to and at go together"},
		{pay(`{amount: 1, rising_to: 2, at: 5 points}`), codeValue, `reached at "5 points", but paid from "5 points"`},
		{pay(`{amount: 1, rising_to: 2, at: 4 points}`), codeValue, `reached at "4 points"`},
		{pay(`{amount: 3, rising_to: 2, at: 9 points}`), codeValue, "a better result earns less"},
		{pay(`{amount: 1, plus: 2, each: 0 points, beyond: 5 points}`), codeValue, "not above zero"},
		{pay(`{amount: 1, plus: 2, each: 1 person, beyond: 5 points}`), codeValue, "of type count"},
		{pay(`{amount: 1, rising_to: 2, at: 9 points, plus: 2, each: 1 point, beyond: 5 points}`), codeValue, "not both"},
		{pay(`{share_of_principal: 1 %, plus: 2, each: 1 point, beyond: 5 points}`), codeValue, "only an amount rises"},
		{pay(`{share_of_measure: 50 %}`), codeValue, "is not money"},
		{pay(`{amount: -1}`), codeTwoSided, "the terms have no floor"},
		{`[{` + head + `, measure: jail-days, at_least: 5 points, below: 9 points, pay: {amount: 1}}]`, codeValue, "below stands beside at_least"},
		{`[{` + head + `, at_least: 5 points, pay: {amount: 1}}]`, codeMissingKey, `no key "measure"`},
		{`[{` + head + `, measure: in-work, at_least: 5 days, pay: {amount: 1}}]`, codeValue, `is of type count of people`},
		{`[{` + head + `, measure: savings, at_least: 5 USD, pay: {amount: 1}}]`, codeValue, "currency"},
		{`[{` + head + `, measure: yearly, at_least: 5 points, pay: {share_of_principal: 50 %}}]`, codeValue, "150 % in all"},
	})
}

// Terms that did not come from Parse are refused, whatever they lack.
func TestDecideRefusesRules(t *testing.T) {
	spoil := func(f func(*Rule)) *Terms {
		terms := ruled(t, `[{`+head+`, measure: jail-days, at_least: 5 points, pay: {amount: 0, rising_to: 2, at: 9 points}}]`)
		f(&terms.Payment.Rules[0])
		return terms
	}
	eur := money.New("EUR", rat("1"))
	for name, f := range map[string]func(*Rule){
		"no bound":           func(r *Rule) { r.Bound = Bound{} },
		"empty bound":        func(r *Rule) { r.AtLeast = &Threshold{} },
		"no measure":         func(r *Rule) { r.Measure = "" },
		"no amount":          func(r *Rule) { r.Pay.Amount = nil },
		"zero amount":        func(r *Rule) { r.Pay.Amount = &money.Amount{} },
		"zero end":           func(r *Rule) { r.Pay.RisingTo = &money.Amount{} },
		"no at":              func(r *Rule) { r.Pay.At = nil },
		"empty at":           func(r *Rule) { r.Pay.At = &Threshold{} },
		"at where it starts": func(r *Rule) { r.Pay.At = r.AtLeast },
		"plus alone":         func(r *Rule) { r.Pay = &Pay{Amount: &eur, Plus: &eur} },
		"empty share":        func(r *Rule) { r.Pay = &Pay{Share: &Decimal{}} },
		"two shapes":         func(r *Rule) { r.Prices = []Price{{}} },
		"empty price":        func(r *Rule) { *r = Rule{ID: "r", Measure: r.Measure, Prices: []Price{{}}} },
		"price for nothing": func(r *Rule) {
			*r = Rule{ID: "r", Measure: r.Measure, Prices: []Price{{Amount: dec("1"), Each: Threshold{Value: dec("0")}}}}
		},
		"bounded price": func(r *Rule) {
			r.Pay, r.Prices = nil, []Price{{Amount: dec("1"), Each: Threshold{Value: dec("1")}}}
		},
		"two endless prices": func(r *Rule) {
			p := Price{Amount: dec("1"), Each: Threshold{Value: dec("1")}}
			*r = Rule{ID: "r", Measure: r.Measure, Prices: []Price{p, p}}
		},
		"empty tier":        func(r *Rule) { *r = Rule{ID: "r", Measure: r.Measure, Tiers: []Tier{{}}} },
		"tier without pay":  func(r *Rule) { *r = Rule{ID: "r", Measure: r.Measure, Tiers: []Tier{{Bound: r.Bound}}} },
		"tier pays nothing": func(r *Rule) { *r = Rule{ID: "r", Measure: r.Measure, Tiers: []Tier{{Bound: r.Bound, Pay: &Pay{}}}} },
		"tier stops at its start": func(r *Rule) {
			p := *r.Pay
			p.At = r.AtLeast
			*r = Rule{ID: "r", Measure: r.Measure, Tiers: []Tier{{Bound: r.Bound, Pay: &p}}}
		},
		"coupon alone": func(r *Rule) { *r = Rule{ID: "r", Measure: r.Measure, Coupon: &Coupon{}} },
		"empty coupon": func(r *Rule) {
			*r = Rule{ID: "r", Measure: r.Measure, Coupon: &Coupon{}, Tiers: []Tier{{Bound: r.Bound, Rate: &Decimal{"0.1", rat("0.1")}}}}
		},
		"rate not said": func(r *Rule) {
			*r = Rule{ID: "r", Measure: r.Measure, Coupon: &Coupon{Years: dec("1"), Compounding: simple}, Tiers: []Tier{{Bound: r.Bound}}}
		},
		"no conditions":    func(r *Rule) { r.If = &Conditions{} },
		"empty condition":  func(r *Rule) { r.If = &Conditions{1, []Condition{{}}} },
		"only nothing":     func(r *Rule) { *r = Rule{ID: "r", If: &Conditions{}, Pay: &Pay{Amount: &eur}} },
		"a quantity":       func(r *Rule) { r.If = &Conditions{1, []Condition{{Quantity: MatchRate, Bound: r.Bound}}} },
		"cap without sum":  func(r *Rule) { r.Cap = &Cap{} },
		"no such index":    func(r *Rule) { r.Indexed = "x" },
		"index of no year": func(r *Rule) { r.Indexed = "cpi" },
		"card priceless":   func(r *Rule) { *r = Rule{ID: "r", Card: &Card{Outcomes: []CardOutcome{{ID: "a"}}}} },
	} {
		in := Measurements{Reported: []Figure{asReported("jail-days", "0.5")}}
		terms := spoil(f)
		if terms.Payment.Rules[0].Card != nil {
			in.Tallies = []Tally{{Rule: "r", Outcomes: []string{"a"}, People: 1}}
		}
		if d, err := Decide(terms, in, money.Date{}); err == nil || !strings.Contains(err.Error(), `rule "r": `) && !strings.Contains(err.Error(), "payment.rules.r.") {
			t.Errorf("%s: %v, %v", name, d, err)
		}
	}
}

// Where less is better, a line may fall to its end, and no further.
func TestLineBelowABound(t *testing.T) {
	onOne(t, "in-work", `[{`+head+`, measure: in-work, at_most: 9 people, pay: {amount: 5, rising_to: 3, at: 1 people}}]`,
		map[string]string{"10": "0.00", "9.01": "0.00", "9": "5.00", "5": "4.00", "1": "3.00", "0": "3.00", "-50": "3.00"})
	onOne(t, "in-work", `[{`+head+`, measure: in-work, at_most: 9 people, pay: {amount: 3, rising_to: 5, at: 1 people}}]`,
		map[string]string{"9.01": "0.00", "9": "3.00", "5": "4.00", "1": "5.00", "-50": "5.00"})
}

// A line that falls, or ends where it starts, is shown at the key that makes it so.
func TestLinesAreRefusedAtTheirKey(t *testing.T) {
	for pay, want := range map[string]struct{ at, what string }{
		"amount: 9, plus: -1, each: 1 point, beyond: 5 points": {"-1,", "a better result earns less"},
		"amount: 9, rising_to: 8, at: 7 points":                {"8,", "a better result earns less"},
		"amount: 5, rising_to: 8, at: 5 points":                {"5 points}}", `the amount is reached at "5 points", but paid from "5 points"`},
		"amount: 5, rising_to: 8, at: 4 points":                {"4 points}}", `the amount is reached at "4 points", but paid from "5 points"`},
	} {
		text := `[{` + head + `, measure: jail-days, at_least: 5 points, pay: {` + pay + `}}]`
		_, ps := testRules(t, false, text)
		if len(ps) != 1 || !strings.Contains(ps[0].What, want.what) || ps[0].Col != strings.LastIndex(text, want.at)+1 {
			t.Errorf("%s: %v, want it at column %d", pay, ps, strings.LastIndex(text, want.at)+1)
		}
	}
}
