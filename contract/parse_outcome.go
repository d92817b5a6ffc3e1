package contract

import (
	"fmt"
	"slices"
)

// outcomeRead is an outcome with the place where it stands.
type outcomeRead struct {
	*object
	Outcome
	spells *object // nil if it is told by a column
}

// outcome reads the outcome that binds.
func (r *reader) outcome(o *object) Outcome {
	if o == nil {
		return Outcome{}
	}
	return r.anyOutcome(o, "the outcome")
}

// secondary reads the outcomes that are only reported.
func (r *reader) secondary(root *object) []Outcome {
	var out []Outcome
	for _, o := range root.objects("secondary_outcomes") {
		name := ""
		if n := o.vals["name"]; n != nil {
			name = n.Value
		}
		s := r.anyOutcome(o, fmt.Sprintf("the outcome %q", name))
		if s.Name != "" && (s.Name == r.t.Outcome.Name || slices.ContainsFunc(out, func(b Outcome) bool { return b.Name == s.Name })) {
			o.failKeyAs(codeTwice, "name", fmt.Sprintf("two outcomes have the name %q", s.Name), "rename or delete one of them")
		}
		out = append(out, s)
	}
	return out
}

func (r *reader) anyOutcome(o *object, use string) Outcome {
	spells := o.sub("spells")
	out := Outcome{
		Name:       o.text("name"),
		Clause:     o.text("clause"),
		Counts:     o.choice("counts", CountPeople, CountEvents),
		Column:     r.column(o, "column", use),
		Definition: o.prose("definition"),
		Missing:    o.choice("missing", "refuse", "exclude"),
		FollowUp:   r.followUp(o),
	}
	r.t.at["outcome "+out.Name] = o.node.Line
	if spells != nil {
		out.Spells = r.spells(o, spells, out.FollowUp)
	}
	r.outcomes = append(r.outcomes, outcomeRead{o, out, spells})
	if r.t.ComparesPeople() {
		r.ofPeople(o, out)
	}
	return out
}

// ofPeople asks for what an outcome needs that is read from people.
func (r *reader) ofPeople(o *object, out Outcome) {
	switch {
	case o.has("column") && o.has("spells"):
		o.failKey("spells", "the outcome is told by a column and by spells", "keep one of them")
	case o.lacks("column") && o.lacks("spells"):
		o.failAs(codeMissingKey, o.node, fmt.Sprintf("%s has no key %q", o.name(), "column"), "add column: placed, or spells: with condition and without")
	}
	if o.lacks("missing") {
		o.failAs(codeMissingKey, o.node, fmt.Sprintf("%s has no key %q", o.name(), "missing"), "add missing: exclude")
	}
	if out.Counts == CountEvents {
		o.failKey("counts", "from data, this version of the language reads whether a person has the outcome, not how often", "write counts: people, or leave out data and give the figures")
	}
}
