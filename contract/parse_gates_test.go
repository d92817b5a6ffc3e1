package contract

import (
	"strings"
	"testing"
)

// oneProblem expects a contract on given figures to be refused for one thing.
func oneProblem(t *testing.T, text, code, what, remedy string) {
	t.Helper()
	ps := problems(t, text)
	if len(ps) != 1 || ps[0].Code != code || !strings.Contains(ps[0].What, what) || !strings.Contains(ps[0].Remedy, remedy) {
		t.Errorf("want %s %q, %q; it says\n%v", code, what, remedy, ps)
	}
}

const gateMeasures = `
- {id: yearly, clause: "3.1", effect: points, scope: each-cohort, statistic: point-estimate, rounding: none}
- {id: pooled, clause: "3.2", effect: points, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
- {id: change, clause: "3.3", effect: relative, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
- {id: left, clause: "3.4", effect: points, scope: unpaid, unpaid_by: each, pooling: participants, statistic: point-estimate, rounding: none}`

func TestRefusesGates(t *testing.T) {
	for _, tt := range []struct{ gate, code, what, remedy string }{
		{"scope: pooled, require: {quantity: match-rate, at_least: 80 % rate}", codeGate, `no key "on_failure"`, "pay: nothing"},
		{"scope: pooled, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {}", codeGate, "what happens when the gate fails: 0", "deem"},
		{"scope: pooled, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: nothing, defer: true}", codeGate, "2 things", "deem"},
		{"scope: pooled, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: something}", codeValue, `"pay" cannot be "something"`, "nothing"},
		{"scope: pooled, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {defer: false}", codeValue, `"defer" cannot be "false"`, "defer: true"},
		{"scope: pooled, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: {amount: 5}}", codeGate, "2 rules stand behind", "one rule"},
		{"scope: pooled, rules: [each], require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: {amount: 5}}", codeGate, "pays for each cohort", "each-cohort"},
		{"scope: pooled, rules: [all], require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: {amount: -5}}", codeValue, "zero or more", "correct"},
		{"scope: pooled, rules: [all], require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: {share_of_principal: 5 %}}", codeValue, "no principal", "add principal"},
		{"scope: pooled, rules: [all], require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: {amount: 1, share_of_principal: 5 %}}", codeGate, "one of amount and share", "keep one"},
		{"scope: pooled, rules: [al], require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: nothing}", codeValue, `no rule "al"`, `"all"`},
		{"scope: each-cohort, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: nothing}", codeGate, `rule "all" does not pay for each cohort`, "scope: pooled"},
		{"scope: pooled, require: {at_least: 80 % rate}, on_failure: {pay: nothing}", codeValue, "of a measure or of a quantity", "programme-people"},
		{"scope: pooled, require: {quantity: match-rate}, on_failure: {pay: nothing}", codeValue, "one bound", "at_least, above"},
		{"scope: pooled, require: {quantity: match-rate, above: 1 % rate, below: 5 % rate}, on_failure: {pay: nothing}", codeValue, "one bound", "at_least, above"},
		{"scope: pooled, require: {quantity: match-rate, at_least: 80 %}, on_failure: {pay: nothing}", codeBarePercent, "two ways", "signed"},
		{"scope: pooled, require: {quantity: match-rate, at_least: 80 points}, on_failure: {pay: nothing}", codeValue, "of type points", "type of the measure"},
		{"scope: pooled, require: {quantity: luck, at_least: 80 % rate}, on_failure: {pay: nothing}", codeValue, `"quantity" cannot be "luck"`, "match-rate"},
		{"scope: pooled, require: {measure: poled, at_least: 8 points}, on_failure: {pay: nothing}", codeValue, `no measure "poled"`, `"pooled"`},
		{"scope: pooled, require: {measure: yearly, at_least: 8 points}, on_failure: {pay: nothing}", codeValue, "of scope pooled, but measure", "same scope"},
		{"scope: pooled, require: {measure: left, at_least: 8 points}, on_failure: {pay: nothing}", codeValue, "come before any money", "another scope"},
		{"scope: pooled, rules: [all], require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {use: pooled}", codeValue, "already", "takes its place"},
		{"scope: pooled, rules: [all], require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {use: change}", codeValue, "cannot stand for", "same type"},
		{"scope: pooled, rules: [all], require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {use: yearly}", codeValue, "cannot stand for", "same type"},
		{"scope: pooled, rules: [all], require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {use: chang}", codeValue, `no measure "chang"`, `"change"`},
		{"scope: pooled, rules: [all], require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {deem: 5 % relative}", codeValue, "of type relative", "type of the measure"},
	} {
		oneProblem(t, givenText(gateMeasures, `
rounding: {to: 0.01, mode: half-up}
gates: [{id: g, clause: "2", text: G., `+tt.gate+`}]
rules:
  - {id: each, clause: "4.1", text: Each., measure: yearly, at_least: 5 points, pay: {amount: 100}}
  - {id: all, clause: "4.2", text: All., measure: pooled, at_least: 5 points, pay: {amount: 1000}}
cap: {clause: "5", amount: 100000}`), tt.code, tt.what, tt.remedy)
	}
}

