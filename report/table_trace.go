package report

import (
	"slices"
	"strings"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

func traceTable(e account) Table {
	t := Table{
		Caption: e.say("Trace of the amount due"),
		Columns: []Column{
			{Head: e.say("Quantity"), Mono: true}, {Head: e.say("Clause")}, {Head: e.say("What it is, and how it is computed")}, {Head: e.say("Exact")}, {Head: e.say("Rounded"), Align: Right}, {Head: e.say("Unit")},
		},
		Notes: []string{e.say("Formulas have the numbers in them; “exact” is the value before the contract’s rounding, “rounded” after it. Rates and effects are proportions: 0.1 is ten per cent of the comparison rate when relative, ten percentage points when in points. tables/payment.csv holds the same with the inputs of each quantity.")},
	}
	if e.Language != English {
		t.Notes = append(t.Notes, e.say("The formulas are in the program’s own notation, in English."))
	}
	for _, n := range e.Decision.Trace {
		t.Rows = append(t.Rows, Row{Cells: []string{n.ID, n.Clause, strings.TrimSpace(sentence(ofTrace(e, n.Words)) + "\n" + minusSigns(n.Formula)), e.printed(trace.Brief(n.Exact), n.Unit, e.Contract.Currency), e.inBrief(e.printed(trace.Brief(n.Rounded), n.Unit, e.Contract.Currency)), e.quoted(n.Unit)}})
	}
	return t
}

// ofTrace is what a quantity is, in this language; a clause in the contract's own words
// stays as it is.
func ofTrace(e account, words string) string {
	if words = minusSigns(words); slices.Contains(clausesOf(terms(e)), words) {
		return words
	}
	return e.quoted(words)
}

// clausesOf are the contract's own words, which nobody translates.
func clausesOf(t *contract.Terms) []string {
	var out []string
	for _, m := range t.Measures {
		out = append(out, minusSigns(m.Text))
	}
	for _, g := range t.Payment.Gates {
		out = append(out, minusSigns(g.Text))
	}
	for _, r := range t.Payment.Rules {
		out = append(out, minusSigns(r.Text))
	}
	return out
}

// inBrief cuts a number with very many decimals; tables/payment.csv has them all.
func (l *lexicon) inBrief(s string) string {
	const decimals = 12
	whole, frac, _ := strings.Cut(strings.TrimSuffix(s, "…"), l.decimal)
	if len(frac) <= decimals {
		return s
	}
	return whole + l.decimal + frac[:decimals] + "…"
}

// printed sets a trace value: money and counts with thousands commas, the rest as it is.
func (l *lexicon) printed(s, unit string, c money.Currency) string {
	if _, ok := rational(s); !ok {
		return l.quoted(s)
	}
	if (unit == string(c) || unit == "people") && !strings.ContainsAny(s, "/…") {
		return l.typeset(s)
	}
	s = strings.ReplaceAll(s, ".", l.decimal)
	if s[0] == '-' {
		return minus + s[1:]
	}
	return s
}

// minusSigns makes the hyphens before numbers minus signs.
func minusSigns(s string) string {
	r := []rune(s)
	for i := 0; i+1 < len(r); i++ {
		if r[i] == '-' && r[i+1] >= '0' && r[i+1] <= '9' && (i == 0 || r[i-1] == ' ' || r[i-1] == '(' || r[i-1] == '\u00a0') {
			r[i] = '\u2212'
		}
	}
	return string(r)
}
