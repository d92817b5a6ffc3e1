package matching

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"sib/cohort"
)

// varyRatio gives focal people from Least to Most matches, Ratio on average (Ming and
// Rosenbaum 2000, Biometrics 56:118; the counts are MatchIt's): as many as can be get
// Most, one what is over, the others Least. Most goes to those whose score lies towards
// the other arm, where there are many to choose from.
//
// People are ranked over all cells together. Those with the same score share the counts
// that fall to them.
func (r *nearestRules) varyRatio(ratio float64) error {
	d, choice := r.d, r.d.spec.Choice
	least, most := choice.Least, choice.Most
	key := d.orderKey()
	switch {
	case d.score != nil:
		key = d.score
	case d.space.dims != 1:
		return errors.New("a variable ratio needs a score, and this distance has none: match on the propensity score, or give one ratio for all")
	}
	if least < 1 || most <= least || ratio < float64(least) || ratio > float64(most) || most > 1e6 {
		return fmt.Errorf("least %d and most %d do not bound a variable ratio of mean %v: give 1 ≤ least ≤ ratio ≤ most, and least < most", least, most, ratio)
	}
	ranks := d.rankFocal(key)
	total := 0.0
	for _, at := range ranks {
		total += at.people
	}
	over := math.RoundToEven(ratio*total) - float64(float64(least)*total)
	many := math.Floor(over / float64(most-least))
	rest := int(over - float64(many*float64(most-least)))
	// asking is how many people, the last in the ranking, want a q-th match.
	asking := func(q int) float64 {
		switch {
		case q <= least:
			return total
		case q <= least+rest:
			return many + 1
		case q <= most:
			return many
		}
		return 0
	}
	r.rounds = most
	r.wants = func(i int32, q int) float64 {
		at := ranks[i]
		share := float64(d.n(i, d.focal)) / at.tied
		return float64(share * max(0, min(at.tied, at.end-(total-asking(q)))))
	}
	return nil
}

// rank is where the people of a focal profile stand: tied people have the same score,
// and end with them is the number of people up to there.
type rank struct{ people, tied, end float64 }

// rankFocal ranks focal people by a score: first those whose scores are furthest from the
// other arm, by the means of the two.
func (d *design) rankFocal(key []float64) map[int32]rank {
	var sum, n [2]float64
	var order []int32
	for _, c := range d.cells {
		for arm, profiles := range c.profiles {
			for _, i := range profiles {
				people := float64(d.n(i, cohort.Arm(arm)))
				sum[arm] += float64(people * key[i])
				n[arm] += people
			}
		}
		order = append(order, c.profiles[d.focal]...)
	}
	sign := 1.0
	if sum[d.focal]/n[d.focal] > sum[1-d.focal]/n[1-d.focal] {
		sign = -1
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(float64(sign*key[a]), float64(sign*key[b])), cmp.Compare(a, b))
	})
	width := float64(tieShare * extent(key, 1))
	out := make(map[int32]rank, len(order))
	end := 0.0
	for first := 0; first < len(order); {
		last, tied := first, 0.0
		for ; last < len(order) && float64(sign*key[order[last]]) <= float64(sign*key[order[first]])+width; last++ {
			tied += float64(d.n(order[last], d.focal))
		}
		end += tied
		for _, i := range order[first:last] {
			out[i] = rank{float64(d.n(i, d.focal)), tied, end}
		}
		first = last
	}
	return out
}
