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
		queue: priority[inSight]{before: inSight.before},
	}
	t.split(1, 0, len(pool))
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
	at, dims := t.d.space.at[side:], t.dims
	selectNth(t.pool[first:last], middle-first, func(i, j int32) bool {
		a, b := at[int(i)*dims], at[int(j)*dims]
		return a < b || a == b && i < j
	})
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

// selectNth reorders a so that what belongs at place n is there, nothing before it is
// greater and nothing behind it less (Hoare 1961, CACM 4:321).
func selectNth(a []int32, n int, less func(i, j int32) bool) {
	first, last := 0, len(a)-1
	for first < last {
		pivot := middleOf(a[first], a[(first+last)/2], a[last], less)
		i, j := first, last
		for i <= j {
			for less(a[i], pivot) {
				i++
			}
			for less(pivot, a[j]) {
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

func middleOf(a, b, c int32, less func(i, j int32) bool) int32 {
	if less(b, a) {
		a, b = b, a
	}
	if less(c, b) {
		b = c
		if less(b, a) {
			b = a
		}
	}
	return b
}
