package report

import (
	"strings"
	"testing"

	"sib/contract"
)

// Every shape of a rule in words, as everything has them.
func TestRuleLinesOfEveryShape(t *testing.T) {
	terms := terms(told(everything()))
	want := map[string][]payLine{
		"work": {{"in-work at least 18 people", "EUR 25,000.00"}}, // as amended
		"step": {
			{"gain more than 5% relative and less than 15% relative", "EUR 1,000.00, plus EUR 100.00 for each 1% relative beyond 5% relative"},
			{"gain at least 15% relative", "EUR 3,000.00, rising in a straight line to EUR 5,000.00 at 30% relative, and no further"}},
		"housing": {
			{"For each day of “days”, up to 100 days in all", "EUR 15.125"}, {"For each day of “days”, beyond that", "EUR 10.00"},
			{"At most, for each cohort year (clause 4.31)", "EUR 2,000.00"}},
		"shared": {{"savings at least EUR 0.00", "50% of the amount of “savings”"}},
		"card": {
			{"For each person with “entry” (clause A1)", "EUR 500.00"}, {"For each person with “kept” (clause A2), if also with entry", "EUR 700.00"},
			{"At most, for one person (clause A9)", "EUR 1,100.00"}},
		"both": {
			{"Only if 2 of these hold: gain-lower more than 0 percentage points; chance less than 0.05 (the 5% level); times at least 2 times", "nothing otherwise"},
			{"When these hold", "EUR 700.00"}},
		"drop":   {{"fall at least 0.05% reduction", "EUR −100.00"}},
		"marks":  {{"grades more than 0.2 standard deviations", "1% of the principal"}},
		"coupon": {{"gain at least 10% relative", "3% a year, simple over 1 year, on the principal"}, {"gain at least 20% relative", "4% a year, rising in a straight line to 6% at 40% relative, simple over 1 year, on the principal"}},
	}
	for id, lines := range want {
		rule, ok := ruleOf(terms, id)
		if !ok {
			t.Fatalf("no rule %q", id)
		}
		got := en.ruleLines(terms, rule)
		if len(got) != len(lines) {
			t.Errorf("%s: %q", id, got)
			continue
		}
		for i := range got {
			if clear(got[i].when) != lines[i].when || clear(got[i].pays) != lines[i].pays {
				t.Errorf("%s: %q, want %q", id, got[i], lines[i])
			}
		}
	}
}

// clear makes no-break spaces plain.
func clear(s string) string { return strings.ReplaceAll(s, nbsp, " ") }

func TestConditionWords(t *testing.T) {
	one := at(contract.Points, "0", "")
	c := contract.Condition{Measure: "a", Bound: contract.Bound{Above: &one}}
	for _, tt := range []struct {
		least int
		of    []contract.Condition
		want  string
	}{
		{1, []contract.Condition{c}, "only if a more than 0 percentage points"},
		{1, []contract.Condition{c, c}, "only if one of these holds: "},
		{2, []contract.Condition{c, c}, "only if all of these hold: "},
		{2, []contract.Condition{c, c, c}, "only if 2 of these hold: "},
	} {
		if got := en.conditionWords(contract.Conditions{Least: tt.least, Of: tt.of}); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
