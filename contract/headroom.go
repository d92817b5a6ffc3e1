package contract

import (
	"fmt"
	"math"
	"math/big"
	"sort"

	"sib/stats"
)

// headroom records how far a binding observation is from the lowest threshold
// of r that it does not reach.
func (d *decider) headroom(r Rule, o observation) error {
	for _, t := range r.thresholds() {
		if o.meets(t) {
			continue
		}
		gap := new(big.Rat).Sub(t.Value.value(), o.rounded)
		points := gap
		if t.Effect == Relative {
			points = new(big.Rat).Mul(gap, o.m.ComparisonRate)
		}
		people, err := o.further(t)
		if err != nil {
			return fmt.Errorf("measure %q, %s: further people: %w", o.measure.ID, where(o.m.Cohort), err)
		}
		d.out.Next = append(d.out.Next, Headroom{
			Rule: r.ID, Cohort: o.m.Cohort, Required: t,
			Gap: float(gap), Points: float(points), People: people,
		})
		return nil
	}
	return nil
}

// What stands in place of a number of further people.
const (
	OutOfReach = -1 // all of them would not be enough
	Unequal    = -2 // programme people do not weigh the same: it depends on whose outcome it is
)

// further returns how many more programme people need the outcome for t to be
// met after rounding, of those who are there; OutOfReach if all of them would not do.
// The comparison group is held fixed.
func (o observation) further(t Threshold) (int64, error) {
	if o.m.Weighted {
		return Unequal, nil
	}
	var failed error
	most := o.m.ProgrammeN - o.m.ProgrammeEvents
	k := 1 + int64(sort.Search(int(most), func(i int) bool {
		x, err := o.with(int64(i) + 1)
		if err != nil {
			failed = err
			return true
		}
		return o.measure.Rounding.apply(x).Cmp(t.Value.value()) >= 0
	}))
	if k > most {
		return OutOfReach, failed
	}
	return k, failed
}

// with returns the measure if k more people had the outcome. It grows with k.
func (o observation) with(k int64) (*big.Rat, error) {
	step := big.NewRat(k, o.m.ProgrammeN)
	switch {
	case o.measure.Statistic == LowerBound:
		return o.boundWith(k)
	case o.measure.Effect == Relative:
		step.Quo(step, o.m.ComparisonRate)
	}
	return step.Add(step, o.exact), nil
}

// boundWith returns the lower bound if k more people had the outcome. It is
// d − √((p1 − l1)² + (u0 − p0)²) (Newcombe 1998, method 10): the comparison's
// part is what remains of the distance from d to the bound without the
// programme's, and it stays as it is.
func (o observation) boundWith(k int64) (*big.Rat, error) {
	d, p := float(new(big.Rat).Sub(o.m.ProgrammeRate, o.m.ComparisonRate)), float(o.m.ProgrammeRate)
	own, err := o.lowerArm(p)
	if err != nil {
		return nil, err
	}
	all := d - float(o.exact)
	rest := math.Max(0, float64(all*all)-float64(own*own))
	moved := float(big.NewRat(o.m.ProgrammeEvents+k, o.m.ProgrammeN))
	if own, err = o.lowerArm(moved); err != nil {
		return nil, err
	}
	return new(big.Rat).SetFloat64(moved - float(o.m.ComparisonRate) - math.Sqrt(float64(own*own)+rest)), nil
}

// lowerArm returns how far below p the Wilson interval of the programme rate p reaches.
func (o observation) lowerArm(p float64) (float64, error) {
	lo, _, err := stats.WilsonRate(p, float64(o.m.ProgrammeN), o.m.Difference.Level)
	return p - lo, err
}
