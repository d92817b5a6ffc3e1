package contract

import (
	"fmt"
)

// measure reads one measure. Agreed says whether the contract has an interval.
func (r *reader) measure(o *object, agreed bool) Measure {
	m := Measure{
		ID:     o.ident("id"),
		Clause: o.text("clause"),
		Text:   o.prose("text"),
		Effect: EffectType(o.choice("effect", effectNames()...)),
		Source: r.origin(o),
		Scope:  o.choice("scope", EachCohort, Pooled, Unpaid),
	}
	m.Unit = r.ownUnit(o, m)
	r.comesFrom(o, m)
	m.Pooling, m.UnpaidBy = r.pooling(o, m)
	r.statistic(o, &m, agreed)
	m.ComparisonRate = r.fixedRate(o, m)
	m.Parts = r.parts(o, m)
	if m.Source == Composite && o.has("pooling") {
		r.pooledAlike(o, m)
	}
	m.Rounding = r.effectRounding(o, m)
	return m
}

func effectNames() []string {
	out := make([]string, len(effectTypes))
	for i, e := range effectTypes {
		out[i] = string(e)
	}
	return out
}

// origin reads where a measure comes from: parts make a composite.
func (r *reader) origin(o *object) string {
	source := o.choice("source", Compared, Reported, Composite)
	switch {
	case o.has("of") && o.has("source") && source != Composite && source != "":
		o.failKey("source", fmt.Sprintf("a measure of others is no %s", source), "delete source, or delete of")
		return Composite
	case o.has("of"):
		return Composite
	case source == Composite:
		o.failKeyAs(codeMissingKey, "source", "a composite does not say what it is made of", "add of: [{measure: trial, weight: 80 %}, {measure: trend, weight: 20 %}]")
	case !o.has("source"):
		return Compared
	}
	return source
}

// ownUnit reads what a count counts, or how long a duration's unit is.
func (r *reader) ownUnit(o *object, m Measure) string {
	unit := o.text("unit")
	switch {
	case m.Effect == "":
		return unit
	case !m.Effect.ownUnit() && o.has("unit"):
		o.failKey("unit", fmt.Sprintf("the values of an effect of type %s have their own words", m.Effect), "delete it")
		return ""
	case m.Effect.ownUnit() && !o.has("unit"):
		o.failAs(codeMissingKey, o.node, fmt.Sprintf("a %s has no unit", m.Effect), "add unit: people, or whatever is counted, in one word")
	case m.Effect.ownUnit() && unit != "" && !ownUnit(unit):
		o.failKey("unit", fmt.Sprintf("%q cannot be a unit", unit), "write one word of small letters, such as people or days")
		return ""
	}
	return unit
}

// comesFrom holds the type of an effect against where it comes from.
func (r *reader) comesFrom(o *object, m Measure) {
	switch {
	case m.Effect == "" || m.Source == "":
	case m.Source == Compared && !effects[m.Effect].compared && m.Effect != Index:
		o.failKey("effect", fmt.Sprintf("an effect of type %s does not follow from two rates of people", m.Effect),
			"add source: reported, and say in the contract who reports and who verifies it")
	case m.Effect == Index && m.Source != Composite:
		o.failKey("effect", "an index is made of other measures", "add of: [{measure: enrolment, weight: 100 %, target: 100 people}]")
	}
}

// fixedRate reads a comparison rate that nobody measures.
func (r *reader) fixedRate(o *object, m Measure) *Decimal {
	rate, ok := quantity(o, "comparison_rate", parsePercent)
	switch {
	case !o.has("comparison_rate"):
		return nil
	case m.Source != Compared:
		o.failKey("comparison_rate", fmt.Sprintf("a %s measure is compared with no rate", m.Source), "delete it")
	case m.Effect == Rate:
		o.failKey("comparison_rate", "a rate stands by itself", "delete it, or write effect: points")
	case m.Statistic != PointEstimate && m.Statistic != "":
		o.failKey("comparison_rate", fmt.Sprintf("the agreed interval is of the difference from a measured rate, so a fixed one leaves no %s", spoken(m.Statistic)),
			"delete it, or write statistic: point-estimate")
	case !ok:
	case rate.sign() < 0 || rate.cmp(one) > 0 && r.t.Outcome.Counts != CountEvents:
		o.failKey("comparison_rate", fmt.Sprintf("a rate of %s %% is not between 0 and 100 %%", percent(rate.value())), "correct the rate")
	case rate.sign() == 0 && (m.Effect == Relative || m.Effect == Reduction || m.Effect == Ratio):
		o.failKey("comparison_rate", "nothing can be related to a rate of zero", "correct the rate, or write effect: points")
	default:
		return &rate
	}
	return nil
}
