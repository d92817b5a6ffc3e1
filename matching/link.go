package matching

import (
	"fmt"
	"math"

	"sib/cohort"
)

// Link says that people of two profiles are matched. People who cannot be told
// apart share what a choice between them would give to some: N is the number of
// pairs expected over all such choices, and need not be whole.
type Link struct {
	Programme, Comparison int32   // indices into the cohort's Profiles
	N                     float64 // pairs
	// Weight is what these pairs add to the weight of the people who are not focal.
	// A focal person's pairs add up to 1.
	Weight float64
}

// assignment is what a method finds: strata, links, or weights alone.
type assignment struct {
	strata []Stratum
	links  []Link // ordered by cell, then by the focal profile, then by the other
	// weights of one person by profile and arm; nil: they follow from the rest.
	weights [][2]float64
	proof   *Proof // of an optimal method
}

// Proof shows that no assignment has a smaller total distance. Distances are
// rounded to multiples of Unit; on these, Total and Bound are exact.
type Proof struct {
	Total float64 `json:"total_distance"` // sum of the distances of the pairs that were made
	Bound float64 `json:"lower_bound"`    // sum of distances that no assignment can be below: the dual solution
	Gap   float64 `json:"duality_gap"`    // total less bound, on the rounded distances
	Unit  float64 `json:"unit"`           // distance that distances are rounded to multiples of
}

// linkWeights derives the weights of one person by profile and arm from links.
func (d *design) linkWeights(links []Link) [][2]float64 {
	w := make([][2]float64, len(d.c.Profiles))
	other := 1 - d.focal
	for _, l := range links {
		ends := [2]int32{cohort.Programme: l.Programme, cohort.Comparison: l.Comparison}
		w[ends[d.focal]][d.focal] += l.Weight
		w[ends[other]][other] += l.Weight
	}
	for i, p := range d.c.Profiles {
		for arm, n := range p.N {
			if n > 0 {
				w[i][arm] /= float64(n)
			}
		}
		// A focal person whose shares add up to one weighs one, whatever was lost in adding.
		if math.Abs(w[i][d.focal]-1) < whole {
			w[i][d.focal] = 1
		}
	}
	return w
}

// whole is how close to 1 the shares of a person who is wholly matched come.
const whole = 1e-9

// checkLinks holds every pair against every constraint once more after matching. An
// error is a mistake in this package, not in the input.
func (d *design) checkLinks(links []Link) error {
	for _, l := range links {
		focal, other := d.ends(l)
		switch {
		case !d.sharesCell(focal, other):
			return broken("a pair is from two cells")
		case !d.admits(focal, other):
			return broken("a pair breaks a caliper or agrees where it must differ")
		case !(l.N > 0 && l.Weight > 0):
			return broken("a pair has no people or no weight")
		}
	}
	return nil
}

func broken(what string) error {
	return fmt.Errorf("internal error: %s: please report this design", what)
}

// sharesCell reports whether two profiles are in one cell.
func (d *design) sharesCell(i, j int32) bool {
	a, b := d.c.Profiles[i], d.c.Profiles[j]
	if a.Year != b.Year || d.outside[i] || d.outside[j] {
		return false
	}
	for k := range a.Codes {
		if d.bins[k].of[a.Codes[k]] != d.bins[k].of[b.Codes[k]] {
			return false
		}
	}
	return true
}
