package report

import (
	"sib/contract/trace"
	"sib/outlook"
)

// outlookSection is how far the payment depends on chance; nil where nothing whose
// chance is known decides.
func outlookSection(e account, _ figures) []Block {
	switch u := e.Outlook.Payout; {
	case u != nil:
		out := []Block{
			Paragraph{Text: e.say("%s is due by what was measured. If the same programme were measured again on people like these, chance alone would make the payment another one. This says how likely which is; it changes nothing about what is due.", e.amount(u.Due))},
			KeyValues{Pairs: outlookPairs(e, u)}, e.quantilesTable(u),
		}
		if len(u.Amounts) > 0 {
			out = append(out, e.chancesOfAmounts(u))
		}
		if len(u.Chances) > 0 {
			out = append(out, chancesOfThresholds(e, u))
		}
		if len(u.Cohorts) > 0 {
			out = append(out, e.chancesOfCohorts(u))
		}
		return append(out, Heading{e.say("How this was worked out")}, Paragraph{Text: sentence(capital(clean(e.quoted(u.Words))))}, List{e.limitsOf(u)})
	case e.Outlook.PayoutWhy != "":
		return []Block{Paragraph{Text: e.notWorkedOut(e.Outlook.PayoutWhy)}}
	}
	return nil
}

func (l *lexicon) limitsOf(u *outlook.Uncertainty) []string {
	var out []string
	for _, words := range u.Limits {
		out = append(out, sentence(capital(clean(l.quoted(words)))))
	}
	return out
}

func outlookPairs(e account, u *outlook.Uncertainty) []Pair {
	money := func(x float64) string { return e.inCurrency(string(terms(e).Currency), e.float(x, 0)) }
	out := []Pair{
		{e.say("Chance that nothing is due"), e.chance(u.Nothing)},
		{e.say("Chance that the cap is due"), e.chance(u.AtCap)},
		{e.say("Payment expected, on average"), money(u.Expected)},
		{e.say("Standard deviation of the payment"), money(u.SD)},
	}
	if u.Undecided > 0 {
		out = append(out, Pair{e.say("Chance that a measure has no value (counted as nothing due)"), e.chance(u.Undecided)})
	}
	if u.Draws > 0 {
		out = append(out, Pair{e.say("Draws"), e.count(int64(u.Draws))}, Pair{e.say("Standard error of the average"), money(u.ExpectedSE)})
	}
	return out
}

// chance writes a probability so that a small one is not none, nor a large one certain.
func (l *lexicon) chance(p float64) string {
	const least = 0.0005
	switch {
	case p > 0 && p < least:
		return l.say("less than 0.1%%")
	case p < 1 && p > 1-least:
		return l.say("more than 99.9%%")
	}
	return l.percentage(p)
}

func (l *lexicon) quantilesTable(u *outlook.Uncertainty) Table {
	t := Table{
		Caption: l.say("The payment that is not exceeded"),
		Columns: []Column{{Head: l.say("With a chance of")}, {Head: l.say("Payment"), Align: Right}},
		Notes:   []string{l.say("At least nine payments of ten lie between the first and the last.")},
	}
	for _, q := range u.Quantiles {
		t.Rows = append(t.Rows, Row{Cells: []string{l.float(q.At*100, 0) + l.percent, l.amount(q.Amount)}})
	}
	return t
}

func (l *lexicon) chancesOfAmounts(u *outlook.Uncertainty) Table {
	t := Table{Caption: l.say("Every amount that can be due"), Columns: []Column{{Head: l.say("Payment"), Align: Right}, {Head: l.say("Chance"), Align: Right}}}
	for _, a := range u.Amounts {
		t.Rows = append(t.Rows, Row{Strong: a.Amount.Cmp(u.Due) == 0, Cells: []string{l.amount(a.Amount), l.chance(a.Chance)}})
	}
	return t
}

func chancesOfThresholds(e account, u *outlook.Uncertainty) Table {
	t := Table{
		Caption: e.say("The chance that each threshold is met"),
		Columns: []Column{{Head: e.say("Rule")}, {Head: e.say("Clause")}, {Head: e.say("Measure")}, {Head: e.say("Cohort")}, {Head: e.say("Threshold"), Align: Right}, {Head: e.say("Chance"), Align: Right}},
	}
	for _, c := range u.Chances {
		at := e.shortThreshold(c.Required)
		if c.Comparing != trace.AtLeast && c.Comparing != "" {
			at = e.bounded(c.Comparing, at)
		}
		t.Rows = append(t.Rows, Row{Cells: []string{c.Rule, c.Clause, c.Measure, labelIn(e, c.Cohort), at, e.chance(c.Met)}})
	}
	return t
}

func (l *lexicon) chancesOfCohorts(u *outlook.Uncertainty) Table {
	t := Table{
		Caption: l.say("For how many cohort years a rule pays"),
		Columns: []Column{{Head: l.say("Rule")}, {Head: l.say("Clause")}, {Head: l.say("Cohort years"), Align: Right}, {Head: l.say("Chance"), Align: Right}},
	}
	for _, r := range u.Cohorts {
		for k, p := range r.Chances {
			t.Rows = append(t.Rows, Row{Cells: []string{r.Rule, r.Clause, l.count(int64(k)), l.chance(p)}})
		}
	}
	return t
}

// notWorkedOut says why a section has nothing to show.
func (l *lexicon) notWorkedOut(why string) string {
	return l.say("It could not be worked out: %s.", l.quoted(quoteMarks(clean(why))))
}
