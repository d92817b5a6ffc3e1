package transport

import "math"

// steep is the weight of a wall: no flow passes it.
const steep = math.MaxInt64

// slopes holds breakpoints of a convex function on one side of its minimum, the one
// next to the minimum on top, by which the slope changes at each. All move together.
type slopes struct {
	heap  []breakpoint
	shift int64
}

type breakpoint struct{ at, weight int64 }

func (s *slopes) top() int64 { return s.heap[0].at + s.shift }

func (s *slopes) push(at, weight int64) {
	h := append(s.heap, breakpoint{at - s.shift, weight})
	for k := len(h) - 1; k > 0; {
		up := (k - 1) / 2
		if h[up].at <= h[k].at {
			break
		}
		h[k], h[up] = h[up], h[k]
		k = up
	}
	s.heap = h
}

func (s *slopes) drop() {
	h := s.heap
	last := len(h) - 1
	h[0] = h[last]
	h = h[:last]
	for k := 0; ; {
		down := 2*k + 1
		if down >= last {
			break
		}
		if down+1 < last && h[down+1].at < h[down].at {
			down++
		}
		if h[k].at <= h[down].at {
			break
		}
		h[k], h[down] = h[down], h[k]
		k = down
	}
	s.heap = h
}

// moveTo moves weight from the top to the other side, where positions are negated. A
// wall stays where it is and gives any amount.
func (s *slopes) moveTo(other *slopes, weight int64) {
	for weight > 0 {
		at, w := s.top(), s.heap[0].weight
		part := min(w, weight)
		other.push(-at, part)
		weight -= part
		switch {
		case w == steep:
		case part == w:
			s.drop()
		default:
			s.heap[0].weight -= part
		}
	}
}
