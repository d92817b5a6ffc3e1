package report

import (
	"fmt"

	"sib/contract"
	"sib/evaluate"
)

func resultsSection(e *evaluate.Evaluation, f figures) []Block {
	out := []Block{
		Paragraph{Text: fmt.Sprintf("The outcome is the contract’s own. %s. %s in everything that people were matched on.", outcomeDefinition(e), weightWords(e))},
		resultsTable(e), ratesTable(e), f.rates, f.forest,
	}
	if len(e.Secondary) > 0 {
		out = append(out, Heading{"Other outcomes"},
			Paragraph{Text: "The same matched people by the outcomes that the contract names besides. They are reported and decide nothing."}, secondaryTable(e))
	}
	return out
}

func secondaryTable(e *evaluate.Evaluation) Table {
	t := Table{
		Caption: "Outcomes that do not bind",
		Columns: []Column{
			{Head: "Outcome"}, {Head: "Cohort"}, {Head: "Programme rate", Align: Right}, {Head: "Comparison rate", Align: Right},
			{Head: "Difference, percentage points", Align: Right}, {Head: level(groups(e)[0].result) + " interval", Align: Right},
		},
		Notes: []string{"A cohort without matched people with the outcome known in both groups is left out."},
	}
	for _, o := range e.Secondary {
		for _, r := range o.Results {
			t.Rows = append(t.Rows, Row{Strong: r.Cohort == 0, Cells: []string{
				capital(o.Name), cohortLabel(r.Cohort), rate(r.Programme), rate(r.Comparison), signedPoints(r.Difference.Value), interval(r)}})
		}
	}
	return t
}

func resultsTable(e *evaluate.Evaluation) Table {
	gs := groups(e)
	t := Table{
		Caption: "Difference between the groups",
		Columns: []Column{
			{Head: "Cohort"}, {Head: "Programme rate", Align: Right}, {Head: "Comparison rate", Align: Right},
			{Head: "Difference, percentage points", Align: Right}, {Head: level(gs[0].result) + " interval", Align: Right},
			{Head: "Relative change, %", Align: Right}, {Head: "Without matching, percentage points", Align: Right},
		},
		Notes: []string{
			fmt.Sprintf("Interval of the difference: %s (%s). Relative change: programme rate divided by comparison rate, less one.", methodName(gs[0].result.Difference.Method), clause(e.Contract.Interval.Clause)),
			"Without matching: the plain difference of everybody eligible with a known outcome; it is no basis for a payment.",
		},
	}
	for _, g := range gs {
		r := g.result
		t.Rows = append(t.Rows, Row{Strong: g.pooled, Cells: []string{
			g.label, rate(r.Programme), rate(r.Comparison), points(e, r), interval(r), relative(e, r), signedPoints(r.Crude),
		}})
	}
	return t
}

func ratesTable(e *evaluate.Evaluation) Table {
	many := capital(wordsFor(e.Contract.Outcome).many)
	t := Table{
		Caption: "People and outcomes behind the rates",
		Columns: []Column{
			{Head: "Cohort"}, {Head: "Programme people", Align: Right}, {Head: many, Align: Right}, {Head: "Rate with interval", Align: Right},
			{Head: "Comparison people", Align: Right}, {Head: many, Align: Right}, {Head: "Weighted rate with interval", Align: Right},
			{Head: "Effective size", Align: Right},
		},
		Notes: []string{"Comparison people and their outcomes are counted once each; their rate is weighted to the programme group, so it is not the one divided by the other. Intervals of single rates: Wilson, with the effective size for the comparison group."},
	}
	if gs := groups(e); gs[len(gs)-1].result.Programme.Weighted {
		t.Notes = []string{"People and their outcomes are counted once each; both rates are weighted to the people whom the estimate is about, so they are not the one divided by the other. Intervals of single rates: Wilson, with effective sizes."}
	}
	for _, g := range groups(e) {
		r := g.result
		t.Rows = append(t.Rows, Row{Strong: g.pooled, Cells: []string{
			g.label, count(r.Programme.N), count(r.Programme.Events), rateInterval(r.Programme),
			count(r.Comparison.N), count(r.Comparison.Events), rateInterval(r.Comparison), float(r.ESS, 1),
		}})
	}
	return t
}

// rateInterval writes a rate with its interval: "42.9% (32.8 to 53.5)".
func rateInterval(r evaluate.Rate) string {
	return fmt.Sprintf("%s (%s to %s)", rate(r), float(r.Lo*100, 1), float(r.Hi*100, 1))
}

func methodName(m string) string {
	switch m {
	case contract.WeightedNewcombe:
		return "Newcombe’s score interval with weights"
	case contract.StratifiedScore:
		return "the stratified score interval"
	}
	return m
}
