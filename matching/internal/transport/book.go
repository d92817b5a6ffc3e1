package transport

// first is how many arcs a source is asked for at first.
const first = 16

// book keeps the arcs that were asked for.
type book struct {
	ask   func(source, k int) ([]Arc, int64)
	arcs  [][]Arc
	floor []int64
	k     []int
}

func newBook(p Problem) *book {
	n := len(p.Supply)
	return &book{ask: p.Arcs, arcs: make([][]Arc, n), floor: make([]int64, n), k: make([]int, n)}
}

// arc returns the arc of a source in place at, or false if it costs limit or more.
func (b *book) arc(source int32, at int, limit int64) (Arc, bool) {
	for at >= len(b.arcs[source]) {
		if b.floor[source] >= min(limit, All) {
			return Arc{}, false
		}
		b.k[source] = max(first, 2*b.k[source])
		b.arcs[source], b.floor[source] = b.ask(int(source), b.k[source])
	}
	a := b.arcs[source][at]
	return a, a.Cost < limit
}

// cost is the cost of an arc that is in the book.
func (b *book) cost(source, sink int32) int64 {
	for _, a := range b.arcs[source] {
		if a.Sink == sink {
			return a.Cost
		}
	}
	panic("transport: a flow without an arc")
}

// least is the least that a unit of a source costs with sinks at these prices.
func (b *book) least(source int32, unserved int64, prices []int64) int64 {
	out := unserved
	for at := 0; ; at++ {
		a, ok := b.arc(source, at, out)
		if !ok {
			return out
		}
		out = min(out, a.Cost+prices[a.Sink])
	}
}
