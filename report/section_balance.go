package report

import (
	"fmt"

	"sib/evaluate"
	"sib/matching"
)

func balanceSection(e *evaluate.Evaluation, f figures) []Block {
	out := []Block{
		Paragraph{Text: fmt.Sprintf("Two groups can be compared fairly when they were alike before the programme began. People were matched within their cohort year on %s. The standardised mean difference (SMD) says how far apart the groups are, in standard deviations of %s before matching; the same denominator is used before and after. Below 0.10 is usually taken as balanced.",
			listing(covariateNames(e)), spreadWords(e))},
		f.love,
		balanceTable(e),
	}
	if len(e.Contract.Cohorts) > 1 {
		out = append(out, yearlyBalance(e))
	}
	return append(out, Heading{"How much information the comparison group holds"}, essTable(e))
}

// pooledBalance is the balance of everybody, which comes last.
func pooledBalance(e *evaluate.Evaluation) matching.Balance {
	return e.Matching.Balance[len(e.Matching.Balance)-1]
}

func balanceTable(e *evaluate.Evaluation) Table {
	t := Table{
		Caption: "Balance before and after matching, " + cohortWords(e.Contract.Cohorts),
		Columns: []Column{
			{Head: "Characteristic"}, {Head: "Level"},
			{Head: "Programme before", Align: Right}, {Head: "Comparison before", Align: Right}, {Head: "SMD before", Align: Right},
			{Head: "Programme after", Align: Right}, {Head: "Comparison after", Align: Right}, {Head: "SMD after", Align: Right},
			{Head: "Variance ratio after", Align: Right}, {Head: "SMD divided by", Align: Right},
		},
		Notes: []string{
			"Means of numbers, shares of levels. The tables folder holds the same for each year, with variance ratios before matching and distances between distributions (tables/balance.csv).",
			notApplicable + ": not applicable. A share has no variance ratio; an SMD does not exist when nobody differs.",
		},
	}
	for _, b := range pooledBalance(e).Terms {
		mean := func(f float64) string { return moment(b, f) }
		t.Rows = append(t.Rows, Row{Cells: []string{
			b.Covariate, b.Level,
			mean(b.Before.Programme), mean(b.Before.Comparison), optional(b.Before.SMD, 3),
			mean(b.After.Programme), mean(b.After.Comparison), optional(b.After.SMD, 3),
			optional(b.After.VarianceRatio, 2), float(b.Denominator, 3),
		}})
	}
	return t
}

// moment writes the mean of a number, or the share of a level.
func moment(t matching.TermBalance, f float64) string {
	if t.Level == "" {
		return float(f, 2)
	}
	return percentage(f)
}

func termName(t matching.TermBalance) string {
	if t.Level == "" {
		return t.Covariate
	}
	return t.Covariate + ": " + t.Level
}

func yearlyBalance(e *evaluate.Evaluation) Table {
	t := Table{Caption: "SMD after matching, year by year", Columns: []Column{{Head: "Characteristic"}, {Head: "Level"}}}
	bs := e.Matching.Balance
	for _, b := range bs {
		t.Columns = append(t.Columns, Column{Head: cohortLabel(b.Year), Align: Right})
	}
	for i, term := range pooledBalance(e).Terms {
		cells := []string{term.Covariate, term.Level}
		for _, b := range bs {
			cells = append(cells, smdOf(b, i, term))
		}
		t.Rows = append(t.Rows, Row{Cells: cells})
	}
	return t
}

// smdOf finds a term in another year's table: at the same place when the tables
// list the same terms, else by name.
func smdOf(b matching.Balance, i int, want matching.TermBalance) string {
	if i < len(b.Terms) && termName(b.Terms[i]) == termName(want) {
		return optional(b.Terms[i].After.SMD, 3)
	}
	for _, t := range b.Terms {
		if termName(t) == termName(want) {
			return optional(t.After.SMD, 3)
		}
	}
	return notApplicable
}

func essTable(e *evaluate.Evaluation) Table {
	t := Table{
		Caption: "People, matched sets and effective sample size",
		Columns: []Column{
			{Head: "Cohort"}, {Head: "Programme eligible", Align: Right}, {Head: "Programme matched", Align: Right},
			{Head: "Comparison eligible", Align: Right}, {Head: "Comparison matched", Align: Right},
			{Head: "Matched sets", Align: Right}, {Head: "Effective size", Align: Right},
		},
		Notes: []string{"Effective size (Kish 1965): the number of people of equal weight who would give the same precision as the weighted comparison group."},
	}
	for _, g := range matchingGroups(e) {
		t.Rows = append(t.Rows, Row{Strong: g.Year == 0, Cells: []string{
			cohortLabel(g.Year), count(g.Eligible[0]), count(g.Matched[0]), count(g.Eligible[1]), count(g.Matched[1]),
			sets(g), float(g.ESS, 1),
		}})
	}
	return t
}

// sets is the number of matched sets, where the method makes sets.
func sets(g matching.Group) string {
	if g.Strata == 0 {
		return notApplicable
	}
	return count(int64(g.Strata))
}

func matchingGroups(e *evaluate.Evaluation) []matching.Group {
	if len(e.Matching.Years) == 1 {
		return e.Matching.Years
	}
	return append(append([]matching.Group(nil), e.Matching.Years...), e.Matching.Pooled)
}
