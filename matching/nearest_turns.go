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

// turn is a seeker's place in the queue.
type turn struct {
	distance float64
	seeker   int32
}

// queue orders seekers by the distance of their nearest slot when they last looked. Who
// finds it used up when its turn comes looks again, and waits if others are closer now;
// among the farthest its turn is at once. So MatchIt does it. To know at any time who is
// the farthest would take a look at all whenever a slot is used up.
type queue struct {
	g        *greedy
	turns    priority[turn]
	farthest bool
}

// byDistance serves those whose nearest is closest, or farthest, of all.
func (g *greedy) byDistance() error {
	q := g.newQueue()
	for s := range g.focal {
		if g.want[s] > 0 {
			q.enter(int32(s))
		}
	}
	for next := q.next(); len(next) > 0; next = q.next() {
		for _, s := range g.serve(next) {
			q.enter(s)
		}
		if len(g.taken) > g.nearestRules.links {
			return g.tooMany()
		}
	}
	return nil
}

func (g *greedy) newQueue() *queue {
	q := &queue{g: g, farthest: g.order == Farthest}
	q.turns.before = func(a, b turn) bool {
		if a.distance == b.distance {
			return a.seeker < b.seeker
		}
		return a.distance < b.distance != q.farthest
	}
	return q
}

// enter puts a seeker in the queue by where its nearest is now, or out of the game.
func (q *queue) enter(s int32) {
	distance, found := q.g.first(s)
	if !found {
		q.g.want[s] = 0
		return
	}
	q.turns.push(turn{distance, s})
}

// next takes those out of the queue whose turn it is, in the order of their profiles.
func (q *queue) next() []int32 {
	for len(q.turns.items) > 0 {
		if out := q.settled(q.top()); len(out) > 0 {
			slices.Sort(out)
			return out
		}
	}
	return nil
}

// top takes out the first turn and those at the same distance.
func (q *queue) top() []turn {
	out := []turn{q.turns.pop()}
	for len(q.turns.items) > 0 {
		if apart := q.turns.items[0].distance - out[0].distance; !(max(apart, -apart) <= q.g.width) {
			break
		}
		out = append(out, q.turns.pop())
	}
	return out
}

// settled lets everybody look again and returns those who are still where they were.
// Where the farthest come first they wait for those who have become farther.
func (q *queue) settled(turns []turn) []int32 {
	var out []int32
	moved := false
	for _, t := range turns {
		if distance, found := q.g.first(t.seeker); found && distance <= t.distance+q.g.width {
			out = append(out, t.seeker)
			continue
		}
		moved = true
		q.enter(t.seeker)
	}
	if !q.farthest || !moved {
		return out
	}
	for _, s := range out {
		q.enter(s)
	}
	return nil
}

// first is the distance of the nearest slot that a seeker can get.
func (g *greedy) first(seeker int32) (distance float64, found bool) {
	g.pool.walk(g.focal[seeker], func(slot int32, far float64) bool {
		if g.room(seeker, slot) <= 0 {
			return true
		}
		distance, found = far, true
		return false
	})
	return distance, found
}
