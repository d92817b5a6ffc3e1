package matching

import (
	"cmp"
	"math"
	"slices"

	"sib/cohort"
)

// order is the order in which people choose, as indices into focal.
func (w *walk) order() []int32 {
	all := make([]int32, len(w.focal))
	for i := range all {
		all[i] = int32(i)
	}
	r := w.p.score
	switch w.p.d.walkOrder() {
	case Largest:
		r = r.reversed()
	case Smallest:
	default:
		return all
	}
	return w.chosen().sorted(all, r)
}

// chosen are the focal people as People of their own.
func (w *walk) chosen() People {
	out := People{Profile: make([]int32, len(w.focal))}
	for i, person := range w.focal {
		out.Profile[i] = w.people.Profile[person]
	}
	return out
}

// howMany matches each focal person wants. With a variable ratio as many as possible
// get the most, one the rest and the others the least (Ming and Rosenbaum 2000,
// Biometrics 56:118); the most go to those with the scores that are commonest among
// the others.
func (w *walk) howMany() []int32 {
	c := w.p.d.spec.Choice
	ratio := cmp.Or(c.Ratio, 1)
	n := len(w.focal)
	if n == 0 || c.Most == 0 && ratio == 1 {
		return nil
	}
	if c.Most == 0 {
		return slices.Repeat([]int32{int32(ratio)}, n)
	}
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	r := w.p.score
	if w.p.d.scoreGap() < 0 {
		r = r.reversed()
	}
	total := int(math.RoundToEven(float64(ratio * float64(n))))
	most := min(n, (total-c.Least*(n-1))/(c.Most-c.Least))
	out := slices.Repeat([]int32{int32(c.Least)}, n)
	for k, i := range w.chosen().sorted(all, r)[:min(n, most+1)] {
		out[i] = int32(c.Most)
		if k == most {
			out[i] = int32(total - most*c.Most - (n-most-1)*c.Least)
		}
	}
	return out
}

// scoreGap is the mean score of the focal people less that of the others.
func (d *design) scoreGap() float64 {
	var sum, n [2]float64
	for i, p := range d.c.Profiles {
		if d.outside[i] {
			continue
		}
		for arm, people := range p.N {
			sum[arm] += float64(d.score[i] * float64(people))
			n[arm] += float64(people)
		}
	}
	return sum[d.focal]/n[d.focal] - sum[other(d.focal)]/n[other(d.focal)]
}

func other(arm cohort.Arm) cohort.Arm { return 1 - arm }
