package report

import (
	"fmt"
	"strings"

	"sib/contract"
	"sib/contract/trace"
)

// held is a rule with the verdicts on it in one group: those on its own
// threshold or tiers, and those on the conditions of its "if".
type held struct {
	rule       contract.Rule
	own        []contract.Verdict
	conditions []contract.Verdict
}

// heldOf parts the verdicts on a rule, which are in the order of the contract.
func heldOf(rule contract.Rule, vs []contract.Verdict) held {
	h := held{rule: rule}
	for _, v := range vs {
		if rule.If != nil && isCondition(rule, v) {
			h.conditions = append(h.conditions, v)
		} else {
			h.own = append(h.own, v)
		}
	}
	return h
}

// isCondition reports whether a verdict is on a condition of the rule's "if". One
// that is also a bound of the rule itself is taken for that.
func isCondition(rule contract.Rule, v contract.Verdict) bool {
	if v.Measure == rule.Measure {
		for _, b := range rule.Bounds() {
			if sameBound(b, v) {
				return false
			}
		}
	}
	for _, c := range rule.If.Of {
		if c.Measure == v.Measure && sameBound(c.Bound, v) {
			return true
		}
	}
	return false
}

// sameBound reports whether a verdict is on this bound.
func sameBound(b contract.Bound, v contract.Verdict) bool {
	op, t := b.Only()
	return t != nil && op == opOf(v) && sameThreshold(*t, v.Required)
}

func sameThreshold(a, b contract.Threshold) bool {
	return a.Effect == b.Effect && a.Value.Rat().Cmp(b.Value.Rat()) == 0
}

// opOf is how a verdict compares.
func opOf(v contract.Verdict) trace.Op {
	if v.Comparing == "" {
		return trace.AtLeast
	}
	return v.Comparing
}

// any reports whether there is a verdict at all.
func (h held) any() bool { return len(h.own)+len(h.conditions) > 0 }

// binds reports whether the verdicts decide.
func (h held) binds() bool {
	if len(h.own) > 0 {
		return h.own[0].Binding
	}
	return len(binding(h.conditions)) > 0
}

// met reports whether the rule pays as far as its thresholds go.
func (h held) met() bool {
	return (len(h.own) == 0 || reached(h.own) >= 0) && h.fulfilled()
}

// fulfilled reports whether enough conditions of "if" hold.
func (h held) fulfilled() bool {
	return len(h.conditions) == 0 || countMet(h.conditions) >= h.rule.If.Least
}

func countMet(vs []contract.Verdict) int {
	n := 0
	for _, v := range vs {
		if v.Met {
			n++
		}
	}
	return n
}

// line is a rule's verdict in the form: what was observed, what is required, by how much.
func (h held) line(e account) string {
	var parts []string
	if len(h.own) > 0 {
		parts = append(parts, h.ownLine(e))
	}
	if len(h.conditions) > 0 {
		s := h.conditionLine(e)
		if len(parts) > 0 {
			s = capital(s)
		}
		parts = append(parts, s)
	}
	return e.say("%s: %s", capital(e.clause(h.rule.Clause)), strings.Join(parts, " "))
}

func (h held) ownLine(e account) string {
	v := h.own[0]
	seen := seenWords(e, v)
	if len(h.rule.Tiers) == 0 {
		return e.say("%s; required %s. %s", seen, e.requiredWords(v), e.marginWords(v))
	}
	at := reached(h.own)
	if at < 0 {
		return e.say("%s; the lowest tier requires %s. Not reached.", seen, e.tierStart(v))
	}
	text := e.say("%s; tier from %s reached%s.", seen, e.tierStart(h.own[at]), e.tierPays(h.rule, h.own[at]))
	if at+1 < len(h.own) {
		text += e.say(" The next begins at %s.", e.tierStart(h.own[at+1]))
	}
	return text
}

// conditionLine says what the conditions ask for and which of them hold.
func (h held) conditionLine(e account) string {
	var each []string
	for _, v := range h.conditions {
		holds := e.say("does not hold")
		if v.Met {
			holds = e.say("holds")
		}
		each = append(each, e.say("%s, required %s: %s", seenWords(e, v)+h.overAll(e.lexicon, v), e.requiredWords(v), holds))
	}
	n, of := countMet(h.conditions), len(h.rule.If.Of)
	verdict := e.say("the condition does not hold")
	switch {
	case of == 1 && h.fulfilled():
		verdict = e.say("the condition holds")
	case of > 1:
		verdict = e.say("%d of %d conditions hold, %s", n, of, e.leastWords(h.rule.If.Least, of))
	}
	return fmt.Sprintf("%s (%s).", verdict, strings.Join(each, e.say("; ")))
}

