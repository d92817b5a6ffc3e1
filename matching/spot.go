package matching

import (
	"cmp"
	"slices"

	"sib/cohort"
)

// spots are the profiles of one arm in a cell, grouped so that nothing tells the
// profiles of a spot apart: they have the same coordinates, the same values under every caliper
// and the same codes where a pair must differ. Spots are ordered by these, and not by
// how labels happen to sort.
type spots struct {
	arm      cohort.Arm
	profiles []int32 // by spot
	from     []int32 // spot s is profiles[from[s]:from[s+1]]
	people   []int64 // by spot
}

// spots groups the people of an arm in a cell.
func (d *design) spots(c cell, arm cohort.Arm, g ruler) spots {
	s := spots{arm: arm, profiles: d.inOrder(c, c.profiles[arm], g)}
	for k, i := range s.profiles {
		if k == 0 || d.apart(s.profiles[k-1], i) != 0 {
			s.from = append(s.from, int32(k))
			s.people = append(s.people, 0)
		}
		s.people[len(s.people)-1] += d.n(i, arm)
	}
	s.from = append(s.from, int32(len(s.profiles)))
	return s
}

// apart compares two profiles by what tells them apart; 0: nothing does.
func (d *design) apart(i, j int32) int {
	for k := range d.space.dims {
		if by := cmp.Compare(d.space.at[int(i)*d.space.dims+k], d.space.at[int(j)*d.space.dims+k]); by != 0 {
			return by
		}
	}
	for _, l := range d.limits {
		if by := cmp.Compare(l.at[i], l.at[j]); by != 0 {
			return by
		}
	}
	for _, k := range d.differ {
		if by := cmp.Compare(d.c.Profiles[i].Codes[k], d.c.Profiles[j].Codes[k]); by != 0 {
			return by
		}
	}
	return 0
}

func (s spots) len() int { return len(s.people) }

// of returns the profiles of a spot.
func (s spots) of(spot int) []int32 { return s.profiles[s.from[spot]:s.from[spot+1]] }

// one returns a profile of the spot: any stands for all.
func (s spots) one(spot int) int32 { return s.profiles[s.from[spot]] }

// total is the number of people in all spots.
func (s spots) total() int64 {
	var n int64
	for _, people := range s.people {
		n += people
	}
	return n
}

// number writes the spot of each profile into out, which has a place for every profile of
// the cohort: one for all cells, since a cell only looks at its own.
func (s spots) number(out []int32) {
	for spot := range s.people {
		for _, i := range s.of(spot) {
			out[i] = int32(spot)
		}
	}
}

// spotFlow is a number of pairs between two spots of a cell, and what share of the weight
// of the people who are not focal they bring.
type spotFlow struct {
	focal, other int32
	n, weight    float64
}

// mostCrossed is how many links one flow may become.
const mostCrossed = 1 << 16

// links spreads a flow over the profiles of its spots. People who cannot be told apart
// share it: a profile takes part in proportion to its people. Where that would link more
// profiles than fit in memory, the profiles of each spot are lined up instead and dealt to one
// another; their weights are the same.
func (d *design) links(out []Link, f spotFlow, focal, other spots) []Link {
	a, b := focal.of(int(f.focal)), other.of(int(f.other))
	if len(a)*len(b) > mostCrossed {
		return d.dealt(out, f, focal, other)
	}
	for _, i := range a {
		for _, j := range b {
			share := float64(float64(d.n(i, focal.arm)) / float64(focal.people[f.focal]) *
				(float64(d.n(j, other.arm)) / float64(other.people[f.other])))
			out = append(out, d.link(i, j, f, share))
		}
	}
	return out
}

// dealt lines up the shares of the profiles of both spots, in whole numbers: a profile
// with n of N people takes n·M of N·M parts, M being the people of the other spot.
func (d *design) dealt(out []Link, f spotFlow, focal, other spots) []Link {
	a, b := focal.of(int(f.focal)), other.of(int(f.other))
	ofA, ofB := focal.people[f.focal], other.people[f.other]
	whole := float64(float64(ofA) * float64(ofB))
	var left, room int64
	for k, l := 0, 0; ; {
		if left == 0 {
			if k == len(a) {
				return out
			}
			left = d.n(a[k], focal.arm) * ofB
			k++
		}
		if room == 0 {
			room = d.n(b[l], other.arm) * ofA
			l++
		}
		part := min(left, room)
		out = append(out, d.link(a[k-1], b[l-1], f, float64(part)/whole))
		left -= part
		room -= part
	}
}

func (d *design) link(i, j int32, f spotFlow, share float64) Link {
	l := Link{Programme: i, Comparison: j, N: float64(f.n * share), Weight: float64(f.weight * share)}
	if d.focal == cohort.Comparison {
		l.Programme, l.Comparison = j, i
	}
	return l
}

// sortLinks orders the links of a cell by the focal profile and then by the other.
func (d *design) sortLinks(links []Link) {
	slices.SortFunc(links, func(a, b Link) int {
		first, second := cmp.Compare(a.Programme, b.Programme), cmp.Compare(a.Comparison, b.Comparison)
		if d.focal == cohort.Comparison {
			first, second = second, first
		}
		return cmp.Or(first, second)
	})
}
