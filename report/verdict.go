package report

import (
	"fmt"
	"strings"

	"sib/contract"
	"sib/evaluate"
)

// forInformation labels a verdict that decides nothing by itself.
const forInformation = "For information"

// verdictCard states what the contract makes of a group, apart from the
// evidence. Where some verdicts decide, the others are told apart line by line;
// where none does, the whole card is for information.
func verdictCard(e *evaluate.Evaluation, g group) Card {
	c := Card{Label: "The contract’s verdict"}
	if len(g.verdicts) == 0 {
		c.Head = "Not tested"
		c.Lines = []string{"The contract tests other groups, not this one."}
		return c
	}
	decides := len(binding(g.verdicts)) > 0
	if !decides {
		c.Label += " (" + strings.ToLower(forInformation) + ")"
	}
	var met, tests int
	for _, rule := range e.Contract.Payment.Rules {
		vs := ruleVerdicts(g.verdicts, rule.ID)
		switch {
		case len(vs) == 0:
			continue
		case decides && !vs[0].Binding:
			c.Lines = append(c.Lines, forInformation+": "+ruleLine(rule, vs))
			continue
		}
		tests++
		if reached(vs) >= 0 {
			met++
		}
		c.Lines = append(c.Lines, ruleLine(rule, vs))
	}
	c.Head = verdictHead(met, tests)
	return c
}

func verdictHead(met, tests int) string {
	switch {
	case met == tests && tests == 1:
		return "Condition met"
	case met == tests:
		return "All conditions met"
	case met == 0 && tests == 1:
		return "Condition not met"
	case met == 0:
		return "No condition met"
	}
	return fmt.Sprintf("%d of %d conditions met", met, tests)
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

// ruleLine is a rule's verdict in the form: what was observed, what is required, by how much.
func ruleLine(rule contract.Rule, vs []contract.Verdict) string {
	at := reached(vs)
	seen := fmt.Sprintf("%s: %s %s%s;", capital(clause(rule.Clause)), seenAs(vs[0]), observed(vs[0]), unit(vs[0].Effect))
	if len(rule.Tiers) == 0 {
		return fmt.Sprintf("%s required at least %s. %s", seen, threshold(vs[0].Required), marginWords(vs[0]))
	}
	if at < 0 {
		return fmt.Sprintf("%s the lowest tier requires %s. Not reached.", seen, threshold(vs[0].Required))
	}
	text := fmt.Sprintf("%s tier from %s reached%s.", seen, threshold(vs[at].Required), tierRate(rule, vs[at].Required))
	if at+1 < len(vs) {
		text += fmt.Sprintf(" The next begins at %s.", threshold(vs[at+1].Required))
	}
	return text
}

func seenAs(v contract.Verdict) string {
	if v.Statistic == contract.LowerBound {
		return "lower bound of the interval"
	}
	return "observed"
}

func marginWords(v contract.Verdict) string {
	by := distance(v.Margin) + unit(v.Effect)
	if v.Met {
		return "Condition met by " + by + "."
	}
	return "Condition missed by " + by + "."
}

func tierRate(rule contract.Rule, t contract.Threshold) string {
	for _, tier := range rule.Tiers {
		if tier.Rate != nil && tier.AtLeast != nil && tier.AtLeast.Value.Rat().Cmp(t.Value.Rat()) == 0 {
			return fmt.Sprintf(" (%s%% a year)", plain(tier.Rate.Rat(), 0))
		}
	}
	return ""
}

func yesNo(b bool) string {
	if b {
		return "Met"
	}
	return "Not met"
}
