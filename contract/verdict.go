package contract

import (
	"math/big"
	"slices"

	"sib/contract/trace"
)

// inform adds what a reader of rule r asks besides the amount: verdicts, the
// other readings of its numbers, and how far the thresholds are.
func (d *decider) inform(r Rule) error {
	tests, err := d.tests(r)
	if err != nil {
		return err
	}
	for _, t := range tests {
		if err := d.verdicts(r, t); err != nil {
			return err
		}
	}
	if d.brief {
		return nil
	}
	for _, t := range tests {
		d.readings(r, t.measure, t.bounds)
		if err := d.headroom(r, t); err != nil {
			return err
		}
	}
	return nil
}

// test is a measure and what it is held against, in the order of the contract.
type test struct {
	measure Measure
	bounds  []Bound
	own     bool // the rule's measure, and not that of a condition
}

// taken observes what a test of r is decided on where it binds, else the measure itself,
// for information.
func (d *decider) taken(r Rule, t test, cohort int, binding bool) (observation, error) {
	if t.own && binding {
		return d.measured(r, cohort)
	}
	return d.observe(t.measure, cohort)
}

// tests are what a rule tests: its own measure, then each of its conditions.
func (d *decider) tests(r Rule) ([]test, error) {
	ids, bounds := []string{r.Measure}, [][]Bound{r.Bounds()}
	for i, id := range r.If.measures() {
		ids, bounds = append(ids, id), append(bounds, []Bound{r.If.Of[i].Bound})
	}
	var out []test
	for i, id := range ids {
		if len(bounds[i]) == 0 {
			continue
		}
		m, err := d.t.measure(id)
		if err != nil {
			return nil, err
		}
		out = append(out, test{m, bounds[i], i == 0})
	}
	return out, nil
}

// verdicts holds bounds of r against every measurement that there is: cohort
// years ascending, then the pooled one.
func (d *decider) verdicts(r Rule, t test) error {
	m := t.measure
	for _, b := range t.bounds {
		for _, cohort := range d.seen(m) {
			binding := (cohort == 0) == (m.Scope != EachCohort) && !d.outside(r, cohort)
			o, err := d.aside(d.given).taken(r, t, cohort, binding)
			switch {
			case err != nil && binding:
				return err
			case err != nil: // information that does not exist, such as a change from zero
				continue
			}
			d.out.Verdicts = append(d.out.Verdicts, verdict(r, b, o, binding))
		}
	}
	return nil
}

// seen are the cohorts in which a measure can be looked at, the pooled one last
// where it decides.
func (d *decider) seen(m Measure) []int {
	out := slices.Clone(d.t.Cohorts)
	if m.Scope != EachCohort {
		out = append(out, 0)
	}
	return out
}

func verdict(r Rule, b Bound, o observation, binding bool) Verdict {
	op, t := b.Only()
	margin := new(big.Rat).Sub(o.value, t.Value.value())
	if !b.rising() {
		margin.Neg(margin)
	}
	return Verdict{
		Rule: r.ID, Clause: r.Clause, Measure: o.measure.ID, Cohort: o.cohort, Binding: binding,
		Effect: o.measure.thresholdType(), Unit: o.measure.Unit, Statistic: o.measure.Statistic,
		Observed: trace.Text(o.value), ObservedF: float(o.value), Comparing: op,
		Required: *t, Met: b.met(o.value), Margin: float(margin),
	}
}
