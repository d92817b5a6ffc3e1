package report

import (
	"strings"

	"sib/contract"
	"sib/evaluate"
)

// outcomeWords phrases the contract's outcome inside a sentence.
type outcomeWords struct{ had, many, share string }

func (l *lexicon) wordsFor(o contract.Outcome) outcomeWords {
	if o.Name == "placement" {
		return outcomeWords{l.say("had a placement"), l.say("placements"), l.say("placement rate")}
	}
	return outcomeWords{l.say("reached the outcome “%s”", o.Name), l.say("such outcomes"), l.say("rate of the outcome “%s”", o.Name)}
}

// headline is the result of a group in one sentence.
func headline(e account, g group) string {
	r := g.result
	within := e.say("%s confidence interval %s", e.level(r), e.interval(r))
	if _, known := spans(r); !known {
		within = e.say("confidence interval not available")
	}
	if r.Programme.Weighted {
		return e.say("%s, the weighted %s is %s in the programme group and %s in the comparison group: a difference of %s percentage points (%s).",
			g.opening, e.wordsFor(e.Contract.Outcome).share, e.rate(r.Programme), e.rate(r.Comparison), points(e, r), within)
	}
	return e.say("%s, %s of programme participants %s, against %s of similar people in the comparison group: a difference of %s percentage points (%s).",
		g.opening, e.rate(r.Programme), e.wordsFor(e.Contract.Outcome).had, e.rate(r.Comparison), points(e, r), within)
}

// equivalent restates the result as a relative change.
func equivalent(e account, r evaluate.Result) string {
	many := e.wordsFor(e.Contract.Outcome).many
	u := relative(e, r)
	switch {
	case strings.HasPrefix(u, "["):
		return e.say("No relative change can be given: the comparison rate is zero.")
	case strings.HasPrefix(u, minus):
		return e.say("Equivalent to %s%% fewer %s than expected.", strings.TrimPrefix(u, minus), many)
	case strings.HasPrefix(u, "+"):
		return e.say("Equivalent to %s%% more %s than expected.", strings.TrimPrefix(u, "+"), many)
	}
	return e.say("As many %s as expected.", many)
}

// noConclusion stands wherever an interval includes zero.
var noConclusion = key("This does not show that the programme had no effect.")

// strength says how far the data bear the result: a short verdict and the reasons.
func (l *lexicon) strength(r evaluate.Result) (head string, lines []string) {
	holds, known := spans(r)
	size := l.say("Rests on %s participants and a comparison group worth %s people.",
		l.count(r.Programme.N), l.float(r.ESS, 0))
	if r.Programme.Weighted {
		size = l.say("Rests on %s participants, worth %s, and a comparison group worth %s people.",
			l.count(r.Programme.N), l.float(r.ProgrammeESS, 0), l.float(r.ESS, 0))
	}
	switch {
	case !known:
		return l.say("Interval not available"), []string{l.say("The interval could not be computed for this group."), size}
	case holds:
		return l.say("Interval includes zero"), []string{
			l.say("A difference this size could also arise by chance; the data are compatible with anything from %s percentage points.", l.interval(r)),
			l.say(noConclusion), size}
	case r.Difference.Lo > 0:
		return l.say("Interval above zero"), []string{l.say("A difference this size is not easily explained by chance alone."), size}
	}
	return l.say("Interval below zero"), []string{
		l.say("The programme group did less well; a difference this size is not easily explained by chance alone."), size}
}

// clause writes a reference to the contract, or nothing when there is none.
func (l *lexicon) clause(c string) string {
	if c == "" {
		return ""
	}
	return l.say("clause\u00a0%s", c)
}
