package matching

import (
	"cmp"
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

// find prepares the search among the people of an arm in a cell.
func (d *design) find(c cell, arm cohort.Arm) finder {
	return &everyone{d: d, pool: c.profiles[arm]}
}

// everyone measures the distance to every profile of the pool.
type everyone struct {
	d    *design
	pool []int32
}

func (e *everyone) near(i int32, k int) []candidate {
	var out []candidate
	for _, j := range e.pool {
		if e.d.admits(i, j) {
			out = append(out, candidate{j, e.d.space.between(i, j)})
		}
	}
	slices.SortFunc(out, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.profile, b.profile))
	})
	return out[:min(k, len(out))]
}
