package export

import (
	"fmt"
	"slices"
	"strings"

	"sib/contract"
)

// Codes of the standard.
const (
	individual        = "Individual"
	quasiExperimental = "Quasi-experimental study"
)

// metrics is one row a measure, and one for each line of a rate card.
func (b *builder) metrics() []row {
	var out []row
	for _, m := range b.Terms.Measures {
		r := row{"/id": m.ID, definitionKey: m.Text, targetKey: b.target(m), otherKey: b.others(m), sourcesKey: sourceID, notesKey: b.measure(m)}
		if m.Source == contract.Compared {
			b.comparison(r)
		}
		out = append(out, r)
	}
	for _, rule := range b.Terms.Payment.Rules {
		if rule.Card == nil {
			continue
		}
		for _, o := range rule.Card.Outcomes {
			out = append(out, b.line(rule, o))
		}
	}
	return out
}

// comparison says what a measure of two rates is measured on.
func (b *builder) comparison(r row) {
	t := b.Terms
	if t.Outcome.Definition != "" {
		r[definitionKey] = listed(": ", t.Outcome.Name, t.Outcome.Definition)
	}
	r["/target_population/value"] = eligibility(t)
	if t.Outcome.Counts != contract.CountEvents {
		r[unitTypeKey] = individual
	}
	if t.ComparesPeople() {
		r[methodKey] = quasiExperimental
	}
}

// line is one line of a rate card, an outcome that people reach.
func (b *builder) line(rule contract.Rule, o contract.CardOutcome) row {
	r := row{
		"/id": cardMetric(rule, o), definitionKey: o.ID, unitTypeKey: individual, sourcesKey: sourceID,
		notesKey: fmt.Sprintf("line %s of the rate card of rule %s%s", o.ID, rule.ID, clause(o.Clause)),
	}
	if len(o.Needs) > 0 {
		r[otherKey] = "needs " + strings.Join(o.Needs, ", ")
	}
	return r
}

func cardMetric(rule contract.Rule, o contract.CardOutcome) string { return rule.ID + "." + o.ID }

// target is what the rules ask of a measure.
func (b *builder) target(m contract.Measure) string {
	var out []string
	for _, r := range b.Terms.Payment.Rules {
		if r.Measure != m.ID {
			continue
		}
		var bounds []string
		for _, x := range r.Bounds() {
			bounds = append(bounds, bound(x))
		}
		out = append(out, r.ID+clause(r.Clause)+": "+listed(" [", r.Text, strings.Join(bounds, "; "))+closing(bounds, r.Text))
	}
	return strings.Join(out, " ")
}

// closing closes the bracket that a text and bounds need.
func closing(bounds []string, text string) string {
	if len(bounds) == 0 || text == "" {
		return ""
	}
	return "]"
}

// others are the conditions beside the bounds: a rule's if, and the gates before it.
func (b *builder) others(m contract.Measure) string {
	var out, behind []string
	for _, r := range b.Terms.Payment.Rules {
		if r.Measure != m.ID {
			continue
		}
		behind = append(behind, r.ID)
		if r.If != nil {
			out = append(out, r.ID+clause(r.Clause)+": "+conditions(r.If))
		}
	}
	for _, g := range b.Terms.Payment.Gates {
		barred := func(rule string) bool { return len(g.Rules) == 0 || slices.Contains(g.Rules, rule) }
		if slices.ContainsFunc(behind, barred) {
			out = append(out, g.ID+clause(g.Clause)+": "+listed(" ", g.Text, "["+condition(g.Require)+"]"))
		}
	}
	return strings.Join(out, " ")
}

// measure says how a measure is taken.
func (b *builder) measure(m contract.Measure) string {
	parts := []string{"measure " + m.ID + clause(m.Clause), "effect: " + listed(", in ", string(m.Effect), m.Unit)}
	parts = append(parts, "source: "+m.Source, "scope: "+m.Scope, unless("pooling: ", m.Pooling), "statistic: "+m.Statistic)
	if m.ComparisonRate != nil {
		parts = append(parts, "against a fixed rate of "+percent(*m.ComparisonRate))
	}
	for _, p := range m.Parts {
		s := percent(p.Weight) + " of " + p.Measure
		if p.Target != nil {
			s += " against " + p.Target.String()
		}
		parts = append(parts, s)
	}
	if s := m.Rounding.Step; s != nil {
		parts = append(parts, fmt.Sprintf("rounded to %s, %s", contract.Threshold{Effect: m.Effect, Unit: m.Unit, Value: *s}, m.Rounding.Mode))
	}
	return listed("; ", append(parts, b.amended("measures."+m.ID))...)
}

// unless is a label and a value, or nothing without the value.
func unless(label, v string) string {
	if v == "" {
		return ""
	}
	return label + v
}
