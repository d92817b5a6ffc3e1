package report

import (
	"sib/matching"
)

func balanceSection(e account, f figures) []Block {
	out := []Block{
		Paragraph{Text: e.say("Two groups can be compared fairly when they were alike before the programme began. People were matched within their cohort year on %s. The standardised mean difference (SMD) says how far apart the groups are, in standard deviations of %s before matching; the same denominator is used before and after. Below 0.10 is usually taken as balanced.",
			e.listing(covariateNames(e)), spreadWords(e))},
		f.love,
		balanceTable(e),
	}
	if len(e.Contract.Cohorts) > 1 {
		out = append(out, yearlyBalance(e))
	}
	if f.overlap != nil {
		out = append(out, Heading{e.say("Do the groups overlap?")}, f.overlap)
	}
	return append(out, Heading{e.say("How much information the comparison group holds")}, essTable(e))
}

// pooledBalance is the balance of everybody, which comes last.
func pooledBalance(e account) matching.Balance {
	return e.Matching.Balance[len(e.Matching.Balance)-1]
}

func balanceTable(e account) Table {
	t := Table{
		Caption: e.say("Balance before and after matching, %s", e.cohortWords(e.Contract.Cohorts)),
		Columns: []Column{
			{Head: e.say("Characteristic")}, {Head: e.say("Level")},
			{Head: e.say("Programme before"), Align: Right}, {Head: e.say("Comparison before"), Align: Right}, {Head: e.say("SMD before"), Align: Right},
			{Head: e.say("Programme after"), Align: Right}, {Head: e.say("Comparison after"), Align: Right}, {Head: e.say("SMD after"), Align: Right},
			{Head: e.say("Variance ratio after"), Align: Right}, {Head: e.say("SMD divided by"), Align: Right},
		},
		Notes: []string{
			e.say("Means of numbers, shares of levels. An annex has the same for each year; tables/balance.csv has more decimals."),
			e.say("%s: not applicable. A share has no variance ratio; an SMD does not exist when nobody differs.", notApplicable),
		},
	}
	for _, b := range pooledBalance(e).Terms {
		mean := func(f float64) string { return e.moment(b, f) }
		t.Rows = append(t.Rows, Row{Cells: []string{
			e.characteristic(b.Covariate), b.Level,
			mean(b.Before.Programme), mean(b.Before.Comparison), e.optional(b.Before.SMD, 3),
			mean(b.After.Programme), mean(b.After.Comparison), e.optional(b.After.SMD, 3),
			e.optional(b.After.VarianceRatio, 2), e.float(b.Denominator, 3),
		}})
	}
	return t
}

// moment writes the mean of a number, or the share of a level.
func (l *lexicon) moment(t matching.TermBalance, f float64) string {
	if t.Level == "" {
		return l.float(f, 2)
	}
	return l.percentage(f)
}

func sameTerm(a, b matching.TermBalance) bool {
	return a.Covariate == b.Covariate && a.Level == b.Level
}

func yearlyBalance(e account) Table {
	t := Table{Caption: e.say("SMD after matching, year by year"), Columns: []Column{{Head: e.say("Characteristic")}, {Head: e.say("Level")}}}
	bs := e.Matching.Balance
	for _, b := range bs {
		t.Columns = append(t.Columns, Column{Head: e.cohortLabel(b.Year), Align: Right})
	}
	for i, term := range pooledBalance(e).Terms {
		cells := []string{e.characteristic(term.Covariate), term.Level}
		for _, b := range bs {
			cells = append(cells, e.smdOf(b, i, term))
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	return t
}

// smdOf finds a term in another year's table: at the same place when the tables
// list the same terms, else by name.
func (l *lexicon) smdOf(b matching.Balance, i int, want matching.TermBalance) string {
	if i < len(b.Terms) && sameTerm(b.Terms[i], want) {
		return l.optional(b.Terms[i].After.SMD, 3)
	}
	for _, t := range b.Terms {
		if sameTerm(t, want) {
			return l.optional(t.After.SMD, 3)
		}
	}
	return notApplicable
}

func essTable(e account) Table {
	t := Table{
		Caption: e.say("People, matched sets and effective sample size"),
		Columns: []Column{
			{Head: e.say("Cohort")}, {Head: e.say("Programme eligible"), Align: Right}, {Head: e.say("Programme matched"), Align: Right},
			{Head: e.say("Comparison eligible"), Align: Right}, {Head: e.say("Comparison matched"), Align: Right},
			{Head: e.say("Matched sets"), Align: Right}, {Head: e.say("Effective size"), Align: Right},
		},
		Notes: []string{e.say("Effective size (Kish 1965): the number of people of equal weight who would give the same precision as the weighted comparison group.")},
	}
	for _, g := range matchingGroups(e) {
		t.Rows = append(t.Rows, Row{Strong: g.Year == 0, Cells: []string{
			e.cohortLabel(g.Year), e.count(g.Eligible[0]), e.count(g.Matched[0]), e.count(g.Eligible[1]), e.count(g.Matched[1]),
			e.sets(g), e.float(g.ESS, 1),
		}})
	}
	return t
}

// sets is the number of matched sets, where the method makes sets.
func (l *lexicon) sets(g matching.Group) string {
	if g.Strata == 0 {
		return notApplicable
	}
	return l.count(int64(g.Strata))
}

func matchingGroups(e account) []matching.Group {
	if len(e.Matching.Years) == 1 {
		return e.Matching.Years
	}
	return append(append([]matching.Group(nil), e.Matching.Years...), e.Matching.Pooled)
}
