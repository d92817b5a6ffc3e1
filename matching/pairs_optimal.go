package matching

import (
	"slices"

	"sib/cohort"
)

// flow is a number of pairs of two profiles in a whole-numbered optimum.
type flow struct {
	focal, other int32 // indices into the cohort's Profiles
	n            int64
}

// expand names the pairs of flows. The people of a focal profile are dealt its pairs
// in turn, so that their numbers of matches differ by one at most; those of the other
// profile serve in turn, in the order of People, so that nobody serves twice before
// all of them have served once. Since the pairs that one focal person has with one
// profile come one after the other, they are different people as long as there are
// as many, which an optimum within the limits of reuse guarantees.
func (p *Pairer) expand(flows []flow, people People) []Pair {
	arms := [2][][]int32{people.byProfile(p.d.focal, len(p.d.c.Profiles)), people.byProfile(other(p.d.focal), len(p.d.c.Profiles))}
	served := make([]int64, len(p.d.c.Profiles)) // by profile of the others
	dealt := make([]int64, len(p.d.c.Profiles))  // by focal profile
	given := make([]int32, len(people.Profile))  // by focal person
	var out []Pair
	for _, f := range flows {
		focal, others := arms[0][f.focal], arms[1][f.other]
		size := int64(len(focal))
		for j := range size { // the one who is next in turn first
			who := focal[(dealt[f.focal]+j)%size]
			for range (f.n + size - 1 - j) / size {
				given[who]++
				out = append(out, Pair{who, others[served[f.other]%int64(len(others))], given[who]})
				served[f.other]++
			}
		}
		dealt[f.focal] += f.n
	}
	slices.SortFunc(out, comparePairs)
	return out
}

// byProfile lists the people of an arm by profile, in the order of People.
func (p People) byProfile(arm cohort.Arm, profiles int) [][]int32 {
	out := make([][]int32, profiles)
	for i, profile := range p.Profile {
		if profile >= 0 && p.Arm[i] == uint8(arm) {
			out[profile] = append(out[profile], int32(i))
		}
	}
	return out
}
