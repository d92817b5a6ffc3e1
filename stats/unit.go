package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Unit is one person in one matched set. Somebody who is compared in several
// sets has a unit in each, with the same Person and a weight of its own. Set and
// Person are labels that the caller chose; they are compared and never printed.
type Unit struct {
	Set, Person int64
	Programme   bool
	Y           float64 // the outcome, 0 to 1: 1 is an event
	Weight      float64 // above 0, in any unit: only shares of an arm's total count
}

// compareUnits is the order in which everything is summed. Units that are equal
// in it are the same in every field, so that the order of rows cannot matter.
func compareUnits(a, b Unit) int {
	return cmp.Or(
		cmp.Compare(a.Set, b.Set), cmp.Compare(a.Person, b.Person), cmp.Compare(a.arm(), b.arm()),
		cmp.Compare(a.Y, b.Y), cmp.Compare(a.Weight, b.Weight),
	)
}

// arm is 1 for the programme and 0 for the comparison.
func (u Unit) arm() int {
	if u.Programme {
		return 1
	}
	return 0
}

func (u Unit) check() error {
	if !(u.Y >= 0 && u.Y <= 1) {
		return fmt.Errorf("y is %v: want an outcome from 0 to 1", u.Y)
	}
	if !(u.Weight > 0) || math.IsInf(u.Weight, 1) {
		return fmt.Errorf("weight is %v: want a number above 0", u.Weight)
	}
	return nil
}

// arm is what a weighted group amounts to.
type arm struct {
	n           float64 // units
	sumW, sumW2 float64 // of the weights and their squares
	rate        float64 // weighted, a proportion
}

// matchedSample is a checked copy of the units in the order of compareUnits, and its
// two arms: 0 the comparison, 1 the programme.
type matchedSample struct {
	units []Unit
	arms  [2]arm
}

// newMatched refuses units that no method can use. Errors give the position of
// the unit in the caller's slice, from 0 on, and no label.
func newMatched(op string, units []Unit) (*matchedSample, error) {
	for i, u := range units {
		if err := u.check(); err != nil {
			return nil, fmt.Errorf("%s: unit %d: %w", op, i, err)
		}
	}
	s := &matchedSample{units: slices.Clone(units)}
	slices.SortFunc(s.units, compareUnits)
	for a, name := range []string{"comparison", "programme"} {
		s.arms[a] = s.weigh(a)
		if s.arms[a].n == 0 {
			return nil, fmt.Errorf("%s: no %s people", op, name)
		}
	}
	return s, nil
}

func (s *matchedSample) weigh(a int) arm {
	var out arm
	var w, w2, wy exactly
	for _, u := range s.units {
		if u.arm() != a {
			continue
		}
		out.n++
		w.add(u.Weight)
		w2.add(float64(u.Weight * u.Weight))
		wy.add(float64(u.Weight * u.Y))
	}
	out.sumW, out.sumW2 = w.total(), w2.total()
	if out.n > 0 {
		out.rate = clip(wy.total()/out.sumW, 0, 1)
	}
	return out
}

// diff is the weighted difference p1 − p0.
func (s *matchedSample) diff() float64 { return s.arms[1].rate - s.arms[0].rate }

// residual is the outcome less the weighted rate of the arm.
func (s *matchedSample) residual(i int) float64 {
	u := s.units[i]
	return u.Y - s.arms[u.arm()].rate
}

// leverage is the share of its arm's weight that a unit carries: the diagonal of
// the hat matrix of the weighted regression of y on the arm.
func (s *matchedSample) leverage(i int) float64 {
	u := s.units[i]
	return u.Weight / s.arms[u.arm()].sumW
}

// influence is how much a unit moves the difference: its leverage times its
// residual, negative for the comparison. All of them sum to 0.
func (s *matchedSample) influence(i int) float64 {
	psi := float64(s.leverage(i) * s.residual(i))
	if !s.units[i].Programme {
		return -psi
	}
	return psi
}

// checkBinary wants outcomes that are events or not: for methods that count them.
func (s *matchedSample) checkBinary(op string) error {
	for _, u := range s.units {
		if u.Y != 0 && u.Y != 1 {
			return fmt.Errorf("%s: an outcome is %v: want 0 or 1", op, u.Y)
		}
	}
	return nil
}
