package report

import (
	"sib/evaluate"
	"sib/stats"
)

// number writes a published count, or [c].
func (p *published) number(c publishedCount) string {
	if !c.shown {
		return suppressed
	}
	return p.count(c.n)
}

// whole writes a whole number, or [x] when there is none.
func (p *published) whole(n *int) string {
	if n == nil {
		return unavailable
	}
	return p.count(int64(*n))
}

// signedWhole puts a plus before a positive number.
func (p *published) signedWhole(n *int) string { return signed(p.whole(n)) }

// wholeRange is an interval of whole percentage points: "−2 to +20".
func (p *published) wholeRange(d difference) string {
	if d.lo == nil || d.hi == nil {
		return unavailable
	}
	return p.say("%s to %s", p.signedWhole(d.lo), p.signedWhole(d.hi))
}

// wholeRate is a rate in whole per cent: "43%".
func (p *published) wholeRate(n *int) string {
	if n == nil {
		return unavailable
	}
	return p.say("%s%%", p.whole(n))
}

// confidence is the level of the intervals: "95%".
func (p *published) confidence() string {
	return p.level(evaluate.Result{Difference: stats.Estimate{Level: p.interval.level}})
}

// notShown is said of a group with a hidden count.
func (p *published) notShown() string {
	return p.say("%s: not shown, because a number of people behind it is hidden: it is below %s, or it would give such a number away.", suppressed, p.count(p.least))
}

// headlineOf is the result of a group in one sentence.
func (p *published) headlineOf(g publishedGroup) string {
	e := g.effect
	if e == nil {
		return p.notShown()
	}
	w := p.wordsFor(p.Contract.Outcome)
	if e.side == sideUnknown {
		return p.say("%s, the %s is %s in the programme group and %s in the comparison group, in whole per cent: a difference of %s percentage points (confidence interval not available).",
			g.opening, w.share, p.wholeRate(e.rates[0]), p.wholeRate(e.rates[1]), p.signedWhole(e.points))
	}
	return p.say("%s, %s of programme participants %s, against %s of similar people in the comparison group, in whole per cent: a difference of %s percentage points (%s confidence interval %s).",
		g.opening, p.wholeRate(e.rates[0]), w.had, p.wholeRate(e.rates[1]), p.signedWhole(e.points), p.confidence(), p.wholeRange(e.difference))
}

// equivalentOf restates an effect as a relative change.
func (p *published) equivalentOf(e *wholeEffect) string {
	many := p.wordsFor(p.Contract.Outcome).many
	switch {
	case e.relative == nil:
		return p.say("No relative change can be given: the comparison rate is zero.")
	case *e.relative < 0:
		less := -*e.relative
		return p.say("Equivalent to about %s%% fewer %s than expected.", p.whole(&less), many)
	case *e.relative > 0:
		return p.say("Equivalent to about %s%% more %s than expected.", p.whole(e.relative), many)
	}
	return p.say("About as many %s as expected.", many)
}

// evidence says how far the data bear an effect.
func (p *published) evidence(e *wholeEffect) Card {
	c := Card{Label: p.say("The strength of the evidence")}
	switch e.side {
	case sideUnknown:
		c.Head, c.Lines = p.say("Interval not available"), []string{p.say("The interval could not be computed for this group.")}
	case sideAround:
		c.Head = p.say("Interval includes zero")
		c.Lines = []string{p.say("A difference this size could also arise by chance; the data are compatible with anything from %s percentage points.", p.wholeRange(e.difference)), p.say(noConclusion)}
	case sideAbove:
		c.Head, c.Lines = p.say("Interval above zero"), []string{p.say("A difference this size is not easily explained by chance alone.")}
	default:
		c.Head, c.Lines = p.say("Interval below zero"), []string{p.say("The programme group did less well; a difference this size is not easily explained by chance alone.")}
	}
	return c
}

// band says where an SMD lies.
func (p *published) band(s publishedSMD) string {
	if s.value != nil {
		return p.float(*s.value, 2)
	}
	switch s.band {
	case -1:
		return notApplicable
	case 0:
		return p.say("below %s", p.float(smdLines[0], 2))
	case len(smdLines):
		return p.say("%s or more", p.float(smdLines[len(smdLines)-1], 2))
	}
	return p.say("%s to %s", p.float(smdLines[s.band-1], 2), p.float(smdLines[s.band], 2))
}
