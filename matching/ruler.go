package matching

import (
	"math"
	"math/big"
	"math/bits"

	"sib/cohort"
	"sib/matching/internal/transport"
)

// ruler rounds distances to whole numbers of a unit, so that sums of them are exact. The
// unit is a power of two: dividing by it rounds nothing.
type ruler struct {
	unit    float64
	longest int64 // no distance within a cell is longer
}

// finest is how many bits the largest distance has at most. A unit is then some 1e-12 of it:
// above the rounding that a model fit or a rotation leaves in coordinates, which most
// distances that are equal but for it lose here.
const finest = 40

// ruler is as fine as the longest path of costs allows, which alternates between as many
// profiles as there are people who look for a match.
func (d *design) ruler() ruler {
	sources := 0
	for _, c := range d.cells {
		sources = max(sources, min(len(c.profiles[cohort.Programme]), len(c.profiles[cohort.Comparison])))
	}
	extent := d.extent()
	_, exponent := math.Frexp(extent)
	g := ruler{unit: math.Ldexp(1, exponent-min(finest, 58-bits.Len(uint(sources))))}
	g.longest = g.steps(extent) + 1
	return g
}

// extent is a distance that no two people of a cell go beyond: the diagonal of the box
// around them.
func (d *design) extent() float64 {
	most := 0.0
	for _, c := range d.cells {
		sum := 0.0
		for k := range d.space.dims {
			low, high := math.Inf(1), math.Inf(-1)
			for _, profiles := range c.profiles {
				for _, i := range profiles {
					x := d.space.at[int(i)*d.space.dims+k]
					low, high = min(low, x), max(high, x)
				}
			}
			sum += float64((high - low) * (high - low))
		}
		most = max(most, math.Sqrt(sum))
	}
	return most
}

// steps is a distance in units.
func (g ruler) steps(distance float64) int64 { return int64(math.Round(distance / g.unit)) }

// unserved is a cost above that of any chain of changes among this many spots.
func (g ruler) unserved(spots int) int64 { return int64(spots+2) * g.longest }

// arcs turns the nearest candidates, of whom k were asked for, into arcs to their spots
// at a cost of their distance. Candidates as far as the last one are left out unless
// they are all: another as far may be missing.
func (g ruler) arcs(near []candidate, k int, spotOf []int32) ([]transport.Arc, int64) {
	floor := int64(transport.All)
	if len(near) == k {
		floor = g.steps(near[k-1].distance)
	}
	out := make([]transport.Arc, 0, len(near))
	for _, c := range near {
		if cost := g.steps(c.distance); cost < floor {
			out = append(out, transport.Arc{Sink: spotOf[c.profile], Cost: cost})
		}
	}
	return tidy(out), floor
}

// tally adds up the certificates of cells.
type tally struct{ total, bound big.Int }

func (t *tally) add(total, bound *big.Int) {
	t.total.Add(&t.total, total)
	t.bound.Add(&t.bound, bound)
}

func (t *tally) proof(g ruler) *Proof {
	return &Proof{
		Total: g.length(&t.total),
		Bound: g.length(&t.bound),
		Gap:   g.length(new(big.Int).Sub(&t.total, &t.bound)),
		Unit:  g.unit,
	}
}

// length is a number of units as a distance.
func (g ruler) length(units *big.Int) float64 {
	f, _ := new(big.Float).SetInt(units).Float64()
	return float64(f * g.unit)
}
