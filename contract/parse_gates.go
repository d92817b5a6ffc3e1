package contract

import (
	"fmt"
	"slices"

	"sib/contract/money"
)

// gates reads the conditions that come before any money, once the rules behind them are known.
func (r *reader) gates(o *object, rules []Rule) []Gate {
	var out []Gate
	for _, e := range o.objects("gates") {
		g := r.oneGate(e, rules, o.has("principal"))
		if g.ID == reserved {
			e.failKey("id", fmt.Sprintf("the id %q is reserved for the payment as a whole", reserved), "choose another")
		} else {
			e.once("id", r.ids)
		}
		out = append(out, g)
	}
	return out
}

func (r *reader) oneGate(o *object, rules []Rule, principal bool) Gate {
	g := Gate{ID: o.ident("id"), Clause: o.text("clause"), Text: o.prose("text"), Scope: o.choice("scope", EachCohort, Pooled)}
	g.Rules = r.rulesBehind(o, rules)
	if q := o.sub("require"); q != nil {
		g.Require = r.requirement(q, g)
	}
	behind := slices.DeleteFunc(slices.Clone(rules), func(x Rule) bool { return !g.before(x) })
	if g.Scope == EachCohort {
		r.eachBehind(o, behind)
	}
	if f := o.sub("on_failure"); f != nil {
		g.OnFailure = r.onFailure(f, g, behind, principal)
	}
	return g
}

// rulesBehind reads the ids of the rules that a gate stands in front of.
func (r *reader) rulesBehind(o *object, rules []Rule) []string {
	out := o.texts("rules")
	known := ruleIDs(rules)
	for i, id := range out {
		if len(known) > 0 && !slices.Contains(known, id) {
			o.fail(o.vals["rules"].Content[i], fmt.Sprintf("there is no rule %q", id), r.didYouMean(id, known))
		}
	}
	return out
}

// eachBehind refuses a gate of each cohort in front of a rule that pays once.
func (r *reader) eachBehind(o *object, behind []Rule) {
	key := "scope"
	if o.has("rules") {
		key = "rules"
	}
	for _, x := range behind {
		if r.ruleScope(x) != EachCohort && (x.Measure == "" || r.ruleScope(x) != "") {
			o.failKeyAs(codeGate, key, fmt.Sprintf("rule %q does not pay for each cohort by itself: it is not said whether one cohort that fails the gate bars all of it", x.ID),
				"write scope: pooled, or list under rules those that pay for each cohort")
			return
		}
	}
}

// requirement reads what a gate requires: one bound on a measure or a quantity.
func (r *reader) requirement(o *object, g Gate) Condition {
	var c Condition
	var of *Measure
	switch {
	case o.has("measure") == o.has("quantity"):
		o.fail(o.node, "a gate requires something of a measure or of a quantity", "write one of measure: and quantity: ("+orList(quantityNames)+")")
		return c
	case o.has("measure"):
		c.Measure = o.text("measure")
		if of = r.cited(o, c.Measure); of != nil {
			r.gateScope(o, g, *of)
		}
	default:
		c.Quantity = o.choice("quantity", quantityNames...)
		if k, ok := quantities[c.Quantity]; ok {
			m := k.asMeasure(c.Quantity)
			of = &m
		}
	}
	c.Bound = r.oneBound(o, of)
	return c
}

// gateScope holds the scope of a gate against that of its measure.
func (r *reader) gateScope(o *object, g Gate, m Measure) {
	switch {
	case m.Scope == Unpaid:
		o.failKey("measure", fmt.Sprintf("gates come before any money, and measure %q needs to know what was paid", m.ID), "cite a measure of another scope")
	case m.Scope != g.Scope && m.Scope != "" && g.Scope != "":
		o.failKey("measure", fmt.Sprintf("the gate is of scope %s, but measure %q of scope %s", g.Scope, m.ID, m.Scope), "write the same scope for both")
	}
}

// oneBound reads the one bound of a condition, in the type of what it tests.
func (r *reader) oneBound(o *object, of *Measure) Bound {
	var b Bound
	n := 0
	for _, k := range []struct {
		key string
		at  **Threshold
	}{{"at_least", &b.AtLeast}, {"above", &b.Above}, {"at_most", &b.AtMost}, {"below", &b.Below}} {
		if !o.has(k.key) {
			continue
		}
		n++
		if t, ok := r.threshold(o, k.key, of); ok {
			*k.at = &t
		}
	}
	if n != 1 {
		o.fail(o.node, "a condition has one bound", "write one of at_least, above, at_most and below")
	}
	return b
}

