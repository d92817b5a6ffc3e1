package report

import (
	"fmt"

	"sib/contract"
	"sib/contract/trace"
	"sib/evaluate"
)

func paymentSection(e *evaluate.Evaluation, f figures) []Block {
	d := e.Decision
	out := []Block{whyBlock(e), KeyValues{Pairs: paymentPairs(e)}}
	out = append(out, amendmentBlocks(e)...)
	out = append(out, Heading{"What the clauses say"}, List{clauseTexts(terms(e))}, rulesTable(terms(e)))
	if bounds := boundsAround(terms(e)); len(bounds) > 0 {
		out = append(out, Paragraph{Text: "Around the rules:"}, List{bounds})
	}
	out = append(out, flowOfMoney(e)...)
	if len(d.Verdicts) > 0 {
		out = append(out, verdictsTable(e))
	}
	if len(d.Readings) > 0 {
		out = append(out, Heading{"The same number read both ways"},
			Paragraph{Text: "A threshold such as “ten per cent” can be meant relative to the comparison rate or in percentage points. The contract says which; the other reading is shown so that nobody is surprised by it."},
			readingsTable(e))
	}
	out = append(append(out, thresholdBlocks(e)...), curveBlocks(e, f)...)
	return append(out, Heading{"Every step of the calculation"}, traceTable(e))
}

// curveBlocks show what another effect would make due; nil where nothing moves the payment.
func curveBlocks(e *evaluate.Evaluation, f figures) []Block {
	head := Heading{"What another effect would make due"}
	switch {
	case f.payment != nil:
		return []Block{head, f.payment}
	case e.Outlook.CurveWhy != "":
		return []Block{head, Paragraph{Text: notWorkedOut(e.Outlook.CurveWhy)}}
	}
	return nil
}

// clauseTexts are the contract's own words.
func clauseTexts(t *contract.Terms) []string {
	var out []string
	for _, g := range t.Payment.Gates {
		out = append(out, capital(clause(g.Clause))+": "+sentence(g.Text))
	}
	for _, r := range t.Payment.Rules {
		text := capital(clause(r.Clause)) + ": " + sentence(r.Text)
		if r.Note != "" {
			text += " Note: " + sentence(r.Note)
		}
		out = append(out, text)
	}
	return out
}

func thresholdBlocks(e *evaluate.Evaluation) []Block {
	d := e.Decision
	if len(d.Verdicts) == 0 {
		return nil
	}
	out := []Block{Heading{"How far the next threshold is"}}
	if len(d.Next) == 0 {
		text := "Every threshold of the contract is reached."
		if len(d.Previous) == 0 {
			text = "No threshold decides: something else does."
		}
		out = append(out, Paragraph{Text: text})
	}
	if len(d.Next)+len(d.Previous) > 0 {
		out = append(out, thresholdsTable(e))
	}
	return out
}

func paymentPairs(e *evaluate.Evaluation) []Pair {
	p := terms(e).Payment
	var out []Pair
	if p.Principal != nil {
		out = append(out, Pair{"Principal (" + clause(p.Principal.Clause) + ")", amount(p.Principal.Amount)})
	}
	for _, d := range p.Drawdowns {
		out = append(out, Pair{"Drawdown on " + d.Date, amount(d.Amount)})
	}
	if p.Floor != nil {
		out = append(out, Pair{"Least that can be due (" + clause(p.Floor.Clause) + ")", amount(p.Floor.Amount)})
	}
	out = append(out, Pair{"Most that can be due (" + clause(p.Cap.Clause) + ")", amount(p.Cap.Amount)})
	if p.Due != nil {
		out = append(out, Pair{"Falls due (" + clause(p.Due.Clause) + ")", p.Due.Date})
	}
	return append(out, Pair{"Due", amount(e.Decision.Due)})
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
		t.Rows = append(t.Rows, Row{Strong: v.Binding, Cells: []string{
			v.Rule, v.Clause, labelIn(e, v.Cohort), observedCell(e, v), requiredCell(v), marginCell(v), yesNo(v.Met), weight,
		}})
	}
	t.Notes = []string{"Points are percentage points. The number observed is the one decided on, rounded as the contract says."}
	return t
}

// observedCell is the number observed; its measure stands under it where the
// contract has more than one.
func observedCell(e *evaluate.Evaluation, v contract.Verdict) string {
	typ, unit := typeOf(v)
	out := observed(v)
	if v.Statistic == contract.PValue {
		out = "p = " + out
	} else {
		out = shortUnit(out, typ, unit)
	}
	if deemed(e, v) {
		out = "taken to be\n" + out
	}
	if len(terms(e).Measures) > 1 && v.Measure != "" {
		out += "\n" + clean(v.Measure)
	}
	return out
}

func requiredCell(v contract.Verdict) string {
	text := shortThreshold(v.Required)
	if op := opOf(v); op != trace.AtLeast {
		text = fmt.Sprintf("%s %s", boundWords(op), text)
	}
	return text
}

func marginCell(v contract.Verdict) string {
	sign := "+"
	if !v.Met {
		sign = minus
	}
	return signedGap(sign, v.Margin, v.Required)
}

// signedGap puts a sign before a distance and its unit behind it; a currency goes first.
func signedGap(sign string, f float64, t contract.Threshold) string {
	size := gap(f, t)
	if f == 0 {
		sign = ""
	}
	if t.Effect == contract.Money {
		return gapUnit(sign+size, t, true)
	}
	return sign + gapUnit(size, t, true)
}
