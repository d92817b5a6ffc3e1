package contract

import (
	"strings"
	"testing"
)

func TestRefusesLimits(t *testing.T) {
	const due = "\ndrawdowns: [{date: 2014-01-01, amount: 1000}]\ndue: {clause: \"9\", date: 2017-01-01, day_count: act/365}"
	for _, tt := range []struct{ limit, more, want string }{
		{`{id: l, clause: "7"}`, "", "a limit says one thing, this one says 0"},
		{`{id: l, clause: "7", at_most: 1, return_at_most: 5 %}`, due, "a limit says one thing, this one says 2"},
		{`{id: l, clause: "7", at_most: -1}`, "", "zero or more"},
		{`{id: l, clause: "7", at_most: 1}, {id: l, clause: "7", at_most: 2}`, "", `the id "l" is used twice`},
		{`{id: l, clause: "7", rules: [y2], at_most: 1}`, "", `did you mean "y1"?`},
		{`{id: l, clause: "7", rules: [wibble], at_most: 1}`, "", "write a, b or y1"},
		{`{id: l, clause: "7", rules: [a], share_at_most: 40 %}`, "", "a share of what? [SIB-L410]"},
		{`{id: l, clause: "7", rules: [a], at_most: 40, of: cap}`, "", "there is no share"},
		{`{id: l, clause: "7", rules: [a], share_at_most: 40, of: cap}`, "", `write "40 %"`},
		{`{id: l, clause: "7", rules: [a], share_at_most: 0 %, of: cap}`, "", "more than 0 and less than 100 %"},
		{`{id: l, clause: "7", rules: [a], share_at_most: 100 %, of: total}`, "", "more than 0 and less than 100 %"},
		{`{id: l, clause: "7", share_at_most: 40 %, of: total}`, "", "always 100 % of the total [SIB-L410]"},
		{`{id: l, clause: "7", rules: [a, b, y1], share_at_most: 40 %, of: total}`, "", "always 100 % of the total"},
		{`{id: l, clause: "7", each: cohort, rules: [a, y1], at_most: 1}`, "", `rule "a" pays once for all cohorts`},
		{`{id: l, clause: "7", each: week, rules: [y1], at_most: 1}`, "", "write cohort"},
		{`{id: l, clause: "7", return_at_most: 5 %}`, "\ndue: {clause: \"9\", date: 2017-01-01, day_count: act/365}", "a return on what? payment has no drawdowns [SIB-L410]"},
		{`{id: l, clause: "7", return_at_most: 5 %}`, "\ndrawdowns: [{date: 2014-01-01, amount: 1000}]", "payment has no due [SIB-L411]"},
		{`{id: l, clause: "7", return_at_most: 5 %}`, due + "\ncumulative: {clause: \"9\", recover: false}", "payments are cumulative"},
		{`{id: l, clause: "7", return_at_most: 101 %}`, due, "want 0 to 100 %"},
		{`{id: l, clause: "7", rules: [y1], each: cohort, return_at_most: 5 %}`, due, "the drawdowns are not of one cohort"},
		{`{id: l, clause: "7", return_at_most: 5 %}`, strings.Replace(due, "2017", "2013", 1), "the drawdown of 2014-01-01 comes after the payment of 2013-01-01"},
		{`{id: l, clause: "7", return_at_most: 5 %}`, strings.Replace(due, "2017", "2115", 1), "more than 100 years"},
	} {
		ps := problems(t, givenText(sumMeasures, sums{once: []string{"1", "2"}, each: []string{"3"}, more: "limits: [" + tt.limit + "]" + tt.more}.payment()))
		if len(ps) != 1 || !strings.Contains(ps.Error(), tt.want) {
			t.Errorf("%s:\n%v\nwant %q", tt.limit, ps, tt.want)
		}
	}
}

