package contract

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"sib/contract/money"
)

// FuzzParse holds Parse to its word on any bytes: terms that survive JSON and
// can be decided on, or problems that each have a place and a remedy.
func FuzzParse(f *testing.F) {
	f.Add([]byte(duo(f)))
	f.Add([]byte(duo(f, onPoints()...)))
	f.Add([]byte(duo(f, "scope: pooled\n    pooling: participants", "scope: each-cohort")))
	f.Add([]byte(duo(f, returnRule, fuzzRules)))
	f.Add([]byte("contract: sib/1\nid: &a [*a]\n"))
	f.Add([]byte(amended(f, twoAmendments)))
	for _, text := range wholeLanguage(f) {
		f.Add([]byte(text))
	}
	f.Add([]byte(givenText(sumMeasures, sums{once: []string{"100", "50"}, each: []string{"20"}, more: rikers + `limits: [{id: k, clause: "7", return_at_most: 5 %}, {id: l, clause: "7", rules: [a], share_at_most: 40 %, of: total}]
payers: [{name: A, clause: "6", share: 50 %, at_most: 10}, {name: B, clause: "6"}]`}.payment())))
	f.Add([]byte("\ufeff? {a: [b]}\n: !!x c\n---\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		terms, err := Parse("c.yaml", data)
		if err == nil {
			fuzzTerms(t, terms)
			return
		}
		var ps Problems
		if !errors.As(err, &ps) || len(ps) == 0 {
			t.Fatalf("not problems: %v", err)
		}
		for i, p := range ps {
			if p.File != "c.yaml" || p.What == "" || p.Remedy == "" || strings.ContainsFunc(p.Source, hiddenButTab) {
				t.Fatalf("problem %+v", p)
			}
			if i > 0 && i < maxProblems && ps[i-1].Line > p.Line {
				t.Fatalf("line %d comes after line %d", p.Line, ps[i-1].Line)
			}
		}
	})
}

// fuzzRules are rules of every shape, in place of the return.
const fuzzRules = `    - {id: a, clause: "1", text: t, measure: gain, above: 5 % relative, pay: {amount: 1, plus: 2, each: 1 % relative, beyond: 5 % relative}, cap: {clause: "2", amount: 9}}
    - {id: b, clause: "1", text: t, measure: gain, tiers: [{at_least: 5 % relative, below: 9 % relative, pay: {amount: 0, rising_to: 7, at: 8 % relative}}, {at_least: 9 % relative, pay: {share_of_principal: 5 %}}]}
    - {id: c, clause: "1", text: t, measure: gain, tiers: [{at_least: 5 % relative, rate: 1 %, rising_to: 2 %, at: 9 % relative}], coupon: {years: 3, compounding: compound}}
    - {id: d, clause: "1", text: t, measure: gain, prices: [{amount: 1.5, each: 1 % relative, up_to: 9 % relative}, {amount: 2, each: 1 % relative}]}
    - {id: e, clause: "1", text: t, if: {least: 1, of: [{measure: gain, below: 5 % relative}, {measure: gain, at_most: 4 % relative}]}, card: {outcomes: [{id: x, clause: y, amount: 1}, {id: z, clause: y, amount: 2, needs: [x]}], person_cap: {clause: z, amount: 2}}}
    - {id: f, clause: "1", text: t, if: {any: [{measure: gain, at_least: 5 % relative}]}, pay: {amount: 3}}
`

// fuzzTallies are people with the first outcomes of each rate card.
func fuzzTallies(terms *Terms) []Tally {
	var out []Tally
	for _, r := range terms.Payment.Rules {
		if r.Card == nil {
			continue
		}
		tally := Tally{Rule: r.ID, People: 3}
		for _, c := range r.If.measures() {
			if m, err := terms.measure(c); err == nil && m.Scope == EachCohort {
				tally.Cohort = terms.Cohorts[0]
			}
		}
		if r.Indexed != "" {
			tally.Cohort = terms.Cohorts[0]
		}
		for _, o := range r.Card.Outcomes[:min(2, len(r.Card.Outcomes))] {
			tally.Outcomes = append(tally.Outcomes, o.ID)
		}
		out = append(out, tally)
	}
	return out
}

func hiddenButTab(r rune) bool { return r != '\t' && hidden(r) }

func fuzzTerms(t *testing.T, terms *Terms) {
	t.Helper()
	b, err := json.Marshal(terms)
	if err != nil {
		t.Fatal(err)
	}
	var back Terms
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	var ms []Measurement
	for i, cohort := range append([]int{0}, terms.Cohorts...) {
		m := withInterval(t, cohort, int64(i%8), 7+int64(i), "1/5", 30)
		if terms.Interval.Level.known() {
			m.Difference.Level = terms.Interval.Level.Float64()
		}
		ms = append(ms, m)
	}
	_ = Lint(terms)
	d, err := Decide(terms, Measurements{Compared: ms, Tallies: fuzzTallies(terms)}, money.Date{})
	if err != nil && strings.Contains(err.Error(), "has no value of") {
		return // an index is known only year by year
	}
	if err != nil {
		t.Fatalf("valid terms cannot be decided on: %v", err)
	}
	least := money.Zero(terms.Currency)
	if f := terms.Payment.Floor; f != nil {
		least = f.Amount
	}
	if d.Due.Cmp(least) < 0 || d.Due.Cmp(terms.Payment.Cap.Amount) > 0 {
		t.Fatalf("due %s", d.Due)
	}
	partsAddUp(t, terms, d)
}
