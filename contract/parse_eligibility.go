package contract

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

func (r *reader) eligibility(o *object) []Eligibility {
	r.t.Eligibility = []Eligibility{}
	lines := map[string]int{}
	for _, e := range o.objects("eligibility") {
		r.t.Eligibility = append(r.t.Eligibility, r.eligible(e))
		e.once("id", lines)
	}
	return r.t.Eligibility
}

// once records the id under key and refuses it if lines has it already.
func (o *object) once(key string, lines map[string]int) {
	n := o.vals[key]
	if n == nil || n.Kind != yaml.ScalarNode {
		return
	}
	if first, taken := lines[n.Value]; taken {
		o.failAs(codeTwice, n, fmt.Sprintf("the id %q is used twice", n.Value), fmt.Sprintf("choose another; line %d has it already", first))
		return
	}
	lines[n.Value] = n.Line
}

func (r *reader) eligible(e *object) Eligibility {
	c := Eligibility{
		ID: e.ident("id"), Clause: e.text("clause"), Covariate: e.text("covariate"), Column: e.text("column"),
		OneOf: e.texts("one_of"), NoneOf: e.texts("none_of"),
		AtLeast: given(e.number("at_least")), AtMost: given(e.number("at_most")),
	}
	c.Kind = e.choice("kind", kinds...)
	c.Missing = e.missing(c.Kind)
	numbers, labels := e.has("at_least") || e.has("at_most"), e.has("one_of") || e.has("none_of")
	if !numbers && !labels {
		e.fail(e.node, "an entry of eligibility has no condition", "add at_least or at_most for a number, one_of or none_of for a category")
	}
	if c.AtLeast != nil && c.AtMost != nil && c.AtLeast.cmp(*c.AtMost) > 0 {
		e.failKey("at_most", fmt.Sprintf("nobody is at least %s and at most %s", c.AtLeast, c.AtMost), "correct one of the two")
	}
	for _, v := range c.OneOf {
		if slices.Contains(c.NoneOf, v) {
			e.failKey("none_of", fmt.Sprintf("%q is both let in and kept out", v), "delete it from one of the lists")
		}
	}
	if r.readsOne(e) {
		r.fits(e, c, numbers, labels)
		r.readsColumn(e, c, numbers, labels)
	}
	return c
}

// readsOne refuses a condition on nothing, or on a covariate and a column.
func (r *reader) readsOne(e *object) bool {
	if e.has("covariate") && e.has("column") {
		e.failKey("column", "an entry of eligibility is on a covariate or on a column, not both", "keep one of them; a covariate has its own column")
		return false
	}
	if e.lacks("covariate") && e.lacks("column") {
		e.failAs(codeMissingKey, e.node, fmt.Sprintf("%s has no key %q", e.name(), "covariate"), "add covariate: age, or column, kind and missing of a column that nobody is compared on")
		return false
	}
	for _, key := range []string{"kind", "missing"} {
		switch {
		case e.has("covariate") && e.has(key):
			e.failKey(key, fmt.Sprintf("the covariate says its %s itself", key), "delete it")
		case e.has("column") && e.lacks(key):
			e.failAs(codeMissingKey, e.node, fmt.Sprintf("a condition on a column needs the key %q", key), "add "+e.example(key))
		}
	}
	return true
}

// readsColumn checks a condition on a column that is no covariate's. What happened after
// entry cannot decide on who is compared.
func (r *reader) readsColumn(e *object, c Eligibility, numbers, labels bool) {
	if c.Column == "" {
		return
	}
	for _, o := range r.outcomes {
		if o.Column == c.Column {
			e.failKey("column", fmt.Sprintf("column %q holds the outcome %q: what happened cannot decide who is compared", c.Column, o.Name), "name a column of what was known at entry")
			return
		}
	}
	for _, v := range r.t.Covariates {
		switch {
		case v.Column == c.Column && v.Name != "":
			e.failKey("column", fmt.Sprintf("column %q holds the covariate %q", c.Column, v.Name), fmt.Sprintf("write covariate: %s in place of column, kind and missing", v.Name))
			return
		case v.Name == c.ID && v.Name != "":
			e.failKey("id", fmt.Sprintf("%q is a covariate too, but the condition is on another column: people left out could not be told apart", c.ID), "choose another id")
		}
	}
	r.useAgain(e, c)
	r.suits(e, "column", c, Covariate{Name: c.Column, Kind: c.Kind, Missing: c.Missing}, numbers, labels)
	if c.Missing != "level" && c.Missing != "" && slices.Contains(slices.Concat(c.OneOf, c.NoneOf), missingLevel) {
		e.failKey("missing", fmt.Sprintf("a rule names %q, but a missing value is no level", missingLevel), "write missing: level, or delete it from the rule")
	}
}

// useAgain lets several conditions read one column, if they read it in the same way.
func (r *reader) useAgain(e *object, c Eligibility) {
	for _, b := range r.t.Eligibility {
		if b.Column != c.Column {
			continue
		}
		if b.Kind != c.Kind || b.Missing != c.Missing {
			e.failKey("column", fmt.Sprintf("column %q is read in another way by %q", c.Column, b.ID), "give both the same kind and missing")
		}
		return
	}
	r.use(e, "column", c.Column, fmt.Sprintf("what %q asks", c.ID))
}

func given(d Decimal) *Decimal {
	if !d.known() {
		return nil
	}
	return &d
}

// fits checks a condition against the covariate that it is on.
func (r *reader) fits(e *object, c Eligibility, numbers, labels bool) {
	if c.Covariate == "" {
		return
	}
	var known []string
	for _, v := range r.t.Covariates {
		if v.Name == c.Covariate {
			r.suits(e, "covariate", c, v, numbers, labels)
			return
		}
		known = append(known, v.Name)
	}
	if len(known) == 0 { // which has been said already
		return
	}
	remedy := "add it to covariates, or write " + orList(known)
	if near, ok := suggest(c.Covariate, known); ok {
		remedy = fmt.Sprintf("did you mean %q?", near)
	}
	e.failKey("covariate", fmt.Sprintf("there is no covariate %q", c.Covariate), remedy)
}

// suits checks a condition against what it is on, which stands under the key.
func (r *reader) suits(e *object, key string, c Eligibility, v Covariate, numbers, labels bool) {
	if v.Kind == "category" && numbers {
		e.failKey(key, fmt.Sprintf("%q is a category: at_least and at_most are for numbers", v.Name), "use one_of or none_of")
	}
	if v.Kind != "category" && v.Kind != "" && labels {
		e.failKey(key, fmt.Sprintf("%q is a number: one_of and none_of are for categories", v.Name), "use at_least or at_most")
	}
	names := v.names()
	for _, l := range slices.Concat(c.OneOf, c.NoneOf) {
		switch {
		case v.becomes(l) != l:
			e.failKey(key, fmt.Sprintf("%q never occurs: the map of %q renames it", l, v.Name), fmt.Sprintf("write %q", v.becomes(l)))
		case len(names) > 0 && !slices.Contains(names, l) && (l != missingLevel || v.Missing != "level"):
			e.failKey(key, fmt.Sprintf("%q is not a level of %q", l, v.Name), "write "+orList(names))
		}
	}
}
