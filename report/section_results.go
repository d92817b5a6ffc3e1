package report

import (
	"sib/contract"
	"sib/evaluate"
)

func resultsSection(e account, f figures) []Block {
	out := []Block{
		Paragraph{Text: e.say("The outcome is the contract’s own. %s. %s in everything that people were matched on.", outcomeDefinition(e), weightWords(e))},
		resultsTable(e), ratesTable(e), f.rates, f.forest,
	}
	if len(e.Secondary) > 0 {
		out = append(out, Heading{e.say("Other outcomes")},
			Paragraph{Text: e.say("The same matched people by the outcomes that the contract names besides. They are reported and decide nothing.")}, secondaryTable(e))
	}
	return out
}

func secondaryTable(e account) Table {
	t := Table{
		Caption: e.say("Outcomes that do not bind"),
		Columns: []Column{
			{Head: e.say("Outcome")}, {Head: e.say("Cohort")}, {Head: e.say("Programme rate"), Align: Right}, {Head: e.say("Comparison rate"), Align: Right},
			{Head: e.say("Difference, percentage points"), Align: Right}, {Head: e.say("%s interval", e.level(groups(e)[0].result)), Align: Right},
		},
		Notes: []string{e.say("A cohort without matched people with the outcome known in both groups is left out.")},
	}
	for _, o := range e.Secondary {
		for _, r := range o.Results {
			t.Rows = append(t.Rows, Row{Strong: r.Cohort == 0, Cells: []string{
				capital(o.Name), e.cohortLabel(r.Cohort), e.rate(r.Programme), e.rate(r.Comparison), e.signedPoints(r.Difference.Value), e.interval(r)}})
		}
	}
	return t
}

func resultsTable(e account) Table {
	gs := groups(e)
	t := Table{
		Caption: e.say("Difference between the groups"),
		Columns: []Column{
			{Head: e.say("Cohort")}, {Head: e.say("Programme rate"), Align: Right}, {Head: e.say("Comparison rate"), Align: Right},
			{Head: e.say("Difference, percentage points"), Align: Right}, {Head: e.say("%s interval", e.level(gs[0].result)), Align: Right},
			{Head: e.say("Relative change, %%"), Align: Right}, {Head: e.say("Without matching, percentage points"), Align: Right},
		},
		Notes: []string{
			e.say("Interval of the difference: %s (%s). Relative change: programme rate divided by comparison rate, less one.", e.methodName(gs[0].result.Difference.Method), e.clause(e.Contract.Interval.Clause)),
			e.say("Without matching: the plain difference of everybody eligible with a known outcome; it is no basis for a payment."),
		},
	}
	for _, g := range gs {
		r := g.result
		t.Rows = append(t.Rows, Row{Strong: g.pooled, Cells: []string{
			g.label, e.rate(r.Programme), e.rate(r.Comparison), points(e, r), e.interval(r), relative(e, r), e.signedPoints(r.Crude),
		}})
	}
	return t
}

func ratesTable(e account) Table {
	many := capital(e.wordsFor(e.Contract.Outcome).many)
	t := Table{
		Caption: e.say("People and outcomes behind the rates"),
		Columns: []Column{
			{Head: e.say("Cohort")}, {Head: e.say("Programme people"), Align: Right}, {Head: many, Align: Right}, {Head: e.say("Rate with interval"), Align: Right},
			{Head: e.say("Comparison people"), Align: Right}, {Head: many, Align: Right}, {Head: e.say("Weighted rate with interval"), Align: Right},
			{Head: e.say("Effective size"), Align: Right},
		},
		Notes: []string{e.say("Comparison people and their outcomes are counted once each; their rate is weighted to the programme group, so it is not the one divided by the other. Intervals of single rates: Wilson, with the effective size for the comparison group.")},
	}
	if gs := groups(e); gs[len(gs)-1].result.Programme.Weighted {
		t.Notes = []string{e.say("People and their outcomes are counted once each; both rates are weighted to the people whom the estimate is about, so they are not the one divided by the other. Intervals of single rates: Wilson, with effective sizes.")}
	}
	for _, g := range groups(e) {
		r := g.result
		t.Rows = append(t.Rows, Row{Strong: g.pooled, Cells: []string{
			g.label, e.count(r.Programme.N), e.count(r.Programme.Events), e.rateInterval(r.Programme),
			e.count(r.Comparison.N), e.count(r.Comparison.Events), e.rateInterval(r.Comparison), e.float(r.ESS, 1),
		}})
	}
	return t
}

// rateInterval writes a rate with its interval: "42.9% (32.8 to 53.5)".
func (l *lexicon) rateInterval(r evaluate.Rate) string {
	return l.say("%s (%s to %s)", l.rate(r), l.float(r.Lo*100, 1), l.float(r.Hi*100, 1))
}

func (l *lexicon) methodName(m string) string {
	switch m {
	case contract.WeightedNewcombe:
		return l.say("Newcombe’s score interval with weights")
	case contract.StratifiedScore:
		return l.say("the stratified score interval")
	}
	return m
}
