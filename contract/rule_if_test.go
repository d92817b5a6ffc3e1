package contract

import (
	"strings"
	"testing"
)

func gates(values ...string) Measurements {
	var in Measurements
	for i, id := range []string{"jail-days", "fall", "in-work"} {
		in.Reported = append(in.Reported, asReported(id, values[i]))
	}
	return in
}

// All, any, or some of the conditions, each on and below its bound.
func TestConditions(t *testing.T) {
	const three = `[{measure: jail-days, at_least: 5 points}, {measure: fall, above: 8 % reduction}, {measure: in-work, below: 20 people}]`
	for words, pays := range map[string]map[[3]string]string{
		"all: " + three: {
			{"0.05", "0.081", "19"}: "5.00", {"0.049", "0.081", "19"}: "0.00", {"0.05", "0.08", "19"}: "0.00", {"0.05", "0.081", "20"}: "0.00",
		},
		"any: " + three: {
			{"0.049", "0.08", "20"}: "0.00", {"0.05", "0.08", "20"}: "5.00", {"0.049", "0.09", "20"}: "5.00", {"0.049", "0.08", "19"}: "5.00",
		},
		"least: 2, of: " + three: {
			{"0.05", "0.08", "20"}: "0.00", {"0.05", "0.09", "20"}: "5.00", {"0.05", "0.08", "1"}: "5.00", {"0.05", "0.09", "1"}: "5.00",
		},
	} {
		terms := ruled(t, `[{`+head+`, if: {`+words+`}, pay: {amount: 5}}]`)
		for values, want := range pays {
			d := paid(t, terms, gates(values[:]...))
			if payouts(d) != want {
				t.Errorf("%s with %v pays %s", words, values, payouts(d))
			}
			met := 0
			for _, v := range d.Verdicts {
				if v.Met {
					met++
				}
			}
			if len(d.Verdicts) != 3 || len(d.Next) != 3-met || len(d.Previous) != met {
				t.Errorf("%d verdicts, %d met, %d next, %d previous", len(d.Verdicts), met, len(d.Next), len(d.Previous))
			}
		}
	}
}

// A condition may stand beside any shape.
func TestConditionBesideShapes(t *testing.T) {
	const when = `if: {all: [{measure: fall, at_least: 8 % reduction}]}`
	for _, shape := range []string{
		`measure: jail-days, at_least: 5 points, pay: {amount: 5}`,
		`measure: jail-days, tiers: [{at_least: 5 points, pay: {amount: 5}}]`,
		`measure: in-work, prices: [{amount: 1, each: 1 person, up_to: 4 people}, {amount: 1, each: 1 person}]`,
		`card: {outcomes: [{id: a, clause: A, amount: 5}]}`,
		`measure: savings, pay: {amount: 4, plus: 1, each: 100 EUR, beyond: 0 EUR}`,
	} {
		terms, ps := testRules(t, true, `[{`+head+`, `+shape+`, `+when+`}]`)
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		for value, want := range map[string]string{"0.0799": "0.00", "0.08": "5.00"} {
			in := gates("0.05", value, "5")
			in.Reported = append(in.Reported, asReported("savings", "100"))
			if terms.Payment.Rules[0].Card != nil {
				in.Tallies = []Tally{tally(0, 1, "a")}
			}
			if got := payouts(paid(t, terms, in)); got != want {
				t.Errorf("%s: %s pays %s, want %s", shape, value, got, want)
			}
		}
	}
}

// The p-value of a measure may be a condition.
func TestConditionOnPValue(t *testing.T) {
	terms := ruled(t, `[{`+head+`, if: {all: [{measure: chance, below: 5 % significance}]}, pay: {amount: 5}}]`)
	c := terms.Payment.Rules[0].If.Of[0]
	if c.Below.Effect != Significance || !c.met(rat("0.0499")) || c.met(rat("0.05")) {
		t.Errorf("%+v", c)
	}
}

