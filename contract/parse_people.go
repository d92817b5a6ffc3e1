package contract

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
)

// missingLevel is the label that a missing category gets under missing: level.
const missingLevel = "(missing)"

func (r *reader) outcome(o *object) Outcome {
	if o == nil {
		return Outcome{}
	}
	out := Outcome{
		Name:       o.text("name"),
		Clause:     o.text("clause"),
		Counts:     o.choice("counts", CountPeople, CountEvents),
		Column:     r.column(o, "column", "the outcome"),
		Definition: o.prose("definition"),
		Missing:    o.choice("missing", "refuse", "exclude"),
	}
	if !r.t.ComparesPeople() {
		return out
	}
	// The outcomes of people are read from a column; given figures need none.
	for _, k := range grammar["outcome"] {
		if (k.name == "column" || k.name == "missing") && !o.has(k.name) && !o.meant[k.name] {
			o.failAs(codeMissingKey, o.node, fmt.Sprintf("outcome has no key %q", k.name), "add "+k.example)
		}
	}
	if out.Counts == CountEvents {
		o.failKey("counts", "from data, this version of the language reads whether a person has the outcome, not how often", "write counts: people, or leave out data and give the figures")
	}
	return out
}

func (r *reader) covariates(o *object) []Covariate {
	var out []Covariate
	for _, c := range o.objects("covariates") {
		v := r.covariate(c)
		if v.Name != "" && slices.ContainsFunc(out, func(w Covariate) bool { return w.Name == v.Name }) {
			c.failKey("name", fmt.Sprintf("two covariates have the name %q", v.Name), "rename or delete one of them")
		}
		out = append(out, v)
	}
	return out
}

func (r *reader) covariate(c *object) Covariate {
	v := Covariate{
		Name:  c.text("name"),
		Kind:  c.choice("kind", "category", "integer", "number"),
		Match: c.choice("match", "exact", "coarsened", MatchDistance),
	}
	v.Column = c.text("column")
	key := "column"
	if !c.has(key) {
		v.Column, key = v.Name, "name"
	}
	if v.Column != "" {
		r.use(c, key, v.Column, fmt.Sprintf("the covariate %q", v.Name))
	}
	v.Cuts, v.Bins, v.Groups = r.cuts(c, v), r.bins(c), r.groups(c, v)
	r.coarsening(c, v)
	v.Levels = r.levels(c, v)
	v.Missing = c.choice("missing", "refuse", "exclude", "level")
	if v.Missing == "level" && v.Kind != "category" && v.Kind != "" {
		c.failKey("missing", fmt.Sprintf("a missing %s cannot be a level of its own", v.Kind), "write refuse or exclude, or make the covariate a category")
	}
	return v
}

func (r *reader) levels(c *object, v Covariate) []string {
	if c.has("levels") && v.Kind != "category" && v.Kind != "" {
		c.failKey("levels", fmt.Sprintf("levels are for categories, and %q is of kind %s", v.Name, v.Kind), "delete them, or write kind: category")
	}
	levels := c.texts("levels")
	if slices.Contains(levels, missingLevel) {
		c.failKey("levels", fmt.Sprintf("the level %q is reserved", missingLevel), "write missing: level instead")
	}
	return levels
}

func (r *reader) eligibility(o *object) []Eligibility {
	out := []Eligibility{}
	lines := map[string]int{}
	for _, e := range o.objects("eligibility") {
		out = append(out, r.eligible(e))
		e.once("id", lines)
	}
	return out
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
		ID: e.ident("id"), Clause: e.text("clause"), Covariate: e.text("covariate"),
		OneOf: e.texts("one_of"), NoneOf: e.texts("none_of"),
		AtLeast: given(e.number("at_least")), AtMost: given(e.number("at_most")),
	}
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
	r.fits(e, c, numbers, labels)
	return c
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
			r.suits(e, c, v, numbers, labels)
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

func (r *reader) suits(e *object, c Eligibility, v Covariate, numbers, labels bool) {
	if v.Kind == "category" && numbers {
		e.failKey("covariate", fmt.Sprintf("%q is a category: at_least and at_most are for numbers", v.Name), "use one_of or none_of")
	}
	if v.Kind != "category" && v.Kind != "" && labels {
		e.failKey("covariate", fmt.Sprintf("%q is a number: one_of and none_of are for categories", v.Name), "use at_least or at_most")
	}
	if len(v.Levels) == 0 {
		return
	}
	for _, l := range slices.Concat(c.OneOf, c.NoneOf) {
		if !slices.Contains(v.Levels, l) && (l != missingLevel || v.Missing != "level") {
			e.failKey("covariate", fmt.Sprintf("%q is not a level of %q", l, v.Name), "write "+orList(v.Levels))
		}
	}
}
