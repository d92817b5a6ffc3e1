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
	f.Add([]byte("contract: sib/1\nid: &a [*a]\n"))
	f.Add([]byte(amended(f, twoAmendments)))
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
	d, err := Decide(terms, Measurements{Compared: ms}, money.Date{})
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
