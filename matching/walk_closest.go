package matching

import (
	"cmp"
	"container/heap"
)

// byDistance gives everybody in who their k-th match, the closest pair first, or the
// farthest with sign −1. Whoever finds their match gone looks again and waits anew:
// before all who are equally close, or after all who are equally far, as in MatchIt.
func (w *walk) byDistance(who []int32, k int32, sign float64) {
	q := &waitingList{}
	look := func(place int, i int32) {
		if h, ok := w.search.nearest(i, w.own[i]); ok {
			heap.Push(q, waiting{float64(sign * h.distance), place, i, h})
		}
	}
	for place, i := range who {
		look(place, i)
	}
	again := len(who)
	for q.Len() > 0 {
		next := heap.Pop(q).(waiting)
		if w.search.has(next.hit.slot) {
			w.pair(next.i, next.hit, k)
			continue
		}
		look(int(-sign)*again, next.i)
		again++
	}
}

// waiting is a focal person with the nearest match they know of.
type waiting struct {
	key   float64
	place int // among equal keys
	i     int32
	hit   hit
}

// waitingList is a heap of those waiting, by key and then by place.
type waitingList []waiting

func (q waitingList) Len() int { return len(q) }
func (q waitingList) Less(a, b int) bool {
	return cmp.Or(cmp.Compare(q[a].key, q[b].key), cmp.Compare(q[a].place, q[b].place)) < 0
}
func (q waitingList) Swap(a, b int) { q[a], q[b] = q[b], q[a] }
func (q *waitingList) Push(x any)   { *q = append(*q, x.(waiting)) }
func (q *waitingList) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
