package contract

import (
	"fmt"
	"maps"
	"math"
	"math/big"
	"sort"

	"sib/stats"
)

// headroom records, for each binding observation of r, how far the next of the
// bounds is that it does not reach, and the last that it does.
func (d *decider) headroom(r Rule, t test) error {
	m := t.measure
	for _, cohort := range d.seen(m) {
		if cohort != 0 && m.Scope != EachCohort {
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
	got, ok := d.given.compared[o.cohort]
	if !ok || o.measure.Source != Compared {
		return h, nil
	}
	switch t.Effect {
	case Relative, Reduction, Ratio:
		gap.Mul(gap, got.ComparisonRate)
		fallthrough
	case Points, Rate:
		points := float(gap)
		h.Points = &points
	}
	people, err := d.people(o, b, got)
	if err != nil {
		return h, fmt.Errorf("measure %q, %s: further people: %w", o.measure.ID, where(o.cohort), err)
	}
	h.People = people
	return h, nil
}

// What stands in place of a number of people.
const (
	OutOfReach = -1 // all of them would not be enough
	Unequal    = -2 // programme people do not weigh the same, or the figure is not of people
)

// people returns how many more programme people need the outcome for b to be
// met, of those who are there; or how many fewer would still meet it. The
// comparison group is held fixed.
func (d *decider) people(o observation, b Bound, got Measurement) (int64, error) {
	if got.Weighted || got.PerPerson {
		return Unequal, nil
	}
	met := b.met(o.value)
	// Towards the other side: more outcomes for a rising bound not met yet, or a falling one that is met.
	step, most := int64(1), got.ProgrammeN-got.ProgrammeEvents
	if met == b.rising() {
		step, most = -1, got.ProgrammeEvents
	}
	if o.measure.Effect == Reduction {
		step, most = -step, got.ProgrammeN-most
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
	switch {
	case met:
		return k - 1, failed // the last that still holds
	case k > most:
		return OutOfReach, failed
	}
	return k, failed
}

// with returns the observation's value if k more people had the outcome.
func (d *decider) with(o observation, got Measurement, k int64) (*big.Rat, error) {
	moved := got
	moved.ProgrammeEvents += k
	moved.ProgrammeRate = big.NewRat(moved.ProgrammeEvents, moved.ProgrammeN)
	if o.measure.Statistic != PointEstimate {
		lo, err := boundWith(got, moved.ProgrammeRate)
		if err != nil {
			return nil, err
		}
		moved.Difference.Lo = lo
	}
	given := d.given
	given.compared = maps.Clone(given.compared)
	given.compared[o.cohort] = moved
	x, err := d.aside(given).observe(o.measure, o.cohort)
	return x.value, err
}

// boundWith returns the lower bound if the programme rate were p. It is
// d − √((p1 − l1)² + (u0 − p0)²) (Newcombe 1998, method 10): the comparison's
// part is what remains of the distance from d to the bound without the
// programme's, and it stays as it is.
func boundWith(m Measurement, p *big.Rat) (float64, error) {
	own, err := m.lowerArm(float(m.ProgrammeRate))
	if err != nil {
		return 0, err
	}
	all := float(new(big.Rat).Sub(m.ProgrammeRate, m.ComparisonRate)) - m.Difference.Lo
	rest := math.Max(0, float64(all*all)-float64(own*own))
	if own, err = m.lowerArm(float(p)); err != nil {
		return 0, err
	}
	return float(p) - float(m.ComparisonRate) - math.Sqrt(float64(own*own)+rest), nil
}

// lowerArm returns how far below p the Wilson interval of a programme rate p reaches.
func (m Measurement) lowerArm(p float64) (float64, error) {
	lo, _, err := stats.WilsonRate(p, float64(m.ProgrammeN), m.Difference.Level)
	return p - lo, err
}
