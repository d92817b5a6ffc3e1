package contract

import "math/big"

// thresholds returns what a rule tests, the lowest first.
func (r Rule) thresholds() []Threshold {
	var out []Threshold
	if r.AtLeast != nil {
		out = append(out, *r.AtLeast)
	}
	for _, t := range r.Tiers {
		out = append(out, t.AtLeast)
	}
	return out
}

// verdicts holds every threshold of r against every measurement that there is:
// cohort years ascending, then the pooled one.
func (d *decider) verdicts(r Rule, measure Measure) error {
	cohorts := append([]int(nil), d.t.Cohorts...)
	if measure.Scope == Pooled {
		cohorts = append(cohorts, 0)
	}
	for _, t := range r.thresholds() {
		for _, c := range cohorts {
			binding := c == 0 || measure.Scope == EachCohort
			m, ok := d.given[c]
			if !ok {
				continue
			}
			o, err := observe(measure, d.t.Interval, m)
			switch {
			case err != nil && binding:
				return err
			case err != nil: // information that does not exist, such as a change from zero
				continue
			}
			d.out.Verdicts = append(d.out.Verdicts, verdict(r, t, o, binding))
		}
	}
	return nil
}

func verdict(r Rule, t Threshold, o observation, binding bool) Verdict {
	return Verdict{
		Rule: r.ID, Clause: r.Clause, Cohort: o.m.Cohort, Binding: binding,
		Effect: o.measure.Effect, Statistic: o.measure.Statistic,
		Observed: observedText(o.rounded), ObservedF: float(o.rounded),
		Required: t, Met: o.meets(t),
		Margin: float(new(big.Rat).Sub(o.rounded, t.Value.value())),
	}
}
