package matching

import (
	"cmp"
	"slices"
)

// turns is one round in the order that the rules ask for.
func (g *greedy) turns() func() error {
	switch g.order {
	case Closest, Farthest:
		return g.byDistance
	}
	groups := g.groups()
	return func() error { return g.byKey(groups) }
}

// groups sorts the seekers by key and puts those together whose key is the same.
func (g *greedy) groups() [][]int32 {
	order := make([]int32, len(g.focal))
	for s := range order {
		order[s] = int32(s)
	}
	key := func(s int32) float64 {
		if g.order == Largest {
			return -g.key[g.focal[s]]
		}
		return g.key[g.focal[s]]
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(key(a), key(b)), cmp.Compare(a, b)) })
	var out [][]int32
	for first, k := 0, 0; k < len(order); k++ {
		if k+1 == len(order) || key(order[k+1]) > key(order[first])+g.keyWidth {
			out = append(out, order[first:k+1])
			first = k + 1
		}
	}
	return out
}

// byKey serves one group after the other, each until it is served or nobody is left.
func (g *greedy) byKey(groups [][]int32) error {
	for _, group := range groups {
		for open := g.wanting(group); len(open) > 0; {
			open = g.serve(open)
		}
		if len(g.taken) > g.nearestRules.links {
			return g.tooMany()
		}
	}
	return nil
}

// wanting are the seekers of a group with people to serve.
func (g *greedy) wanting(group []int32) []int32 {
	for _, s := range group {
		if g.want[s] <= 0 {
			return slices.DeleteFunc(slices.Clone(group), func(s int32) bool { return g.want[s] <= 0 })
		}
	}
	return group
}

// turn is a seeker's place in the queue. It is out of date once its number is not the
// seeker's last.
type turn struct {
	distance float64
	seeker   int32
	number   int32
}

// queue orders seekers by the distance of the nearest slot they can still get. Each
// watches one such slot: while that one is left its distance is up to date.
type queue struct {
	g        *greedy
	turns    priority[turn]
	number   []int32           // by seeker
	watching []int32           // by seeker; −1 for those not in the queue
	watchers map[int32][]int32 // by slot; those who have looked away since are still listed
	set      []int32           // scratch
}

// byDistance serves those whose nearest is closest, or farthest, of all.
func (g *greedy) byDistance() error {
	q := &queue{g: g, number: make([]int32, len(g.focal)), watching: make([]int32, len(g.focal)), watchers: map[int32][]int32{}}
	sign := 1.0
	if g.order == Farthest {
		sign = -1
	}
	q.turns.before = func(a, b turn) bool {
		x, y := sign*a.distance, sign*b.distance
		return x < y || x == y && a.seeker < b.seeker
	}
	for s := range g.focal {
		q.watching[s] = -1
		if g.want[s] > 0 {
			q.enter(int32(s))
		}
	}
	for next := q.next(); len(next) > 0; next = q.next() {
		open := g.serve(next)
		q.lookAgain()
		for _, s := range open {
			q.enter(s)
		}
		if len(g.taken) > g.nearestRules.links {
			return g.tooMany()
		}
	}
	return nil
}

// enter puts a seeker in the queue by where its nearest is now, or out of the game.
func (q *queue) enter(s int32) {
	nearest, distance, found := q.g.first(s)
	q.number[s]++
	if !found {
		q.watching[s], q.g.want[s] = -1, 0
		return
	}
	q.watching[s] = nearest
	q.watchers[nearest] = append(q.watchers[nearest], s)
	q.turns.push(turn{distance, s, q.number[s]})
}

// next takes those out of the queue whose turn it is, in the order of their profiles.
func (q *queue) next() []int32 {
	var out []int32
	var distance float64
	for len(q.turns.items) > 0 {
		t := q.turns.items[0]
		if t.number == q.number[t.seeker] {
			if len(out) > 0 && !(max(t.distance-distance, distance-t.distance) <= q.g.width) {
				break
			}
			if len(out) == 0 {
				distance = t.distance
			}
			out = append(out, t.seeker)
			q.number[t.seeker]++
			q.watching[t.seeker] = -1
		}
		q.turns.pop()
	}
	slices.Sort(out)
	return out
}

// lookAgain sends those back into the queue whose watched slot is used up.
func (q *queue) lookAgain() {
	for _, slot := range q.g.gone {
		for _, s := range q.watchers[slot] {
			if q.watching[s] == slot {
				q.enter(s)
			}
		}
		delete(q.watchers, slot)
	}
}

// first is the nearest slot that a seeker can get.
func (g *greedy) first(seeker int32) (slot int32, distance float64, found bool) {
	g.pool.walk(g.focal[seeker], func(at int32, far float64) bool {
		if g.room(seeker, at) <= 0 {
			return true
		}
		slot, distance, found = at, far, true
		return false
	})
	return slot, distance, found
}
