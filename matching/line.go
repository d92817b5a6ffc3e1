package matching

import (
	"cmp"
	"slices"
	"sort"

	"sib/cohort"
)

// line searches in one dimension, walking left and right from where one stands. It is
// also the search where there is no dimension and everybody is as near.
type line struct {
	d    *design
	at   []float64 // by slot, ascending
	pool []int32   // by slot
	// left and right lead past dropped slots to the next that is not (union-find,
	// Tarjan 1975); −1 and len(at) are the ends. nil until something is dropped.
	left, right []int32
	stops       []limit // calipers that end the walk on a side
	skips       []limit // calipers that only rule a slot out
}

// drawLine puts the profiles of an arm in a row.
func (d *design) drawLine(c cell, arm cohort.Arm) *line {
	l := &line{d: d, pool: d.row(c.profiles[arm])}
	l.at = make([]float64, len(l.pool))
	for slot, j := range l.pool {
		l.at[slot] = d.place1(j)
	}
	if len(d.limits) > 0 {
		everyone := d.row(append(slices.Clone(c.profiles[0]), c.profiles[1]...))
		for _, lim := range d.limits {
			if lim.runsAlong(everyone) {
				l.stops = append(l.stops, lim)
			} else {
				l.skips = append(l.skips, lim)
			}
		}
	}
	return l
}

// place1 is the coordinate in one dimension, 0 in none.
func (d *design) place1(i int32) float64 {
	if d.space.dims == 0 {
		return 0
	}
	return d.space.at[i]
}

// row sorts profiles by coordinate. Among equals what calipers are on decides, so that
// a caliper that rises with the score rises along the row.
func (d *design) row(profiles []int32) []int32 {
	type place struct {
		at float64
		i  int32
	}
	places := make([]place, len(profiles))
	for k, i := range profiles {
		places[k] = place{d.place1(i), i}
	}
	slices.SortFunc(places, func(a, b place) int {
		if order := cmp.Compare(a.at, b.at); order != 0 {
			return order
		}
		for _, lim := range d.limits {
			if order := cmp.Compare(lim.at[a.i], lim.at[b.i]); order != 0 {
				return order
			}
		}
		return cmp.Compare(a.i, b.i)
	})
	out := make([]int32, len(places))
	for k, p := range places {
		out[k] = p.i
	}
	return out
}

// runsAlong reports whether the limit rises or falls along a row, so that whoever is
// too far has nobody behind who is not.
func (l limit) runsAlong(row []int32) bool {
	rises, falls := true, true
	for k := 1; k < len(row); k++ {
		a, b := l.at[row[k-1]], l.at[row[k]]
		rises = rises && a <= b
		falls = falls && a >= b
	}
	return rises || falls
}

func (l *line) profiles() []int32 { return l.pool }

func (l *line) near(i int32, k int) []candidate { return nearestOf(l, i, k) }

func (l *line) walk(i int32, visit func(slot int32, distance float64) bool) {
	x, end := l.d.place1(i), int32(len(l.at))
	start := int32(sort.SearchFloat64s(l.at, x))
	a, b := l.before(start-1), l.after(start)
	for a >= 0 || b < end {
		slot, leftward := b, false
		if b == end || (a >= 0 && x-l.at[a] < l.at[b]-x) {
			slot, leftward = a, true
		}
		distance := l.at[slot] - x
		if leftward {
			distance = x - l.at[slot]
		}
		j := l.pool[slot]
		inside := within(l.stops, i, j)
		if inside && within(l.skips, i, j) && l.d.differs(i, j) && !visit(slot, distance) {
			return
		}
		past := !inside && distance > 0 // at no distance the order says nothing yet
		switch {
		case leftward && past:
			a = -1
		case leftward:
			a = l.before(slot - 1)
		case past:
			b = end
		default:
			b = l.after(slot + 1)
		}
	}
}

// drop makes both ways lead past the slot.
func (l *line) drop(slot int32) {
	if l.left == nil {
		l.left, l.right = make([]int32, len(l.at)), make([]int32, len(l.at)+1)
		for k := range l.left {
			l.left[k], l.right[k] = int32(k), int32(k)
		}
		l.right[len(l.at)] = int32(len(l.at))
	}
	l.left[slot], l.right[slot] = slot-1, slot+1
}

// before is the last slot up to the given one that is not dropped, −1 if none.
func (l *line) before(slot int32) int32 {
	if l.left == nil {
		return slot
	}
	for slot >= 0 && l.left[slot] != slot {
		if next := l.left[slot]; next >= 0 {
			l.left[slot] = l.left[next]
		}
		slot = l.left[slot]
	}
	return slot
}

// after is the first slot from the given one that is not dropped, len(at) if none.
func (l *line) after(slot int32) int32 {
	if l.right == nil {
		return slot
	}
	for l.right[slot] != slot {
		l.right[slot] = l.right[l.right[slot]]
		slot = l.right[slot]
	}
	return slot
}
