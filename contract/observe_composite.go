package contract

import (
	"fmt"
	"math/big"
	"slices"

	"sib/contract/trace"
)

// composite adds up weights times measures, or times the shares of their targets
// that they reach. Parts are taken as they are rounded.
func (d *decider) composite(m Measure, cohort int) (*big.Rat, error) {
	if len(m.Parts) == 0 {
		return nil, fmt.Errorf("it has no parts")
	}
	n := d.effectNode(m, cohort)
	n.Op = trace.Weighted
	for _, p := range m.Parts {
		part, err := d.t.part(m, p)
		if err != nil {
			return nil, err
		}
		o, err := d.observe(part, cohort)
		if err != nil {
			return nil, err
		}
		node := o.node
		if p.Target != nil {
			if node, err = d.reached(m, p, o); err != nil {
				return nil, err
			}
		}
		n.Inputs, n.Args = append(n.Inputs, node), append(n.Args, trace.Text(p.Weight.value()))
	}
	return d.Compute(n)
}

// part is the measure of a part: one that stands before the composite, so that
// none is part of itself.
func (t *Terms) part(m Measure, p Part) (Measure, error) {
	at := func(id string) int { return slices.IndexFunc(t.Measures, func(x Measure) bool { return x.ID == id }) }
	i := at(p.Measure)
	switch {
	case i < 0:
		return Measure{}, fmt.Errorf("there is no measure %q", p.Measure)
	case i >= at(m.ID):
		return Measure{}, fmt.Errorf("measure %q does not stand before %q, of which it is a part", p.Measure, m.ID)
	}
	return t.Measures[i], nil
}

// reached adds the share of a target that a part reaches.
func (d *decider) reached(m Measure, p Part, o observation) (string, error) {
	prefix := m.at(o.cohort) + p.Measure + "-"
	d.Give(trace.Node{
		ID: prefix + "target", Clause: m.Clause, Words: fmt.Sprintf("target of %q in %q", p.Measure, m.ID), Unit: d.unit(o.measure),
	}, p.Target.Value.value())
	_, err := d.Compute(trace.Node{
		ID: prefix + "share", Clause: m.Clause, Words: fmt.Sprintf("share of its target that %q reaches, %s", p.Measure, m.where(o.cohort)),
		Op: trace.Quotient, Inputs: []string{o.node, prefix + "target"}, Unit: string(Index),
	})
	return prefix + "share", err
}
