package contract

import "fmt"

// conditions reads what must hold before a rule on the measure m pays.
func (r *reader) conditions(o *object, m *Measure) *Conditions {
	if o == nil {
		return nil
	}
	const either = "write all: […], any: […], or least: 2, of: […]"
	var given []string
	for _, key := range []string{"all", "any", "of"} {
		if o.has(key) {
			given = append(given, key)
		}
	}
	if len(given) != 1 {
		o.fail(o.node, "if takes one list of conditions", either)
		return nil
	}
	c := &Conditions{}
	for _, e := range o.objects(given[0]) {
		c.Of = append(c.Of, r.condition(e, m))
	}
	switch of := given[0]; {
	case o.has("least") != (of == "of"):
		o.fail(o.node, "least and of go together: how many of the conditions must hold", either)
	case of == "all":
		c.Least = len(c.Of)
	case of == "any":
		c.Least = 1
	case len(c.Of) > 0:
		c.Least = o.whole("least", 1, len(c.Of))
	}
	return c
}

// condition reads one bound on a measure. Where the rule is decided once, a
// measure of each cohort does not say which cohort is meant.
func (r *reader) condition(o *object, own *Measure) Condition {
	c := Condition{Measure: o.text("measure")}
	m := r.cited(o, c.Measure)
	if len(boundsIn(o, boundKeys)) == 0 {
		o.fail(o.node, "a condition does not say what the measure must reach", "add at_least, above, at_most or below")
	}
	r.onlyBound(o)
	c.Bound = r.bound(o, m)
	if own != nil && own.Scope != EachCohort && m != nil && m.Scope == EachCohort {
		o.failKeyAs(codePooling, "measure", fmt.Sprintf("the rule is decided once, on %q, but %q is measured in each cohort: which of them counts?", own.ID, m.ID),
			"cite a pooled measure, or let the rule itself test a measure of each cohort")
	}
	return c
}
