package outlook

import (
	"errors"
	"math/big"
	"slices"

	"sib/contract"
	"sib/contract/trace"
)

// wander decides on values of one measure, from one end of a window to the other.
type wander struct {
	search
	m      contract.Measure
	grid   *big.Rat
	points []CurvePoint
}

// spot is a value on the grid with what it makes due.
type spot struct {
	at *big.Rat
	CurvePoint
}

// walk decides on values from lo to hi, and closer where the amount jumps.
func (w *wander) walk(lo, hi *big.Rat, seen []Observed) error {
	var last *spot
	for _, v := range w.values(lo, hi, seen) {
		p, err := w.due(v)
		if err != nil {
			return err
		}
		if p == nil {
			last = nil
			continue
		}
		if last != nil {
			if err := w.jump(*last, *p); err != nil {
				return err
			}
		}
		w.points = append(w.points, p.CurvePoint)
		last = p
	}
	return nil
}

// values are on the grid: evenly spaced ones, those at which the terms turn, and those observed.
func (w *wander) values(lo, hi *big.Rat, seen []Observed) []*big.Rat {
	width := new(big.Rat).Sub(hi, lo)
	out := w.turns(w.m)
	for i := range int64(curvePoints + 1) {
		x := new(big.Rat).Mul(width, big.NewRat(i, curvePoints))
		out = append(out, onGrid(x.Add(x, lo), w.grid))
	}
	half := new(big.Rat).Quo(w.grid, big.NewRat(2, 1)) // an observed value is a float of one on the grid
	for _, o := range seen {
		x := new(big.Rat).SetFloat64(o.Value)
		out = append(out, onGrid(x.Add(x, half), w.grid))
	}
	out = slices.DeleteFunc(out, func(v *big.Rat) bool { return v.Cmp(lo) < 0 || v.Cmp(hi) > 0 })
	slices.SortFunc(out, (*big.Rat).Cmp)
	return slices.CompactFunc(out, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
}

// due decides on one value; nil if the measure cannot have it.
func (w *wander) due(v *big.Rat) (*spot, error) {
	in, ok, err := w.facts.at(w.m, v)
	if err != nil || !ok {
		return nil, err
	}
	d, err := w.decideOn(in)
	switch {
	case errors.Is(err, trace.ErrNoValue):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &spot{v, CurvePoint{float(v), d.Due}}, nil
}

// jump adds the two values between which the amount jumps, if it does in one go
// between a and b: they are found by bisection.
func (w *wander) jump(a, b spot) error {
	from, to := a, b
	for from.Due.Cmp(to.Due) != 0 {
		mid := new(big.Rat).Add(from.at, to.at)
		mid = onGrid(mid.Mul(mid, big.NewRat(1, 2)), w.grid)
		if mid.Cmp(from.at) <= 0 {
			break
		}
		p, err := w.due(mid)
		if err != nil {
			return err
		}
		switch {
		case p == nil:
			return nil
		case p.Due.Cmp(from.Due) == 0:
			from = *p
		case p.Due.Cmp(to.Due) == 0:
			to = *p
		default:
			return nil // it rises all the way
		}
	}
	if from.at != a.at {
		w.points = append(w.points, from.CurvePoint)
	}
	if to.at != b.at && to.at != from.at {
		w.points = append(w.points, to.CurvePoint)
	}
	return nil
}
