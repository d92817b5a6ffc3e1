package matching

import (
	"math"
	"slices"
)

// hit is a person whom a focal person may be matched with. Slots number the people
// who can be chosen, as their search likes it.
type hit struct {
	person, slot int32
	distance     float64
}

// search finds the nearest person who is left.
type search interface {
	// nearest looks for the i-th focal person, and passes over the slots in own.
	nearest(i int32, own []int32) (hit, bool)
	has(slot int32) bool // still to be chosen
	remove(slot int32)
}

// walk is one run of person-by-person matching.
type walk struct {
	p      *Pairer
	people People
	search search
	focal  []int32 // the people who choose, in the order of People
	wants  []int32 // by index into focal; nil: one each
	pairs  []Pair
	last   []int32 // by index into focal: the last round in which they were matched

	reuse  int64           // how often a person may serve
	served map[int32]int64 // by slot, where a person may serve more than once but not always
	own    map[int32][]int32
}

// start prepares a run.
func (p *Pairer) start(people People) *walk {
	w := &walk{p: p, people: people, reuse: reuseOf(p.d.spec.Choice)}
	w.focal = people.of(p.d.focal, p.d.outside)
	w.last = make([]int32, len(w.focal))
	w.wants = w.howMany()
	if w.reuse > 1 {
		w.served = map[int32]int64{}
		w.own = map[int32][]int32{}
	}
	if p.d.space.dims == 1 {
		w.search = newWalkLine(w)
	} else {
		w.search = newWalkField(w)
	}
	return w
}

// run matches people in rounds: nobody gets a second match before everybody who can
// has had the first (MatchIt 4.7). Who finds nobody in a round is out for good.
func (w *walk) run() {
	alive := w.order()
	for k := int32(1); len(alive) > 0; k++ {
		switch w.p.d.walkOrder() {
		case Closest:
			w.byDistance(alive, k, 1)
		case Farthest:
			w.byDistance(alive, k, -1)
		default:
			w.inTurn(alive, k)
		}
		alive = w.stillLooking(alive, k)
	}
}

func reuseOf(c Choice) int64 {
	if c.Reuse == Unlimited {
		return math.MaxInt64
	}
	return int64(max(1, c.Reuse))
}

// inTurn gives everybody in who their k-th match, one after the other.
func (w *walk) inTurn(who []int32, k int32) {
	for _, i := range who {
		if h, ok := w.search.nearest(i, w.own[i]); ok {
			w.pair(i, h, k)
		}
	}
}

func (w *walk) pair(i int32, h hit, k int32) {
	w.pairs = append(w.pairs, Pair{Focal: w.focal[i], Match: h.person, K: k})
	w.last[i] = k
	if w.reuse == 1 {
		w.search.remove(h.slot)
		return
	}
	if w.want(i) > 1 {
		w.own[i] = append(w.own[i], h.slot)
	}
	if w.reuse == math.MaxInt64 {
		return
	}
	if w.served[h.slot]++; w.served[h.slot] == w.reuse {
		w.search.remove(h.slot)
	}
}

func (w *walk) want(i int32) int32 {
	if w.wants == nil {
		return 1
	}
	return w.wants[i]
}

// stillLooking keeps those who were matched in round k, the last, and want more.
func (w *walk) stillLooking(alive []int32, k int32) []int32 {
	return slices.DeleteFunc(alive, func(i int32) bool { return w.want(i) <= k || w.last[i] < k })
}
