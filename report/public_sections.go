package report

import (
	"strings"
)

func publicFlow(p *published, _ publicFigures) []Block {
	return []Block{
		Paragraph{Text: p.say("The people in the files, and those of them who are compared, rounded. Each person who is left out is counted once, under the first reason that applies. A stage that differs from the next one by fewer than %s people, or by nobody, is not shown; reasons with few people or nobody are told together.", p.count(p.least))},
		p.flowTable(0), p.flowTable(1),
	}
}

func (p *published) flowTable(arm int) Table {
	t := Table{
		Caption: [...]string{p.say("From the files to the comparison: programme participants"), p.say("From the files to the comparison: people of the comparison pool")}[arm],
		Columns: []Column{{Head: p.say("Stage")}, {Head: p.say("People, rounded"), Align: Right}},
		Notes:   []string{p.say("Rounded numbers need not add up. %s: hidden.", suppressed)},
	}
	for _, s := range p.flow[arm] {
		for _, l := range s.losses {
			t.Rows = append(t.Rows, Row{Cells: []string{p.say("Left out: %s", p.reasonsOf(l)), p.number(l.people)}})
		}
		t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{capital(p.quoted(s.name)), p.number(s.people)}})
	}
	return t
}

func (p *published) reasonsOf(l publishedLoss) string {
	var out []string
	for _, r := range l.reasons {
		out = append(out, clean(p.quoted(r)))
	}
	return strings.Join(out, p.say("; "))
}

func publicBalance(p *published, _ publicFigures) []Block {
	out := []Block{Paragraph{Text: p.say("Two groups can be compared fairly when they were alike before the programme began. People were matched within their cohort year on %s. The standardised mean difference (SMD) says how far apart the groups are, in standard deviations of %s before matching; the same denominator is used before and after. Below 0.10 is usually taken as balanced.",
		p.listing(covariateNames(p.account)), spreadWords(p.account))}}
	if len(p.balance) == 0 {
		return append(out, Paragraph{Text: p.notShown()})
	}
	t := Table{
		Caption: p.say("How far apart the groups are, %s", p.cohortWords(p.Contract.Cohorts)),
		Columns: []Column{{Head: p.say("Characteristic")}, {Head: p.say("SMD before matching"), Align: Right}, {Head: p.say("SMD after matching"), Align: Right}},
		Notes:   []string{p.say("Sizes without sign. A category has one SMD for each of its levels; the table says between which of 0.05, 0.10 and 0.25 the largest lies, because an SMD of a level would give numbers of people away.")},
	}
	for _, b := range p.balance {
		t.Rows = append(t.Rows, Row{Cells: []string{b.covariate, p.band(b.before), p.band(b.after)}})
	}
	return append(out, t)
}

func publicResults(p *published, f publicFigures) []Block {
	out := []Block{
		Paragraph{Text: p.say("The outcome is the contract’s own. %s. %s in everything that people were matched on.", outcomeDefinition(p.account), weightWords(p.account))},
		p.effectsTable(p.say("Difference between the groups"), p.groups), p.countsTable(), f.rates, f.forest,
	}
	if len(p.secondary) > 0 {
		out = append(out, Heading{p.say("Other outcomes")}, Paragraph{Text: p.say("The same matched people by the outcomes that the contract names besides. They are reported and decide nothing.")})
		for _, o := range p.secondary {
			out = append(out, p.effectsTable(p.say("Outcome “%s”", clean(o.name)), o.groups))
		}
	}
	return out
}

func (p *published) effectsTable(caption string, groups []publishedGroup) Table {
	t := Table{
		Caption: caption,
		Columns: []Column{
			{Head: p.say("Cohort")}, {Head: p.say("Programme rate"), Align: Right}, {Head: p.say("Comparison rate"), Align: Right},
			{Head: p.say("Difference, percentage points"), Align: Right}, {Head: p.say("%s interval", p.confidence()), Align: Right}, {Head: p.say("Relative change, %%"), Align: Right},
		},
		Notes: []string{
			p.say("Whole numbers, each rounded from its exact value. Interval of the difference: %s (%s). Relative change: programme rate divided by comparison rate, less one.", p.methodName(p.interval.method), p.clause(p.Contract.Interval.Clause)),
			p.notShown(),
		},
	}
	for _, g := range groups {
		cells := []string{g.label, suppressed, suppressed, suppressed, suppressed, suppressed}
		if e := g.effect; e != nil {
			relative := notApplicable
			if e.relative != nil {
				relative = p.signedWhole(e.relative)
			}
			cells = []string{g.label, p.wholeRate(e.rates[0]), p.wholeRate(e.rates[1]), p.signedWhole(e.points), p.wholeRange(e.difference), relative}
		}
		t.Rows = append(t.Rows, Row{Strong: g.pooled, Cells: cells})
	}
	return t
}

func (p *published) countsTable() Table {
	many := capital(p.wordsFor(p.Contract.Outcome).many)
	t := Table{
		Caption: p.say("People and outcomes behind the rates, rounded to multiples of %d", roundedTo),
		Columns: []Column{
			{Head: p.say("Cohort")}, {Head: p.say("Programme people"), Align: Right}, {Head: many, Align: Right}, {Head: p.say("Without"), Align: Right},
			{Head: p.say("Comparison people"), Align: Right}, {Head: many, Align: Right}, {Head: p.say("Without"), Align: Right},
		},
		Notes: []string{p.say("People are counted once each; rates above are weighted, so they are not one of these numbers divided by another. %s: hidden.", suppressed)},
	}
	for _, g := range p.groups {
		row := Row{Strong: g.pooled, Cells: []string{g.label}}
		for arm := range g.n {
			row.Cells = append(row.Cells, p.number(g.n[arm]), p.number(g.placed[arm]), p.number(g.others[arm]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func publicSubGroups(p *published, _ publicFigures) []Block {
	out := []Block{Paragraph{Text: p.say("Exploratory: the contract decides on none of these, and among many sub-groups some differ by chance alone. A characteristic is shown only if every level of it has at least %s people with the outcome and without it, in both groups; the annex lists those that are not.", p.count(p.least))}}
	if len(p.subs) == 0 {
		return append(out, Paragraph{Text: p.say("No characteristic can be shown.")})
	}
	for _, s := range p.subs {
		t := Table{
			Caption: p.say("Effect by %s", clean(s.covariate)),
			Columns: []Column{
				{Head: p.say("Level")}, {Head: p.say("Programme people"), Align: Right}, {Head: p.say("Share"), Align: Right},
				{Head: p.say("Comparison people"), Align: Right}, {Head: p.say("Share"), Align: Right},
				{Head: p.say("Difference, percentage points"), Align: Right}, {Head: p.say("%s interval", p.confidence()), Align: Right},
			},
			Notes: []string{p.say("Shares are of rounded counts. Intervals that overlap or not are no test of whether levels differ.")},
		}
		for _, l := range s.levels {
			row := Row{Cells: []string{l.name}}
			for arm, n := range l.n {
				row.Cells = append(row.Cells, p.number(n), p.share(n, p.groups[len(p.groups)-1].n[arm]))
			}
			row.Cells = append(row.Cells, p.signedWhole(l.effect.points), p.wholeRange(l.effect))
			t.Rows = append(t.Rows, row)
		}
		out = append(out, t)
	}
	return out
}

// share is one rounded count of another in whole per cent.
func (p *published) share(part, whole publishedCount) string {
	if !part.shown || !whole.shown || whole.n == 0 {
		return suppressed
	}
	return p.wholeRate(percent(float64(part.n) / float64(whole.n)))
}