// Limits on the edge of what can be, which are accepted.
func TestAcceptsLimits(t *testing.T) {
	for name, more := range map[string]string{
		"no return":       `limits: [{id: l, clause: "7", return_at_most: 0 %}]` + dueIn("2017-01-01", "act/365"),
		"twice the money": `limits: [{id: l, clause: "7", return_at_most: 100 %}]` + dueIn("2017-01-01", "act/365"),
		"a hundred years": `limits: [{id: l, clause: "7", return_at_most: 1 %}]` + dueIn("2114-01-01", "30/360"),
		"on the day":      `limits: [{id: l, clause: "7", return_at_most: 1 %}]` + dueIn("2014-01-01", "30/360"),
		"all but one":     `limits: [{id: l, clause: "7", rules: [a, b], share_at_most: 99.9 %, of: total}]`,
		"all, of the cap": `limits: [{id: l, clause: "7", rules: [a, b, y1], share_at_most: 0.1 %, of: cap}]`,
		"nothing":         `limits: [{id: l, clause: "7", at_most: 0}]`,
	} {
		s := sums{once: []string{"1", "2"}, each: []string{"3"}, more: more}
		if _, err := Parse("c.yaml", []byte(givenText(sumMeasures, s.payment()))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	ps := problems(t, givenText(sumMeasures, sums{once: []string{"1"}, more: `limits: [{id: l, clause: "7", return_at_most: 1 %}]` + dueIn("2114-01-02", "30/360")}.payment()))
	if len(ps) != 1 || !strings.Contains(ps.Error(), "more than 100 years") {
		t.Error(ps)
	}
}

func dueIn(date, count string) string {
	return "\ndrawdowns: [{date: 2014-01-01, amount: 1000}]\ndue: {clause: \"9\", date: " + date + ", day_count: " + count + "}"
}

// A rule on conditions pays for each cohort if one of them is of each, whichever it is.
func TestLimitOfConditions(t *testing.T) {
	const yearly, gain = "{measure: yearly, at_least: 0 points}", "{measure: gain, at_least: 0 points}"
	for conditions, each := range map[string]bool{yearly: true, gain: false, gain + ", " + yearly: true, yearly + ", " + gain: true} {
		text := givenText(sumMeasures, `
rounding: {to: 0.01, mode: half-up}
rules: [{id: r, clause: "4", text: Paid., if: {all: [`+conditions+`]}, pay: {amount: 30}}]
limits: [{id: l, clause: "7", each: cohort, at_most: 20}]
cap: {clause: "8", amount: 1000}`)
		if !each {
			oneProblem(t, text, codeValue, `rule "r" pays once for all cohorts`, "delete each")
			continue
		}
		terms, err := Parse("c.yaml", []byte(text))
		if err != nil {
			t.Errorf("%s: %v", conditions, err)
			continue
		}
		if got := paidByRule(paying(t, terms, allMet(), "")); got != "r 2014 20.00, r 2015 20.00, r 2016 20.00" {
			t.Errorf("%s: %s", conditions, got)
		}
	}
}

// What was refused before is not complained of again.
func TestRefusedRulesAreNotMissed(t *testing.T) {
	for _, more := range []string{
		`limits: [{id: l, clause: "7", rules: [a], share_at_most: 40 %, of: total}]`,
		`gates: [{id: g, clause: "2", text: G., scope: pooled, rules: [a], require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: nothing}}]`,
		`payers: [{name: A, clause: "6", rules: [a]}, {name: B, clause: "6"}]`,
	} {
		oneProblem(t, givenText(sumMeasures, "rounding: {to: 0.01, mode: half-up}\n"+more+"\ncap: {clause: \"8\", amount: 1000}"), codeMissingKey, `no key "rules"`, "add rules")
		oneProblem(t, givenText(sumMeasures, "rounding: {to: 0.01, mode: half-up}\nrules: []\n"+more+"\ncap: {clause: \"8\", amount: 1000}"), codeForm, `"rules" is an empty list`, "at least one")
	}
}
