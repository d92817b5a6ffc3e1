package transport

import "math/big"

// Point is a place on a line with supply, capacity or both.
type Point struct {
	At               int64
	Supply, Capacity int64
}

// LineSolution is a flow of least total distance along a line.
type LineSolution struct {
	Flows []Flow // between points, along the line
	Cost  *big.Int
	Bound *big.Int // no flow that serves as many has a lower cost
}

// Line serves as many units as possible at least total distance: all the supply or,
// if that is more than the capacity, all the capacity. Points ascend by At.
//
// Let x be the flow over the gap after a point: what came in, plus the supply, less
// what is taken, between 0 and the capacity. The cost Σ gap·|x| is convex in every x,
// so a scan that keeps the breakpoints of the least cost to the left as a function
// of x solves it (the slope trick), and the way back reads off what is taken.
func Line(points []Point) LineSolution {
	var supply, capacity int64
	for _, p := range points {
		supply += p.Supply
		capacity += p.Capacity
	}
	swap := supply > capacity
	if swap {
		points = swapped(points)
	}
	taken := takeAlong(points)
	out := LineSolution{Flows: inOrder(points, taken), Bound: lineBound(points, linePrices(points, taken))}
	out.Cost = new(big.Int)
	for k := range out.Flows {
		f := &out.Flows[k]
		length := points[f.Source].At - points[f.Sink].At
		out.Cost.Add(out.Cost, product(f.Amount, max(length, -length)))
		if swap {
			f.Source, f.Sink = f.Sink, f.Source
		}
	}
	return out
}

// swapped turns the line around: it is the capacity that must be used up.
func swapped(points []Point) []Point {
	out := make([]Point, len(points))
	for k, p := range points {
		out[k] = Point{p.At, p.Capacity, p.Supply}
	}
	return out
}

// takeAlong returns how much of the capacity is taken at each point.
func takeAlong(points []Point) []int64 {
	low, high := bestInflows(points)
	taken := make([]int64, len(points))
	out := int64(0) // over the gap after the point
	for k := len(points) - 1; k >= 0; k-- {
		p := points[k]
		in := between(out-p.Supply, between(low[k], 0, high[k]), out-p.Supply+p.Capacity)
		taken[k] = in + p.Supply - out
		out = in
	}
	if out != 0 {
		panic("transport: flow from before the first point")
	}
	return taken
}

// between is x held to [low, high].
func between(low, x, high int64) int64 { return min(max(low, x), high) }

// bestInflows returns, for each point, the range of inflows at which the cost to its
// left is least.
func bestInflows(points []Point) (low, high []int64) {
	low, high = make([]int64, len(points)), make([]int64, len(points))
	var left, right slopes // breakpoints where the cost falls (negated) and where it rises
	left.push(0, steep)
	right.push(0, steep)
	for k, p := range points {
		low[k], high[k] = -left.top(), right.top()
		left.shift -= p.Supply - p.Capacity
		right.shift += p.Supply
		if k+1 == len(points) {
			break
		}
		gap := points[k+1].At - p.At
		switch {
		case gap == 0:
		case right.top() >= 0:
			left.push(0, 2*gap)
			left.moveTo(&right, gap)
		default:
			right.push(0, 2*gap)
			right.moveTo(&left, gap)
		}
	}
	return low, high
}

// inOrder pairs the supply with what is taken, both from left to right. On a line no
// pairing of the two is shorter, and none has a shorter longest pair.
func inOrder(points []Point, taken []int64) []Flow {
	var out []Flow
	to, room := -1, int64(0)
	for from, p := range points {
		for left := p.Supply; left > 0; {
			for room == 0 {
				to++
				room = taken[to]
			}
			amount := min(left, room)
			out = append(out, Flow{int32(from), int32(to), amount})
			left -= amount
			room -= amount
		}
	}
	return out
}
