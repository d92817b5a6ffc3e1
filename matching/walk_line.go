package matching

import (
	"math"
	"slices"
)

// walkLine searches people by one number. Everybody, of both arms and of all cells, has
// a place in one list sorted by the number, ties in the order of People; a focal
// person looks outwards from their own place. Of two people equally far the one
// fewer places away is nearer, and the left one of two equally many: MatchIt 4.7
// walks the list one step left, one step right. The people of a cell are chained, so
// that no step goes through another cell or through people already taken.
type walkLine struct {
	w           *walk
	at          []float64 // by profile
	everybody   []int32   // person by place
	places      []int32   // by slot; the slots of a cell are a run, in the order of places
	profiles    []int32   // by slot
	left, right skip
	cells       [][2]int32 // first and last slot of each cell
	from        []int32    // by focal index: the first slot of their cell right of them
	place       []int32    // by focal index
	stop        float64    // a caliper on the number itself: nobody farther is matched
	// lonely profiles have nobody left whom they may be matched with. What is taken
	// stays taken, so they need not look again.
	lonely []bool
}

func newWalkLine(w *walk) *walkLine {
	d := w.p.d
	l := &walkLine{w: w, at: d.space.at, stop: d.reach(), lonely: make([]bool, len(d.c.Profiles))}
	var all []int32
	for i, p := range w.people.Profile {
		if p >= 0 {
			all = append(all, int32(i))
		}
	}
	l.everybody = w.people.sorted(all, w.p.space)
	n := l.layCells()
	l.left, l.right = newSkip(n, -1), newSkip(n, 1)
	l.seat(n)
	return l
}

// reach is the width of the narrowest caliper on the number that is searched by.
func (d *design) reach() float64 {
	stop := math.Inf(1)
	for _, l := range d.limits {
		if slices.Equal(l.at, d.space.at) {
			stop = min(stop, l.width)
		}
	}
	return stop
}

// layCells gives each cell with both arms a run of slots and returns how many.
func (l *walkLine) layCells() int {
	d := l.w.p.d
	next := int32(1)
	l.cells = make([][2]int32, len(d.cells))
	for k, c := range d.cells {
		l.cells[k] = [2]int32{next, next - 1}
		if len(c.profiles[0]) > 0 && len(c.profiles[1]) > 0 {
			next += int32(d.people(c, other(d.focal)))
			l.cells[k][1] = next - 1
		}
	}
	return int(next) - 1
}

// seat walks the list once and puts everybody where they belong.
func (l *walkLine) seat(slots int) {
	w := l.w
	index := make([]int32, len(w.people.Profile)) // of focal people, by person
	for i, person := range w.focal {
		index[person] = int32(i)
	}
	l.places, l.profiles = make([]int32, slots+2), make([]int32, slots+2)
	l.from, l.place = make([]int32, len(w.focal)), make([]int32, len(w.focal))
	next := make([]int32, len(l.cells))
	for k, c := range l.cells {
		next[k] = c[0]
	}
	for place, person := range l.everybody {
		profile := w.people.Profile[person]
		cell := w.p.cellOf[profile]
		if cell < 0 {
			continue
		}
		if w.people.Arm[person] == uint8(w.p.d.focal) {
			i := index[person]
			l.from[i], l.place[i] = next[cell], int32(place)
			continue
		}
		s := next[cell]
		next[cell]++
		l.places[s], l.profiles[s] = int32(place), profile
	}
}

func (l *walkLine) has(slot int32) bool { return l.left.has(slot) }

func (l *walkLine) remove(slot int32) {
	l.left.remove(slot)
	l.right.remove(slot)
}

// nearest goes outwards in the order of distance, places and side: the first person
// who may be matched is the one.
func (l *walkLine) nearest(i int32, own []int32) (hit, bool) {
	d := l.w.p.d
	profile := l.w.people.Profile[l.w.focal[i]]
	cell := l.w.p.cellOf[profile]
	if cell < 0 || l.lonely[profile] {
		return hit{}, false
	}
	run := l.cells[cell]
	a, b := l.left.from(l.from[i]-1), l.right.from(l.from[i])
	for a >= run[0] || b <= run[1] {
		slot := a
		if a < run[0] || b <= run[1] && l.nearer(i, profile, b, a) {
			slot = b
		}
		if l.distance(profile, slot) > l.stop {
			break
		}
		if !slices.Contains(own, slot) && d.admits(profile, l.profiles[slot]) {
			return hit{l.everybody[l.places[slot]], slot, l.distance(profile, slot)}, true
		}
		if slot == a {
			a = l.left.from(a - 1)
		} else {
			b = l.right.from(b + 1)
		}
	}
	l.lonely[profile] = len(own) == 0
	return hit{}, false
}

func (l *walkLine) distance(profile, slot int32) float64 {
	return math.Abs(l.at[profile] - l.at[l.profiles[slot]])
}

// nearer reports whether slot b, right of the focal person, comes before slot a.
func (l *walkLine) nearer(i, profile, b, a int32) bool {
	right, left := l.distance(profile, b), l.distance(profile, a)
	if right != left {
		return right < left
	}
	return l.places[b]-l.place[i] < l.place[i]-l.places[a]
}