func (l *lexicon) leastWords(least, of int) string {
	switch least {
	case of:
		return l.say("all are required")
	case 1:
		return l.say("one is required")
	}
	return l.say("%d are required", least)
}

// tierStart is where a tier begins: "10% relative", "more than 0 percentage points".
func (l *lexicon) tierStart(v contract.Verdict) string {
	if op := opOf(v); op != trace.AtLeast {
		return l.bounded(op, l.threshold(v.Required))
	}
	return l.threshold(v.Required)
}

// requiredWords is what a threshold asks for: "at least 10% relative".
func (l *lexicon) requiredWords(v contract.Verdict) string {
	return l.bounded(opOf(v), l.threshold(v.Required))
}

// seenWords is what was observed, with its unit.
func seenWords(e account, v contract.Verdict) string {
	t := terms(e)
	if deemed(e, v) {
		g, _ := barredBy(e, v.Rule, v.Cohort)
		return e.say("taken to be %s, because gate “%s” is not passed", e.threshold(*g.OnFailure.Deem), clean(g.ID))
	}
	if v.Statistic == contract.PValue {
		return e.seenAs(t, v) + " " + e.observed(v)
	}
	typ, unit := typeOf(v)
	return e.seenAs(t, v) + " " + e.withUnit(e.observed(v), typ, unit)
}

// deemed reports whether a failed gate put the effect in place of the one measured: on
// the rule's own measure, and not on that of a condition.
func deemed(e account, v contract.Verdict) bool {
	g, barred := barredBy(e, v.Rule, v.Cohort)
	if !barred || !v.Binding || g.OnFailure.Deem == nil {
		return false
	}
	rule, _ := ruleOf(terms(e), v.Rule)
	x, ok := rational(v.Observed)
	return ok && rule.Measure == v.Measure && x.Cmp(g.OnFailure.Deem.Value.Rat()) == 0
}

// overAll tells a condition over all years apart from the year that it decides in.
func (h held) overAll(l *lexicon, v contract.Verdict) string {
	if v.Cohort == 0 && len(h.own) > 0 && h.own[0].Cohort != 0 {
		return l.say(" over all years")
	}
	return ""
}

// seenAs says what the number observed is, where it is not simply the effect found.
func (l *lexicon) seenAs(t *contract.Terms, v contract.Verdict) string {
	m, _ := measureOf(t, v.Measure)
	words := l.say("observed")
	switch {
	case v.Statistic == contract.LowerBound:
		words = l.say("lower bound of %s", l.intervalOf(m))
	case v.Statistic == contract.UpperBound:
		words = l.say("upper bound of %s", l.intervalOf(m))
	case v.Statistic == contract.PValue:
		words = l.pValueWords(m.Sides)
	case m.Source == contract.Reported:
		words = l.say("reported")
	case m.Source == contract.Composite:
		words = l.say("composite")
	}
	if len(t.Measures) > 1 && v.Measure != "" {
		words += " (" + clean(v.Measure) + ")"
	}
	return words + l.overWords(m, v.Cohort)
}

// intervalOf names the interval whose bound a measure takes.
func (l *lexicon) intervalOf(m contract.Measure) string {
	if m.Level == nil {
		return l.say("the interval")
	}
	switch level := l.plain(m.Level.Rat(), 0); m.Sides {
	case 1:
		return l.say("the one-sided %s%% interval", level)
	case 2:
		return l.say("the two-sided %s%% interval", level)
	default:
		return l.say("the %s%% interval", level)
	}
}

func (l *lexicon) pValueWords(sides int) string {
	switch sides {
	case 1:
		return l.say("one-sided p-value")
	case 2:
		return l.say("two-sided p-value")
	}
	return l.say("p-value")
}

// overWords says how the years were put together, where the group does not say it.
func (l *lexicon) overWords(m contract.Measure, cohort int) string {
	switch {
	case cohort != 0:
		return ""
	case m.Scope == contract.Unpaid:
		return l.say(" over the cohort years for which rule “%s” paid nothing", clean(m.UnpaidBy))
	case m.Pooling == contract.MeanOfRates:
		return l.say(" from the mean of the yearly rates")
	case m.Pooling == contract.MeanOfEffects:
		return l.say(" as the mean of the yearly effects")
	}
	return ""
}

func (l *lexicon) marginWords(v contract.Verdict) string {
	by := l.gapUnit(l.gap(v.Margin, v.Required), v.Required, false)
	switch {
	case v.Met && v.Margin == 0:
		return l.say("Condition met exactly.")
	case v.Met:
		return l.say("Condition met by %s.", by)
	case v.Margin == 0:
		return l.say("Condition missed: exactly there is not enough.")
	}
	return l.say("Condition missed by %s.", by)
}
