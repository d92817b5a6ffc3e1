package report

import (
	"slices"
	"strings"

	"sib/contract"
	"sib/matching"
)

func saySection(e account, _ figures) []Block {
	return []Block{
		Heading{e.say("You can say")},
		List{canSay(e)},
		Heading{e.say("You cannot say")},
		List{cannotSay(e)},
	}
}

func canSay(e account) []string {
	gs := groups(e)
	out := []string{headline(e, gs[len(gs)-1])}
	var clear []string
	for _, g := range gs {
		if holds, known := spans(g.result); known && !holds {
			clear = append(clear, e.inside(g))
		}
	}
	if len(clear) > 0 {
		out = append(out, e.say("The difference found in %s is not easily explained by chance alone.", e.listing(clear)))
	}
	if open := open(e); len(open) > 0 {
		out = append(out, e.say("In %s the interval includes zero: a difference as large as the one found could also arise by chance.", e.listing(open)))
	}
	out = append(out, e.say("Under the contract %s is due. %s", e.amount(e.Decision.Due), decidedOn(e)))
	return append(out, whom(e))
}

// open names the groups whose interval holds zero.
func open(e account) []string {
	var out []string
	for _, g := range groups(e) {
		if holds, known := spans(g.result); known && holds {
			out = append(out, e.inside(g))
		}
	}
	return out
}

// inside names a group within a sentence.
func (l *lexicon) inside(g group) string {
	if g.pooled {
		return l.say("all years together")
	}
	return g.label
}

// decidedOn says what the payment follows from: the numbers that rules test or price.
func decidedOn(e account) string {
	kinds := []struct {
		words string
		of    func(contract.Measure) bool
	}{
		{e.say("the difference found"), func(m contract.Measure) bool { return compared(m) && m.Statistic == contract.PointEstimate }},
		{e.say("the lower bound of its interval"), func(m contract.Measure) bool { return m.Statistic == contract.LowerBound }},
		{e.say("the upper bound of its interval"), func(m contract.Measure) bool { return m.Statistic == contract.UpperBound }},
		{e.say("a p-value"), func(m contract.Measure) bool { return m.Statistic == contract.PValue }},
		{e.say("figures that are reported"), func(m contract.Measure) bool { return m.Source == contract.Reported }},
	}
	var from []string
	for _, k := range kinds {
		if slices.ContainsFunc(terms(e).Measures, k.of) {
			from = append(from, k.words)
		}
	}
	switch {
	case len(from) > 1:
		return e.say("It follows in part from %s.", e.say("%s and in part from %s", strings.Join(from[:len(from)-1], e.say(", in part from ")), from[len(from)-1]))
	case len(from) == 1 && from[0] == kinds[1].words:
		return e.say("It follows from the lower bound of the interval, not from the difference found.")
	case len(from) == 1 && from[0] != kinds[0].words:
		return e.say("It follows from %s, not from the difference found.", from[0])
	case len(from) == 0:
		return ""
	}
	return e.say("It follows from the difference found, not from its interval.")
}

// whom says whom the result describes.
func whom(e account) string {
	p, m := e.Matching.Pooled, e.Matching
	if m.Spec.Estimand == matching.OnControl {
		if m.Estimand == matching.MatchedSample {
			return e.say("The result describes what the programme would do for those people of the comparison pool who could be compared: %s of the %s eligible ones.", e.count(p.Matched[1]), e.count(p.Eligible[1]))
		}
		return e.say("The result describes what the programme would do for the %s eligible people of the comparison pool.", e.count(p.Eligible[1]))
	}
	switch {
	case m.Spec.Estimand == matching.Overlap:
		return e.say("The result describes people who could be in either group: those most alike in both count most.")
	case m.Spec.Estimand == matching.OnAll:
		return e.say("The result describes both groups together: %s of the %s eligible participants and %s of the %s eligible people of the comparison pool could be compared.",
			e.count(p.Matched[0]), e.count(p.Eligible[0]), e.count(p.Matched[1]), e.count(p.Eligible[1]))
	case m.Estimand == matching.ATT:
		return e.say("The result describes the %s eligible programme participants.", e.count(p.Eligible[0]))
	}
	return e.say("The result describes the programme participants who could be compared: %s of the %s eligible ones were matched.",
		e.count(p.Matched[0]), e.count(p.Eligible[0]))
}

func cannotSay(e account) []string {
	var out []string
	if open := open(e); len(open) > 0 {
		out = append(out, e.say("That nothing was achieved in %s, because the interval includes zero. %s", e.listing(open), e.say(noConclusion)))
	}
	out = append(out, e.say("That the programme is the cause of the whole difference. The groups are alike in %s; they may differ in what nobody recorded, such as motivation.",
		e.listing(covariateNames(e))))
	out = append(out, unitsDiffer(e)...)
	if informative(e) {
		out = append(out, e.say("That the contract was met or missed in a single year. It decides on all years together; the verdicts of single years are for information."))
	}
	if len(e.Contract.Cohorts) > 1 {
		out = append(out, e.say("That one year went better than another: the intervals of single years are not a comparison between years."))
	}
	return append(out,
		e.say("That the same difference would be found elsewhere, later or with other participants."),
		e.say("Anything about a single person."))
}

// unitsDiffer warns against the two readings of the result, with its own numbers.
func unitsDiffer(e account) []string {
	gs := groups(e)
	r := gs[len(gs)-1].result
	if r.Relative == nil {
		return nil
	}
	agreed := ""
	if tested := testedEffects(e); len(tested) > 0 {
		agreed = e.say(" The contract tests %s.", e.listing(tested))
	}
	return []string{e.say("That %s percentage points and %s%% relative are two different effects: they are one effect in two units.%s",
		points(e, r), relative(e, r), agreed)}
}

// testedEffects are the effects that the contract takes of the two rates, each once.
func testedEffects(e account) []string {
	var out []string
	for _, m := range terms(e).Measures {
		if words := e.effectWords(m); compared(m) && !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return out
}

func informative(e account) bool {
	for _, g := range groups(e) {
		if !g.pooled && len(g.verdicts) > 0 && len(binding(g.verdicts)) == 0 {
			return true
		}
	}
	return false
}

func covariateNames(e account) []string {
	var out []string
	for _, c := range e.Contract.Covariates {
		out = append(out, c.Name)
	}
	return out
}
