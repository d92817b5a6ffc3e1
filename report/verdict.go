package report

import (
	"slices"

	"sib/contract"
)

// verdictCard states what the contract makes of a group, apart from the
// evidence. Where some verdicts decide, the others are told apart line by line;
// where none does, the whole card is for information.
func verdictCard(e account, g group) Card {
	c := Card{Label: e.say("The contract’s verdict")}
	failed := g.failedGates(e)
	for _, r := range failed {
		c.Lines = append(c.Lines, gateLine(e, r))
	}
	rules := g.heldRules(e)
	if len(rules) == 0 {
		return c.untested(e, g, len(failed) > 0)
	}
	decides := slices.ContainsFunc(rules, held.binds)
	if !decides && len(failed) == 0 {
		c.Label = e.say("The contract’s verdict (for information)")
	}
	var met, tests int
	for _, h := range rules {
		if (decides || len(failed) > 0) && !h.binds() {
			c.Lines = append(c.Lines, e.say("For information: %s", h.line(e)))
			continue
		}
		tests++
		if h.met() {
			met++
		}
		c.Lines = append(c.Lines, h.line(e))
	}
	c.Head = e.verdictHead(met, tests)
	return c
}

// heldRules are the rules with a verdict in this group, in the contract's order.
func (g group) heldRules(e account) []held {
	var out []held
	t := terms(e)
	for _, rule := range t.Payment.Rules {
		if h := g.held(e, rule); h.any() && ofPeople(t, rule) {
			out = append(out, h)
		}
	}
	return out
}

// untested is the card of a group that no threshold is held against: what the rules
// pay for it all the same, such as a price for each outcome.
func (c Card) untested(e account, g group, failed bool) Card {
	c.Head = e.say("Not tested")
	paid := false
	for _, a := range e.Decision.Amounts {
		rule, ok := ruleOf(terms(e), a.Rule)
		if ok && a.Cohort == g.result.Cohort && ofPeople(terms(e), rule) {
			c.Lines = append(c.Lines, e.say("%s pays %s.", capital(e.clause(a.Clause)), e.amount(a.Amount)))
			paid = true
		}
	}
	switch {
	case paid:
		c.Head = e.say("No threshold")
	case failed:
		c.Head = e.say("Gate not passed")
	default:
		c.Lines = append(c.Lines, e.say("The contract tests other groups, not this one."))
	}
	return c
}

func ruleOf(t *contract.Terms, id string) (contract.Rule, bool) {
	for _, r := range t.Payment.Rules {
		if r.ID == id {
			return r, true
		}
	}
	return contract.Rule{}, false
}

func (l *lexicon) verdictHead(met, tests int) string {
	switch {
	case tests == 0:
		return l.say("Gate not passed")
	case met == tests && tests == 1:
		return l.say("Condition met")
	case met == tests:
		return l.say("All conditions met")
	case met == 0 && tests == 1:
		return l.say("Condition not met")
	case met == 0:
		return l.say("No condition met")
	}
	return l.say("%d of %d conditions met", met, tests)
}

func ruleVerdicts(vs []contract.Verdict, rule string) []contract.Verdict {
	var out []contract.Verdict
	for _, v := range vs {
		if v.Rule == rule {
			out = append(out, v)
		}
	}
	return out
}

// reached returns the index of the last threshold that is met, or −1.
func reached(vs []contract.Verdict) int {
	at := -1
	for i, v := range vs {
		if v.Met {
			at = i
		}
	}
	return at
}

func (l *lexicon) yesNo(b bool) string {
	if b {
		return l.say("Met")
	}
	return l.say("Not met")
}
