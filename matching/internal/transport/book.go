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

// more asks for more arcs of a source, if there are any that cost less than limit.
func (b *book) more(source int32, limit int64) bool {
	if b.floor[source] >= min(limit, All) {
		return false
	}
	b.k[source] = max(first, 2*b.k[source])
	b.arcs[source], b.floor[source] = b.ask(int(source), b.k[source])
	return true
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
	for at := 0; ; {
		arcs := b.arcs[source]
		for ; at < len(arcs) && arcs[at].Cost < out; at++ {
			out = min(out, arcs[at].Cost+prices[arcs[at].Sink])
		}
		if at < len(arcs) || !b.more(source, out) {
			return out
		}
	}
}
