package contract

import (
	"fmt"
	"strconv"

	"sib/contract/trace"
)

// qualify adds whether enough of the rule's conditions hold; "" if it has none.
func (d *decider) qualify(prefix string, r Rule, cohort int) (string, error) {
	if r.If == nil {
		return "", nil
	}
	var inputs []string
	for i, c := range r.If.Of {
		o, err := d.conditional(c, cohort)
		if err != nil {
			return "", err
		}
		op, t := c.Only()
		id := fmt.Sprintf("%sif.%d", prefix, i+1)
		words := fmt.Sprintf("condition %d of rule %q: %s %s %s", i+1, r.ID, c.Measure, bounding[op], t)
		if err := d.condition(id, r.Clause, words, c.Bound, o); err != nil {
			return "", err
		}
		inputs = append(inputs, id)
	}
	id := prefix + "if"
	_, err := d.Compute(trace.Node{
		ID: id, Clause: r.Clause, Words: fmt.Sprintf("%d of the %d conditions of rule %q must hold", r.If.Least, len(inputs), r.ID),
		Op: trace.Count, Inputs: inputs, Args: []string{strconv.Itoa(r.If.Least)}, Unit: trace.Condition,
	})
	return id, err
}

// bounding is how a bound is said.
var bounding = map[trace.Op]string{trace.AtLeast: "at least", trace.Above: "above", trace.AtMost: "at most", trace.Below: "below"}

// conditional observes the measure of a condition: in the cohort, if it is of each
// cohort, else over all of them.
func (d *decider) conditional(c Condition, cohort int) (observation, error) {
	m, err := d.t.measure(c.Measure)
	switch {
	case err != nil:
		return observation{}, err
	case m.Scope != EachCohort:
		cohort = 0
	case cohort == 0:
		return observation{}, fmt.Errorf("measure %q is of each cohort, but the rule is decided once", m.ID)
	}
	return d.observe(m, cohort)
}

// allowed is an amount if the conditions hold, else nothing.
func (d *decider) allowed(prefix string, r Rule, condition, earned string) (string, error) {
	if condition == "" {
		return earned, nil
	}
	id := prefix + "qualified"
	_, err := d.Compute(trace.Node{
		ID: id, Clause: r.Clause, Words: fmt.Sprintf("what rule %q comes to under its conditions", r.ID), Op: trace.If,
		Inputs: []string{condition, earned}, Unit: string(d.t.Currency),
	})
	return id, err
}

// measures are the ids of what the conditions test, in their order.
func (c *Conditions) measures() []string {
	if c == nil {
		return nil
	}
	var out []string
	for _, one := range c.Of {
		out = append(out, one.Measure)
	}
	return out
}
