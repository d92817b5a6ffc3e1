package report

import (
	"slices"
	"strconv"
	"strings"

	"sib/contract/money"
	"sib/evaluate"
)

// robustnessSection shows what other choices would have found, and what each would pay;
// nil for a run that was not assessed.
func robustnessSection(e account, f figures) []Block {
	s := e.Sensitivity
	if s == nil {
		return nil
	}
	out := []Block{Paragraph{Text: e.robustLead(s)}}
	if s.Undecided != "" {
		out = append(out, Notice{Title: e.say("No amounts"), Text: sentence(quoteMarks(e.quoted(clean(s.Undecided))))})
	}
	if f.specification != nil {
		out = append(out, f.specification)
	}
	out = append(out, Heading{e.say("Other ways to estimate, on the same people")}, e.scenarioTable(e.say("Other estimators and intervals"), s.Specifications, s.Due))
	if len(s.Designs) > 0 {
		out = append(out, Heading{e.say("Other ways to choose whom to compare")},
			Paragraph{Text: e.say("The list is the same for every run, and people were chosen before outcomes were read: nobody picks from it by result.")},
			e.namedTable(e.say("Other matching designs"), s.Designs, s.Due, e.designName))
	}
	if len(s.LeftOut) > 0 {
		out = append(out, Heading{e.say("Without some of the people")},
			Paragraph{Text: e.say("One part of the people is left out at a time. The table has the parts without which the difference is lowest and highest.")},
			e.namedTable(e.say("One part left out"), s.LeftOut, s.Due, func(x evaluate.Scenario) string { return leftOutName(e, x) }))
	}
	return append(append(out, missingBlocks(e, s)...), hiddenBlocks(e, s)...)
}

// others are the scenarios that hold nothing unseen: all but the contract's own and
// those of hidden bias.
func others(s *evaluate.Sensitivity) []evaluate.Scenario {
	out := slices.Concat(s.Specifications, s.Designs, s.LeftOut, s.Missing)
	return slices.DeleteFunc(out, func(x evaluate.Scenario) bool { return x.Name == agreedName })
}

// agreedName is the specification that is the contract's own.
const agreedName = "agreed"

// robustLead says how many other ways pay the same, and the lowest and highest amounts.
func (l *lexicon) robustLead(s *evaluate.Sensitivity) string {
	var all []money.Amount
	same, without := 0, 0
	for _, x := range others(s) {
		if x.Due == nil {
			without++
			continue
		}
		all = append(all, *x.Due)
		if x.Due.Cmp(s.Due) == 0 {
			same++
		}
	}
	if len(all) == 0 {
		return l.say("The same people can be looked at in other ways. What those would pay is not available; the tables say why.")
	}
	lowest, highest := slices.MinFunc(all, money.Amount.Cmp), slices.MaxFunc(all, money.Amount.Cmp)
	text := l.say("%d of %d other ways to look at the same people pay the same, %s. The lowest amount is %s, the highest %s. None of this changes what is due: the contract names the way that counts.",
		same, len(all), l.amount(s.Due), l.amount(lowest), l.amount(highest))
	if same == len(all) {
		text = l.say("All %d other ways to look at the same people that have an amount pay the same, %s. None of this changes what is due: the contract names the way that counts.", len(all), l.amount(s.Due))
	}
	switch without {
	case 0:
		return text
	case 1:
		return l.say("%s One more has no amount; the table says why.", text)
	}
	return l.say("%s %d more have no amount; the tables say why.", text, without)
}

func (l *lexicon) scenarioTable(caption string, all []evaluate.Scenario, due money.Amount) Table {
	return l.namedTable(caption, all, due, l.scenarioName)
}

