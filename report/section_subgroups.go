package report

import (
	"slices"

	"sib/evaluate"
)

// qualification goes first: the founding contract is about the least qualified.
const qualification = "qualification"

func subgroupsSection(e account, f figures) []Block {
	if e.Sensitivity == nil || !slices.ContainsFunc(e.Sensitivity.SubGroups, tabled) {
		return nil
	}
	out := []Block{
		Notice{Title: e.say("Exploratory"), Text: e.say("The contract decides on none of this. Sub-groups are small and many: among twenty comparisons one is expected to stand out by chance alone. What is found here is a question for another evaluation, not an answer.")},
		Paragraph{Text: e.say("Only matched people with a known outcome are counted. Levels with fewer than %d people in either group are left out.", e.Contract.Disclosure.Threshold)},
	}
	if f.subgroups != nil {
		out = append(out, f.subgroups)
	}
	for _, g := range inOrder(e.Sensitivity.SubGroups) {
		if tabled(g) {
			out = append(out, Heading{e.subgroupName(g)}, subgroupTable(e, g), Paragraph{Text: e.interactionWords(g)})
		}
	}
	return out
}

// tabled says whether anything of a covariate can be shown.
func tabled(g evaluate.SubGroups) bool { return len(g.Levels) > 0 }

// inOrder is the contract's order, qualification before the others.
func inOrder(groups []evaluate.SubGroups) []evaluate.SubGroups {
	out := slices.Clone(groups)
	slices.SortStableFunc(out, func(a, b evaluate.SubGroups) int { return rank(a) - rank(b) })
	return out
}

func rank(g evaluate.SubGroups) int {
	if g.Covariate == qualification {
		return 0
	}
	return 1
}

func (l *lexicon) subgroupName(g evaluate.SubGroups) string {
	if g.Covariate == byYear {
		return l.say("By cohort year")
	}
	return l.say("By %s", clean(g.Covariate))
}

func subgroupTable(e account, g evaluate.SubGroups) Table {
	t := Table{
		Caption: e.say("Difference by level, exploratory: %s", clean(g.Covariate)),
		Columns: []Column{
			{Head: e.say("Level")}, {Head: e.say("Programme people"), Align: Right}, {Head: e.say("Comparison people"), Align: Right},
			{Head: e.say("Difference, percentage points"), Align: Right}, {Head: e.say("%s interval", e.level(e.Results[0])), Align: Right},
		},
	}
	if g.Covariate == byYear {
		t.Caption = e.say("Difference by cohort year, exploratory")
	}
	for _, s := range g.Levels {
		d := evaluate.Result{Difference: s.Difference}
		t.Rows = append(t.Rows, Row{Cells: []string{levelOf(e, g.Covariate, s.Level), e.count(s.N[0]), e.count(s.N[1]), e.signedPoints(s.Difference.Value), e.interval(d)}})
	}
	return t
}

// interactionLevel is the p-value below which effects are said to differ.
const interactionLevel = 0.05

// interactionWords say whether the effects of the levels differ by more than chance.
func (l *lexicon) interactionWords(g evaluate.SubGroups) string {
	i := g.Interaction
	if i == nil {
		return l.say("No test of interaction: fewer than two levels can be compared.")
	}
	p := l.pWords(i.PValue)
	if i.PValue < interactionLevel {
		return l.say("Test of interaction: %s (χ² %s on %s). Differences between these levels as large as those found are not easily explained by chance alone, if this were the only table looked at.",
			p, l.float(i.Statistic, 2), l.degrees(i.DF))
	}
	return l.say("Test of interaction: %s (χ² %s on %s). Differences between these levels as large as those found could also arise by chance. This does not show that the levels benefit alike.",
		p, l.float(i.Statistic, 2), l.degrees(i.DF))
}

func (l *lexicon) degrees(n int) string {
	if n == 1 {
		return l.say("1 degree of freedom")
	}
	return l.say("%d degrees of freedom", n)
}

// pWords is a p-value: "p = 0.032", "p < 0.001".
func (l *lexicon) pWords(p float64) string {
	if p < 0.001 {
		return l.say("p < %s", l.float(0.001, 3))
	}
	return l.say("p = %s", l.float(p, 3))
}
