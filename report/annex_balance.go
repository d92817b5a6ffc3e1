package report

import "sib/matching"

// fullBalanceSection has every term of every year, before and after matching.
func fullBalanceSection(e account, _ figures) []Block {
	out := []Block{Paragraph{Text: e.say("Means of numbers and shares of levels in both groups, before and after matching, year by year. KS is the largest distance between the two cumulative distributions. SMDs are divided by the standard deviation of %s before matching.", spreadWords(e))}}
	for _, b := range e.Matching.Balance {
		if b.Year == 0 && len(e.Contract.Cohorts) == 1 {
			continue
		}
		out = append(out, e.balanceOf(b))
	}
	return out
}

func (l *lexicon) balanceOf(b matching.Balance) Table {
	t := Table{
		Caption: l.say("Balance of cohort %s", l.cohortLabel(b.Year)),
		Columns: []Column{
			{Head: l.say("Characteristic")},
			{Head: l.say("Programme before"), Align: Right}, {Head: l.say("Comparison before"), Align: Right}, {Head: l.say("SMD before"), Align: Right}, {Head: l.say("Variance ratio before"), Align: Right}, {Head: l.say("KS before"), Align: Right},
			{Head: l.say("Programme after"), Align: Right}, {Head: l.say("Comparison after"), Align: Right}, {Head: l.say("SMD after"), Align: Right}, {Head: l.say("Variance ratio after"), Align: Right}, {Head: l.say("KS after"), Align: Right},
		},
		Notes: []string{l.say("%s: not applicable. A share has no variance ratio; an SMD does not exist when nobody differs.", notApplicable)},
	}
	if b.Year == 0 {
		t.Caption = l.say("Balance of all cohort years together")
	}
	for _, x := range b.Terms {
		cells := []string{l.termName(x)}
		for _, m := range []matching.Moments{x.Before, x.After} {
			cells = append(cells, l.moment(x, m.Programme), l.moment(x, m.Comparison), l.optional(m.SMD, 3), l.optional(m.VarianceRatio, 2), l.float(m.ECDFMax, 3))
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	return t
}