// namedTable has a row for each scenario, with what it would pay and the change.
func (l *lexicon) namedTable(caption string, all []evaluate.Scenario, due money.Amount, name func(evaluate.Scenario) string) Table {
	t := Table{
		Caption: caption,
		Columns: []Column{
			{Head: l.say("What is done otherwise")}, {Head: l.say("Difference, percentage points"), Align: Right}, {Head: l.say("Interval"), Align: Right},
			{Head: l.say("Relative change, %%"), Align: Right}, {Head: l.say("Would pay"), Align: Right}, {Head: l.say("Against what is due"), Align: Right},
		},
	}
	for _, x := range all {
		label := name(x)
		if x.Error != "" {
			label += "\n" + l.say("Not available: %s", sentence(l.quoted(whyNot(x))))
		}
		t.Rows = append(t.Rows, Row{Strong: x.Name == agreedName, Cells: append([]string{label}, l.scenarioCells(x, due)...)})
		if x.Difference == nil || x.Due == nil {
			t.Notes = []string{l.say("%s: not available.", unavailable)}
		}
	}
	return t
}

// whyNot is why a scenario has no number, without the names of who says so.
func whyNot(x evaluate.Scenario) string {
	why := strings.TrimPrefix(x.Error, x.Name+": ")
	return quoteMarks(clean(strings.TrimPrefix(why, "undefined: ")))
}

// scenarioCells are the difference, its interval, the relative change, the amount and the
// change against what is due.
func (l *lexicon) scenarioCells(x evaluate.Scenario, due money.Amount) []string {
	cells := []string{unavailable, unavailable, unavailable, unavailable, unavailable}
	if x.Difference != nil {
		cells[0], cells[1] = l.signedPoints(x.Difference.Value), unbroken(l.interval(evaluate.Result{Difference: *x.Difference}))
		cells[2] = notApplicable
		if x.Relative != nil {
			cells[2] = l.signedPoints(*x.Relative)
		}
	}
	if x.Due != nil {
		cells[3], cells[4] = l.amount(*x.Due), l.against(*x.Due, due)
	}
	return cells
}

// against says how an amount lies to what is due.
func (l *lexicon) against(amount, due money.Amount) string {
	switch amount.Cmp(due) {
	case 1:
		return l.say("%s more", l.amount(amount.Sub(due)))
	case -1:
		return l.say("%s less", l.amount(due.Sub(amount)))
	}
	return l.say("the same")
}

// scenarioNames are the scenarios that every run may have.
var scenarioNames = map[string]scenarioWords{
	agreedName:               {long: key("As the contract says"), short: key("As agreed")},
	"weighted-newcombe":      {long: key("The same weights, weighted Newcombe interval"), short: key("Weighted Newcombe interval")},
	"strat-score-att":        {long: key("The same weights, stratified score interval"), short: key("Stratified score interval")},
	"strat-newcombe-att":     {long: key("The same weights, stratified Newcombe interval"), short: key("Stratified Newcombe interval")},
	"att-wald-hc0":           {long: key("The same weights, linearised Wald interval"), short: key("Linearised Wald interval")},
	"mh-sato":                {long: key("Mantel–Haenszel weights, Sato’s variance"), short: key("Mantel–Haenszel weights, Sato")},
	"mh-klingenberg":         {long: key("Mantel–Haenszel weights, Klingenberg’s interval"), short: key("Mantel–Haenszel weights, Klingenberg")},
	"strat-score-mh":         {long: key("Mantel–Haenszel weights, stratified score interval"), short: key("Mantel–Haenszel weights, score interval")},
	"inverse-variance-fixed": {long: key("Inverse-variance weights, which depend on the outcomes"), short: key("Inverse-variance weights")},
	"minimum-risk-wald":      {long: key("Minimum-risk weights"), short: key("Minimum-risk weights")},
	"without-matching":       {long: key("Without matching, everybody eligible: no basis for a payment"), short: key("Without any matching")},
	"dropped-gain-nothing":   {long: key("Participants without a match counted with no gain"), short: key("People without a match gain nothing")},
	"mean-of-yearly-rates":   {long: key("Every cohort year counts the same, whatever its size"), short: key("Every cohort year counts the same")},
	"exact":                  {long: key("Exact on every characteristic as it is"), short: key("Exact on every covariate")},
	"coarsened-quintiles":    {long: key("Exact on categories, numbers in fifths of the people"), short: key("Numbers in fifths of the people")},
	"propensity-weighting":   {long: key("Weights from the propensity score (logit)"), short: key("Weights from the propensity score")},
	"entropy-balancing":      {long: key("Weights that balance the means of all characteristics (entropy balancing)"), short: key("Entropy balancing")},
	"nearest-logit":          {long: key("Nearest neighbour, one for each, on the logit of the propensity score, ties shared"), short: key("Nearest neighbour on the score")},
	"nearest-logit-caliper":  {long: key("The same within 0.2 standard deviations of that logit"), short: key("Nearest neighbour within a caliper")},
	"generalised-full":       {long: key("Generalised full matching on the logit of the propensity score"), short: key("Generalised full matching")},
	"left-out":               {short: key("Without one stratum")},
	"missing-worst":          {long: key("Missing outcomes: failures in the programme, successes in the comparison group"), short: key("Missing outcomes: at worst")},
	"missing-failures":       {long: key("Missing outcomes: failures in both groups"), short: key("Missing outcomes: all failures")},
	"missing-best":           {long: key("Missing outcomes: successes in the programme, failures in the comparison group"), short: key("Missing outcomes: at best")},
}

