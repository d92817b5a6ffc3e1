package transport

// search finds shortest paths in the residual network. With v the value of a source
// and p the price of a sink it keeps, for every source served so far and every arc,
// v ≤ cost + p, with equality where there is flow; p > 0 only if the sink is full;
// v ≤ unserved cost, with equality where something is unserved.
type search struct {
	Problem
	book     *book
	flows    [][]portion // by sink
	unserved []int64
	sources  []sourceState
	sinks    []sinkState
	round    int32
	heap     []label
	reached  []int32 // sources reached in this round
	settled  []int32 // sinks passed through in this round
	best     int64   // length of the shortest path to an end so far
	end      ending
}

type portion struct {
	source int32
	amount int64
}

type sourceState struct {
	value, dist int64
	via         int32 // sink from which this source was reached
	round       int32
}

type sinkState struct {
	price, left, dist int64
	via               int32 // source from which this sink was reached
	round             int32
}

// ending is where a path ends: at a sink with capacity left, or at a source that
// gives a unit up (sink −1).
type ending struct{ source, sink int32 }

func newSearch(p Problem) *search {
	s := &search{
		Problem: p, book: newBook(p),
		flows: make([][]portion, len(p.Capacity)), unserved: make([]int64, len(p.Supply)),
		sources: make([]sourceState, len(p.Supply)), sinks: make([]sinkState, len(p.Capacity)),
	}
	for j, c := range p.Capacity {
		s.sinks[j].left = c
	}
	return s
}

// serve sends the supply of a source along shortest paths.
func (s *search) serve(root int32) {
	for left := s.Supply[root]; left > 0; {
		s.shortest(root)
		s.reprice()
		amount := s.room(root, left)
		s.push(root, amount)
		left -= amount
	}
}

// shortest is Dijkstra's search by reduced costs from root to the nearest end. A way
// back from a sink to a source it serves costs nothing.
func (s *search) shortest(root int32) {
	s.round++
	s.heap, s.reached, s.settled = s.heap[:0], s.reached[:0], s.settled[:0]
	s.best = All
	s.reach(root, -1, 0)
	for len(s.heap) > 0 && s.heap[0].dist < s.best {
		top := s.pop()
		if s.sinks[top.sink].dist < top.dist {
			continue
		}
		s.settled = append(s.settled, top.sink)
		for _, f := range s.flows[top.sink] {
			if s.sources[f.source].round != s.round {
				s.reach(f.source, top.sink, top.dist)
			}
		}
	}
}

// reach labels a source and looks at what leaves it, cheapest first, as long as
// that can lead to an end nearer than the best so far.
func (s *search) reach(i, via int32, dist int64) {
	state := &s.sources[i]
	state.via, state.dist, state.round = via, dist, s.round
	s.reached = append(s.reached, i)
	base := dist - state.value
	if up := base + s.Unserved[i]; up < s.best {
		s.best, s.end = up, ending{i, -1}
	}
	for at := 0; ; {
		arcs := s.book.arcs[i]
		for ; at < len(arcs); at++ {
			dist := base + arcs[at].Cost
			if dist >= s.best {
				return
			}
			s.relax(i, arcs[at].Sink, dist)
		}
		if !s.book.more(i, s.best-base) {
			return
		}
	}
}

func (s *search) relax(i, sink int32, dist int64) {
	j := &s.sinks[sink]
	dist += j.price
	if dist >= s.best {
		return
	}
	if j.left > 0 {
		s.best, s.end = dist, ending{i, sink}
		return
	}
	if j.round != s.round || dist < j.dist {
		j.round, j.dist, j.via = s.round, dist, i
		s.add(label{dist, sink})
	}
}

// reprice restores the conditions along the shortest path.
func (s *search) reprice() {
	for _, i := range s.reached {
		s.sources[i].value += s.best - s.sources[i].dist
	}
	for _, j := range s.settled {
		s.sinks[j].price += s.best - s.sinks[j].dist
	}
}

// room is how much fits through the path that was found.
func (s *search) room(root int32, amount int64) int64 {
	if s.end.sink >= 0 {
		amount = min(amount, s.sinks[s.end.sink].left)
	}
	for i := s.end.source; i != root; {
		j := s.sources[i].via
		amount = min(amount, s.flows[j][s.at(j, i)].amount)
		i = s.sinks[j].via
	}
	return amount
}

// push sends an amount along the path, which takes it away on every way back.
func (s *search) push(root int32, amount int64) {
	if s.end.sink >= 0 {
		s.sinks[s.end.sink].left -= amount
		s.change(s.end.sink, s.end.source, amount)
	} else {
		s.unserved[s.end.source] += amount
	}
	for i := s.end.source; i != root; {
		j := s.sources[i].via
		s.change(j, i, -amount)
		i = s.sinks[j].via
		s.change(j, i, amount)
	}
}

// at is the place of a source among those that a sink serves, or −1.
func (s *search) at(sink, source int32) int {
	for k, f := range s.flows[sink] {
		if f.source == source {
			return k
		}
	}
	return -1
}

func (s *search) change(sink, source int32, amount int64) {
	k := s.at(sink, source)
	if k < 0 {
		s.flows[sink] = append(s.flows[sink], portion{source, amount})
		return
	}
	list := s.flows[sink]
	if list[k].amount += amount; list[k].amount == 0 {
		last := len(list) - 1
		list[k] = list[last]
		s.flows[sink] = list[:last]
	}
}
