package contract

import (
	"fmt"
	"maps"
	"math"
	"math/big"
	"sort"

	"sib/stats"
)

// What stands in place of a number of people.
const (
	OutOfReach = -1 // all of them would not be enough
	Unequal    = -2 // it depends on whose outcome it is, or the figure does not come from people
)

// people returns how many more programme people need the outcome for b to be
// met, of those who are there; or how many fewer would still meet it. For a
// reduction it is the other way round. The comparison group is held fixed.
func (d *decider) people(o observation, b Bound) (int64, error) {
	got, towards := d.movable(o.measure, o.cohort)
	if towards == 0 {
		return Unequal, nil
	}
	met := b.met(o.value)
	// Towards the other side: more outcomes for a rising bound not met yet, or a falling one that is met.
	step := int64(towards)
	if met == b.rising() {
		step = -step
	}
	most := got.ProgrammeN - got.ProgrammeEvents
	if step < 0 {
		most = got.ProgrammeEvents
	}
	var failed error
	k := 1 + int64(sort.Search(int(most), func(i int) bool {
		x, err := d.with(o, got, step*(int64(i)+1))
		if err != nil {
			failed = err
			return true
		}
		return b.met(x) != met
	}))
	if failed != nil {
		return Unequal, fmt.Errorf("measure %q, %s: further people: %w", o.measure.ID, o.measure.where(o.cohort), failed)
	}
	switch {
	case met:
		return k - 1, nil // the last that still holds
	case k > most:
		return OutOfReach, nil
	}
	return k, nil
}

// movable returns the people whose outcomes move a measure, and whether more of
// them raise it (1) or lower it (−1); 0 if it cannot be said.
func (d *decider) movable(m Measure, cohort int) (Measurement, int) {
	switch {
	case m.Source == Composite:
		return d.movableParts(m, cohort)
	case m.Source == Reported || m.Statistic == PValue:
		return Measurement{}, 0
	case m.Statistic != PointEstimate && d.t.Interval.Method != WeightedNewcombe:
		return Measurement{}, 0
	}
	got, ok := d.ratesOf(m, cohort)
	if !ok || got.Weighted || got.PerPerson {
		return Measurement{}, 0
	}
	if m.Effect == Reduction {
		return got, -1
	}
	return got, 1
}

// movableParts are the people of a composite whose parts all rest on the same
// people and move the same way.
func (d *decider) movableParts(m Measure, cohort int) (got Measurement, towards int) {
	measured, ok := d.given.compared[cohort]
	if !ok {
		return Measurement{}, 0
	}
	for i, p := range m.Parts {
		part, err := d.t.part(m, p)
		if err != nil || part.Scope == Unpaid || part.Source == Composite {
			return Measurement{}, 0
		}
		x, direction := d.movable(part, cohort)
		if p.Weight.sign()*direction == 0 || i > 0 && p.Weight.sign()*direction != towards {
			return Measurement{}, 0
		}
		if p.Target != nil && p.Target.Value.sign() <= 0 {
			return Measurement{}, 0
		}
		// Parts differ at most in a comparison rate that the contract fixes.
		got, towards = x, p.Weight.sign()*direction
	}
	got.ComparisonRate = measured.ComparisonRate
	return got, towards
}

// with returns the observation's value if k more people had the outcome.
func (d *decider) with(o observation, got Measurement, k int64) (*big.Rat, error) {
	moved := got
	moved.ProgrammeEvents += k
	moved.ProgrammeRate = big.NewRat(moved.ProgrammeEvents, moved.ProgrammeN)
	m := o.measure
	if m.binds(LowerBound, UpperBound) {
		if err := moved.moveIntervals(got); err != nil {
			return nil, err
		}
	}
	if m.Scope == Unpaid {
		m.Scope = Pooled // moved is the pool
	}
	given := d.given
	given.compared = maps.Clone(given.compared)
	given.compared[o.cohort] = moved
	x, err := d.aside(given).observe(m, o.cohort)
	return x.value, err
}

// moveIntervals gives m the intervals that before would have at the rate of m.
func (m *Measurement) moveIntervals(before Measurement) error {
	var err error
	if m.Difference, err = before.intervalWith(before.Difference, m.ProgrammeRate); err != nil {
		return err
	}
	m.Intervals = make([]stats.Estimate, len(before.Intervals))
	for i, e := range before.Intervals {
		if m.Intervals[i], err = before.intervalWith(e, m.ProgrammeRate); err != nil {
			return err
		}
	}
	return nil
}

// intervalWith returns the interval if the programme rate were p. Its lower end is
// d − √((p1 − l1)² + (u0 − p0)²) and its upper d + √((u1 − p1)² + (p0 − l0)²)
// (Newcombe 1998, method 10): the comparison's part is what remains of the distance
// from d to the end without the programme's, and it stays as it is.
func (m Measurement) intervalWith(e stats.Estimate, p *big.Rat) (stats.Estimate, error) {
	below, above, err := m.programmeArm(float(m.ProgrammeRate), e.Level)
	if err != nil {
		return e, err
	}
	d := float(new(big.Rat).Sub(m.ProgrammeRate, m.ComparisonRate))
	rest := func(all, own float64) float64 { return math.Max(0, float64(all*all)-float64(own*own)) }
	lower, upper := rest(d-e.Lo, below), rest(e.Hi-d, above)
	if below, above, err = m.programmeArm(float(p), e.Level); err != nil {
		return e, err
	}
	d = float(p) - float(m.ComparisonRate)
	e.Value = d
	e.Lo = d - math.Sqrt(float64(below*below)+lower)
	e.Hi = d + math.Sqrt(float64(above*above)+upper)
	return e, nil
}

// programmeArm returns how far the Wilson interval of a programme rate p reaches
// below and above it.
func (m Measurement) programmeArm(p, level float64) (below, above float64, err error) {
	lo, hi, err := stats.WilsonRate(p, float64(m.ProgrammeN), level)
	return p - lo, hi - p, err
}
