package report

import (
	"fmt"
	"strings"

	"sib/contract"
	"sib/evaluate"
)

// outcomeWords phrases the contract's outcome inside a sentence.
type outcomeWords struct{ had, many, share string }

func wordsFor(o contract.Outcome) outcomeWords {
	if o.Name == "placement" {
		return outcomeWords{"had a placement", "placements", "placement rate"}
	}
	return outcomeWords{"reached the outcome “" + o.Name + "”", "such outcomes", "rate of the outcome “" + o.Name + "”"}
}

// headline is the result of a group in one sentence.
func headline(e *evaluate.Evaluation, g group) string {
	r := g.result
	within := level(r) + " confidence interval " + interval(r)
	if _, known := spans(r); !known {
		within = "confidence interval not available"
	}
	if r.Programme.Weighted {
		return fmt.Sprintf("%s, the weighted %s is %s in the programme group and %s in the comparison group: a difference of %s percentage points (%s).",
			g.opening, wordsFor(e.Contract.Outcome).share, rate(r.Programme), rate(r.Comparison), points(e, r), within)
	}
	return fmt.Sprintf("%s, %s of programme participants %s, against %s of similar people in the comparison group: a difference of %s percentage points (%s).",
		g.opening, rate(r.Programme), wordsFor(e.Contract.Outcome).had, rate(r.Comparison), points(e, r), within)
}

// equivalent restates the result as a relative change.
func equivalent(e *evaluate.Evaluation, r evaluate.Result) string {
	many := wordsFor(e.Contract.Outcome).many
	u := relative(e, r)
	switch {
	case strings.HasPrefix(u, "["):
		return "No relative change can be given: the comparison rate is zero."
	case strings.HasPrefix(u, minus):
		return fmt.Sprintf("Equivalent to %s%% fewer %s than expected.", strings.TrimPrefix(u, minus), many)
	case strings.HasPrefix(u, "+"):
		return fmt.Sprintf("Equivalent to %s%% more %s than expected.", strings.TrimPrefix(u, "+"), many)
	}
	return fmt.Sprintf("As many %s as expected.", many)
}

// Phrases that the rules of wording fix.
const (
	notChance    = "not easily explained by chance alone"
	perhaps      = "A difference this size could also arise by chance"
	noConclusion = "This does not show that the programme had no effect."
)

// strength says how far the data bear the result: a short verdict and the reasons.
func strength(r evaluate.Result) (head string, lines []string) {
	holds, known := spans(r)
	size := fmt.Sprintf("Rests on %s participants and a comparison group worth %s people.",
		count(r.Programme.N), float(r.ESS, 0))
	if r.Programme.Weighted {
		size = fmt.Sprintf("Rests on %s participants, worth %s, and a comparison group worth %s people.",
			count(r.Programme.N), float(r.ProgrammeESS, 0), float(r.ESS, 0))
	}
	switch {
	case !known:
		return "Interval not available", []string{"The interval could not be computed for this group.", size}
	case holds:
		return "Interval includes zero", []string{
			fmt.Sprintf("%s; the data are compatible with anything from %s percentage points.", perhaps, interval(r)),
			noConclusion, size}
	case r.Difference.Lo > 0:
		return "Interval above zero", []string{capital("a difference this size is " + notChance + "."), size}
	}
	return "Interval below zero", []string{
		capital("the programme group did less well; a difference this size is " + notChance + "."), size}
}

// clause writes a reference to the contract, or nothing when there is none.
func clause(c string) string {
	if c == "" {
		return ""
	}
	return "clause" + nbsp + c
}
