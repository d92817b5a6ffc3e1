package matching

import (
	"slices"
	"testing"

	"sib/matching/internal/transport"
)

// Another candidate as far as the last may be missing, so none of these is listed yet.
func TestRulerArcs(t *testing.T) {
	g := ruler{unit: 0.5}
	near := []candidate{{2, 0}, {0, 1}, {1, 1}, {4, 3}, {3, 3}}
	spotOf := []int32{5, 5, 1, 0, 2}
	want := []transport.Arc{{Sink: 1, Cost: 0}, {Sink: 5, Cost: 2}}
	if got, floor := g.arcs(near, 5, spotOf); !slices.Equal(got, want) || floor != 6 {
		t.Errorf("%v below %d, want %v below 6", got, floor, want)
	}
	want = append(want, transport.Arc{Sink: 0, Cost: 6}, transport.Arc{Sink: 2, Cost: 6})
	if got, floor := g.arcs(near, 6, spotOf); !slices.Equal(got, want) || floor != transport.All {
		t.Errorf("%v below %d, want %v, which are all", got, floor, want)
	}
}
