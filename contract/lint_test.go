package contract

import (
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
