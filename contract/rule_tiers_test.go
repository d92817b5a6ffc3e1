package contract

import (
	"strings"
	"testing"
)

const denverJail = `[{` + head + `, measure: jail-days, tiers: [
  {at_least: 20 points, below: 30 points, pay: {amount: 0, plus: 160000, each: 1 point, beyond: 0 points}},
  {at_least: 30 points, below: 65 points, pay: {amount: 4800000, plus: 38000, each: 1 point, beyond: 30 points}},
  {at_least: 65 points, pay: {amount: 6130000}}]}]`

// The reduction of jail days in Denver: nothing below 20, 160,000 a point from
// zero up to 30, 38,000 a point up to 65.
func TestDenverJailDays(t *testing.T) {
	onOne(t, "jail-days", denverJail, map[string]string{
		"-0.1": "0.00", "0.1999": "0.00", "0.19999999": "0.00", "0.2": "3200000.00", "0.25": "4000000.00", "0.29999999": "4799999.84",
		"0.3": "4800000.00", "0.38": "5104000.00", "0.64999999": "6129999.96", "0.65": "6130000.00", "0.8": "6130000.00",
	})
	d := paid(t, ruled(t, denverJail), Measurements{Reported: []Figure{asReported("jail-days", "0.38")}})
	for _, n := range d.Trace {
		want := "38 points ≥ 30 points: EUR 4,800,000.00, and for 8 points beyond 30 points EUR 304,000.00 = EUR 5,104,000.00"
		if got := strings.ReplaceAll(n.Formula, "\u00a0", " "); n.ID == "r.tier" && got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if len(d.Verdicts) != 3 || !d.Verdicts[1].Met || d.Verdicts[2].Met {
		t.Errorf("verdicts %+v", d.Verdicts)
	}
	if len(d.Next) != 1 || d.Next[0].Required.String() != "65 points" || len(d.Previous) != 1 || d.Previous[0].Required.String() != "30 points" {
		t.Errorf("next %+v, previous %+v", d.Next, d.Previous)
	}
}

// Rikers Island: a step for each benchmark of the reduction in days.
func TestRikers(t *testing.T) {
	onOne(t, "fall", `[{`+head+`, measure: fall, tiers: [
  {at_least: 8.5 % reduction, pay: {amount: 4800000}}, {at_least: 10 % reduction, pay: {amount: 9600000}},
  {at_least: 11 % reduction, pay: {amount: 10080000}}, {at_least: 12.5 % reduction, pay: {amount: 10272000}},
  {at_least: 13 % reduction, pay: {amount: 10368000}}, {at_least: 16 % reduction, pay: {amount: 10944000}},
  {at_least: 20 % reduction, pay: {amount: 11712000}}]}]`, map[string]string{
		"-3": "0.00", "0.084": "0.00", "0.085": "4800000.00", "0.1": "9600000.00", "0.0999999": "4800000.00", "0.11": "10080000.00",
		"0.13": "10368000.00", "0.16": "10944000.00", "0.2": "11712000.00", "1": "11712000.00",
	})
}

// IOD: the principal comes back from 50 %, the premium rises in a straight line
// to 7.5 % a year at 100 %, over five years.
func TestPremium(t *testing.T) {
	terms := ruled(t, `
- {id: back, clause: "4", text: t, measure: gain, at_least: 50 % relative, pay: {share_of_principal: 100 %}}
- {id: premium, clause: "4", text: t, measure: gain, tiers: [{at_least: 50 % relative, rate: 0 %, rising_to: 7.5 %, at: 100 % relative}], coupon: {years: 5, compounding: compound}}`)
	for value, want := range map[string]string{
		"-1": "0.00", "0.4999": "0.00", "0.5": "2200000.00", "0.75": "2644619.57", "0.999999": "3158382.31", "1": "3158384.52", "2": "3158384.52",
	} {
		d := paid(t, terms, Measurements{Reported: []Figure{asReported("gain", value)}})
		if got := d.Due.Decimal(); got != want {
			t.Errorf("%s: due %s, want %s", value, got, want)
		}
	}
}

// Tiers may give shares of the principal, shares of the measure and straight lines, and start above a value.
func TestMixedTiers(t *testing.T) {
	onOne(t, "gain", `[{`+head+`, measure: gain, tiers: [
  {above: 0 % relative, at_most: 5 % relative, pay: {share_of_principal: 10 %}},
  {above: 5 % relative, below: 10 % relative, pay: {amount: 300000, rising_to: 500000, at: 10 % relative}},
  {at_least: 10 % relative, pay: {share_of_principal: 25 %}}]}]`, map[string]string{
		"0": "0.00", "0.001": "220000.00", "0.05": "220000.00", "0.0500001": "300000.40", "0.075": "400000.00", "0.0999999": "499999.60", "0.1": "550000.00",
	})
	onOne(t, "savings", `[{`+head+`, measure: savings, tiers: [
  {at_least: 100 EUR, pay: {share_of_measure: 25 %}}, {at_least: 1000 EUR, pay: {share_of_measure: 50 %}}]}]`, map[string]string{
		"99.99": "0.00", "100": "25.00", "999.99": "250.00", "1000": "500.00",
	})
}

func TestRefusesTiers(t *testing.T) {
	tiers := func(s string) string { return `[{` + head + `, measure: jail-days, tiers: [` + s + `]}]` }
	const pay = `, pay: {amount: 5}}`
	refusedRules(t, [][3]string{
		{tiers(`{at_least: 5 points, below: 20 points` + pay + `, {at_least: 30 points` + pay), codeGap, `between "20 points", where a tier ends, and "30 points"`},
		{tiers(`{at_least: 5 points, below: 20 points` + pay + `, {above: 20 points` + pay), codeGap, `nothing says what "20 points" pays`},
		{tiers(`{at_least: 5 points, at_most: 20 points` + pay + `, {at_least: 20 points` + pay), codeOverlap, `"20 points" is in two tiers`},
		{tiers(`{at_least: 5 points, below: 20 points` + pay + `, {at_least: 19 points` + pay), codeOverlap, `between "19 points" and "20 points"`},
		{tiers(`{at_least: 5 points, below: 20 points` + pay), codeGap, `nothing says what is paid from "20 points" on`},
		{tiers(`{at_least: 5 points, below: 5 points` + pay), codeValue, `nothing is at least "5 points" and below "5 points"`},
		{tiers(`{at_least: 5 points, above: 5 points` + pay), codeValue, "above stands beside at_least"},
		{tiers(`{at_least: 5 points, below: 6 points, at_most: 7 points` + pay), codeValue, "below stands beside at_most"},
		{tiers(`{below: 5 points` + pay), codeMissingKey, "does not say where it starts"},
		{`[{` + head + `, measure: chance, tiers: [{at_least: 5 % significance, pay: {amount: 5}}]}]`, codeValue, "more of it is not a better result"},
		{tiers(`{at_least: 5 points}`), codeMissingKey, `no key "pay"`},
		{tiers(`{at_least: 6 points` + pay + `, {at_least: 5 points` + pay), codeValue, `the tier from "5 points" follows the one from "6 points"`},
		{tiers(`{at_least: 5 points` + pay + `, {at_least: 5 points` + pay), codeValue, "follows"},
		{tiers(`{at_least: 5 points` + pay + `, {at_least: 6 points, pay: {amount: 4}}`), codeValue, "a better result earns less: at \"6 points\""},
		{tiers(`{at_least: 5 points, pay: {amount: 0, plus: 1, each: 1 point, beyond: 0 points}}, {at_least: 10 points, pay: {amount: 9}}`), codeValue, "EUR\u00a09.00 follows EUR\u00a010.00"},
		{tiers(`{at_least: 5 points, pay: {amount: 0, rising_to: 9, at: 12 points}}, {at_least: 10 points, pay: {amount: 9}}`), codeValue, `rises until "12 points"`},
		{tiers(`{at_least: 5 points, below: 10 points, pay: {amount: 0, rising_to: 9, at: 12 points}}, {at_least: 10 points, pay: {amount: 9}}`), codeValue, `the tier ends at "10 points"`},
		{tiers(`{at_least: 5 points, pay: {amount: -5}}`), codeTwoSided, "the terms have no floor"},
		{`[{` + head + `, measure: jail-days, coupon: {years: 3, compounding: simple}, tiers: [{at_least: 5 points, rate: 3 %, rising_to: 4 %}]}]`, codeGap, "rising_to and at go together"},
		{`[{` + head + `, measure: jail-days, coupon: {years: 3, compounding: simple}, tiers: [{at_least: 5 points, rate: 3 %, rising_to: 2 %, at: 9 points}]}]`, codeValue, "a better result earns less: 2 % follows 3 %"},
		{`[{` + head + `, measure: jail-days, coupon: {years: 3, compounding: simple}, tiers: [{at_least: 5 points, rate: 3 %, rising_to: 5 %, at: 5 points}]}]`, codeValue, `the tier starts from "5 points"`},
		{`[{` + head + `, measure: jail-days, coupon: {years: 3, compounding: simple}, tiers: [{at_least: 5 points, rate: 3 %, pay: {amount: 5}}]}]`, codeValue, "not both"},
		{`[{` + head + `, measure: jail-days, coupon: {years: 3, compounding: simple}, tiers: [{at_least: 5 points, rate: 3 %, rising_to: 5 %, at: 9 points}, {at_least: 9 points, rate: 4 %}]}]`, codeValue, "4 % follows 5 %"},
	})
	for _, s := range []string{
		`{at_least: 5 points, at_most: 100 points` + pay,                                // nothing lies beyond
		`{at_least: 5 points, at_most: 5 points` + pay + `, {above: 5 points` + pay,     // one value by itself
		`{at_least: 5 points` + pay + `, {above: 5 points, pay: {amount: 6}}`,           // the same
		`{at_least: 5 points, below: 6 points` + pay + `, {at_least: 6 points` + pay,    // they meet
		`{at_least: 5 points, at_most: 6 points` + pay + `, {above: 6.000 points` + pay, // they meet
	} {
		if _, ps := testRules(t, false, tiers(s)); len(ps) > 0 {
			t.Errorf("%s is refused:\n%v", s, ps)
		}
	}
}

// A line of a rate that ends where it starts, which no contract file can say, is an error.
func TestRateWithoutALine(t *testing.T) {
	for at, want := range map[string]string{"0.5": "does not say how its rate rises", "0.49": "does not say how its rate rises", "0.51": ""} {
		terms := ruled(t, `[{`+head+`, measure: gain, tiers: [{at_least: 50 % relative, rate: 0 %, rising_to: 7.5 %, at: 100 % relative}], coupon: {years: 5, compounding: compound}}]`)
		terms.Payment.Rules[0].Tiers[0].At.Value = dec(at)
		in := Measurements{Reported: []Figure{asReported("gain", "0.7")}}
		if want == "" {
			paid(t, terms, in)
		} else {
			refusedDecision(t, terms, in, want)
		}
	}
}

// Tiers on the edge of what can be, which are accepted; and a step beyond.
func TestTiersOnTheEdge(t *testing.T) {
	table := func(measure, coupon, tiers string) string {
		return `[{` + head + `, measure: ` + measure + coupon + `, tiers: [` + tiers + `]}]`
	}
	const coupon = `, coupon: {years: 100, compounding: compound}`
	for text, refused := range map[string]string{
		table("gain", coupon, `{at_least: 5 % relative, rate: 100 %}`):                                                                                        "",
		table("gain", coupon, `{at_least: 5 % relative, rate: 100.1 %}`):                                                                                      "want 0 to 100 %",
		table("gain", coupon, `{at_least: 5 % relative, rate: 0 %}`):                                                                                          "",
		table("gain", coupon, `{at_least: 5 % relative, rate: -0.1 %}`):                                                                                       "want 0 to 100 %",
		table("gain", `, coupon: {years: 101, compounding: compound}`, `{at_least: 5 % relative, rate: 1 %}`):                                                 "a coupon over 101 years",
		table("gain", `, coupon: {years: 0, compounding: simple}`, `{at_least: 5 % relative, rate: 1 %}`):                                                     "a coupon over 0 years",
		table("gain", coupon, `{at_least: 5 % relative, rate: 3 %, rising_to: 3 %, at: 6 % relative}`):                                                        "",
		table("gain", coupon, `{at_least: 5 % relative, rate: 3 %}, {at_least: 6 % relative, rate: 3 %}`):                                                     "",
		table("gain", coupon, `{at_least: 5 % relative, rate: 3 %}, {at_least: 6 % relative, rate: 2.9 %}`):                                                   "2.9 % follows 3 %",
		table("gain", "", `{at_least: 5 % relative, pay: {share_of_principal: 5 %}}, {at_least: 6 % relative, pay: {share_of_principal: 5 %}}`):               "",
		table("gain", "", `{at_least: 5 % relative, pay: {share_of_principal: 5 %}}, {at_least: 6 % relative, pay: {share_of_principal: 4 %}}`):               "EUR 88,000.00 follows EUR 110,000.00",
		table("gain", "", `{at_least: 5 % relative, pay: {share_of_principal: 5 %}}, {at_least: 6 % relative, pay: {amount: 110000}}`):                        "",
		table("gain", "", `{at_least: 5 % relative, pay: {share_of_principal: 5 %}}, {at_least: 6 % relative, pay: {amount: 109999.99}}`):                     "EUR 109,999.99 follows EUR 110,000.00",
		table("savings", "", `{at_least: 1 EUR, pay: {share_of_measure: 50 %}}, {at_least: 100 EUR, pay: {share_of_measure: 50 %}}`):                          "",
		table("savings", "", `{at_least: 1 EUR, pay: {share_of_measure: 50 %}}, {at_least: 100 EUR, pay: {share_of_measure: 49 %}}`):                          "EUR 49.00 follows EUR 50.00",
		table("savings", "", `{at_least: 1 EUR, pay: {share_of_measure: 50 %}}, {at_least: 100 EUR, pay: {amount: 49.99}}`):                                   "EUR 49.99 follows EUR 50.00",
		table("jail-days", "", `{at_least: 5 points, below: 6 points, pay: {amount: 1, rising_to: 2, at: 6 points}}, {at_least: 6 points, pay: {amount: 2}}`): "",
		table("jail-days", "", `{at_least: 5 points, pay: {amount: 1, rising_to: 2, at: 6 points}}, {at_least: 6 points, pay: {amount: 2}}`):                  "",
		table("jail-days", "", `{at_least: 5 points, pay: {amount: 1, rising_to: 2, at: 6.1 points}}, {at_least: 6 points, pay: {amount: 2}}`):                `rises until "6.1 points"`,
		table("jail-days", "", `{at_least: 5 points, at_most: 5 points, pay: {amount: 1}}, {above: 5 points, pay: {amount: 2}}`):                              "",
		table("jail-days", "", `{at_least: 5 points, pay: {amount: 1}}, {above: 5 points, pay: {amount: 2}}`):                                                 "",
		table("jail-days", "", `{above: 5 points, pay: {amount: 1}}, {at_least: 5 points, pay: {amount: 2}}`):                                                 `the tier from "5 points" follows`,
		table("jail-days", "", `{at_least: 5 points, at_most: 100 points, pay: {amount: 1}}`):                                                                 "",
		table("jail-days", "", `{at_least: 5 points, below: 100 points, pay: {amount: 1}}`):                                                                   `from "100 points" on`,
		table("jail-days", "", `{at_least: 5 points, at_most: 99.9 points, pay: {amount: 1}}`):                                                                `from "99.9 points" on`,
	} {
		_, ps := testRules(t, false, text)
		if got := strings.ReplaceAll(ps.Error(), "\u00a0", " "); refused == "" && len(ps) > 0 || refused != "" && (len(ps) != 1 || !strings.Contains(got, refused)) {
			t.Errorf("%s: %v, want %q", text, got, refused)
		}
	}
}
