package report

import (
	"sib/contract"
)

// verdictOf states what the contract makes of a group, apart from the evidence. Where
// some rules decide, only they are on the card; the payment section has all.
func (p *published) verdictOf(g publishedGroup) Card {
	c := Card{Label: p.say("The contract’s verdict")}
	if g.effect == nil {
		c.Head, c.Lines = suppressed, []string{p.say("A verdict would tell of the numbers that are hidden.")}
		return c
	}
	rules := p.rulesIn(g)
	decides := false
	for _, r := range rules {
		decides = decides || r.binds()
	}
	met, tests := 0, 0
	for _, r := range rules {
		if decides && !r.binds() {
			continue
		}
		if tests++; r.met() {
			met++
		}
		for _, v := range r.shortlist() {
			c.Lines = append(c.Lines, p.verdictLine(v))
		}
	}
	switch {
	case tests == 0:
		c.Head, c.Lines = p.say("Not tested"), []string{p.say("The contract tests other groups, not this one.")}
	case decides:
		c.Head = p.verdictHead(met, tests)
	default:
		c.Label, c.Head = p.say("The contract’s verdict (for information)"), p.verdictHead(met, tests)
	}
	return c
}

// publishedRule is a rule with its published verdicts in one group.
type publishedRule struct {
	held
	verdicts []publishedVerdict
}

// rulesIn are the rules with a verdict in a group, in the contract's order.
func (p *published) rulesIn(g publishedGroup) []publishedRule {
	var out []publishedRule
	for _, rule := range terms(p.account).Payment.Rules {
		r := publishedRule{}
		var bare []contract.Verdict
		for _, v := range p.verdicts {
			if v.Rule == rule.ID && (v.Cohort == g.cohort || len(p.Contract.Cohorts) == 1) {
				r.verdicts, bare = append(r.verdicts, v), append(bare, v.Verdict)
			}
		}
		if r.held = heldOf(rule, bare); r.any() {
			out = append(out, r)
		}
	}
	return out
}

// shortlist leaves of a rule's tiers the last that is met and the first that is not.
func (r publishedRule) shortlist() []publishedVerdict {
	if len(r.own) < 3 {
		return r.verdicts
	}
	var out []publishedVerdict
	var last, next *publishedVerdict
	for i, v := range r.verdicts {
		switch {
		case r.rule.If != nil && isCondition(r.rule, v.Verdict):
			out = append(out, v)
		case v.Met:
			last = &r.verdicts[i]
		case next == nil:
			next = &r.verdicts[i]
		}
	}
	for _, v := range []*publishedVerdict{last, next} {
		if v != nil {
			out = append(out, *v)
		}
	}
	return out
}

// seen is what was observed, in whole per cent: "+28% relative"; "" where it is not told.
func (p *published) seen(v publishedVerdict) string {
	if v.observed == nil {
		return ""
	}
	typ, unit := typeOf(v.Verdict)
	s := p.whole(v.observed)
	if formOf(typ, unit).signed {
		s = signed(s)
	}
	return p.withUnit(s, typ, unit)
}

// margin is the distance to a threshold in whole per cent or points.
func (p *published) margin(v publishedVerdict) string {
	if v.gap == nil {
		return suppressed
	}
	return p.gapUnit(p.signedWhole(v.gap), v.Required, true)
}

// verdictLine holds one threshold against what was observed.
func (p *published) verdictLine(v publishedVerdict) string {
	clause := capital(p.clause(v.Clause))
	if v.Clause == "" {
		clause = p.say("Rule “%s”", clean(v.Rule))
	}
	required := p.requiredWords(v.Verdict)
	if s := p.seen(v); s != "" {
		return p.say("%s: observed %s; required %s. %s.", clause, s, required, p.yesNo(v.Met))
	}
	return p.say("%s: required %s. %s.", clause, required, p.yesNo(v.Met))
}

// statisticOf is the number of a verdict's measure, for a table.
func (p *published) statisticOf(v publishedVerdict) string {
	if m, ok := measureOf(terms(p.account), v.Measure); ok {
		return p.statisticWords(m)
	}
	return p.say("point estimate")
}
