package report

import (
	"fmt"
	"slices"

	"sib/contract"
	"sib/evaluate"
)

// flowOfMoney says why money did or did not flow, from the gates to who receives it.
// What the contract does not have is left out.
func flowOfMoney(e *evaluate.Evaluation) []Block {
	d := e.Decision
	var out []Block
	if len(d.Gates) > 0 {
		out = append(out, Heading{"Why money did or did not flow"}, gatesTable(e))
	}
	if len(d.Amounts) > 0 {
		out = append(out, Heading{"From the rules to the amount due"}, amountsTable(e))
	}
	if len(d.Limits) > 0 {
		out = append(out, limitsTable(d.Limits))
	}
	if len(d.Deferred) > 0 {
		out = append(out, deferredNotice(d.Deferred))
	}
	if len(d.Payers) > 0 {
		out = append(out, Heading{"Who pays"}, payersTable(d))
	}
	if len(d.Receipts) > 0 {
		out = append(out, Heading{"Who receives it"}, receiptsTable(d.Receipts))
	}
	return out
}

func gatesTable(e *evaluate.Evaluation) Table {
	t := Table{
		Caption: "Gates, in the order in which they are tested",
		Columns: []Column{
			{Head: "Gate"}, {Head: "Clause"}, {Head: "Cohort"}, {Head: "What is looked at"}, {Head: "Found", Align: Right},
			{Head: "Required", Align: Right}, {Head: "Margin", Align: Right}, {Head: "Verdict"}, {Head: "What follows"},
		},
		Notes: []string{"The first gate that is not passed decides what becomes of the rules behind it; what a later one would do is not added."},
	}
	for _, r := range e.Decision.Gates {
		cells := []string{r.Gate, r.Clause, labelIn(e, r.Cohort)}
		verdict := "Not passed"
		if r.Passed {
			verdict = "Passed"
		}
		if g, ok := gateOf(terms(e), r.Gate); ok {
			cells = append(cells, capital(gateSubject(terms(e), g.Require)), gateObserved(g, r), gateRequired(g.Require), gateMargin(g, r), verdict, capital(consequenceWords(g, r))+".")
		} else {
			cells = append(cells, quoteMarks(r.Words), r.Observed, r.Required, notApplicable, verdict, capital(quoteMarks(r.Consequence))+".")
		}
		t.Rows = append(t.Rows, Row{Strong: !r.Passed, Cells: cells})
	}
	return t
}

// amountsTable is what each rule pays after its own cap and the limits, and the sum.
func amountsTable(e *evaluate.Evaluation) Table {
	t := Table{
		Caption: "What each rule pays here",
		Columns: []Column{{Head: "Rule"}, {Head: "Clause"}, {Head: "Cohort"}, {Head: "Amount", Align: Right}, {Head: "Quantity of the trace", Mono: true}},
		Notes:   []string{"After the rule’s own cap and the limits; the floor, the cap and what was paid before come after."},
	}
	for _, a := range e.Decision.Amounts {
		t.Rows = append(t.Rows, Row{Cells: []string{a.Rule, a.Clause, labelIn(e, a.Cohort), amount(a.Amount), a.Node}})
	}
	t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{"Due", terms(e).Payment.Cap.Clause, "", amount(e.Decision.Due), "payment.due"}})
	return t
}

func limitsTable(limits []contract.LimitResult) Table {
	t := Table{
		Caption: "What limits took away",
		Columns: []Column{{Head: "Limit"}, {Head: "Clause"}, {Head: "Cohort"}, {Head: "Before", Align: Right}, {Head: "After", Align: Right}, {Head: "Taken away", Align: Right}},
		Notes:   []string{"In their order, each applied to what those before it have left. A limit that takes nothing away is not listed."},
	}
	for _, l := range limits {
		t.Rows = append(t.Rows, Row{Cells: []string{l.Limit, l.Clause, cohortLabel(l.Cohort), amount(l.Before), amount(l.After), amount(l.Before.Sub(l.After))}})
	}
	return t
}

func deferredNotice(deferred []contract.RuleAmount) Notice {
	var each []string
	for _, a := range deferred {
		if s := fmt.Sprintf("“%s” (%s)%s", clean(a.Rule), clause(a.Clause), inCohort(a.Cohort)); !slices.Contains(each, s) {
			each = append(each, s)
		}
	}
	return Notice{Title: "Not decided yet", Text: "A gate defers the decision on " + listing(each) + ". What is due now leaves it out; it is neither earned nor lost."}
}

func payersTable(d *contract.Decision) Table {
	t := Table{Caption: "What each payer pays", Columns: []Column{{Head: "Payer"}, {Head: "Clause"}, {Head: "Pays", Align: Right}}}
	for _, p := range d.Payers {
		t.Rows = append(t.Rows, Row{Cells: []string{p.Name, p.Clause, amount(p.Amount)}})
	}
	t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{"Together", "", amount(d.Due)}})
	return t
}

// receiptsTable is the waterfall, from the top.
func receiptsTable(receipts []contract.Receipt) Table {
	t := Table{
		Caption: "The waterfall",
		Columns: []Column{{Head: "Receives"}, {Head: "Clause"}, {Head: "For"}, {Head: "Amount", Align: Right}, {Head: "Still lacking", Align: Right}, {Head: "From"}},
		Notes:   []string{"From the top down: each level takes what it claims of what those above it have left."},
	}
	for _, r := range receipts {
		from := "the payment"
		if r.Guarantor != "" {
			from = r.Guarantor
		}
		to := r.To
		if to == surplus {
			to = "Back to the payer"
		}
		t.Rows = append(t.Rows, Row{Cells: []string{to, r.Clause, receiptWords(r.Pay), amount(r.Amount), amount(r.Short), from}})
	}
	return t
}

// surplus is to whom the last receipt of a waterfall goes: what nobody claims.
const surplus = "surplus"

func receiptWords(pay string) string {
	switch pay {
	case "amount":
		return "a fixed amount"
	case "rest":
		return "what is left"
	}
	return clean(pay)
}
