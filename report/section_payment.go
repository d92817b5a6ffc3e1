package report

import (
	"sib/contract"
	"sib/contract/trace"
)

func paymentSection(e account, f figures) []Block {
	d := e.Decision
	out := []Block{whyBlock(e), KeyValues{Pairs: paymentPairs(e)}}
	out = append(out, amendmentBlocks(e)...)
	out = append(out, Heading{e.say("What the clauses say")}, List{e.clauseTexts(terms(e))}, e.rulesTable(terms(e)))
	if bounds := e.boundsAround(terms(e)); len(bounds) > 0 {
		out = append(out, Paragraph{Text: e.say("Around the rules:")}, List{bounds})
	}
	out = append(out, flowOfMoney(e)...)
	if len(d.Verdicts) > 0 {
		out = append(out, verdictsTable(e))
	}
	if len(d.Readings) > 0 {
		out = append(out, Heading{e.say("The same number read both ways")},
			Paragraph{Text: e.say("A threshold such as “ten per cent” can be meant relative to the comparison rate or in percentage points. The contract says which; the other reading is shown so that nobody is surprised by it.")},
			readingsTable(e))
	}
	out = append(append(out, thresholdBlocks(e)...), curveBlocks(e, f)...)
	return append(out, Heading{e.say("Every step of the calculation")}, traceTable(e))
}

// curveBlocks show what another effect would make due; nil where nothing moves the payment.
func curveBlocks(e account, f figures) []Block {
	head := Heading{e.say("What another effect would make due")}
	switch {
	case f.payment != nil:
		return []Block{head, f.payment}
	case e.Outlook.CurveWhy != "":
		return []Block{head, Paragraph{Text: e.notWorkedOut(e.Outlook.CurveWhy)}}
	}
	return nil
}

// clauseTexts are the contract's own words.
func (l *lexicon) clauseTexts(t *contract.Terms) []string {
	var out []string
	for _, g := range t.Payment.Gates {
		out = append(out, l.say("%s: %s", capital(l.clause(g.Clause)), sentence(g.Text)))
	}
	for _, r := range t.Payment.Rules {
		text := l.say("%s: %s", capital(l.clause(r.Clause)), sentence(r.Text))
		if r.Note != "" {
			text += l.say(" Note: %s", sentence(r.Note))
		}
		out = append(out, text)
	}
	return out
}

func thresholdBlocks(e account) []Block {
	d := e.Decision
	if len(d.Verdicts) == 0 {
		return nil
	}
	out := []Block{Heading{e.say("How far the next threshold is")}}
	if len(d.Next) == 0 {
		text := e.say("Every threshold of the contract is reached.")
		if len(d.Previous) == 0 {
			text = e.say("No threshold decides: something else does.")
		}
		out = append(out, Paragraph{Text: text})
	}
	if len(d.Next)+len(d.Previous) > 0 {
		out = append(out, thresholdsTable(e))
	}
	return out
}

func paymentPairs(e account) []Pair {
	p := terms(e).Payment
	var out []Pair
	if p.Principal != nil {
		out = append(out, Pair{e.say("Principal (%s)", e.clause(p.Principal.Clause)), e.amount(p.Principal.Amount)})
	}
	for _, d := range p.Drawdowns {
		out = append(out, Pair{e.say("Drawdown on %s", d.Date), e.amount(d.Amount)})
	}
	if p.Floor != nil {
		out = append(out, Pair{e.say("Least that can be due (%s)", e.clause(p.Floor.Clause)), e.amount(p.Floor.Amount)})
	}
	out = append(out, Pair{e.say("Most that can be due (%s)", e.clause(p.Cap.Clause)), e.amount(p.Cap.Amount)})
	if p.Due != nil {
		out = append(out, Pair{e.say("Falls due (%s)", e.clause(p.Due.Clause)), p.Due.Date})
	}
	return append(out, Pair{e.say("Due"), e.amount(e.Decision.Due)})
}

func verdictsTable(e account) Table {
	t := Table{
		Caption: e.say("Each threshold held against each measurement"),
		Columns: []Column{
			{Head: e.say("Rule")}, {Head: e.say("Clause")}, {Head: e.say("Cohort")}, {Head: e.say("Observed"), Align: Right}, {Head: e.say("Required"), Align: Right},
			{Head: e.say("Margin"), Align: Right}, {Head: e.say("Verdict")}, {Head: e.say("Weight")},
		},
	}
	for _, v := range e.Decision.Verdicts {
		if len(e.Contract.Cohorts) == 1 && !v.Binding {
			continue
		}
		weight := e.say("For information")
		if v.Binding {
			weight = e.say("Decides")
		}
		t.Rows = append(t.Rows, Row{Strong: v.Binding, Cells: []string{
			v.Rule, v.Clause, labelIn(e, v.Cohort), observedCell(e, v), e.requiredCell(v), e.marginCell(v), e.yesNo(v.Met), weight,
		}})
	}
	t.Notes = []string{e.say("Points are percentage points. The number observed is the one decided on, rounded as the contract says.")}
	return t
}

// observedCell is the number observed; its measure stands under it where the
// contract has more than one.
func observedCell(e account, v contract.Verdict) string {
	typ, unit := typeOf(v)
	out := e.observed(v)
	if v.Statistic == contract.PValue {
		out = "p = " + out
	} else {
		out = e.shortUnit(out, typ, unit)
	}
	if deemed(e, v) {
		out = e.say("taken to be\n%s", out)
	}
	if len(terms(e).Measures) > 1 && v.Measure != "" {
		out += "\n" + clean(v.Measure)
	}
	return out
}

func (l *lexicon) requiredCell(v contract.Verdict) string {
	text := l.shortThreshold(v.Required)
	if op := opOf(v); op != trace.AtLeast {
		text = l.bounded(op, text)
	}
	return text
}

func (l *lexicon) marginCell(v contract.Verdict) string {
	sign := "+"
	if !v.Met {
		sign = minus
	}
	return l.signedGap(sign, v.Margin, v.Required)
}

// signedGap puts a sign before a distance and its unit behind it; a currency goes first.
func (l *lexicon) signedGap(sign string, f float64, t contract.Threshold) string {
	size := l.gap(f, t)
	if f == 0 {
		sign = ""
	}
	if t.Effect == contract.Money {
		return l.gapUnit(sign+size, t, true)
	}
	return sign + l.gapUnit(size, t, true)
}
