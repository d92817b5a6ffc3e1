package transport

import "math/big"

// span is a range of prices.
type span struct{ low, high int64 }

// meet is what two ranges share. Ranges that share nothing give the end of a that is
// next to b.
func (a span) meet(b span) span {
	return span{between(a.low, b.low, a.high), between(a.low, b.high, a.high)}
}

// linePrices returns the price of a unit at each point. Prices of neighbours differ by
// the gap at most. Those of an optimal flow fall by all of the gap along a flow to the
// right, and rise by it along a flow to the left; the price is 0 where capacity is partly taken,
// not below 0 where it is used up and not above 0 where none is taken.
func linePrices(points []Point, taken []int64) []int64 {
	spans := make([]span, len(points))
	flows := make([]int64, len(points)) // over the gap after each point
	reach := span{-All, All}
	flow := int64(0)
	for k, p := range points {
		spans[k] = reach.meet(allowed(p, taken[k]))
		flow += p.Supply - taken[k]
		flows[k] = flow
		if k+1 < len(points) {
			reach = ahead(spans[k], points[k+1].At-p.At, flow)
		}
	}
	prices := make([]int64, len(points))
	for k := len(points) - 1; k >= 0; k-- {
		if k+1 == len(points) {
			prices[k] = between(spans[k].low, 0, spans[k].high)
			continue
		}
		gap, next := points[k+1].At-points[k].At, prices[k+1]
		want := between(spans[k].low, next, spans[k].high)
		switch {
		case flows[k] > 0:
			want = next + gap
		case flows[k] < 0:
			want = next - gap
		}
		prices[k] = between(next-gap, want, next+gap)
	}
	return prices
}

func allowed(p Point, taken int64) span {
	out := span{-All, All}
	if p.Capacity > taken {
		out.high = 0
	}
	if taken > 0 {
		out.low = 0
	}
	return out
}

// ahead is where the price behind a gap can be.
func ahead(s span, gap, flow int64) span {
	switch {
	case flow > 0:
		return span{s.low - gap, s.high - gap}
	case flow < 0:
		return span{s.low + gap, s.high + gap}
	}
	return span{s.low - gap, s.high + gap}
}

// lineBound is the objective of the dual, Σ supply·price − Σ capacity·max(price, 0): no
// flow that serves all the supply costs less, whatever the prices are, as long as those of
// neighbours differ by the gap at most.
func lineBound(points []Point, prices []int64) *big.Int {
	sum := new(big.Int)
	for k, p := range points {
		if p.Supply != 0 && prices[k] != 0 {
			sum.Add(sum, product(p.Supply, prices[k]))
		}
		if p.Capacity != 0 && prices[k] > 0 {
			sum.Sub(sum, product(p.Capacity, prices[k]))
		}
	}
	return sum
}