func TestRefusesUnpaid(t *testing.T) {
	rules := func(s string) string {
		return "rounding: {to: 0.01, mode: half-up}\nrules:\n" + s + "cap: {clause: \"5\", amount: 100000}"
	}
	const each, all, rest = `  - {id: each, clause: "4.1", text: Each., measure: yearly, at_least: 5 points, pay: {amount: 100}}
`, `  - {id: each, clause: "4.2", text: All., measure: pooled, at_least: 5 points, pay: {amount: 1000}}
`, `  - {id: rest, clause: "4.3", text: The others., measure: left, at_least: 5 points, pay: {amount: 10000}}
`
	oneProblem(t, givenText(gateMeasures, rules(rest+each)), codeValue, `rule "rest" is decided before rule "each"`, "list the rule of each cohort first")
	oneProblem(t, givenText(gateMeasures, rules(all+rest)), codeValue, "it leaves none unpaid", "each-cohort")
	oneProblem(t, givenText(strings.Replace(gateMeasures, "unpaid_by: each", "unpaid_by: eech", 1), rules(each+rest)), codeValue, `no rule "eech"`, `"each"`)
	validates(t, givenText(gateMeasures, rules(each+rest)))
	onFigures(t, gateMeasures, rules(each+rest))
}

// What stands behind a gate and what takes a measure's place, where neither can be.
func TestRefusesWhatStandsBehindGates(t *testing.T) {
	for _, tt := range []struct{ rules, gate, code, what, remedy string }{
		{`{id: card, clause: "4", text: Card., card: {outcomes: [{id: a, clause: "5", amount: 3}]}}`,
			"id: g, scope: pooled, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {deem: 5 points}", codeGate, `rule "card" has no measure that could be replaced`, "pay or defer"},
		{`{id: card, clause: "4", text: Card., card: {outcomes: [{id: a, clause: "5", amount: 3}]}}`,
			"id: g, scope: pooled, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {use: pooled}", codeGate, `rule "card" has no measure that could be replaced`, "pay or defer"},
		{`{id: card, clause: "4", text: Card., card: {outcomes: [{id: a, clause: "5", amount: 3}]}}`,
			"id: g, scope: each-cohort, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: nothing}", codeGate, `rule "card" does not pay for each cohort by itself`, "scope: pooled"},
		{`{id: when, clause: "4", text: When., if: {all: [{measure: pooled, at_least: 1 points}]}, pay: {amount: 5}}`,
			"id: g, scope: each-cohort, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: nothing}", codeGate, `rule "when" does not pay for each cohort by itself`, "scope: pooled"},
		{`{id: when, clause: "4", text: When., if: {all: [{measure: yearly, at_least: 1 points}]}, pay: {amount: 5}}`,
			"id: g, scope: each-cohort, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: nothing}", "", "", ""},
		{`{id: all, clause: "4", text: All., measure: poled, at_least: 1 points, pay: {amount: 5}}`,
			"id: g, scope: each-cohort, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {deem: 5 points}", codeValue, `no measure "poled"`, `"pooled"`},
		{`{id: all, clause: "4", text: All., measure: pooled, at_least: 1 points, pay: {amount: 5}}`,
			"id: payment, scope: pooled, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: nothing}", codeValue, `the id "payment" is reserved`, "another"},
	} {
		text := givenText(gateMeasures[:strings.Index(gateMeasures, "- {id: left")], "rounding: {to: 0.01, mode: half-up}\ngates: [{"+tt.gate+`, clause: "2", text: G.}]`+"\nrules: ["+tt.rules+"]\ncap: {clause: \"5\", amount: 100000}")
		if tt.code != "" {
			oneProblem(t, text, tt.code, tt.what, tt.remedy)
		} else if _, err := Parse("c.yaml", []byte(text)); err != nil {
			t.Errorf("%s: %v", tt.rules, err)
		}
	}
	// Where the measures themselves were refused, nobody is asked about them.
	ps := problems(t, givenText("[]", "rounding: {to: 0.01, mode: half-up}\ngates: [{id: g, clause: \"2\", text: G., scope: pooled, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {use: gain}}]\nrules: [{id: r, clause: \"4\", text: R., measure: gain, at_least: 1 points, pay: {amount: 5}}]\ncap: {clause: \"5\", amount: 100000}"))
	if len(ps) != 1 || !strings.Contains(ps[0].What, "empty list") {
		t.Error(ps)
	}
}
