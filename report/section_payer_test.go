package report

import (
	"math/big"
	"strings"
	"testing"

	"sib/contract/money"
	"sib/evaluate"
)

// 320 × 0.0917741875 = 29.37; 278,697.74 ÷ 29.36774 = 9,489.93, ÷ 48.0908 = 5,795.24,
// ÷ 11.15600 = 24,981.87; 278,697.74 ÷ 290,000 = 96.1 %.
func TestPayerSection(t *testing.T) {
	text := sectionText(t, duo(), "payer")
	says(t, text,
		"EUR 278,697.74 is due. Participants have 29.4 more placements than would be expected from the comparison group.",
		"**Share of the cap used**: 96.1% of EUR 290,000.00",
		"**Net outcomes (participants × difference)**: +29.4", "**Their interval**: +11.2 to +48.1 (95%)",
		"**Amount due for each net outcome**: EUR 9,490", "**The same at the ends of the interval**: EUR 5,795 to EUR 24,982",
		"[z]: the contract states no saving for an outcome",
		"| both groups have the comparison rate measured here | that something is due | "+en.chance(duo().Outlook.Payout.PaidIfUseless)+" |",
		"| the rates are those measured here | that nothing is due | "+en.chance(duo().Outlook.Payout.Nothing)+" |")
}

// An interval that holds zero has no number to divide by at one end; nothing gained has none at all.
func TestPayerSectionUndefined(t *testing.T) {
	again := func(events int64, lo, hi float64) string {
		e := duo()
		e.Measured.Compared = e.Measured.Compared[3:]
		m := &e.Measured.Compared[0]
		m.ProgrammeEvents, m.ProgrammeRate = events, big.NewRat(events, 320)
		m.Difference.Lo, m.Difference.Hi = lo, hi
		e.Outlook = evaluate.LookAhead(e.Contract, e.Measured, money.Date{})
		return sectionText(t, e, "payer")
	}
	says(t, again(112, -0.02, 0.07), "**Their interval**: −6.4 to +22.4 (95%)", "**The same at the ends of the interval**: not defined: the interval includes zero")
	says(t, again(80, -0.14, -0.01), "fewer placements than would be expected", "**Amount due for each net outcome**: not defined: there are no additional outcomes")
	e := duo()
	e.Outlook.Payer, e.Outlook.PayerWhy = nil, `"x" is missing`
	says(t, sectionText(t, e, "payer"), "It could not be worked out: “x” is missing.")
	e.Outlook.PayerWhy = ""
	if hasSection(e, "payer") {
		t.Error("a payer's section of nothing")
	}
}

const gatedText = `measures:
  - {id: gain, clause: "3.1", effect: relative, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
  - {id: gap, clause: "3.2", effect: points, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
payment:
  rounding: {to: 0.01, mode: half-up}
  principal: {clause: "1.1", amount: 5000}
  drawdowns: [{date: 2014-01-01, amount: 5000}]
  gates:
    - {id: enough, clause: "2.1", text: At least 100 participants., scope: pooled, require: {quantity: programme-people, at_least: 100 people}, on_failure: {pay: nothing}}
  rules:
    - {id: bonus, clause: "4.1", text: Paid for the gain., measure: gain, at_least: 10 % relative, pay: {amount: 1000}}
    - {id: extra, clause: "4.2", text: Paid for the gap., measure: gap, at_least: 5 points, pay: {amount: 500}}
  cap: {clause: "5", amount: 3000}
  due: {clause: "8", date: 2017-06-30, day_count: act/365}
amendments:
  - {id: halved, clause: "9", effective: 2017-01-01, changes: [{at: payment.rules.bonus.pay.amount, was: 1000, is: 500}]}
disclosure: {threshold: 10}
`

// A contract with a gate, two rules and an amendment: 500 and 500 of at most 3,000.
func TestSectionsOfARun(t *testing.T) {
	e := runOf(t, "../testdata/duo", changed(t, duoFile, upTo(t, duoFile, "measures:\n", ""), gatedText), evaluate.Given{})
	if e.Decision.Due.Decimal() != "1000.00" || len(e.Decision.Gates) == 0 {
		t.Fatalf("due %s", e.Decision.Due)
	}
	r := e.Results[len(e.Results)-1]
	net := float64(r.Programme.N) * (r.Programme.Value - r.Comparison.Value)
	says(t, sectionText(t, e, "payer"),
		"**Share of the cap used**: 33.3% of EUR 3,000.00",
		"Participants have "+en.float(net, 1)+" more placements", "**Amount due for each net outcome**: EUR "+en.float(1000/net, 0))
	text := sectionText(t, e, "robustness")
	says(t, text, "pay the same, EUR 1,000.00. The lowest amount is EUR ", "would be due then", "| **As the contract says** |")
	for _, s := range e.Sensitivity.Specifications {
		if s.Due == nil && s.Error == "" {
			t.Errorf("%s: no amount under the amended terms", s.Name)
		}
	}
	if strings.Contains(text, "No amounts") {
		t.Error("the amended terms are at hand")
	}
	says(t, sectionText(t, e, "method"), "Amendments in force: halved.", "No plan was locked before the outcomes were read")
	d := newDocument(told(e), figures{})
	cover := &markdown{words: en.furniture()}
	for _, b := range d.Cover {
		cover.block(b)
	}
	says(t, read(cover.String()), "**Day of the decision**: 2017-06-30", "**Status**: Draft: not signed")
}

// A weighted design has no sets to test in, and its years in place of strata.
func TestSectionsOfWeights(t *testing.T) {
	people := upTo(t, onePath, "covariates:\n", "matching:")
	const scored = "covariates:\n  - {name: age, kind: integer, match: distance, missing: refuse}\n  - {name: gender, kind: category, match: exact, missing: refuse}\n\n"
	e := runOf(t, "../testdata/parquet", changed(t, onePath, people, scored, "estimand: ATT,", "estimand: ATC, method: entropy,", "rounding: none", "rounding: {to: 0.1 points, mode: half-up}"), evaluate.Given{})
	says(t, sectionText(t, e, "robustness"), "Rosenbaum’s bounds need matched sets")
	says(t, sectionText(t, e, "payer"), "The difference is not that of participants alone, and is taken for theirs here.")
}
