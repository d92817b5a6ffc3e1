package contract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// advised returns the codes with their subjects, in order.
func advised(terms *Terms) []string {
	var out []string
	for _, a := range Lint(terms) {
		out = append(out, a.Code+" "+a.Subject)
	}
	return out
}

func TestLintDuo(t *testing.T) {
	want := []string{
		"SIB-L501 gain", "SIB-L504 payment", "SIB-L505 payment", "SIB-L510 payment", "SIB-L502 principal", "SIB-L507 principal", "SIB-L507 return",
	}
	terms := parsed(t)
	if got := advised(terms); !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	for _, a := range Lint(terms) {
		if a.What == "" || a.Remedy == "" || Codes[a.Code] == "" || a.Severity == "" {
			t.Errorf("incomplete: %+v", a)
		}
		if a.Line == 0 {
			t.Errorf("line %d of %s", a.Line, a.Subject)
		}
	}
}

func TestLint(t *testing.T) {
	for _, tt := range []struct {
		name  string
		pairs []string
		want  string // in an advice; "" with code: none of it
		code  string
	}{
		{"unused", change("measure: gain\n      at_least: 10 %", "measure: other\n      at_least: 10 %", "measures:\n", "measures:\n  - {id: other, clause: \"3.9\", effect: relative, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}\n", returnRule, ""), `nothing uses the measure "gain"`, adviceUnused},
		{"all used", nil, "", adviceUnused},
		{"text says 12", change("at least 10 % better relative", "at least 12 % better relative"), "clause 4.1 name 12 %", adviceText},
		{"text says 10", nil, "", adviceText},
		{"rounds down", change("{to: 0.1 %, mode: half-up}", "{to: 0.1 %, mode: down}"), "", adviceRounding},
		{"rounds up", nil, "about 9.95 % relative counts as 10 % relative", adviceRounding},
		{"coarse", change("{to: 0.1 %, mode: half-up}", "{to: 6 %, mode: half-up}"), "the distance from 10 % relative to 15 % relative", adviceUnlike},
		{"just fine enough", change("{to: 0.1 %, mode: half-up}", "{to: 5 %, mode: half-up}"), "", adviceUnlike},
		{"cap never applies", nil, "the rules pay at most EUR 286,660.06: the cap of EUR 290,000.00 never applies", adviceNoCap},
		{"cap exactly", change("amount: 290000", "amount: 286660.06"), "", adviceNoCap},
		{"cap cuts", change("amount: 290000", "amount: 286660.05"), "the rules can pay EUR 286,660.06: the cap of EUR 286,660.05 cuts", adviceNoCap},
		{"simple", change("amount: 290000", "amount: 283140", "compounding: compound", "compounding: simple"), "", adviceNoCap},
		{"cliff", nil, "at 10 % relative a single person can decide over EUR 234,000.00", adviceCliff},
		{"cliff of an amount", change("share_of_principal: 100 %", "amount: 5"), "decide over EUR 5.00", adviceCliff},
		{"lower bound", append(onPoints(), "point-estimate", "lower-bound"), "", advicePoint},
		{"no drawdowns", change("  drawdowns:\n    - {date: 2014-01-01, amount: 234000}\n", ""), "", adviceNoDue},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var found []string
			for _, a := range Lint(parsed(t, tt.pairs...)) {
				if a.Code == tt.code {
					found = append(found, strings.ReplaceAll(a.What, "\u00a0", " "))
				}
			}
			if tt.want == "" && len(found) > 0 || tt.want != "" && !slices.ContainsFunc(found, func(s string) bool { return strings.Contains(s, tt.want) }) {
				t.Errorf("%s: %q, want %q", tt.code, found, tt.want)
			}
		})
	}
}

// Every code that the package can give has a meaning, in the form SIB-L and three digits.
func TestCodes(t *testing.T) {
	for code, words := range Codes {
		if len(code) != len("SIB-L101") || !strings.HasPrefix(code, "SIB-L") || len(words) < 20 {
			t.Errorf("%s: %q", code, words)
		}
	}
}

// Gates on evidence and on people settle two of the notes; other gates do not.
func TestLintGates(t *testing.T) {
	const gate = "  gates:\n    - {id: g, clause: \"2.9\", text: Enough., scope: pooled, require: %s, on_failure: {pay: nothing}}\n"
	for _, tt := range []struct {
		name, require string
		measure       string // another one, with this statistic
		point, people bool
	}{
		{"none", "", "", true, true},
		{"programme people", "{quantity: programme-people, at_least: 100 people}", "", true, false},
		{"comparison people", "{quantity: comparison-people, at_least: 100 people}", "", true, false},
		{"match rate", "{quantity: match-rate, at_least: 80 % rate}", "", true, true},
		{"point estimate", "{measure: gain, above: 0 % relative}", "", true, true},
		{"lower bound", "{measure: other, above: 0 points}", "lower-bound", false, true},
		{"p-value", "{measure: other, below: 5 % significance}", "p-value, sides: 1", false, true},
	} {
		var pairs []string
		if tt.require != "" {
			pairs = append(pairs, "  rules:\n", fmt.Sprintf(gate, tt.require)+"  rules:\n")
		}
		if tt.measure != "" {
			rounding := map[bool]string{true: "{to: 0.1 %, mode: half-up}", false: "{to: 0.1 points, mode: half-up}"}[strings.HasPrefix(tt.measure, "p-value")]
			pairs = append(pairs, "measures:\n", "measures:\n  - {id: other, clause: \"3.9\", effect: points, scope: pooled, pooling: participants, statistic: "+tt.measure+", rounding: "+rounding+"}\n")
		}
		got := advised(parsed(t, pairs...))
		if slices.Contains(got, advicePoint+" gain") != tt.point || slices.Contains(got, adviceFewPeople+" payment") != tt.people {
			t.Errorf("%s: %q", tt.name, got)
		}
		if slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, adviceUnused) }) {
			t.Errorf("%s: a measure that a gate tests is used: %q", tt.name, got)
		}
	}
}

// What rules, conditions, composites and gates cite is used, and what nobody cites is not.
func TestLintUnused(t *testing.T) {
	terms := onFigures(t, `
- {id: part, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
- {id: whole, clause: "3", effect: points, scope: pooled, of: [{measure: part, weight: 100 %}], statistic: point-estimate, rounding: none}
- {id: when, clause: "3", effect: points, scope: pooled, pooling: participants, comparison_rate: 12.5 %, statistic: point-estimate, rounding: none}
- {id: instead, clause: "3", effect: points, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
- {id: idle, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}`, `
rounding: {to: 0.01, mode: half-up}
gates: [{id: g, clause: "2", text: G., scope: pooled, require: {quantity: programme-people, at_least: 2 people}, on_failure: {use: instead}}]
rules: [{id: r, clause: "4", text: At 7.5 % and 3 points and 40 %., measure: whole, at_least: 3 points, if: {all: [{measure: when, at_least: 7.5 points}]}, pay: {amount: 5}}]
cap: {clause: "5", amount: 5}`)
	var got []string
	for _, a := range Lint(terms) {
		if a.Code == adviceUnused || a.Code == adviceFixed || a.Code == adviceText {
			got = append(got, a.Subject+": "+strings.ReplaceAll(a.What, "\u00a0", " "))
		}
	}
	want := []string{
		"when: the comparison rate is fixed at 12.5 %: the economy pays or costs, not only the programme",
		`idle: nothing uses the measure "idle"`,
		"r: the words of clause 4 name 40 %, which is not among the terms of the rule",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}
