package report

import (
	"fmt"
	"strings"

	"sib/contract/money"
	"sib/evaluate"
	"sib/outlook"
)

// investorSection is what investors earn; nil where nobody invests.
func investorSection(e *evaluate.Evaluation, _ figures) []Block {
	switch i := e.Outlook.Investor; {
	case i != nil:
		out := []Block{Paragraph{Text: investorWords(i)}, KeyValues{Pairs: investorPairs(i)}}
		if len(i.Flows) > 0 {
			out = append(out, flowsTable(i.Flows))
		}
		out = append(out, Heading{"What would have been, by the terms"}, returnsTable(i))
		if even := breakEvenWords(i); len(even) > 0 {
			out = append(out, Heading{"Break-even"}, List{even})
		}
		return out
	case e.Outlook.InvestorWhy != "":
		return []Block{Paragraph{Text: notWorkedOut(e.Outlook.InvestorWhy)}}
	}
	return nil
}

func investorWords(i *outlook.Investment) string {
	text := fmt.Sprintf("Investors put in %s and receive %s", amount(i.Invested), amount(i.Received))
	switch i.Gain.Sign() {
	case 1:
		text += fmt.Sprintf(": a gain of %s.", amount(i.Gain))
	case -1:
		text += fmt.Sprintf(": a loss of %s.", amount(money.Zero(i.Gain.Currency()).Sub(i.Gain)))
	default:
		text += ": what they invested, and no more."
	}
	if i.Due.Cmp(i.Received) != 0 {
		text += fmt.Sprintf(" The payment due is %s; the waterfall and guarantees say what of it reaches them.", amount(i.Due))
	}
	return text
}

func investorPairs(i *outlook.Investment) []Pair {
	return []Pair{
		{"Invested", amount(i.Invested)},
		{"Received", amount(i.Received)},
		{"Received less invested", amount(i.Gain)},
		{"Multiple (received ÷ invested)", multiple(i.Result)},
		{"Yearly return (XIRR, ACT/365)", irrWords(i.Result)},
	}
}

// multiple is how often investors get their money back: "1.191".
func multiple(r outlook.Result) string {
	x, ok := rational(r.MOIC)
	if !ok {
		return float(r.MOICF, 3)
	}
	return fixed(x, 3)
}

// irrWords are all rates of return, or why there is none.
func irrWords(r outlook.Result) string {
	switch len(r.IRR) {
	case 0:
		return "none: " + clean(irrWhy(r))
	case 1:
		return yearly(r.IRR[0])
	}
	var each []string
	for _, x := range r.IRR {
		each = append(each, yearly(x))
	}
	return fmt.Sprintf("%d rates solve it: %s", len(each), listing(each))
}

// irrWhy is the reason without the names of the packages that it came through.
func irrWhy(r outlook.Result) string {
	why := r.IRRWhy
	for _, stage := range []string{"flows: ", "internal rate of return: "} {
		why = strings.TrimPrefix(why, stage)
	}
	return why
}

func yearly(x float64) string { return float(x*100, 2) + "% a year" }

// irrCell is irrWords in brief, for a table.
func irrCell(r outlook.Result) string {
	if len(r.IRR) == 0 {
		return notApplicable
	}
	var each []string
	for _, x := range r.IRR {
		each = append(each, yearly(x))
	}
	return strings.Join(each, "\n")
}

func flowsTable(flows []money.Flow) Table {
	t := Table{Caption: "Money in and out, as investors see it", Columns: []Column{{Head: "Day"}, {Head: "What"}, {Head: "Amount", Align: Right}}}
	for _, f := range flows {
		what := "Received"
		if f.Amount.Sign() < 0 {
			what = "Paid in"
		}
		t.Rows = append(t.Rows, Row{Cells: []string{f.Date.String(), what, amount(f.Amount)}})
	}
	return t
}

// returnsTable sets what was measured beside each threshold met exactly, and the worst
// and the best that the terms allow.
func returnsTable(i *outlook.Investment) Table {
	t := Table{
		Caption: "What investors receive",
		Columns: []Column{{Head: "If the measure is"}, {Head: "Due", Align: Right}, {Head: "Received", Align: Right}, {Head: "Gain or loss", Align: Right}, {Head: "Multiple", Align: Right}, {Head: "Yearly return", Align: Right}},
		Notes: []string{
			"One measure moves at a time, everything else held fixed. Worst and best are the least and the most among the values at which the terms turn, comparison rates held fixed.",
			notApplicable + ": no rate of return, or no programme rate gives this value.",
		},
	}
	row := func(name string, r *outlook.Result, strong bool) {
		cells := []string{name, notApplicable, notApplicable, notApplicable, notApplicable, notApplicable}
		if r != nil {
			cells = []string{name, amount(r.Due), amount(r.Received), amount(r.Gain), multiple(*r), irrCell(*r)}
		}
		t.Rows = append(t.Rows, Row{Strong: strong, Cells: cells})
	}
	row("As measured", &i.Result, true)
	for _, x := range i.Tiers {
		row(fmt.Sprintf("%s: %s", clean(x.Measure), threshold(x.At)), x.Result, false)
	}
	row("Worst", &i.Worst, false)
	row("Best", &i.Best, false)
	return t
}

func breakEvenWords(i *outlook.Investment) []string {
	var out []string
	for _, b := range i.BreakEven {
		words := quoteMarks(b.Words)
		if b.At != nil {
			words = strings.ReplaceAll(words, b.At.String(), threshold(*b.At))
		}
		out = append(out, fmt.Sprintf("By “%s”: %s.", clean(b.Measure), words))
	}
	return out
}