// A rule of each cohort looks at each cohort's own figure, and at pooled ones once.
func TestConditionsOfCohorts(t *testing.T) {
	terms := ruled(t, `[{`+head+`, if: {all: [{measure: yearly, at_least: 5 points}, {measure: fall, at_least: 8 % reduction}]}, pay: {amount: 5}}]`)
	in := Measurements{Reported: []Figure{asReported("yearly@2014", "0.05"), asReported("yearly@2015", "0.04"), asReported("yearly@2016", "0.06"), asReported("fall", "0.08")}}
	d := paid(t, terms, in)
	if payouts(d) != "5.00 0.00 5.00" || len(d.Verdicts) != 4 {
		t.Errorf("amounts %s, verdicts %+v", payouts(d), d.Verdicts)
	}
}

func TestRefusesConditions(t *testing.T) {
	when := func(s string) string { return `[{` + head + `, if: {` + s + `}, pay: {amount: 5}}]` }
	const a, b = `{measure: jail-days, at_least: 5 points}`, `{measure: fall, at_least: 5 % reduction}`
	refusedRules(t, [][3]string{
		{when(`all: [` + a + `], any: [` + b + `]`), codeValue, "one list of conditions"},
		{when(``), codeValue, "one list of conditions"},
		{when(`of: [` + a + `]`), codeValue, "least and of go together"},
		{when(`least: 1, all: [` + a + `]`), codeValue, "least and of go together"},
		{when(`least: 3, of: [` + a + `, ` + b + `]`), codeValue, `"least" is 3`},
		{when(`least: 0, of: [` + a + `, ` + b + `]`), codeValue, `"least" is 0`},
		{when(`all: [{measure: jail-day, at_least: 5 points}]`), codeValue, `no measure "jail-day"`},
		{when(`all: [{measure: jail-days}]`), codeValue, "does not say what the measure must reach"},
		{when(`all: [{measure: jail-days, at_least: 5 % reduction}]`), codeValue, "of type reduction"},
		{when(`all: [{measure: jail-days, at_least: 5 points, below: 9 points}]`), codeValue, "below stands beside at_least"},
		{`[{` + head + `, measure: fall, if: {all: [` + a + `]}, pay: {amount: 5}}]`, codeValue, "nothing in the rule depends on the measure"},
		{`[{` + head + `, if: {all: [` + a + `]}, pay: {amount: 5, plus: 1, each: 1 point, beyond: 5 points}}]`, codeMissingKey, `no key "measure"`},
		{`[{` + head + `, measure: savings, if: {all: [` + a + `]}, pay: {share_of_measure: 50 %}}]`, codeTwoSided, "can fall below zero"},
		{`[{` + head + `, measure: jail-days, at_least: 5 points, if: {all: [{measure: yearly, at_least: 5 points}]}, pay: {amount: 5}}]`, codePooling, "which of them counts"},
		{`[{` + head + `, measure: jail-days, if: {all: [` + a + `]}, pay: {amount: 5, rising_to: 6, at: 7 points}}]`, codeValue, "from where the amount rises"},
		{`[{` + head + `, pay: {amount: 5}}]`, codeValue, "at_least and pay go together"},
	})
}

// A rule on conditions of each cohort pays for each: shares of the principal add up over them.
func TestConditionsOfCohortsShareThePrincipal(t *testing.T) {
	share := func(conditions, share string) string {
		return `[{` + head + `, if: {any: [` + conditions + `]}, pay: {share_of_principal: ` + share + `}}]`
	}
	const yearly, fall = `{measure: yearly, at_least: 5 points}`, `{measure: fall, at_least: 5 % reduction}`
	for conditions, each := range map[string]bool{fall: false, yearly: true, fall + ", " + yearly: true} {
		if _, ps := testRules(t, false, share(conditions, "33.33 %")); len(ps) != 0 {
			t.Errorf("%s: %v", conditions, ps)
		}
		_, ps := testRules(t, false, share(conditions, "33.34 %"))
		if each && (len(ps) != 1 || !strings.Contains(ps[0].What, "each of 3 cohorts would repay 33.34 % of the principal: 100.02 % in all")) || !each && len(ps) != 0 {
			t.Errorf("%s: %v", conditions, ps)
		}
	}
}
