package matching

import (
	"cmp"
	"math"
	"slices"

	"sib/cohort"
)

// inOrder sorts profiles of a cell by where they are, which decides between solutions that
// are as good. On a line that is from left to right. In several dimensions the axes of a metric
// may follow the order of labels, so the distances to the middle of either arm come first, which no
// rotation changes, and the coordinates only after them.
func (d *design) inOrder(c cell, profiles []int32, g ruler) []int32 {
	type placed struct {
		from    [2]int64
		profile int32
	}
	var middle [2][]float64
	if d.space.dims > 1 {
		middle = [2][]float64{d.middle(c, cohort.Programme), d.middle(c, cohort.Comparison)}
	}
	all := make([]placed, len(profiles))
	for k, i := range profiles {
		all[k].profile = i
		for arm, at := range middle {
			if at != nil {
				all[k].from[arm] = g.steps(d.space.from(at, i))
			}
		}
	}
	slices.SortFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.from[0], b.from[0]), cmp.Compare(a.from[1], b.from[1]),
			d.apart(a.profile, b.profile), cmp.Compare(a.profile, b.profile))
	})
	out := make([]int32, len(all))
	for k := range all {
		out[k] = all[k].profile
	}
	return out
}

// middle is the mean of the coordinates of the people of an arm in a cell.
func (d *design) middle(c cell, arm cohort.Arm) []float64 {
	if len(c.profiles[arm]) == 0 {
		return nil
	}
	out := make([]float64, d.space.dims)
	for _, i := range c.profiles[arm] {
		for k := range out {
			out[k] += float64(float64(d.n(i, arm)) * d.space.at[int(i)*d.space.dims+k])
		}
	}
	people := float64(d.people(c, arm))
	for k := range out {
		out[k] /= people
	}
	return out
}

// from is the distance of a profile from a point.
func (s space) from(at []float64, i int32) float64 {
	sum := 0.0
	for k, x := range s.at[int(i)*s.dims : (int(i)+1)*s.dims] {
		diff := x - at[k]
		sum += float64(diff * diff)
	}
	return math.Sqrt(sum)
}
