package contract

import (
	"errors"
	"math/big"

	"sib/contract/trace"
)

// inform adds what a reader of rule r asks besides the amount: verdicts, the
// other readings of its numbers, and how far the thresholds are.
func (d *decider) inform(r Rule) error {
	if r.Measure == "" {
		return nil
	}
	m, err := d.t.measure(r.Measure)
	if err != nil {
		return err
	}
	if err := d.verdicts(r, m); err != nil || d.brief {
		return err
	}
	d.readings(r, m)
	return d.headroom(r, m)
}

// verdicts holds every bound of r against every measurement that there is:
// cohort years ascending, then the pooled one.
func (d *decider) verdicts(r Rule, m Measure) error {
	for _, b := range r.Bounds() {
		for _, cohort := range d.seen(m) {
			binding := cohort == 0 || m.Scope == EachCohort
			o, err := d.aside(d.given).observe(m, cohort)
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
	var out []int
	for _, cohort := range d.t.Cohorts {
		if _, ok := d.given.compared[cohort]; ok || m.Scope == EachCohort {
			out = append(out, cohort)
		}
	}
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
		Effect: o.measure.Effect, Unit: o.measure.Unit, Statistic: o.measure.Statistic,
		Observed: trace.Text(o.value), ObservedF: float(o.value), Comparing: op,
		Required: *t, Met: b.met(o.value), Margin: float(margin),
	}
}

// noValue reports that a measure has no value where others have one.
func noValue(err error) bool { return errors.Is(err, trace.ErrNoValue) }
