package contract

import (
	"fmt"
	"strings"
)

// reserved is the name under which the trace holds the sum, the cap and the payment.
const reserved = "payment"

func (r *reader) rules(o *object) []Rule {
	var out []Rule
	for _, e := range o.objects("rules") {
		rule := r.rule(e)
		if rule.ID == reserved {
			e.failKey("id", fmt.Sprintf("the id %q is reserved for the payment as a whole", reserved), "choose another")
		}
		if rule.ID != reserved {
			e.once("id", r.ids)
		}
		out = append(out, rule)
	}
	return out
}

func (r *reader) rule(o *object) Rule {
	rule := Rule{
		ID: o.ident("id"), Clause: o.text("clause"), Text: o.prose("text"), Note: o.prose("note"),
		Measure: o.text("measure"),
	}
	m := r.cited(o, rule.Measure)
	r.shape(o)
	rule.If = r.conditions(o.sub("if"), m)
	rule.Bound = r.bound(o, m)
	if p := o.sub("pay"); p != nil {
		rule.Pay = r.pay(p, r.frame(rule, m))
	}
	rule.Tiers = r.tiers(o, r.frame(rule, m))
	if c := o.sub("coupon"); c != nil {
		rule.Coupon = r.coupon(c, r.principal != nil)
	}
	rule.Prices = r.prices(o, m)
	rule.Card = r.card(o.sub("card"))
	rule.Indexed = r.indexed(o, r.frame(rule, m))
	if c := o.sub("cap"); c != nil {
		amount, _ := r.amount(c, "amount", 0)
		rule.Cap = &Cap{c.text("clause"), amount}
	}
	return rule
}

// frame is what surrounds something that is paid: the measure, where the rule
// starts or ends to pay, and whether it pays for each cohort.
type frame struct {
	m    *Measure
	at   Bound
	each bool
}

func (r *reader) frame(rule Rule, m *Measure) frame {
	f := frame{m: m, at: rule.Bound, each: m != nil && m.Scope == EachCohort}
	if rule.Measure == "" {
		for _, id := range rule.If.measures() {
			if cited := r.lookUp(id); cited != nil && cited.Scope == EachCohort {
				f.each = true
			}
		}
	}
	return f
}

// shape refuses a rule that does not say once, and in one way, what it pays.
func (r *reader) shape(o *object) {
	const either = "give at_least and pay (one threshold), tiers and coupon (a table of rates), tiers that pay (a table of amounts), prices (for each unit), or card (for each person)"
	bounds := boundsIn(o, boundKeys)
	binary, table := len(bounds) > 0 || o.has("pay"), o.has("tiers") || o.has("coupon")
	shapes := 0
	for _, has := range []bool{binary, table, o.has("prices"), o.has("card")} {
		if has {
			shapes++
		}
	}
	switch bound := append(bounds, "at_least")[0]; {
	case binary && table:
		o.fail(o.node, "a rule is either a threshold or a table of tiers, not both", either)
	case shapes > 1:
		o.fail(o.node, "a rule says in more than one way what it pays", either+"; a further condition goes under if")
	case shapes == 0:
		o.fail(o.node, "a rule does not say what it pays", either)
	case binary && (!o.has("pay") || len(bounds) == 0 && !o.has("if")):
		o.fail(o.node, bound+" and pay go together", either)
	case table && (!o.has("tiers") || !o.has("coupon") && rated(o)):
		o.fail(o.node, "tiers and coupon go together", either)
	}
	r.onlyBound(o)
	r.measureOf(o, len(bounds) > 0 || table || o.has("prices"))
}

// measureOf asks for the measure of a rule that tests one, and refuses one that nothing depends on.
func (r *reader) measureOf(o *object, tested bool) {
	if p := o.vals["pay"]; p != nil && !tested {
		for i := 0; i+1 < len(p.Content); i += 2 {
			switch p.Content[i].Value {
			case "plus", "rising_to", "share_of_measure":
				tested = true
			}
		}
	}
	switch {
	case tested && !o.has("measure") && !o.meant["measure"]:
		o.failAs(codeMissingKey, o.node, o.name()+` has no key "measure"`, "add measure: gain")
	case !tested && o.has("measure") && (o.has("card") || o.has("pay") && o.has("if")):
		o.failKey("measure", "nothing in the rule depends on the measure", "delete it, or say what it must reach")
	}
}

// rated reports whether tiers give rates, which a coupon turns into money.
func rated(o *object) bool {
	tiers := o.vals["tiers"]
	for _, tier := range tiers.Content {
		for i := 0; i+1 < len(tier.Content); i += 2 {
			if k := tier.Content[i].Value; k == "rate" || k == "rising_to" {
				return true
			}
		}
	}
	return false
}

// cited returns the measure of the given id; nil, and a problem, if there is none.
func (r *reader) cited(o *object, id string) *Measure {
	var known []string
	for _, m := range r.t.Measures {
		known = append(known, m.ID)
	}
	r.cite(o, "measure", "measure", id, known)
	return r.lookUp(id)
}

// lookUp returns the measure of the given id; nil if there is none.
func (r *reader) lookUp(id string) *Measure {
	for i := range r.t.Measures {
		if id != "" && r.t.Measures[i].ID == id {
			return &r.t.Measures[i]
		}
	}
	return nil
}

// cite refuses the id under key if it is not one of the known. Where none is
// known, that has been said already.
func (r *reader) cite(o *object, key, what, id string, known []string) bool {
	if id == "" || len(known) == 0 {
		return false
	}
	for _, k := range known {
		if k == id {
			return true
		}
	}
	remedy := "write " + orList(known)
	if near, ok := suggest(id, known); ok {
		remedy = fmt.Sprintf("did you mean %q?", near)
	}
	o.failKey(key, fmt.Sprintf("there is no %s %q", what, id), strings.TrimSpace(remedy))
	return false
}
