package matching

import (
	"cmp"
	"errors"
	"slices"

	"sib/cohort"
)

// quick is generalised full matching with at least one person of each arm in a set (Sävje,
// Higgins and Sekhon 2021, Political Analysis 29:423). The neighbourhood of a person is
// the person and the nearest of the other arm. Neighbourhoods that do not touch are
// taken as sets, the closest first; everybody else joins the set of the nearest of the other arm, who is
// in one, or the neighbourhood would have been taken. No two people of a set are farther apart than
// four times the longest distance that any such sets must have (their theorem 1).
//
// People with the same coordinates are in one set, together with the other arm there if there
// is any. Of several that are as near, and of neighbourhoods as wide, the first in the
// order of the places is taken: no label and no row decides.
func (d *design) quick() (assignment, error) {
	if !d.free() {
		return assignment{}, errors.New("match: method quick compares everybody in a set with everybody, of whom it links only the nearest: it cannot keep calipers or differ, use method full")
	}
	var a assignment
	g := d.ruler()
	at := make([]int32, len(d.c.Profiles))
	for _, c := range d.cells {
		if len(c.profiles[0]) > 0 && len(c.profiles[1]) > 0 {
			a.strata = append(a.strata, d.quickSets(c, g, at)...)
		}
	}
	return a, nil
}

// crossing is a place in one cell with everybody at it, and the nearest place with the
// other arm if it has one arm only.
type crossing struct {
	profiles []int32
	arms     [2]bool
	nearest  int32
	radius   int64 // in units of the ruler
	set      int   // −1: in none yet
}

// quickSets makes the sets of one cell. at is room for a number for each profile of the
// cohort.
func (d *design) quickSets(c cell, g ruler, at []int32) []Stratum {
	crossings := d.crossings(c, g, at)
	order := make([]int, len(crossings))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(crossings[a].radius, crossings[b].radius) })
	sets := 0
	for _, k := range order {
		if own, other := &crossings[k], &crossings[crossings[k].nearest]; own.set < 0 && other.set < 0 {
			own.set, other.set = sets, sets
			sets++
		}
	}
	out := make([]Stratum, sets)
	for k := range crossings {
		set := crossings[k].set
		if set < 0 {
			set = crossings[crossings[k].nearest].set
		}
		out[set].Year, out[set].Values = c.year, c.values
		for _, i := range crossings[k].profiles {
			out[set].Profiles = append(out[set].Profiles, int(i))
			for arm, n := range d.c.Profiles[i].N {
				out[set].N[arm] += n
			}
		}
	}
	for k := range out {
		slices.Sort(out[k].Profiles)
	}
	slices.SortFunc(out, func(a, b Stratum) int { return cmp.Compare(a.Profiles[0], b.Profiles[0]) })
	return out
}

// crossings returns the places of a cell, in order, with their neighbours, and
// writes the place of each profile into at.
func (d *design) crossings(c cell, g ruler, at []int32) []crossing {
	all := slices.Compact(d.inOrder(c, slices.Concat(c.profiles[0], c.profiles[1]), g))
	var out []crossing
	for k, i := range all {
		if k == 0 || d.apart(all[k-1], i) != 0 {
			out = append(out, crossing{nearest: int32(len(out)), set: -1})
		}
		last := &out[len(out)-1]
		at[i] = int32(len(out) - 1)
		last.profiles = append(last.profiles, i)
		for arm := range last.arms {
			last.arms[arm] = last.arms[arm] || d.n(i, cohort.Arm(arm)) > 0
		}
	}
	find := [2]finder{d.find(c, cohort.Programme), d.find(c, cohort.Comparison)}
	for k := range out {
		for arm, present := range out[k].arms {
			if !present {
				out[k].nearest, out[k].radius = g.nearestCrossing(find[arm], out[k].profiles[0], at)
			}
		}
	}
	return out
}

// nearestCrossing returns the first of the nearest places, and how far it is.
func (g ruler) nearestCrossing(f finder, i int32, at []int32) (int32, int64) {
	for k := 4; ; k *= 2 {
		near := f.near(i, k)
		radius := g.steps(near[0].distance)
		if len(near) == k && g.steps(near[k-1].distance) == radius {
			continue
		}
		place := at[near[0].profile]
		for _, c := range near {
			if g.steps(c.distance) == radius {
				place = min(place, at[c.profile])
			}
		}
		return place, radius
	}
}
