package matching

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"sib/cohort"
)

// Pair is one match of a focal person, both as indices into People. K counts the
// focal person's matches from 1.
type Pair struct {
	Focal, Match int32
	K            int32
}

// DataOrder lets focal people choose in the order in which they come. It is for
// Pairs alone: for a design without named people it would mean nothing.
const DataOrder Order = "data"

// Pairer carries out one nearest or optimal design person by person, any number of
// times. It may be used by several goroutines at once.
type Pairer struct {
	d      *design
	score  ranking // where the order or a variable ratio needs one
	space  ranking // of one dimension
	cellOf []int32 // by profile; −1 where nobody can be matched
}

// Pairs carries out the design person by person, as the R package MatchIt 4.7.2 does
// it (Ho, Imai, King and Stuart 2011, J. Stat. Softw. 42:8): people who cannot be
// told apart are chosen by their position. With people in the order of a file it
// answers as MatchIt would on that file, which is for comparison only; ByKey puts
// them into an order that does not depend on the file.
//
// Pairs are ordered by Focal, then by K. Unless the spec says otherwise, people
// choose in descending order of the score, and as they come where there is none.
func Pairs(c *cohort.Cohort, spec Spec, people People) ([]Pair, error) {
	p, err := NewPairer(c, spec)
	if err != nil {
		return nil, err
	}
	return p.Pairs(people)
}

// NewPairer prepares a design for Pairs.
func NewPairer(c *cohort.Cohort, spec Spec) (*Pairer, error) {
	d, err := bind(c, spec)
	if err != nil {
		return nil, err
	}
	p, err := newPairer(d)
	if err != nil {
		return nil, fmt.Errorf("match: %w", err)
	}
	return p, nil
}

func newPairer(d *design) (*Pairer, error) {
	if d.spec.Method != Nearest && d.spec.Method != Optimal {
		return nil, fmt.Errorf("method %s names no pairs: nearest and optimal do", d.spec.Method)
	}
	if d.space.dims == 0 {
		return nil, errors.New("the design has no distance, and pairs need one")
	}
	if err := d.checkWalk(); err != nil {
		return nil, err
	}
	p := &Pairer{d: d, cellOf: d.cellOf()}
	if d.score != nil {
		p.score = ranksOf(d.score)
	}
	if d.space.dims == 1 {
		p.space = ranksOf(d.space.at)
	}
	return p, nil
}

// Pairs matches these people. See the function of the same name.
func (p *Pairer) Pairs(people People) ([]Pair, error) {
	if err := people.check(p.d.c); err != nil {
		return nil, err
	}
	if p.d.spec.Method == Optimal {
		return p.optimum(people)
	}
	w := p.start(people)
	w.run()
	slices.SortFunc(w.pairs, comparePairs)
	return w.pairs, nil
}

// checkWalk refuses what cannot be walked.
func (d *design) checkWalk() error {
	c := d.spec.Choice
	switch d.walkOrder() {
	case Largest, Smallest:
		if d.score == nil {
			return fmt.Errorf("order %q needs a score: use closest, farthest or data", d.walkOrder())
		}
	case Closest, Farthest, DataOrder:
	default:
		return fmt.Errorf("unknown order %q", c.Order)
	}
	ratio := cmp.Or(c.Ratio, 1)
	switch variable := c.Least != 0 || c.Most != 0; {
	case !variable && (ratio < 1 || ratio != math.Floor(ratio) || ratio > math.MaxInt32):
		return fmt.Errorf("ratio %v is not a whole number from 1: give least and most for a variable ratio", c.Ratio)
	case variable && d.score == nil:
		return errors.New("a variable ratio needs a score")
	case variable && (c.Least < 1 || c.Most <= c.Least || ratio < float64(c.Least) || ratio > float64(c.Most)):
		return fmt.Errorf("ratio %v with least %d and most %d: want 1 ≤ least ≤ ratio ≤ most and least < most", ratio, c.Least, c.Most)
	case c.Reuse < Unlimited:
		return fmt.Errorf("reuse %d: want %d for any number of times, or from 0", c.Reuse, Unlimited)
	}
	return nil
}

// walkOrder is the order in which people choose: MatchIt's defaults.
func (d *design) walkOrder() Order {
	switch {
	case d.spec.Choice.Order != "":
		return d.spec.Choice.Order
	case d.score != nil:
		return Largest
	}
	return DataOrder
}

// cellOf is the cell of each profile, −1 where a cell lacks an arm and outside the
// common support.
func (d *design) cellOf() []int32 {
	out := slices.Repeat([]int32{-1}, len(d.c.Profiles))
	for k, c := range d.cells {
		if len(c.profiles[0]) == 0 || len(c.profiles[1]) == 0 {
			continue
		}
		for _, of := range c.profiles {
			for _, p := range of {
				out[p] = int32(k)
			}
		}
	}
	return out
}

// ranksOf numbers profiles by ascending value.
func ranksOf(value []float64) ranking {
	by := make([]int32, len(value))
	for i := range by {
		by[i] = int32(i)
	}
	slices.SortFunc(by, func(a, b int32) int { return cmp.Compare(value[a], value[b]) })
	r := ranking{of: make([]int32, len(value)), n: min(1, len(value))}
	for k, i := range by {
		if k > 0 && value[i] != value[by[k-1]] {
			r.n++
		}
		r.of[i] = int32(r.n - 1)
	}
	return r
}

// reversed ranks in descending order.
func (r ranking) reversed() ranking {
	out := ranking{of: make([]int32, len(r.of)), n: r.n}
	for i, k := range r.of {
		out.of[i] = int32(r.n-1) - k
	}
	return out
}

func comparePairs(a, b Pair) int {
	return cmp.Or(cmp.Compare(a.Focal, b.Focal), cmp.Compare(a.K, b.K))
}