// onFailure reads what a failed gate does.
func (r *reader) onFailure(o *object, g Gate, behind []Rule, principal bool) OnFailure {
	var f OnFailure
	if n := len(o.vals); n != 1 {
		if len(o.meant) == 0 {
			o.failAs(codeGate, o.node, fmt.Sprintf("it is not said what happens when the gate fails: %d things are", n),
				"write one of pay: nothing, pay: {amount: …}, defer: true, use: another-measure and deem: an effect")
		}
		return f
	}
	switch {
	case o.has("pay"):
		f.Pay = r.gatePay(o, g, behind, principal)
	case o.has("defer"):
		f.Defer = r.onlyTrue(o, "defer")
	case o.has("use"):
		f.Use = r.fallback(o, behind)
	default:
		f.Deem = r.deemed(o, behind)
	}
	return f
}

// gatePay reads "nothing", an amount or a share of the principal.
func (r *reader) gatePay(o *object, g Gate, behind []Rule, principal bool) *Pay {
	nothing := money.Zero(r.t.Currency)
	if n := o.vals["pay"]; len(n.Content) == 0 && n.Value != "" {
		o.choice("pay", "nothing")
		return &Pay{Amount: &nothing}
	}
	p := o.sub("pay")
	if p.has("amount") == p.has("share_of_principal") {
		p.failAs(codeGate, p.node, "pay takes one of amount and share_of_principal", "keep one of them, or write pay: nothing")
		return nil
	}
	r.gatePaidOnce(o, g, behind)
	if amount, ok := r.amount(p, "amount", 0); ok {
		return &Pay{Amount: &amount}
	}
	share, ok := quantity(p, "share_of_principal", parsePercent)
	if !ok || !r.positive(p, "share_of_principal", share) {
		return nil
	}
	if !principal {
		p.failKey("share_of_principal", "there is no principal to take a share of", "add principal to payment, or pay an amount")
	}
	return &Pay{Share: &share}
}

// gatePaidOnce refuses an amount of which it is not said how often it is paid.
func (r *reader) gatePaidOnce(o *object, g Gate, behind []Rule) {
	switch {
	case len(behind) > 1:
		o.failKeyAs(codeGate, "pay", fmt.Sprintf("%d rules stand behind the gate: it is not said whether each of them pays this, or all together", len(behind)),
			"list one rule under rules, with a gate for each of the others, or write pay: nothing")
	case len(behind) == 1 && r.ruleScope(behind[0]) == EachCohort && g.Scope == Pooled:
		o.failKeyAs(codeGate, "pay", fmt.Sprintf("rule %q pays for each cohort: it is not said whether each of them is paid this when the gate over all fails", behind[0].ID),
			"write scope: each-cohort, or pay: nothing")
	}
}

// onlyTrue reads a key that is there or not: no other value says anything.
func (r *reader) onlyTrue(o *object, key string) bool {
	text, ok := r.scalar(o.vals[key], key)
	if ok && text != "true" {
		o.failKey(key, fmt.Sprintf("%q cannot be %q", key, text), fmt.Sprintf("write %s: true, or leave it out", key))
	}
	return ok && text == "true"
}

// fallback reads the measure that takes the place of the rules' own.
func (r *reader) fallback(o *object, behind []Rule) string {
	id := o.text("use")
	var known []string
	for _, m := range r.t.Measures {
		known = append(known, m.ID)
	}
	i := slices.Index(known, id)
	if i < 0 {
		if id != "" && len(known) > 0 {
			o.failKey("use", fmt.Sprintf("there is no measure %q", id), r.didYouMean(id, known))
		}
		return id
	}
	for _, x := range behind {
		own := r.ownMeasure(o, "use", x)
		if own == nil {
			continue
		}
		switch err := own.replaceable(r.t.Measures[i]); {
		case own.ID == id:
			o.failKey("use", fmt.Sprintf("rule %q is on measure %q already", x.ID, id), "name the measure that takes its place")
			return id
		case err != nil:
			o.failKey("use", err.Error(), "name a measure of the same type, unit and scope, or list under rules those that it fits")
			return id
		}
	}
	return id
}

// deemed reads the effect that is taken for the measured one.
func (r *reader) deemed(o *object, behind []Rule) *Threshold {
	var out *Threshold
	for i, x := range behind {
		own := r.ownMeasure(o, "deem", x)
		if own == nil {
			return nil
		}
		t, ok := r.threshold(o, "deem", own)
		if !ok {
			return nil
		}
		if i == 0 {
			out = &t
		}
	}
	return out
}

// ownMeasure is the measure of a rule; a problem if it has none that could be replaced.
func (r *reader) ownMeasure(o *object, key string, x Rule) *Measure {
	if x.Measure == "" {
		o.failKeyAs(codeGate, key, fmt.Sprintf("rule %q has no measure that could be replaced", x.ID), "write pay or defer, or list under rules those with a measure")
		return nil
	}
	for i := range r.t.Measures {
		if r.t.Measures[i].ID == x.Measure {
			return &r.t.Measures[i]
		}
	}
	return nil // which has been said already
}
