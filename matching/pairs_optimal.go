package matching

import "sib/cohort"

// flow is a number of pairs of two groups of people in a whole-numbered optimum. The
// people of a group cannot be told apart by anything that matching looks at.
type flow struct {
	focal, other int32 // indices of the groups
	n            int64
}

// expand names the pairs of flows. The people of a focal group are dealt its pairs
// in turn, so that their numbers of matches differ by one at most; those of the other
// group serve in turn, so that nobody serves twice before all of them have served
// once. The pairs that one focal person has with one group come one after the other,
// so they are with different people as long as there are as many, which an optimum
// within the limits of reuse guarantees.
func expand(flows []flow, focal, others [][]int32) []Pair {
	served := make([]int64, len(others)) // by group
	dealt := make([]int64, len(focal))
	given := map[int32]int32{} // matches, by focal person
	var out []Pair
	for _, f := range flows {
		group, pool := focal[f.focal], others[f.other]
		size := int64(len(group))
		for j := range min(size, f.n) {
			who := group[(dealt[f.focal]+j)%size]
			for range (f.n + size - 1 - j) / size {
				given[who]++
				out = append(out, Pair{who, pool[served[f.other]%int64(len(pool))], given[who]})
				served[f.other]++
			}
		}
		dealt[f.focal] += f.n
	}
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
