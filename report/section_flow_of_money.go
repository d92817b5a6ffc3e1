package report

import (
	"slices"

	"sib/contract"
)

// flowOfMoney says why money did or did not flow, from the gates to who receives it.
// What the contract does not have is left out.
func flowOfMoney(e account) []Block {
	d := e.Decision
	var out []Block
	if len(d.Gates) > 0 {
		out = append(out, Heading{e.say("Why money did or did not flow")}, gatesTable(e))
	}
	if len(d.Amounts) > 0 {
		out = append(out, Heading{e.say("From the rules to the amount due")}, amountsTable(e))
	}
	if len(d.Limits) > 0 {
		out = append(out, e.limitsTable(d.Limits))
	}
	if len(d.Deferred) > 0 {
		out = append(out, e.deferredNotice(d.Deferred))
	}
	if len(d.Payers) > 0 {
		out = append(out, Heading{e.say("Who pays")}, e.payersTable(d))
	}
	if len(d.Receipts) > 0 {
		out = append(out, Heading{e.say("Who receives it")}, e.receiptsTable(d.Receipts))
	}
	return out
}

func gatesTable(e account) Table {
	t := Table{
		Caption: e.say("Gates, in the order in which they are tested"),
		Columns: []Column{
			{Head: e.say("Gate")}, {Head: e.say("Clause")}, {Head: e.say("Cohort")}, {Head: e.say("What is looked at")}, {Head: e.say("Found"), Align: Right},
			{Head: e.say("Required"), Align: Right}, {Head: e.say("Margin"), Align: Right}, {Head: e.say("Verdict")}, {Head: e.say("What follows")},
		},
		Notes: []string{e.say("The first gate that is not passed decides what becomes of the rules behind it; what a later one would do is not added.")},
	}
	for _, r := range e.Decision.Gates {
		cells := []string{r.Gate, r.Clause, labelIn(e, r.Cohort)}
		verdict := e.say("Not passed")
		if r.Passed {
			verdict = e.say("Passed")
		}
		if g, ok := gateOf(terms(e), r.Gate); ok {
			cells = append(cells, capital(e.gateSubject(terms(e), g.Require)), e.gateObserved(g, r), e.gateRequired(g.Require), e.gateMargin(g, r), verdict, capital(e.consequenceWords(g, r))+".")
		} else {
			cells = append(cells, quoteMarks(clean(r.Words)), r.Observed, r.Required, notApplicable, verdict, capital(e.quoted(quoteMarks(r.Consequence)))+".")
		}
		t.Rows = append(t.Rows, Row{Strong: !r.Passed, Cells: cells})
	}
	return t
}

// amountsTable is what each rule pays after its own cap and the limits, and the sum.
func amountsTable(e account) Table {
	t := Table{
		Caption: e.say("What each rule pays here"),
		Columns: []Column{{Head: e.say("Rule")}, {Head: e.say("Clause")}, {Head: e.say("Cohort")}, {Head: e.say("Amount"), Align: Right}, {Head: e.say("Quantity of the trace"), Mono: true}},
		Notes:   []string{e.say("After the rule’s own cap and the limits; the floor, the cap and what was paid before come after.")},
	}
	for _, a := range e.Decision.Amounts {
		t.Rows = append(t.Rows, Row{Cells: []string{a.Rule, a.Clause, labelIn(e, a.Cohort), e.amount(a.Amount), a.Node}})
	}
	t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{e.say("Due"), terms(e).Payment.Cap.Clause, "", e.amount(e.Decision.Due), "payment.due"}})
	return t
}

func (l *lexicon) limitsTable(limits []contract.LimitResult) Table {
	t := Table{
		Caption: l.say("What limits took away"),
		Columns: []Column{{Head: l.say("Limit")}, {Head: l.say("Clause")}, {Head: l.say("Cohort")}, {Head: l.say("Before"), Align: Right}, {Head: l.say("After"), Align: Right}, {Head: l.say("Taken away"), Align: Right}},
		Notes:   []string{l.say("In their order, each applied to what those before it have left. A limit that takes nothing away is not listed.")},
	}
	for _, limit := range limits {
		t.Rows = append(t.Rows, Row{Cells: []string{limit.Limit, limit.Clause, l.cohortLabel(limit.Cohort), l.amount(limit.Before), l.amount(limit.After), l.amount(limit.Before.Sub(limit.After))}})
	}
	return t
}

func (l *lexicon) deferredNotice(deferred []contract.RuleAmount) Notice {
	var each []string
	for _, a := range deferred {
		if s := l.say("“%s” (%s)%s", clean(a.Rule), l.clause(a.Clause), l.inCohort(a.Cohort)); !slices.Contains(each, s) {
			each = append(each, s)
		}
	}
	return Notice{Title: l.say("Not decided yet"), Text: l.say("A gate defers the decision on %s. What is due now leaves it out; it is neither earned nor lost.", l.listing(each))}
}

func (l *lexicon) payersTable(d *contract.Decision) Table {
	t := Table{Caption: l.say("What each payer pays"), Columns: []Column{{Head: l.say("Payer")}, {Head: l.say("Clause")}, {Head: l.say("Pays"), Align: Right}}}
	for _, p := range d.Payers {
		t.Rows = append(t.Rows, Row{Cells: []string{p.Name, p.Clause, l.amount(p.Amount)}})
	}
	t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{l.say("Together"), "", l.amount(d.Due)}})
	return t
}

// receiptsTable is the waterfall, from the top.
func (l *lexicon) receiptsTable(receipts []contract.Receipt) Table {
	t := Table{
		Caption: l.say("The waterfall"),
		Columns: []Column{{Head: l.say("Receives")}, {Head: l.say("Clause")}, {Head: l.say("For")}, {Head: l.say("Amount"), Align: Right}, {Head: l.say("Still lacking"), Align: Right}, {Head: l.say("From")}},
		Notes:   []string{l.say("From the top down: each level takes what it claims of what those above it have left.")},
	}
	for _, r := range receipts {
		from := l.say("the payment")
		if r.Guarantor != "" {
			from = r.Guarantor
		}
		to := r.To
		if to == surplus {
			to = l.say("Back to the payer")
		}
		t.Rows = append(t.Rows, Row{Cells: []string{to, r.Clause, l.receiptWords(r.Pay), l.amount(r.Amount), l.amount(r.Short), from}})
	}
	return t
}

// surplus is to whom the last receipt of a waterfall goes: what nobody claims.
const surplus = "surplus"

func (l *lexicon) receiptWords(pay string) string {
	switch pay {
	case "amount":
		return l.say("a fixed amount")
	case "rest":
		return l.say("what is left")
	case "guarantee":
		return l.say("guarantee")
	}
	return l.quoted(clean(pay))
}
