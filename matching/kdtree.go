package matching

import "math"

// tree searches in several dimensions: a k-d tree (Bentley 1975, CACM 18:509) whose
// nodes know their bounding box and how many slots in them are left. Node 1 holds all
// slots; node k splits its slots in the middle between nodes 2k and 2k+1.
type tree struct {
	d    *design
	dims int
	pool []int32   // by slot
	at   []float64 // by slot, dims each
	// low and high are the corners of the box of each node, dims each.
	low, high []float64
	alive     []int32 // by node: slots not dropped
	gone      []bool  // by slot
	queue     priority[inSight]
	cuts      []cut // while it grows
}

// leafSize is how many slots a node may hold without being split.
const leafSize = 8

// inSight is a node, or the slot of −item−1, and a distance that nothing in it is nearer than.
type inSight struct {
	bound float64
	item  int32
}

// Those with the same bound are taken in one order, whatever the queue looks like.
func (s inSight) before(other inSight) bool {
	return s.bound < other.bound || s.bound == other.bound && s.item < other.item
}

func (t *tree) profiles() []int32 { return t.pool }

func (t *tree) near(i int32, k int) []candidate { return nearestOf(t, i, k) }

// walk takes the nearest of all boxes and slots in sight, and opens it if it is a box
// (Hjaltason and Samet 1999, ACM TODS 24:265). The distance to a box is summed in the
// same order as the one to a slot, so rounding cannot put a slot before its box.
func (t *tree) walk(i int32, visit func(slot int32, distance float64) bool) {
	from := t.d.space.at[int(i)*t.dims : (int(i)+1)*t.dims]
	t.queue.items = t.queue.items[:0]
	t.look(1, from)
	for len(t.queue.items) > 0 {
		s := t.queue.pop()
		if s.item < 0 {
			if !visit(-s.item-1, s.bound) {
				return
			}
			continue
		}
		if first, last := t.span(s.item); last-first <= leafSize {
			t.open(i, first, last, from)
		} else {
			t.look(2*s.item, from)
			t.look(2*s.item+1, from)
		}
	}
}

// look puts a node in sight.
func (t *tree) look(node int32, from []float64) {
	if t.alive[node] == 0 {
		return
	}
	low, high := t.low[int(node)*t.dims:], t.high[int(node)*t.dims:]
	sum := 0.0
	for k, x := range from {
		diff := 0.0
		switch {
		case x < low[k]:
			diff = low[k] - x
		case x > high[k]:
			diff = x - high[k]
		}
		sum += float64(diff * diff)
	}
	t.queue.push(inSight{math.Sqrt(sum), node})
}

// open puts the slots of a leaf in sight.
func (t *tree) open(i, first, last int32, from []float64) {
	for slot := first; slot < last; slot++ {
		if t.gone[slot] || !t.d.admits(i, t.pool[slot]) {
			continue
		}
		at := t.at[int(slot)*t.dims:]
		sum := 0.0
		for k, x := range from {
			diff := x - at[k]
			sum += float64(diff * diff)
		}
		t.queue.push(inSight{math.Sqrt(sum), -slot - 1})
	}
}

func (t *tree) drop(slot int32) {
	t.gone[slot] = true
	node, first, last := int32(1), int32(0), int32(len(t.pool))
	for t.alive[node]--; last-first > leafSize; t.alive[node]-- {
		node *= 2
		if middle := (first + last) / 2; slot < middle {
			last = middle
		} else {
			node, first = node+1, middle
		}
	}
}

// span is the range of slots of a node: the bits of its number below the first are the
// turns taken from the root.
func (t *tree) span(node int32) (first, last int32) {
	last = int32(len(t.pool))
	top := int32(1)
	for top <= node/2 {
		top *= 2
	}
	for bit := top / 2; bit > 0; bit /= 2 {
		if middle := (first + last) / 2; node&bit == 0 {
			last = middle
		} else {
			first = middle
		}
	}
	return first, last
}
