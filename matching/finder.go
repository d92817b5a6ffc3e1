package matching

import (
	"cmp"
	"math"
	"slices"

	"sib/cohort"
)

// candidate is a profile that a person may be matched with, and how far it is.
type candidate struct {
	profile  int32
	distance float64
}

// finder searches the profiles of one arm in one cell.
type finder interface {
	// near returns the k nearest profiles that profile i may be matched with, by
	// ascending distance and then index; fewer if there are no more.
	near(i int32, k int) []candidate
}

// searcher is a finder that can also go on searching, and forget profiles that are
// used up. It numbers the profiles of its pool in its own way: by slot.
type searcher interface {
	finder
	// walk visits the slots that profile i may be matched with by ascending distance,
	// until visit returns false. Slots at exactly the same distance come in any order.
	// Slots may be dropped after a walk, not during one.
	walk(i int32, visit func(slot int32, distance float64) bool)
	// profiles lists the profile of each slot.
	profiles() []int32
	// drop forgets a slot.
	drop(slot int32)
}

// find prepares the search among the people of an arm in a cell.
func (d *design) find(c cell, arm cohort.Arm) finder { return d.search(c, arm) }

// search is find for those who use profiles up.
func (d *design) search(c cell, arm cohort.Arm) searcher {
	if d.space.dims > 1 {
		return d.growTree(c.profiles[arm])
	}
	return d.drawLine(c, arm)
}

// nearestOf is the near of a searcher: a walk that ends behind the k-th.
func nearestOf(s searcher, i int32, k int) []candidate {
	if k <= 0 {
		return nil
	}
	var out []candidate
	pool := s.profiles()
	s.walk(i, func(slot int32, distance float64) bool {
		if len(out) >= k && distance > out[k-1].distance {
			return false
		}
		out = append(out, candidate{pool[slot], distance})
		return true
	})
	slices.SortFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.profile, b.profile))
	})
	return out[:min(k, len(out))]
}

// tieShare is how far two distances may lie apart, as a share of the spread of the
// space, and still be the same distance. Coordinates come out of a model fit or a
// rotation and carry its rounding, some 1e-13 of the spread; one in a million people
// spread evenly is 1e-6 of it from the next.
const tieShare = 1e-10

// tieWidth is the difference below which two distances in the space are the same.
func (s space) tieWidth() float64 {
	sum := 0.0
	for k := range s.dims {
		side := float64(tieShare * extent(s.at[k:], s.dims))
		sum += float64(side * side)
	}
	return math.Sqrt(sum)
}

// extent is the range of every step-th number that is finite.
func extent(at []float64, step int) float64 {
	low, high := math.Inf(1), math.Inf(-1)
	for i := 0; i < len(at); i += step {
		if x := at[i]; !math.IsInf(x, 0) && !math.IsNaN(x) {
			low, high = min(low, x), max(high, x)
		}
	}
	return max(0, high-low)
}
