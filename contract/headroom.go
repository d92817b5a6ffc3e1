package contract

import (
	"math/big"
)

// headroom records, for each binding observation of r, how far the next of the
// bounds is that it does not reach, and the last that it does.
func (d *decider) headroom(r Rule, t test) error {
	m := t.measure
	for _, cohort := range d.seen(m) {
		if cohort == 0 && m.Scope == EachCohort || cohort != 0 && m.Scope != EachCohort || d.outside(r, cohort) {
			continue
		}
		o, err := d.aside(d.given).taken(r, t, cohort, true)
		if err != nil {
			return err
		}
		var previous *Bound
		for _, b := range t.bounds {
			if b.met(o.value) {
				previous = &b
				continue
			}
			h, err := d.distance(r, o, b)
			if err != nil {
				return err
			}
			d.out.Next = append(d.out.Next, h)
			break
		}
		if previous == nil {
			continue
		}
		h, err := d.distance(r, o, *previous)
		if err != nil {
			return err
		}
		d.out.Previous = append(d.out.Previous, h)
	}
	return nil
}

// distance is how far an observation is from a bound, on whichever side.
func (d *decider) distance(r Rule, o observation, b Bound) (Headroom, error) {
	_, t := b.Only()
	gap := new(big.Rat).Sub(t.Value.value(), o.value)
	gap.Abs(gap)
	h := Headroom{Rule: r.ID, Cohort: o.cohort, Required: *t, Gap: float(gap), People: Unequal}
	if o.deemed {
		return h, nil
	}
	if points := d.inPoints(o, t.Effect, gap); points != nil {
		h.Points = points
	}
	if _, towards := d.movable(o.measure, o.cohort); towards != 0 {
		h.Fewer = (towards > 0) == (b.met(o.value) == b.rising())
	}
	var err error
	h.People, err = d.people(o, b)
	return h, err
}

// inPoints is a gap as a difference of the programme rate; nil if the measure is
// not of two rates.
func (d *decider) inPoints(o observation, e EffectType, gap *big.Rat) *float64 {
	if o.measure.Source != Compared && o.measure.Source != "" {
		return nil
	}
	got, ok := d.ratesOf(o.measure, o.cohort)
	if !ok {
		return nil
	}
	out := new(big.Rat).Set(gap)
	switch e {
	case Relative, Reduction, Ratio:
		out.Mul(out, got.ComparisonRate)
	case Count:
		out.Quo(out, new(big.Rat).SetInt64(got.ProgrammeN))
	case Points, Rate:
	default:
		return nil
	}
	points := float(out)
	return &points
}

// ratesOf is the measurement that a compared measure rests on, pooled if it is
// of several cohorts; false if there is no single one. It is for what is shown,
// and not part of the trace.
func (d *decider) ratesOf(m Measure, cohort int) (Measurement, bool) {
	a := d.aside(d.given)
	given, err := a.rates(m, cohort)
	if err != nil {
		return Measurement{}, false
	}
	prefix := m.at(cohort)
	// Means of rates depend on the cohort in which somebody more has the outcome.
	out := Measurement{Cohort: cohort, Weighted: m.Pooling == MeanOfRates}
	if given != nil {
		out = *given
	}
	out.ProgrammeN = a.Value(prefix + "programme-people").Num().Int64()
	out.ProgrammeRate = a.Value(prefix + "programme-rate")
	if a.Has(prefix + "programme-events") {
		out.ProgrammeEvents = a.Value(prefix + "programme-events").Num().Int64()
	}
	if a.Has(prefix + "comparison-rate") {
		out.ComparisonRate = a.Value(prefix + "comparison-rate")
	}
	out.PerPerson = d.t.Outcome.Counts == CountEvents
	return out, true
}
