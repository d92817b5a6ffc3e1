package contract

import "fmt"

// indices reads the price indices that amounts grow with.
func (r *reader) indices(o *object) []IndexOf {
	var out []IndexOf
	lines := map[string]int{}
	for _, e := range o.objects("indices") {
		x := IndexOf{ID: e.ident("id"), Clause: e.text("clause"), Source: e.text("source"), Base: e.whole("base", 1900, 2200)}
		e.once("id", lines)
		based, whole := false, true
		for _, v := range e.objects("values") {
			value := IndexValue{v.whole("year", 1900, 2200), v.number("value")}
			whole = whole && value.Year != 0
			if n := len(x.Values); n > 0 && value.Year != 0 && value.Year <= x.Values[n-1].Year {
				v.failKey("year", fmt.Sprintf("the value of %d follows that of %d", value.Year, x.Values[n-1].Year), "list each year once, the earliest first")
			}
			if value.Value.known() {
				r.positive(v, "value", value.Value)
			}
			based = based || value.Year == x.Base
			x.Values = append(x.Values, value)
		}
		if x.Base != 0 && !based && whole && len(x.Values) > 0 {
			e.failKey("base", fmt.Sprintf("the index has no value of its base year %d", x.Base), "add it to values")
		}
		out = append(out, x)
	}
	return out
}

// indexed reads the index that the amounts of a rule grow with, by the year of each cohort.
func (r *reader) indexed(o *object, f frame) string {
	id := o.text("indexed")
	if id == "" {
		return ""
	}
	var known []string
	for _, x := range r.t.Payment.Indices {
		known = append(known, x.ID)
	}
	if len(known) == 0 {
		o.failKey("indexed", fmt.Sprintf("there is no index %q: the contract has none", id), "add it to indices of payment")
		return id
	}
	r.cite(o, "indexed", "index", id, known)
	if !f.each && !o.has("card") && (f.m != nil || o.has("if")) {
		o.failKey("indexed", "the rule is decided once, over all cohorts: it is not said which year's index counts", "let the rule test a measure of each cohort, or write the amounts in the money of the day")
	}
	return id
}
