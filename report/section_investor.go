package report

import (
	"strings"

	"sib/contract/money"
	"sib/outlook"
)

// investorSection is what investors earn; nil where nobody invests.
func investorSection(e account, f figures) []Block {
	switch i := e.Outlook.Investor; {
	case i != nil:
		out := []Block{Paragraph{Text: e.investorWords(i)}, KeyValues{Pairs: e.investorPairs(i)}}
		if len(i.Flows) > 0 {
			out = append(out, e.flowsTable(i.Flows))
		}
		if f.cashFlow != nil {
			out = append(out, f.cashFlow)
		}
		out = append(out, Heading{e.say("What would have been, by the terms")}, e.returnsTable(i))
		if even := e.breakEvenWords(i); len(even) > 0 {
			out = append(out, Heading{e.say("Break-even")}, List{even})
		}
		return out
	case e.Outlook.InvestorWhy != "":
		return []Block{Paragraph{Text: e.notWorkedOut(e.Outlook.InvestorWhy)}}
	}
	return nil
}

func (l *lexicon) investorWords(i *outlook.Investment) string {
	text := l.say("Investors put in %s and receive %s", l.amount(i.Invested), l.amount(i.Received))
	switch i.Gain.Sign() {
	case 1:
		text += l.say(": a gain of %s.", l.amount(i.Gain))
	case -1:
		text += l.say(": a loss of %s.", l.amount(money.Zero(i.Gain.Currency()).Sub(i.Gain)))
	default:
		text += l.say(": what they invested, and no more.")
	}
	if i.Due.Cmp(i.Received) != 0 {
		text += l.say(" The payment due is %s; the waterfall and guarantees say what of it reaches them.", l.amount(i.Due))
	}
	return text
}

func (l *lexicon) investorPairs(i *outlook.Investment) []Pair {
	return []Pair{
		{l.say("Invested"), l.amount(i.Invested)},
		{l.say("Received"), l.amount(i.Received)},
		{l.say("Received less invested"), l.amount(i.Gain)},
		{l.say("Multiple (received ÷ invested)"), l.multiple(i.Result)},
		{l.say("Yearly return (XIRR, ACT/365)"), l.irrWords(i.Result)},
	}
}

// multiple is how often investors get their money back: "1.191".
func (l *lexicon) multiple(r outlook.Result) string {
	x, ok := rational(r.MOIC)
	if !ok {
		return l.float(r.MOICF, 3)
	}
	return l.fixed(x, 3)
}

// irrWords are all rates of return, or why there is none.
func (l *lexicon) irrWords(r outlook.Result) string {
	switch len(r.IRR) {
	case 0:
		return l.say("none: %s", clean(l.quoted(irrWhy(r))))
	case 1:
		return l.yearly(r.IRR[0])
	}
	var each []string
	for _, x := range r.IRR {
		each = append(each, l.yearly(x))
	}
	return l.say("%d rates solve it: %s", len(each), l.listing(each))
}

// irrWhy is the reason without the names of the packages that it came through.
func irrWhy(r outlook.Result) string {
	why := r.IRRWhy
	for _, stage := range []string{"flows: ", "internal rate of return: "} {
		why = strings.TrimPrefix(why, stage)
	}
	return why
}

func (l *lexicon) yearly(x float64) string { return l.say("%s%% a year", l.float(x*100, 2)) }

// irrCell is irrWords in brief, for a table.
func (l *lexicon) irrCell(r outlook.Result) string {
	if len(r.IRR) == 0 {
		return notApplicable
	}
	var each []string
	for _, x := range r.IRR {
		each = append(each, l.yearly(x))
	}
	return strings.Join(each, "\n")
}

func (l *lexicon) flowsTable(flows []money.Flow) Table {
	t := Table{Caption: l.say("Money in and out, as investors see it"), Columns: []Column{{Head: l.say("Day")}, {Head: l.say("What")}, {Head: l.say("Amount"), Align: Right}}}
	for _, f := range flows {
		what := l.say("Received")
		if f.Amount.Sign() < 0 {
			what = l.say("Paid in")
		}
		t.Rows = append(t.Rows, Row{Cells: []string{f.Date.String(), what, l.amount(f.Amount)}})
	}
	return t
}

// returnsTable sets what was measured beside each threshold met exactly, and the worst
// and the best that the terms allow.
func (l *lexicon) returnsTable(i *outlook.Investment) Table {
	t := Table{
		Caption: l.say("What investors receive"),
		Columns: []Column{{Head: l.say("If the measure is")}, {Head: l.say("Due"), Align: Right}, {Head: l.say("Received"), Align: Right}, {Head: l.say("Gain or loss"), Align: Right}, {Head: l.say("Multiple"), Align: Right}, {Head: l.say("Yearly return"), Align: Right}},
		Notes: []string{
			l.say("One measure moves at a time, everything else held fixed. Worst and best are the least and the most among the values at which the terms turn, comparison rates held fixed."),
			l.say("%s: no rate of return, or no programme rate gives this value.", notApplicable),
		},
	}
	row := func(name string, r *outlook.Result, strong bool) {
		cells := []string{name, notApplicable, notApplicable, notApplicable, notApplicable, notApplicable}
		if r != nil {
			cells = []string{name, l.amount(r.Due), l.amount(r.Received), l.amount(r.Gain), l.multiple(*r), l.irrCell(*r)}
		}
		t.Rows = append(t.Rows, Row{Strong: strong, Cells: cells})
	}
	row(l.say("As measured"), &i.Result, true)
	for _, x := range i.Tiers {
		row(l.say("%s: %s", clean(x.Measure), l.threshold(x.At)), x.Result, false)
	}
	row(l.say("Worst"), &i.Worst, false)
	row(l.say("Best"), &i.Best, false)
	return t
}

func (l *lexicon) breakEvenWords(i *outlook.Investment) []string {
	var out []string
	for _, b := range i.BreakEven {
		words := quoteMarks(b.Words)
		if b.At != nil {
			words = strings.ReplaceAll(words, b.At.String(), l.threshold(*b.At))
		}
		out = append(out, l.say("By “%s”: %s.", clean(b.Measure), l.quoted(words)))
	}
	return out
}
