package contract

import (
	"encoding/json"
	"strings"
	"testing"
)

const (
	gainMeasure = `- {id: gain, clause: "3", effect: relative, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}`
	gainPayment = `
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: bonus, clause: "4", text: Paid at ten per cent., measure: gain, at_least: 10 % relative, pay: {amount: 250000}}
cap: {clause: "5", amount: 250000}`
)

// A contract need not compare people itself.
func TestContractOnGivenFigures(t *testing.T) {
	terms := onFigures(t, gainMeasure, gainPayment)
	if terms.ComparesPeople() {
		t.Error("it compares people")
	}
	if d := decided(t, terms, []Measurement{measured(0, 11, 30, "1/3")}); d.Due.Decimal() != "250000.00" {
		t.Errorf("exactly 10 %% pays %s", d.Due)
	}
	b, err := json.Marshal(terms)
	if err != nil || strings.Contains(string(b), "matching") {
		t.Errorf("%s, %v", b, err)
	}
	for _, name := range []string{"disclosure: {threshold: 10}\n", "eligibility: [{id: a, clause: x, covariate: age, at_least: 1}]\n"} {
		problems(t, name+givenText(gainMeasure, gainPayment))
	}
	validates(t, givenText(gainMeasure, gainPayment))
}

// A rate card counts outcomes: a contract that pays by nothing else measures no effect.
func TestWithoutMeasures(t *testing.T) {
	const card = `{id: card, clause: "2", text: Paid once., card: {outcomes: [{id: job, clause: "2.1", amount: 100}]}}`
	text := func(rules string) string {
		return strings.Replace(givenText("x", "rounding: {to: 0.01, mode: half-up}\nrules: ["+rules+"]\ncap: {clause: \"5\", amount: 1000}"), "measures:\n  x\n", "", 1)
	}
	if _, err := Parse("c.yaml", []byte(text(card))); err != nil {
		t.Error(err)
	}
	for _, rules := range []string{
		card + `, {id: bonus, clause: "4", text: Paid., measure: gain, at_least: 10 % relative, pay: {amount: 1}}`,
		strings.Replace(card, "card: {", "if: {all: [{measure: gain, at_least: 10 % relative}]}, card: {", 1),
	} {
		if ps := problems(t, text(rules)); !strings.Contains(ps.Error(), `no key "measures"`) {
			t.Errorf("%v", ps)
		}
	}
}
