package report

import (
	"math/big"
	"slices"
	"strings"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
	"sib/evaluate"
)

func paymentSection(e *evaluate.Evaluation, _ figures) []Block {
	out := []Block{Paragraph{Text: why(e)}, KeyValues{Pairs: paymentPairs(e)}, Heading{"What the clauses say"}}
	var rules []string
	for _, r := range e.Contract.Payment.Rules {
		text := capital(clause(r.Clause)) + ": " + sentence(r.Text)
		if r.Note != "" {
			text += " Note: " + sentence(r.Note)
		}
		rules = append(rules, text)
	}
	out = append(out, List{rules}, verdictsTable(e))
	if len(e.Decision.Readings) > 0 {
		out = append(out, Heading{"The same number read both ways"},
			Paragraph{Text: "A threshold such as “ten per cent” can be meant relative to the comparison rate or in percentage points. The contract says which; the other reading is shown so that nobody is surprised by it."},
			readingsTable(e))
	}
	out = append(out, Heading{"How far the next threshold is"})
	if len(e.Decision.Next) == 0 {
		out = append(out, Paragraph{Text: "Every threshold of the contract is reached."})
	} else {
		out = append(out, nextTable(e))
	}
	return append(out, Heading{"Every step of the calculation"}, traceTable(e))
}

func paymentPairs(e *evaluate.Evaluation) []Pair {
	p := e.Contract.Payment
	var out []Pair
	if p.Principal != nil {
		out = append(out, Pair{"Principal (" + clause(p.Principal.Clause) + ")", amount(p.Principal.Amount)})
	}
	for _, d := range p.Drawdowns {
		out = append(out, Pair{"Drawdown on " + d.Date, amount(d.Amount)})
	}
	return append(out,
		Pair{"Most that can be due (" + clause(p.Cap.Clause) + ")", amount(p.Cap.Amount)},
		Pair{"Due", amount(e.Decision.Due)})
}

func verdictsTable(e *evaluate.Evaluation) Table {
	t := Table{
		Caption: "Each threshold held against each measurement",
		Columns: []Column{
			{Head: "Rule"}, {Head: "Clause"}, {Head: "Cohort"}, {Head: "Observed", Align: Right}, {Head: "Required", Align: Right},
			{Head: "Margin", Align: Right}, {Head: "Verdict"}, {Head: "Weight"},
		},
	}
	for _, v := range e.Decision.Verdicts {
		if len(e.Contract.Cohorts) == 1 && !v.Binding {
			continue
		}
		weight := forInformation
		if v.Binding {
			weight = "Decides"
		}
		margin := "+" + distance(v.Margin)
		if !v.Met {
			margin = minus + distance(v.Margin)
		}
		t.Rows = append(t.Rows, Row{Strong: v.Binding, Cells: []string{
			v.Rule, v.Clause, labelIn(e, v.Cohort), observed(v) + unitShort(v.Effect), plain(v.Required.Value.Rat(), 0) + unitShort(v.Required.Effect),
			margin + unitShort(v.Effect), yesNo(v.Met), weight,
		}})
	}
	t.Notes = []string{"Points are percentage points. The number observed is the one decided on, rounded as the contract says."}
	return t
}

func unitShort(t contract.EffectType) string {
	if t == contract.Relative {
		return "% relative"
	}
	return " points"
}

func readingsTable(e *evaluate.Evaluation) Table {
	t := Table{
		Caption: "Relative and in points",
		Columns: []Column{
			{Head: "Rule"}, {Head: "Cohort"}, {Head: "Number, %", Align: Right}, {Head: "Relative change, %", Align: Right}, {Head: "Read as relative"},
			{Head: "Difference, points", Align: Right}, {Head: "Read as points"}, {Head: "Agreed reading"},
		},
	}
	for _, r := range e.Decision.Readings {
		number := r.Number.Rat()
		agreed := "points"
		if r.Agreed == contract.Relative {
			agreed = "relative"
		}
		cells := []string{
			r.Rule, labelIn(e, r.Cohort), plain(number, 0),
			readAs(e, r, contract.Relative, number), yesNo(r.RelativeMet),
			readAs(e, r, contract.Points, number), yesNo(r.PointsMet), agreed,
		}
		if i := sameReading(t.Rows, cells); i < 0 {
			t.Rows = append(t.Rows, Row{Cells: cells})
		} else if !slices.Contains(strings.Split(t.Rows[i].Cells[0], ", "), r.Rule) {
			t.Rows[i].Cells[0] += ", " + r.Rule
		}
	}
	return t
}

