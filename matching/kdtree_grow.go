package matching

import "slices"

// growTree builds the tree of the profiles of a pool.
func (d *design) growTree(pool []int32) *tree {
	nodes := 2
	for size := len(pool); size > leafSize; size = (size + 1) / 2 {
		nodes *= 2
	}
	t := &tree{
		d: d, dims: d.space.dims, pool: slices.Clone(pool), gone: make([]bool, len(pool)), alive: make([]int32, nodes),
		low: make([]float64, nodes*d.space.dims), high: make([]float64, nodes*d.space.dims),
		queue: priority[inSight]{before: inSight.before}, cuts: make([]cut, len(pool)),
	}
	t.split(1, 0, len(pool))
	t.cuts = nil
	t.at = make([]float64, 0, len(pool)*t.dims)
	for _, j := range t.pool {
		t.at = append(t.at, d.space.at[int(j)*t.dims:(int(j)+1)*t.dims]...)
	}
	return t
}

// split bounds a node and divides it at the median of its longest side.
func (t *tree) split(node, first, last int) {
	t.alive[node] = int32(last - first)
	side := t.bound(node, first, last)
	if last-first <= leafSize {
		return
	}
	middle := (first + last) / 2
	cuts := t.cuts[:last-first]
	for k, j := range t.pool[first:last] {
		cuts[k] = cut{t.d.space.at[int(j)*t.dims+side], j}
	}
	selectNth(cuts, middle-first)
	for k, at := range cuts {
		t.pool[first+k] = at.profile
	}
	t.split(2*node, first, middle)
	t.split(2*node+1, middle, last)
}

// bound sets the box of a node and returns its longest side.
func (t *tree) bound(node, first, last int) (side int) {
	low, high := t.low[node*t.dims:(node+1)*t.dims], t.high[node*t.dims:(node+1)*t.dims]
	for n, j := range t.pool[first:last] {
		at := t.d.space.at[int(j)*t.dims:]
		for k := range low {
			if x := at[k]; n == 0 {
				low[k], high[k] = x, x
			} else {
				low[k], high[k] = min(low[k], x), max(high[k], x)
			}
		}
	}
	for k := range low {
		if high[k]-low[k] > high[side]-low[side] {
			side = k
		}
	}
	return side
}

// cut is where a profile lies along the side that is divided.
type cut struct {
	at      float64
	profile int32
}

// before orders cuts; no two are the same.
func (c cut) before(other cut) bool {
	return c.at < other.at || c.at == other.at && c.profile < other.profile
}

// selectNth reorders a so that what belongs at place n is there, nothing before it is
// greater and nothing behind it less (Hoare 1961, CACM 4:321).
func selectNth(a []cut, n int) {
	first, last := 0, len(a)-1
	for first < last {
		pivot := middleOf(a[first], a[(first+last)/2], a[last])
		i, j := first, last
		for i <= j {
			for a[i].before(pivot) {
				i++
			}
			for pivot.before(a[j]) {
				j--
			}
			if i <= j {
				a[i], a[j] = a[j], a[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case n <= j:
			last = j
		case n >= i:
			first = i
		default:
			return
		}
	}
}

func middleOf(a, b, c cut) cut {
	if b.before(a) {
		a, b = b, a
	}
	if c.before(b) {
		b = c
		if b.before(a) {
			b = a
		}
	}
	return b
}
