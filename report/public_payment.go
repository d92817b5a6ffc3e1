package report

import (
	"sib/cohort"
	"sib/contract"
	"sib/evaluate"
	"sib/evidence"
)

func publicPayment(p *published, _ publicFigures) []Block {
	t := terms(p.account)
	out := []Block{KeyValues{Pairs: paymentPairs(p.account)}}
	if len(p.Decision.Amendments) > 0 {
		out = append(out, Paragraph{Text: p.say("The contract was amended after it was signed. The payment follows the terms as amended (%s “%s”).", p.plural(len(p.Decision.Amendments), "amendment"), p.listing(p.Decision.Amendments))}, changesTable(p.account))
	}
	out = append(out, Heading{p.say("What the clauses say")}, List{p.clauseTexts(t)}, p.rulesTable(t))
	if bounds := p.boundsAround(t); len(bounds) > 0 {
		out = append(out, Paragraph{Text: p.say("Around the rules:")}, List{bounds})
	}
	if len(p.verdicts) > 0 {
		out = append(out, p.verdictsTable())
	}
	if len(p.amounts) > 0 {
		return append(out, p.amountsTable())
	}
	return append(out, Paragraph{Text: p.say("What each rule pays is not shown: it would tell of numbers of people that are hidden. The amount due in all is public.")})
}

func (p *published) verdictsTable() Table {
	t := Table{
		Caption: p.say("Each threshold held against each measurement"),
		Columns: []Column{
			{Head: p.say("Rule")}, {Head: p.say("Clause")}, {Head: p.say("Cohort")}, {Head: p.say("Number that decides")}, {Head: p.say("Observed"), Align: Right}, {Head: p.say("Required"), Align: Right},
			{Head: p.say("Margin"), Align: Right}, {Head: p.say("Verdict")}, {Head: p.say("Weight")},
		},
		Notes: []string{p.say("Observed numbers and margins are whole numbers; the verdict is that of the exact ones, so a whole number equal to the threshold may be met or not. A group with hidden numbers has no verdict here. %s: hidden.", suppressed)},
	}
	for _, v := range p.verdicts {
		weight := p.say("For information")
		if v.Binding {
			weight = p.say("Decides")
		}
		seen := p.seen(v)
		if seen == "" {
			seen = suppressed
		}
		t.Rows = append(t.Rows, Row{Strong: v.Binding, Cells: []string{
			v.Rule, v.Clause, labelIn(p.account, v.Cohort), p.statisticOf(v), seen, p.requiredCell(v.Verdict), p.margin(v), p.yesNo(v.Met), weight,
		}})
	}
	return t
}

func (p *published) amountsTable() Table {
	t := Table{
		Caption: p.say("What each rule pays, after its own limits"),
		Columns: []Column{{Head: p.say("Rule")}, {Head: p.say("Clause")}, {Head: p.say("Cohort")}, {Head: p.say("Amount"), Align: Right}},
	}
	for _, a := range p.amounts {
		t.Rows = append(t.Rows, Row{Cells: []string{a.rule, a.clause, labelIn(p.account, a.cohort), p.amount(a.amount)}})
	}
	t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{p.say("Due"), "", "", p.amount(p.Decision.Due)}})
	return t
}

func publicMethod(p *published, _ publicFigures) []Block {
	return []Block{
		Heading{p.say("Who is compared with whom")}, Paragraph{Text: matchingWords(p.account)}, covariateTable(p.account),
		Heading{p.say("What is estimated")}, Paragraph{Text: estimandWords(p.account)},
		Heading{p.say("The interval")}, Paragraph{Text: intervalWords(p.account)},
		Heading{p.say("From the effect to the amount")}, measureList(p.account),
		Heading{p.say("How people are protected")}, Paragraph{Text: p.protectionWords()},
		Paragraph{Text: p.say("Who knows every number shown here exactly, and every sum, can exclude for no hidden number of people below %s that it is none or that it is %s.", p.count(p.least), p.count(p.least-1))},
	}
}

func publicQuality(p *published, _ publicFigures) []Block {
	if len(p.findings) == 0 {
		return []Block{Paragraph{Text: p.say("The evaluation has no warning and no note.")}}
	}
	t := Table{
		Caption: p.say("Findings by code"),
		Columns: []Column{{Head: p.say("Severity")}, {Head: p.say("Code")}, {Head: p.say("Meaning")}},
		Notes:   []string{p.say("Each code is listed once. Whom it concerns and how many is in the settlement pack.")},
	}
	for _, f := range p.findings {
		t.Rows = append(t.Rows, Row{Strong: f.severity == evidence.Warning, Cells: []string{capital(p.quoted(string(f.severity))), f.code, sentence(p.quoted(meaningOf(f.code)))}})
	}
	return []Block{Paragraph{Text: p.say("A warning changes how far the result can be trusted; a note is for the record. Input that cannot be used at all stops a run, so none of it is behind this report.")}, t}
}

// meaningOf is what a code stands for.
func meaningOf(code string) string {
	for _, codes := range []map[string]string{contract.Codes, cohort.Codes, evaluate.Codes} {
		if words, ok := codes[code]; ok {
			return words
		}
	}
	return notApplicable
}

func publicVerification(p *published, _ publicFigures) []Block {
	return []Block{
		Paragraph{Text: p.say("This pack is made from the evaluation that the parties to the contract hold, and from nothing else. They can recompute every figure with the settlement pack: the same people and the same contract give the same bytes on any machine. The public can check that the contract is the one that is named here; no digest of the people is published, because who guesses the counts could try them against it.")},
		Paragraph{Text: p.say("A party makes these files again from a run’s folder OUT and compares them:")},
		Code{"sib report OUT --pack public --out DIR"},
		KeyValues{Mono: true, Pairs: []Pair{{p.say("Contract"), p.Contract.ID}, {p.say("Contract file"), p.Contract.File}, {p.say("Digest of the contract"), string(p.Contract.Digest)}, {p.say("Made by"), p.Tool.Name + " " + p.Tool.Version}}},
	}
}

func publicSuppression(p *published, _ publicFigures) []Block {
	if len(p.hidden)+len(p.withheld) == 0 {
		return []Block{Paragraph{Text: p.say("Every number that these tables have room for is shown.")}}
	}
	t := Table{
		Caption: p.say("Numbers that are hidden to protect people"),
		Columns: []Column{{Head: p.say("Number")}, {Head: p.say("What is hidden")}},
		Notes:   []string{p.say("Why each number is hidden is not said: who knows which numbers hide others knows which are small.")},
	}
	for _, x := range p.hidden {
		t.Rows = append(t.Rows, Row{Cells: []string{quoteMarks(p.quoted(x)), p.say("number of people")}})
	}
	for _, x := range p.withheld {
		t.Rows = append(t.Rows, Row{Cells: []string{quoteMarks(p.quoted(x)), p.say("the whole table")}})
	}
	return []Block{t}
}

func publicGlossary(p *published, _ publicFigures) []Block {
	return glossarySection(p.account, figures{})
}
