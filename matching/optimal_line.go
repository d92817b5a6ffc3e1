package matching

import (
	"cmp"
	"slices"

	"sib/matching/internal/transport"
)

// alongLine solves a cell in which distance is a difference of one number and every
// pair is allowed.
func (m *optimum) alongLine(d *design, g ruler) {
	points, spot := m.points(d, g)
	s := transport.Line(points)
	m.total, m.bound = s.Cost, s.Bound
	for _, f := range s.Flows {
		f.Source, f.Sink = spot[f.Source], spot[f.Sink]
		m.flows = append(m.flows, f)
	}
	slices.SortFunc(m.flows, func(a, b transport.Flow) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Sink, b.Sink))
	})
}

// points merges the spots of both arms from left to right, and says which spot of its
// arm each point is.
func (m *optimum) points(d *design, g ruler) ([]transport.Point, []int32) {
	supply, capacity := m.supplies(d), m.capacities(d)
	size := len(supply) + len(capacity)
	points, spot := make([]transport.Point, 0, size), make([]int32, 0, size)
	origin := 0.0
	place := func(s spots, k int) float64 { return d.space.at[s.one(k)] }
	for a, b := 0, 0; a < len(supply) || b < len(capacity); {
		focal := b == len(capacity) || a < len(supply) && place(m.focal, a) <= place(m.other, b)
		var x float64
		var p transport.Point
		if focal {
			x, p.Supply = place(m.focal, a), supply[a]
			spot = append(spot, int32(a))
			a++
		} else {
			x, p.Capacity = place(m.other, b), capacity[b]
			spot = append(spot, int32(b))
			b++
		}
		if len(points) == 0 {
			origin = x
		}
		p.At = g.steps(x - origin)
		points = append(points, p)
	}
	return points, spot
}