// sameReading finds the row that says the same of another rule, or −1.
func sameReading(rows []Row, cells []string) int {
	return slices.IndexFunc(rows, func(r Row) bool { return slices.Equal(r.Cells[1:], cells[1:]) })
}

// readAs quotes the number decided on where the contract measured this effect.
func readAs(e *evaluate.Evaluation, r contract.Reading, t contract.EffectType, number *big.Rat) string {
	if v, ok := decided(e, r.Cohort, t); ok {
		return brief(v)
	}
	if t == contract.Relative {
		return reading(r.RelativeF, number, r.RelativeMet)
	}
	return reading(r.PointsF, number, r.PointsMet)
}

func nextTable(e *evaluate.Evaluation) Table {
	outcomes := wordsFor(e.Contract.Outcome).many
	t := Table{
		Caption: "Distance to the next threshold",
		Columns: []Column{
			{Head: "Rule"}, {Head: "Cohort"}, {Head: "Next threshold", Align: Right}, {Head: "Short by", Align: Right},
			{Head: "In programme rate", Align: Right}, {Head: "Further " + outcomes + " needed", Align: Right},
		},
		Notes: []string{"With the comparison rate held fixed."},
	}
	for _, h := range e.Decision.Next {
		people := count(h.People)
		switch h.People {
		case contract.OutOfReach:
			people = "out of reach"
		case contract.Unequal:
			people = notApplicable
		}
		t.Rows = append(t.Rows, Row{Cells: []string{
			h.Rule, labelIn(e, h.Cohort), threshold(h.Required), distance(h.Gap) + unitShort(h.Required.Effect),
			inRate(h.Points), people,
		}})
	}
	return t
}

// inRate writes a distance in the programme rate.
func inRate(points *float64) string {
	if points == nil {
		return notApplicable
	}
	return distance(*points) + " points"
}

func traceTable(e *evaluate.Evaluation) Table {
	t := Table{
		Caption: "Trace of the amount due",
		Columns: []Column{
			{Head: "Quantity", Mono: true}, {Head: "Clause"}, {Head: "What it is, and how it is computed"}, {Head: "Exact"}, {Head: "Rounded", Align: Right}, {Head: "Unit"},
		},
		Notes: []string{"Formulas have the numbers in them; “exact” is the value before the contract’s rounding, “rounded” after it. Rates and effects are proportions: 0.1 is ten per cent of the comparison rate when relative, ten percentage points when in points. tables/payment.csv holds the same with the inputs of each quantity."},
	}
	for _, n := range e.Decision.Trace {
		t.Rows = append(t.Rows, Row{Cells: []string{n.ID, n.Clause, strings.TrimSpace(sentence(n.Words) + "\n" + n.Formula), printed(trace.Brief(n.Exact), n.Unit, e.Contract.Currency), inBrief(printed(trace.Brief(n.Rounded), n.Unit, e.Contract.Currency)), n.Unit}})
	}
	return t
}

// inBrief cuts a number with very many decimals; tables/payment.csv has them all.
func inBrief(s string) string {
	const decimals = 12
	whole, frac, _ := strings.Cut(strings.TrimSuffix(s, "…"), ".")
	if len(frac) <= decimals {
		return s
	}
	return whole + "." + frac[:decimals] + "…"
}

// printed sets a trace value: money and counts with thousands commas, the rest as it is.
func printed(s, unit string, c money.Currency) string {
	if _, ok := rational(s); !ok {
		return s
	}
	if (unit == string(c) || unit == "people") && !strings.ContainsAny(s, "/…") {
		return typeset(s)
	}
	if s[0] == '-' {
		return minus + s[1:]
	}
	return s
}