// scenarioWords name a scenario in a table, and in a figure, where room is short.
type scenarioWords struct{ long, short string }

// scenarioName is what is done otherwise; the evaluation's own words for a scenario that
// is not among the usual ones.
func (l *lexicon) scenarioName(x evaluate.Scenario) string {
	if name := scenarioNames[x.Name].long; name != "" {
		return l.say(name)
	}
	return capital(clean(x.Words))
}

// designName adds how many people a design keeps, and how alike it makes the groups.
func (l *lexicon) designName(x evaluate.Scenario) string {
	name := l.scenarioName(x)
	if x.ProgrammeN != nil && x.LargestSMD != nil {
		name += "\n" + l.say("%s participants, largest SMD %s", l.count(*x.ProgrammeN), l.float(*x.LargestSMD, 3))
	}
	return name
}

// leftOutName names the matched set or the cohort year that is left out. A set too small
// to be described has its number alone.
func leftOutName(e account, x evaluate.Scenario) string {
	if year, ok := strings.CutPrefix(x.Name, "without-year-"); ok {
		return e.say("Without cohort %s", year)
	}
	text, ok := strings.CutPrefix(x.Name, "without-stratum-")
	n, err := strconv.Atoi(text)
	if !ok || err != nil || n < 1 || n > len(e.Strata) {
		return e.scenarioName(x)
	}
	s := e.Strata[n-1]
	if least := int64(e.Contract.Disclosure.Threshold); s.N[0] < least || s.N[1] < least {
		return e.say("Without matched set %d (cohort %d, too small to be described)", n, s.Year)
	}
	return e.say("Without matched set %d (cohort %d, %s)", n, s.Year, stratumName(e, s))
}

// missingBlocks say what people without an outcome could change.
func missingBlocks(e account, s *evaluate.Sensitivity) []Block {
	out := []Block{Heading{e.say("Missing outcomes")}}
	if len(s.Missing) == 0 {
		return append(out, Paragraph{Text: e.say("The outcome of every matched person is known.")})
	}
	out = append(out, e.scenarioTable(e.say("Missing outcomes filled in"), s.Missing, s.Due))
	switch {
	case s.Undecided != "":
	case s.Tipping == nil:
		out = append(out, Paragraph{Text: e.say("Tipping point: however many of the missing programme outcomes were failures, no less would be due, the comparison group being as observed.")})
	default:
		out = append(out, Paragraph{Text: e.say("Tipping point: less is due once %s of the missing programme outcomes are failures and the others successes, the comparison group being as observed.", e.count(*s.Tipping))})
	}
	return out
}
