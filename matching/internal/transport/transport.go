package transport

import (
	"cmp"
	"math"
	"math/big"
	"slices"
)

// All is the floor of a list of arcs that leaves none out.
const All = math.MaxInt64 / 4

// Arc leads from a source to a sink at a cost for each unit, which is not negative.
type Arc struct {
	Sink int32
	Cost int64
}

// Problem asks to serve every source from sinks or to leave it unserved, at least
// total cost. Costs on a path must add up to less than All.
type Problem struct {
	Supply   []int64 // by source
	Unserved []int64 // by source: what a unit costs that is left unserved
	Capacity []int64 // by sink
	// Arcs lists arcs of a source by cost and then by sink: all those and only those
	// that cost less than floor. A larger k raises the floor in the end, up to All.
	Arcs func(source, k int) (arcs []Arc, floor int64)
}

// Flow is an amount that goes from a source to a sink.
type Flow struct {
	Source, Sink int32
	Amount       int64
}

// Solution is a flow of least cost with the prices that prove it.
type Solution struct {
	Flows    []Flow  // by source and then sink; each amount is positive
	Unserved []int64 // by source
	Prices   []int64 // by sink: what one more unit of its capacity would save
	problem  Problem
	book     *book
}

// Solve finds the flow by successive shortest paths with prices (Ahuja, Magnanti and
// Orlin 1993, Network Flows, section 9.7), a source at a time. Arcs are asked for as
// the search comes to need them. The order of sources and sinks decides ties.
func Solve(p Problem) *Solution {
	s := newSearch(p)
	for i := range p.Supply {
		s.serve(int32(i))
	}
	out := &Solution{Unserved: s.unserved, Prices: make([]int64, len(p.Capacity)), problem: p, book: s.book}
	for j := range s.sinks {
		out.Prices[j] = s.sinks[j].price
		for _, f := range s.flows[j] {
			out.Flows = append(out.Flows, Flow{f.source, int32(j), f.amount})
		}
	}
	slices.SortFunc(out.Flows, func(a, b Flow) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Sink, b.Sink))
	})
	return out
}

// Cost is the total cost of the flows and, at these prices, of what is unserved.
func (s *Solution) Cost(unserved []int64) *big.Int {
	sum := new(big.Int)
	for _, f := range s.Flows {
		sum.Add(sum, product(f.Amount, s.book.cost(f.Source, f.Sink)))
	}
	for i, n := range s.Unserved {
		sum.Add(sum, product(n, unserved[i]))
	}
	return sum
}

// Bound is a total cost that no solution goes below, whatever the prices are, as
// long as none is negative: Σ supply·v − Σ capacity·price, where v is the least that a
// unit of the source can cost at these prices. This is the objective of the dual.
func (s *Solution) Bound(unserved, prices []int64) *big.Int {
	sum := new(big.Int)
	for i, n := range s.problem.Supply {
		sum.Add(sum, product(n, s.book.least(int32(i), unserved[i], prices)))
	}
	for j, n := range s.problem.Capacity {
		if prices[j] != 0 {
			sum.Sub(sum, product(n, prices[j]))
		}
	}
	return sum
}

func product(a, b int64) *big.Int {
	return new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
}
