package matching

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"sib/cohort"
)

// nearest matches focal people with the nearest others (Rubin 1973, Biometrics
// 29:159), one cell at a time.
//
// Without replacement, or with limited reuse, people choose in turn, in rounds:
// nobody gets a second match before everybody had the chance of a first, and who finds
// nobody is out for good. Nothing decides between people who cannot be told apart, so
// they share, profile by profile: see greedy. With replacement see replacement.go.
func (d *design) nearest() (assignment, error) {
	rules, err := d.nearestRules()
	if err != nil {
		return assignment{}, fmt.Errorf("match: %w", err)
	}
	var a assignment
	for _, c := range d.cells {
		if len(c.profiles[cohort.Programme]) == 0 || len(c.profiles[cohort.Comparison]) == 0 {
			continue
		}
		choose := rules.inRounds
		if rules.reuse == Unlimited {
			choose = rules.everyNearest
		}
		links, err := choose(c)
		if err != nil {
			return assignment{}, fmt.Errorf("match: %w", err)
		}
		a.links = append(a.links, links...)
	}
	if err := rules.check(a.links); err != nil {
		return assignment{}, fmt.Errorf("match: %w", err)
	}
	return a, nil
}

// nearestRules are a design's choice with its defaults filled in.
type nearestRules struct {
	d        *design
	rounds   int // the most matches that a person gets
	reuse    int
	order    Order
	key      []float64                      // by profile, what the largest and the smallest go by
	keyWidth float64                        // keys that lie no further apart are the same
	width    float64                        // distances that lie no further apart are the same
	reach    func(distance float64) float64 // how far ties with a distance go
	wants    func(profile int32, match int) float64
	links    int // the most links that fit in memory
}

// mostLinks is how many links a design may have: some 3 GB of them.
const mostLinks = 100_000_000

func (d *design) nearestRules() (nearestRules, error) {
	choice := d.spec.Choice
	ratio := cmp.Or(choice.Ratio, 1)
	r := nearestRules{d: d, rounds: int(ratio), reuse: cmp.Or(choice.Reuse, 1), order: choice.Order, width: d.space.tieWidth(), links: mostLinks}
	r.wants = func(i int32, _ int) float64 { return float64(d.n(i, d.focal)) }
	width := r.width
	r.reach = func(distance float64) float64 { return distance + width }
	variable := choice.Least != 0 || choice.Most != 0
	switch {
	case !(ratio > 0 && ratio <= 1e6):
		return r, fmt.Errorf("the ratio is %v: give the number of matches for each person, 1 or more", ratio)
	case r.reuse < Unlimited:
		return r, fmt.Errorf("reuse is %d: give how often a person may serve, or %d for any number of times", r.reuse, Unlimited)
	case variable && r.reuse == Unlimited:
		return r, errors.New("a variable ratio is for matching without replacement: leave out least and most, or the reuse")
	case variable:
		if err := r.varyRatio(ratio); err != nil {
			return r, err
		}
	case ratio < 1 || ratio != float64(r.rounds):
		return r, fmt.Errorf("the ratio %v is not a whole number: round it, or give least and most to make it the mean of a variable ratio", ratio)
	}
	return r, r.setOrder()
}

// setOrder chooses the order and what it goes by.
func (r *nearestRules) setOrder() error {
	d := r.d
	orders := []Order{"", Largest, Smallest, Closest, Farthest}
	switch {
	case !slices.Contains(orders, r.order):
		return fmt.Errorf("unknown order %q: give one of %v", r.order, orders[1:])
	case r.reuse == Unlimited && r.order != "":
		return fmt.Errorf("with replacement nobody waits for anybody: leave out the order %s", r.order)
	case r.order == "" && d.space.dims <= 1:
		r.order = Largest
	case r.order == "":
		r.order = Closest
	}
	if r.order == Closest || r.order == Farthest {
		return nil
	}
	if r.key = d.orderKey(); r.key == nil {
		return fmt.Errorf("order %s needs a score, and this distance has none: use %s or %s, or match on the propensity score", r.order, Closest, Farthest)
	}
	r.keyWidth = float64(tieShare * extent(r.key, 1))
	return nil
}

// orderKey is what the largest and the smallest refer to: the only coordinate, or else
// the score; nil if there is neither.
func (d *design) orderKey() []float64 {
	switch {
	case d.space.dims == 1:
		return d.space.at
	case d.score != nil:
		return d.score
	case d.space.dims == 0:
		return make([]float64, len(d.c.Profiles))
	}
	return nil
}

// pair is the link of a focal profile with another.
func (d *design) pair(focal, other int32, n, weight float64) Link {
	if d.focal == cohort.Programme {
		return Link{Programme: focal, Comparison: other, N: n, Weight: weight}
	}
	return Link{Programme: other, Comparison: focal, N: n, Weight: weight}
}

// ends are the focal profile and the other of a link.
func (d *design) ends(l Link) (focal, other int32) {
	if d.focal == cohort.Programme {
		return l.Programme, l.Comparison
	}
	return l.Comparison, l.Programme
}

// tooMany refuses what does not fit in memory.
func (r nearestRules) tooMany() error {
	return fmt.Errorf("more than %d pairs of profiles are equally near and share: match on something finer, or drop covariates that the distance does not use", r.links)
}
