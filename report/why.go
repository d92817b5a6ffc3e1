package report

import (
	"math/big"
	"slices"
	"strings"

	"sib/contract"
	"sib/contract/money"
	"sib/evaluate"
)

// fewReasons are as many as are read in one go.
const fewReasons = 4

// why gives the reason for the amount due in a few sentences; where there are many,
// it counts the rules that pay and leaves the rest to the payment section.
func why(e account) string {
	all := reasons(e)
	if len(all) <= fewReasons {
		return strings.Join(all, " ")
	}
	n, of := 0, len(terms(e).Payment.Rules)
	for _, rule := range terms(e).Payment.Rules {
		if slices.ContainsFunc(e.Decision.Amounts, func(a contract.RuleAmount) bool { return a.Rule == rule.ID && a.Amount.Sign() > 0 }) {
			n++
		}
	}
	failed := 0
	for _, r := range e.Decision.Gates {
		if !r.Passed {
			failed++
		}
	}
	text := e.say("%d of %d rules pay.", n, of)
	if len(e.Decision.Gates) > 0 {
		text += e.say(" %d of %d tests at gates are not passed.", failed, len(e.Decision.Gates))
	}
	return e.say("%s “The payment, line by line” gives the reason for each.", text)
}

// whyBlock are all reasons: running text if they are few, else a list.
func whyBlock(e account) Block {
	if all := reasons(e); len(all) > fewReasons {
		return List{all}
	}
	return Paragraph{Text: why(e)}
}

// reasons are the gates that are not passed, what each rule is held against, and what
// comes between the rules and the amount.
func reasons(e account) []string {
	var out []string
	for _, r := range e.Decision.Gates {
		if !r.Passed {
			out = append(out, gateLine(e, r))
		}
	}
	for _, rule := range terms(e).Payment.Rules {
		if s := whyRule(e, rule); s != "" {
			out = append(out, s)
		}
	}
	return append(out, whySettled(e)...)
}

// whyRule says what a rule was decided on; where it tests nothing, what it pays.
func whyRule(e account, rule contract.Rule) string {
	all := boundGroups(e, rule)
	met := 0
	for _, h := range all {
		if h.met() {
			met++
		}
	}
	switch len(all) {
	case 0:
		return whyPaid(e, rule)
	case 1:
		return all[0].line(e)
	}
	return e.say("The condition of %s is met in %d of %d cohort years.", e.clause(rule.Clause), met, len(all))
}

// whyPaid is for a rule without a test that decides: a price, a rate card.
func whyPaid(e account, rule contract.Rule) string {
	sum, years := money.Zero(terms(e).Currency), 0
	for _, a := range e.Decision.Amounts {
		if a.Rule == rule.ID {
			sum, years = sum.Add(a.Amount), years+1
		}
	}
	if _, barred := barredBy(e, rule.ID, 0); years == 0 || barred {
		return ""
	}
	over := ""
	if years > 1 {
		over = e.say(" over %d cohort years", years)
	}
	return e.say("%s pays %s%s.", capital(e.clause(rule.Clause)), e.amount(sum), over)
}

// boundGroups are the groups that a rule is decided on.
func boundGroups(e account, rule contract.Rule) []held {
	var out []held
	for _, cohort := range append([]int{0}, e.Contract.Cohorts...) {
		g := group{result: evaluate.Result{Cohort: cohort}, verdicts: binding(verdictsOf(e, cohort))}
		if len(e.Contract.Cohorts) == 1 {
			if cohort != 0 {
				continue
			}
			g.verdicts = append(g.verdicts, binding(verdictsOf(e, e.Contract.Cohorts[0]))...)
		}
		if h := g.held(e, rule); h.any() {
			out = append(out, h)
		}
	}
	return out
}

// whySettled says what comes between the sum of the rules and the amount due.
func whySettled(e account) []string {
	var out []string
	t := terms(e)
	for _, l := range e.Decision.Limits {
		out = append(out, e.say("%s limits %s to %s%s.", capital(e.clause(l.Clause)), e.amount(l.Before), e.amount(l.After), e.inCohort(l.Cohort)))
	}
	total, due := node(e, "payment.total"), node(e, "payment.due")
	switch {
	case total == nil || due == nil:
	case total.Cmp(t.Payment.Cap.Amount.Rat()) > 0:
		out = append(out, e.say("The rules together come to %s; the cap (%s) is %s.", e.amount(money.New(t.Currency, total)), e.clause(t.Payment.Cap.Clause), e.amount(t.Payment.Cap.Amount)))
	case t.Payment.Floor != nil && total.Cmp(t.Payment.Floor.Amount.Rat()) < 0:
		out = append(out, e.say("The rules together come to %s; the floor (%s) is %s.", e.amount(money.New(t.Currency, total)), e.clause(t.Payment.Floor.Clause), e.amount(t.Payment.Floor.Amount)))
	}
	if paid := node(e, "payment.paid"); paid != nil && t.Payment.Cumulative != nil {
		out = append(out, e.say("%s was paid before (%s).", e.amount(money.New(t.Currency, paid)), e.clause(t.Payment.Cumulative.Clause)))
	}
	if early := node(e, "payment.early-end"); early != nil && t.Payment.EarlyEnd != nil {
		out = append(out, e.say("The programme ended before its time: %s takes the place of what the rules pay (%s).", e.amount(money.New(t.Currency, early)), e.clause(t.Payment.EarlyEnd.Clause)))
	}
	for _, a := range e.Decision.Deferred {
		out = append(out, e.say("%s is not decided yet%s.", capital(e.clause(a.Clause)), e.inCohort(a.Cohort)))
	}
	return out
}

// inCohort names a cohort year behind a statement.
func (l *lexicon) inCohort(cohort int) string {
	if cohort == 0 {
		return ""
	}
	return l.say(" in %d", cohort)
}

// node is the value of a quantity of the trace; nil if there is none of that name.
func node(e account, id string) *big.Rat {
	for _, n := range e.Decision.Trace {
		if n.ID == id {
			x, _ := rational(n.Rounded)
			return x
		}
	}
	return nil
}
