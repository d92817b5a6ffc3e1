package contract

import (
	"fmt"
	"slices"
)

// poolings are the ways to pool, in the order of the reference, with what they mean.
var poolings = []struct{ name, words string }{
	{Participants, "each programme participant counts once"},
	{MeanOfRates, "the effect of the mean yearly rates"},
	{MeanOfEffects, "the mean of the yearly effects"},
	{SumOfCohorts, "the cohorts' figures added up"},
	{Single, "one figure for all"},
}

// poolingsOf are those that fit the source.
func poolingsOf(source string) []string {
	switch source {
	case Compared:
		return []string{Participants, MeanOfRates, MeanOfEffects}
	case Reported:
		return []string{SumOfCohorts, MeanOfEffects, Single}
	}
	return []string{Participants, MeanOfRates, MeanOfEffects, SumOfCohorts, Single}
}

// poolingRemedy says what each of the names means, since they pay differently.
func poolingRemedy(fit []string) string {
	var parts []string
	for _, p := range poolings {
		if slices.Contains(fit, p.name) {
			parts = append(parts, fmt.Sprintf("%s (%s)", p.name, p.words))
		}
	}
	return "write pooling: " + orList(parts)
}

// pooling reads how a measure of several cohorts is taken.
func (r *reader) pooling(o *object, m Measure) (pooling, by string) {
	fit := poolingsOf(m.Source)
	if m.Scope == Unpaid {
		fit = slices.DeleteFunc(fit, func(s string) bool { return s == Single })
	}
	pooling, by = o.choice("pooling", Participants, MeanOfRates, MeanOfEffects, SumOfCohorts, Single), o.ident("unpaid_by")
	several := m.Scope == Pooled || m.Scope == Unpaid
	switch {
	case m.Scope == EachCohort && o.has("pooling"):
		o.failKeyAs(codePooling, "pooling", "a measure of each cohort pools nothing", "delete it, or write scope: pooled")
	case several && !o.has("pooling") && m.Source != Composite:
		what := "a pooled measure does not say how the cohorts are pooled"
		if m.Scope == Unpaid {
			what = "a measure over the cohorts that are not paid for does not say how the cohorts are pooled"
		}
		o.failAs(codePooling, o.node, what, poolingRemedy(fit))
	case several && pooling != "" && m.Source != "" && !slices.Contains(fit, pooling):
		o.failKeyAs(codePooling, "pooling", fmt.Sprintf("a %s measure of scope %s cannot be pooled by %q", sourceWords(m.Source), m.Scope, pooling), poolingRemedy(fit))
		pooling = ""
	case m.Effect == Count && pooling == MeanOfRates:
		o.failKeyAs(codePooling, "pooling", "a count is of people, and a mean of rates has none", poolingRemedy([]string{Participants, MeanOfEffects}))
	}
	switch {
	case m.Scope == Unpaid && m.Source == Composite:
		o.failKey("scope", "a composite is not pooled over cohorts that are not paid for", "write scope: pooled or scope: each-cohort")
	case m.Scope == Unpaid && !o.has("unpaid_by"):
		o.failAs(codeMissingKey, o.node, "the measure does not say which rule leaves cohorts unpaid", "add unpaid_by: with the id of that rule")
	case m.Scope != Unpaid && m.Scope != "" && o.has("unpaid_by"):
		o.failKey("unpaid_by", fmt.Sprintf("a measure of scope %s does not depend on what was paid", m.Scope), "delete it, or write scope: unpaid")
	}
	return pooling, by
}

// sourceWords is what a sentence calls a measure of the source.
func sourceWords(source string) string {
	if source == Compared {
		return "compared"
	}
	return source
}

// pools checks that the rules behind measures of unpaid cohorts exist, decide each
// cohort and come first.
func (r *reader) pools(o *object) {
	rules := r.t.Payment.Rules
	if len(rules) == 0 { // which has been said already
		return
	}
	for i, m := range r.t.Measures {
		if m.Scope != Unpaid || m.UnpaidBy == "" {
			continue
		}
		at := field(o.vals["measures"].Content[i], "unpaid_by")
		by := slices.IndexFunc(rules, func(x Rule) bool { return x.ID == m.UnpaidBy })
		if by < 0 {
			r.fail(at, fmt.Sprintf("there is no rule %q", m.UnpaidBy), r.didYouMean(m.UnpaidBy, ruleIDs(rules)))
			continue
		}
		if scope := r.ruleScope(rules[by]); scope != EachCohort && scope != "" {
			r.fail(at, fmt.Sprintf("rule %q pays for all cohorts together, so it leaves none unpaid", m.UnpaidBy), "cite a rule on a measure of scope each-cohort")
		}
		for k, x := range rules {
			if x.Measure == m.ID && k <= by {
				r.fail(at, fmt.Sprintf("rule %q is decided before rule %q, and needs to know which cohorts that one does not pay for", x.ID, m.UnpaidBy), "list the rule of each cohort first")
			}
		}
	}
}

// ruleScope is where a rule binds, by its measure or else by its conditions; "" if
// that cannot be said. A condition of each cohort makes it a rule of each.
func (r *reader) ruleScope(rule Rule) string {
	ids := []string{rule.Measure}
	if rule.Measure == "" && rule.If != nil {
		ids = nil
		for _, c := range rule.If.Of {
			ids = append(ids, c.Measure)
		}
	}
	scope := ""
	for _, m := range r.t.Measures {
		if slices.Contains(ids, m.ID) && scope != EachCohort {
			scope = m.Scope
		}
	}
	return scope
}

func ruleIDs(rules []Rule) []string {
	var out []string
	for _, x := range rules {
		out = append(out, x.ID)
	}
	return out
}

// didYouMean is the remedy for an id that nothing has.
func (r *reader) didYouMean(id string, known []string) string {
	if near, ok := suggest(id, known); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "write " + orList(known)
}
