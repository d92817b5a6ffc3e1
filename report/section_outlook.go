package report

import (
	"fmt"

	"sib/contract/trace"
	"sib/evaluate"
	"sib/outlook"
)

// outlookSection is how far the payment depends on chance; nil where nothing whose
// chance is known decides.
func outlookSection(e *evaluate.Evaluation, _ figures) []Block {
	switch u := e.Outlook.Payout; {
	case u != nil:
		out := []Block{
			Paragraph{Text: fmt.Sprintf("%s is due by what was measured. If the same programme were measured again on people like these, chance alone would make the payment another one. This says how likely which is; it changes nothing about what is due.", amount(u.Due))},
			KeyValues{Pairs: outlookPairs(e, u)}, quantilesTable(u),
		}
		if len(u.Amounts) > 0 {
			out = append(out, chancesOfAmounts(u))
		}
		if len(u.Chances) > 0 {
			out = append(out, chancesOfThresholds(e, u))
		}
		if len(u.Cohorts) > 0 {
			out = append(out, chancesOfCohorts(u))
		}
		return append(out, Heading{"How this was worked out"}, Paragraph{Text: sentence(capital(clean(u.Words)))}, List{limitsOf(u)})
	case e.Outlook.PayoutWhy != "":
		return []Block{Paragraph{Text: notWorkedOut(e.Outlook.PayoutWhy)}}
	}
	return nil
}

func limitsOf(u *outlook.Uncertainty) []string {
	var out []string
	for _, l := range u.Limits {
		out = append(out, sentence(capital(clean(l))))
	}
	return out
}

func outlookPairs(e *evaluate.Evaluation, u *outlook.Uncertainty) []Pair {
	currency := string(terms(e).Currency) + nbsp
	out := []Pair{
		{"Chance that nothing is due", chance(u.Nothing)},
		{"Chance that the cap is due", chance(u.AtCap)},
		{"Payment expected, on average", currency + float(u.Expected, 0)},
		{"Standard deviation of the payment", currency + float(u.SD, 0)},
	}
	if u.Undecided > 0 {
		out = append(out, Pair{"Chance that a measure has no value (counted as nothing due)", chance(u.Undecided)})
	}
	if u.Draws > 0 {
		out = append(out, Pair{"Draws", count(int64(u.Draws))}, Pair{"Standard error of the average", currency + float(u.ExpectedSE, 0)})
	}
	return out
}

// chance writes a probability so that a small one is not none, nor a large one certain.
func chance(p float64) string {
	const least = 0.0005
	switch {
	case p > 0 && p < least:
		return "less than 0.1%"
	case p < 1 && p > 1-least:
		return "more than 99.9%"
	}
	return percentage(p)
}

func quantilesTable(u *outlook.Uncertainty) Table {
	t := Table{
		Caption: "The payment that is not exceeded",
		Columns: []Column{{Head: "With a chance of"}, {Head: "Payment", Align: Right}},
		Notes:   []string{"At least nine payments of ten lie between the first and the last."},
	}
	for _, q := range u.Quantiles {
		t.Rows = append(t.Rows, Row{Cells: []string{float(q.At*100, 0) + "%", amount(q.Amount)}})
	}
	return t
}

func chancesOfAmounts(u *outlook.Uncertainty) Table {
	t := Table{Caption: "Every amount that can be due", Columns: []Column{{Head: "Payment", Align: Right}, {Head: "Chance", Align: Right}}}
	for _, a := range u.Amounts {
		t.Rows = append(t.Rows, Row{Strong: a.Amount.Cmp(u.Due) == 0, Cells: []string{amount(a.Amount), chance(a.Chance)}})
	}
	return t
}

func chancesOfThresholds(e *evaluate.Evaluation, u *outlook.Uncertainty) Table {
	t := Table{
		Caption: "The chance that each threshold is met",
		Columns: []Column{{Head: "Rule"}, {Head: "Clause"}, {Head: "Measure"}, {Head: "Cohort"}, {Head: "Threshold", Align: Right}, {Head: "Chance", Align: Right}},
	}
	for _, c := range u.Chances {
		at := shortThreshold(c.Required)
		if c.Comparing != trace.AtLeast && c.Comparing != "" {
			at = boundWords(c.Comparing) + " " + at
		}
		t.Rows = append(t.Rows, Row{Cells: []string{c.Rule, c.Clause, c.Measure, labelIn(e, c.Cohort), at, chance(c.Met)}})
	}
	return t
}

func chancesOfCohorts(u *outlook.Uncertainty) Table {
	t := Table{
		Caption: "For how many cohort years a rule pays",
		Columns: []Column{{Head: "Rule"}, {Head: "Clause"}, {Head: "Cohort years", Align: Right}, {Head: "Chance", Align: Right}},
	}
	for _, r := range u.Cohorts {
		for k, p := range r.Chances {
			t.Rows = append(t.Rows, Row{Cells: []string{r.Rule, r.Clause, count(int64(k)), chance(p)}})
		}
	}
	return t
}

// notWorkedOut says why a section has nothing to show.
func notWorkedOut(why string) string {
	return fmt.Sprintf("It could not be worked out: %s.", quoteMarks(clean(why)))
}
