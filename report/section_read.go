package report

import "sib/evaluate"

// readSection says how to read the report: its numbers, its symbols, and where each
// reader finds what they look for.
func readSection(e account, _ figures) []Block {
	r := e.Results[len(e.Results)-1]
	if len(e.Contract.Cohorts) == 1 {
		r = e.Results[0]
	}
	out := []Block{
		Paragraph{Text: e.say("Programme participants are held against a comparison group: people who did not take part, chosen and weighted so that they are alike before the programme began. What is reported is the difference between the two rates, and what the contract makes of it. The two are told apart throughout: whether a condition is met is one statement, how strong the evidence is another.")},
		Heading{e.say("One difference in two units")},
		Paragraph{Text: unitsExample(e, r)},
	}
	if _, known := spans(r); known {
		out = append(out, Heading{e.say("The interval")}, Paragraph{Text: intervalExample(e, r)})
	}
	return append(out,
		Heading{e.say("Symbols")}, symbolsList(e),
		Heading{e.say("Where to look")}, whereTable(e))
}

// unitsExample explains percentage points and relative change by the report's own result.
func unitsExample(e account, r evaluate.Result) string {
	share := e.wordsFor(e.Contract.Outcome).share
	if r.Relative == nil {
		return e.say("The %s is %s in the programme group and %s in the comparison group. The one less the other is %s percentage points. There is no relative change: the comparison rate is zero, and nothing can be divided by it.",
			share, e.rate(r.Programme), e.rate(r.Comparison), points(e, r))
	}
	return e.say("The %s is %s in the programme group and %s in the comparison group. The one less the other is %s percentage points. The one divided by the other, less one, is %s%% relative. Both say the same thing, and neither is the other: a threshold of “10%%” means nothing until the contract says which is meant.",
		share, e.rate(r.Programme), e.rate(r.Comparison), points(e, r), relative(e, r))
}

// intervalExample explains an interval by the report's own.
func intervalExample(e account, r evaluate.Result) string {
	text := e.say("The difference comes with a %s confidence interval: %s percentage points. It holds the true differences with which the data are compatible, as far as chance is concerned.", e.level(r), e.interval(r))
	if holds, _ := spans(r); holds {
		return e.say("%s It holds zero: a difference of this size could also arise by chance.", text)
	}
	return e.say("%s It does not hold zero: a difference of this size is not easily explained by chance alone.", text)
}

func symbolsList(e account) List {
	return List{[]string{
		e.say("%s: suppressed, because the number could tell something of a person.", suppressed),
		e.say("%s: not available. The reason stands beside it.", unavailable),
		e.say("%s: not applicable. There is no such number here.", notApplicable),
		e.say("%s before a number: less than zero. Money is in %s, exact to the cent of the calculation; rates are rounded for print, and decisions rest on the exact ones.", minus, terms(e).Currency),
		e.say("In figures the programme is a filled circle and a solid line, the comparison group a hollow square and a dashed line."),
	}}
}

// whereTable leads each reader to the sections that answer them.
func whereTable(e account) Table {
	t := Table{
		Caption: e.say("Questions and where they are answered"),
		Columns: []Column{{Head: e.say("Who asks")}, {Head: e.say("What is asked")}, {Head: e.say("Section")}},
	}
	for _, q := range questions {
		t.Rows = append(t.Rows, Row{Cells: []string{e.say(q.who), e.say(q.what), ""}, to: q.to})
	}
	return t
}

var questions = []struct {
	who, what string
	to        []string
}{
	{key("Everybody"), key("What was found, and what is due?"), []string{"answer", "say"}},
	{key("The evaluator"), key("Who was left out, and were the groups alike?"), []string{"flow", "balance", "full-balance"}},
	{key("The evaluator"), key("What was found in each year, and for whom?"), []string{"results", "subgroups"}},
	{key("The evaluator"), key("Would other choices have given another answer?"), []string{"robustness"}},
	{key("The evaluator"), key("How was it done, and from which data?"), []string{"method", "quality", "dictionary", "strobe"}},
	{key("The payer"), key("Why is this amount due, and what is bought with it?"), []string{"payment", "payer"}},
	{key("The payer"), key("How can the amount be checked?"), []string{"verification"}},
	{key("The investor"), key("Which threshold was reached, and how far is the next?"), []string{"payment"}},
	{key("The investor"), key("What may the money become?"), []string{"outlook", "investor"}},
}
