package report

import (
	"fmt"
	"slices"
	"strings"

	"sib/contract"
	"sib/evaluate"
	"sib/matching"
)

func saySection(e *evaluate.Evaluation, _ figures) []Block {
	return []Block{
		Heading{"You can say"},
		List{canSay(e)},
		Heading{"You cannot say"},
		List{cannotSay(e)},
	}
}

func canSay(e *evaluate.Evaluation) []string {
	gs := groups(e)
	out := []string{headline(e, gs[len(gs)-1])}
	var clear []string
	for _, g := range gs {
		if holds, known := spans(g.result); known && !holds {
			clear = append(clear, inside(g))
		}
	}
	if len(clear) > 0 {
		out = append(out, fmt.Sprintf("The difference found in %s is %s.", listing(clear), notChance))
	}
	if open := open(e); len(open) > 0 {
		out = append(out, fmt.Sprintf("In %s the interval includes zero: a difference as large as the one found could also arise by chance.", listing(open)))
	}
	out = append(out, fmt.Sprintf("Under the contract %s is due. %s", amount(e.Decision.Due), decidedOn(e)))
	return append(out, whom(e))
}

// open names the groups whose interval holds zero.
func open(e *evaluate.Evaluation) []string {
	var out []string
	for _, g := range groups(e) {
		if holds, known := spans(g.result); known && holds {
			out = append(out, inside(g))
		}
	}
	return out
}

// inside names a group within a sentence.
func inside(g group) string {
	if g.pooled {
		return "all years together"
	}
	return g.label
}

// decidedOn says what the payment follows from: the numbers that rules test or price.
func decidedOn(e *evaluate.Evaluation) string {
	kinds := []struct {
		words string
		of    func(contract.Measure) bool
	}{
		{"the difference found", func(m contract.Measure) bool { return compared(m) && m.Statistic == contract.PointEstimate }},
		{"the lower bound of its interval", func(m contract.Measure) bool { return m.Statistic == contract.LowerBound }},
		{"the upper bound of its interval", func(m contract.Measure) bool { return m.Statistic == contract.UpperBound }},
		{"a p-value", func(m contract.Measure) bool { return m.Statistic == contract.PValue }},
		{"figures that are reported", func(m contract.Measure) bool { return m.Source == contract.Reported }},
	}
	var from []string
	for _, k := range kinds {
		if slices.ContainsFunc(terms(e).Measures, k.of) {
			from = append(from, k.words)
		}
	}
	switch {
	case len(from) > 1:
		return fmt.Sprintf("It follows in part from %s.", strings.Join(from[:len(from)-1], ", in part from ")+" and in part from "+from[len(from)-1])
	case len(from) == 1 && from[0] == kinds[1].words:
		return "It follows from the lower bound of the interval, not from the difference found."
	case len(from) == 1 && from[0] != kinds[0].words:
		return fmt.Sprintf("It follows from %s, not from the difference found.", from[0])
	case len(from) == 0:
		return ""
	}
	return "It follows from the difference found, not from its interval."
}

// whom says whom the result describes.
func whom(e *evaluate.Evaluation) string {
	p, m := e.Matching.Pooled, e.Matching
	if m.Spec.Estimand == matching.OnControl {
		if m.Estimand == matching.MatchedSample {
			return fmt.Sprintf("The result describes what the programme would do for those people of the comparison pool who could be compared: %s of the %s eligible ones.", count(p.Matched[1]), count(p.Eligible[1]))
		}
		return fmt.Sprintf("The result describes what the programme would do for the %s eligible people of the comparison pool.", count(p.Eligible[1]))
	}
	switch {
	case m.Spec.Estimand == matching.Overlap:
		return "The result describes people who could be in either group: those most alike in both count most."
	case m.Spec.Estimand == matching.OnAll:
		return fmt.Sprintf("The result describes both groups together: %s of the %s eligible participants and %s of the %s eligible people of the comparison pool could be compared.",
			count(p.Matched[0]), count(p.Eligible[0]), count(p.Matched[1]), count(p.Eligible[1]))
	case m.Estimand == matching.ATT:
		return fmt.Sprintf("The result describes the %s eligible programme participants.", count(p.Eligible[0]))
	}
	return fmt.Sprintf("The result describes the programme participants who could be compared: %s of the %s eligible ones were matched.",
		count(p.Matched[0]), count(p.Eligible[0]))
}

func cannotSay(e *evaluate.Evaluation) []string {
	var out []string
	if open := open(e); len(open) > 0 {
		out = append(out, fmt.Sprintf("That nothing was achieved in %s, because the interval includes zero. %s", listing(open), noConclusion))
	}
	out = append(out, fmt.Sprintf("That the programme is the cause of the whole difference. The groups are alike in %s; they may differ in what nobody recorded, such as motivation.",
		listing(covariateNames(e))))
	out = append(out, unitsDiffer(e)...)
	if informative(e) {
		out = append(out, "That the contract was met or missed in a single year. It decides on all years together; the verdicts of single years are for information.")
	}
	if len(e.Contract.Cohorts) > 1 {
		out = append(out, "That one year went better than another: the intervals of single years are not a comparison between years.")
	}
	return append(out,
		"That the same difference would be found elsewhere, later or with other participants.",
		"Anything about a single person.")
}

// unitsDiffer warns against the two readings of the result, with its own numbers.
func unitsDiffer(e *evaluate.Evaluation) []string {
	gs := groups(e)
	r := gs[len(gs)-1].result
	if r.Relative == nil {
		return nil
	}
	agreed := ""
	if tested := testedEffects(e); len(tested) > 0 {
		agreed = fmt.Sprintf(" The contract tests %s.", listing(tested))
	}
	return []string{fmt.Sprintf("That %s percentage points and %s%% relative are two different effects: they are one effect in two units.%s",
		points(e, r), relative(e, r), agreed)}
}

// testedEffects are the effects that the contract takes of the two rates, each once.
func testedEffects(e *evaluate.Evaluation) []string {
	var out []string
	for _, m := range terms(e).Measures {
		if words := effectWords(m); compared(m) && !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return out
}

func informative(e *evaluate.Evaluation) bool {
	for _, g := range groups(e) {
		if !g.pooled && len(g.verdicts) > 0 && len(binding(g.verdicts)) == 0 {
			return true
		}
	}
	return false
}

func covariateNames(e *evaluate.Evaluation) []string {
	var out []string
	for _, c := range e.Contract.Covariates {
		out = append(out, c.Name)
	}
	return out
}
