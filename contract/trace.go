package contract

import (
	"fmt"
	"math/big"
	"strings"
)

// Units of the trace; amounts have their currency.
const (
	unitProportion = "proportion"
	unitPeople     = "people"
	unitCondition  = "condition"
)

// node adds n to the trace, once: two rules may test the same measure.
func (d *decider) node(n Node) {
	if !d.traced[n.ID] {
		d.traced[n.ID] = true
		d.out.Trace = append(d.out.Trace, n)
	}
}

// traceMeasure adds the counts, the rates and the effect of an observation.
func (d *decider) traceMeasure(o observation) {
	prefix := o.prefix()
	name, at, m := d.t.Outcome.Name, where(o.m.Cohort), o.m
	d.people(prefix+"programme-people", "programme people with an outcome, "+at, m.ProgrammeN)
	d.people(prefix+"programme-events", "of them with the outcome "+name+", "+at, m.ProgrammeEvents)
	d.proportion(programmeRate(prefix, name, at, d.t.Outcome.Clause, m), m.ProgrammeRate)
	d.proportion(Node{
		ID: prefix + "comparison-rate", Clause: d.t.Matching.Clause, Words: name + " rate of the comparison group, " + at,
		Formula: measuredText(m.ComparisonRate),
	}, m.ComparisonRate)
	d.traceEffect(o)
}

// programmeRate is the share of the programme people with the outcome, or a weighted
// rate that only the design can compute.
func programmeRate(prefix, name, at, clause string, m Measurement) Node {
	n := Node{
		ID: prefix + "programme-rate", Clause: clause, Words: name + " rate of the programme group, " + at,
		Inputs: []string{prefix + "programme-events", prefix + "programme-people"},
	}
	if m.Weighted {
		n.Words, n.Formula, n.Inputs = "weighted "+n.Words, measuredText(m.ProgrammeRate), nil
		return n
	}
	n.Formula = (&formula{}).say(fmt.Sprintf("%d ÷ %d", m.ProgrammeEvents, m.ProgrammeN)).equals(m.ProgrammeRate).text
	return n
}

// prefix starts the ids of an observation: "gain.pooled.".
func (o observation) prefix() string { return o.measure.ID + "." + label(o.m.Cohort) + "." }

func (d *decider) traceEffect(o observation) {
	prefix := o.prefix()
	f := &formula{}
	inputs := []string{prefix + "programme-rate", prefix + "comparison-rate"}
	words := "effect"
	switch {
	case o.measure.Statistic == LowerBound:
		d.proportion(Node{
			ID: prefix + "lower-bound", Clause: d.t.Interval.Clause,
			Words:   fmt.Sprintf("lower bound of the %s %% interval of the difference (%s), %s", percent(d.t.Interval.Level.value()), d.t.Interval.Method, where(o.m.Cohort)),
			Formula: measuredText(o.exact),
		}, o.exact)
		inputs = []string{prefix + "lower-bound"}
		words = "lower bound of the effect"
		f.num(o.exact)
	case o.measure.Effect == Relative:
		f.num(o.m.ProgrammeRate).say(" ÷ ").num(o.m.ComparisonRate).say(" − 1").equals(o.exact)
	default:
		f.num(o.m.ProgrammeRate).say(" − ").num(o.m.ComparisonRate).equals(o.exact)
	}
	if o.measure.Rounding.Step == nil {
		f.say(", not rounded")
	} else {
		f.say(" → " + sayEffect(o.measure.Effect, o.rounded))
	}
	d.node(Node{
		ID: prefix + "effect", Clause: o.measure.Clause, Words: fmt.Sprintf("%s %q (%s), %s", words, o.measure.ID, o.measure.Effect, where(o.m.Cohort)),
		Formula: f.text, Inputs: inputs, Exact: exactText(o.exact), Rounded: decimalText(o.rounded), Unit: unitProportion,
	})
}

// measuredText shows a number that comes from outside the trace.
func measuredText(r *big.Rat) string {
	s := exactText(r)
	if r.IsInt() || strings.HasSuffix(s, "…") {
		return s
	}
	return (&formula{}).say(s).equals(r).text
}

func (d *decider) people(id, words string, n int64) {
	s := fmt.Sprint(n)
	d.node(Node{ID: id, Words: words, Formula: s, Exact: s, Rounded: s, Unit: unitPeople})
}

func (d *decider) proportion(n Node, r *big.Rat) {
	n.Exact, n.Rounded, n.Unit = exactText(r), decimalText(r), unitProportion
	d.node(n)
}

// traceCondition adds whether a threshold is met.
func (d *decider) traceCondition(prefix string, r Rule, o observation, met bool) {
	s := fmt.Sprint(met)
	d.node(Node{
		ID: prefix + "condition", Clause: r.Clause, Words: r.Text,
		Formula: compared(o, *r.AtLeast), Inputs: []string{o.prefix() + "effect"}, Exact: s, Rounded: s, Unit: unitCondition,
	})
}

// traceTier adds the rate of the highest tier that is reached.
func (d *decider) traceTier(prefix string, r Rule, o observation, rate *big.Rat) {
	f, reached := "", false
	for _, t := range r.Tiers {
		if !reached || o.meets(t.AtLeast) {
			f = compared(o, t.AtLeast)
		}
		reached = reached || o.meets(t.AtLeast)
	}
	if reached {
		f += ": " + percent(rate) + " % a year"
	} else {
		f = compared(o, r.Tiers[0].AtLeast) + ": no tier is reached"
	}
	s := decimalText(rate)
	d.node(Node{
		ID: prefix + "tier", Clause: r.Clause, Words: fmt.Sprintf("yearly rate of the highest tier of rule %q that is reached", r.ID),
		Formula: f, Inputs: []string{o.prefix() + "effect"}, Exact: s, Rounded: s, Unit: unitProportion,
	})
}

// compared writes a comparison as it came out: "28.3 % relative ≥ 10 % relative".
func compared(o observation, t Threshold) string {
	sign := " < "
	if o.meets(t) {
		sign = " ≥ "
	}
	if o.measure.Rounding.Step == nil {
		// Six decimals could make a miss look like a hit.
		return decimalText(o.rounded) + sign + t.Value.String()
	}
	return sayEffect(o.measure.Effect, o.rounded) + sign + t.String()
}
