package matching

import (
	"math/rand/v2"
	"slices"
	"testing"

	"sib/cohort"
)

// TestExpandByHand: three people of one profile share four pairs.
func TestExpandByHand(t *testing.T) {
	people := People{Profile: []int32{1, 0, 0, 0, 0, 0, 1}, Arm: []uint8{1, 1, 0, 0, 1, 0, 1}}
	got := expand([]flow{{0, 0, 2}, {0, 1, 2}}, people.byProfile(cohort.Programme, 2), people.byProfile(cohort.Comparison, 2))
	slices.SortFunc(got, comparePairs)
	want := []Pair{{2, 1, 1}, {2, 6, 2}, {3, 4, 1}, {5, 0, 1}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestExpandCarriesOutTheFlows takes random flows apart and puts them together again.
func TestExpandCarriesOutTheFlows(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5))
		c := &cohort.Cohort{}
		for range 2 + r.IntN(5) {
			c.Profiles = append(c.Profiles, cohort.Profile{N: [2]int64{int64(1 + r.IntN(4)), int64(1 + r.IntN(4))}})
		}
		var people People
		for i, p := range c.Profiles {
			for arm, n := range p.N {
				for range n {
					people.Profile, people.Arm = append(people.Profile, int32(i)), append(people.Arm, uint8(arm))
				}
			}
		}
		r.Shuffle(len(people.Arm), func(i, j int) {
			people.Profile[i], people.Profile[j] = people.Profile[j], people.Profile[i]
			people.Arm[i], people.Arm[j] = people.Arm[j], people.Arm[i]
		})
		reuse := int64(1 + r.IntN(3))
		checkExpanded(t, c, people, randomFlows(r, c, reuse), reuse)
	}
}

// randomFlows keep to the limits: nobody serves more than reuse times, and no profile
// gives another more pairs than there are pairs of people.
func randomFlows(r *rand.Rand, c *cohort.Cohort, reuse int64) []flow {
	var out []flow
	left := make([]int64, len(c.Profiles))
	for i, p := range c.Profiles {
		left[i] = reuse * p.N[1]
	}
	for i, p := range c.Profiles {
		for j, o := range c.Profiles {
			n := min(left[j], p.N[0]*o.N[1], int64(r.IntN(5)))
			if n > 0 {
				left[j] -= n
				out = append(out, flow{int32(i), int32(j), n})
			}
		}
	}
	return out
}

func checkExpanded(t *testing.T, c *cohort.Cohort, people People, flows []flow, reuse int64) {
	t.Helper()
	pairs := expand(flows, people.byProfile(cohort.Programme, len(c.Profiles)), people.byProfile(cohort.Comparison, len(c.Profiles)))
	slices.SortFunc(pairs, comparePairs)
	n := map[[2]int32]int64{}
	served, has := map[int32]int64{}, map[int32]int32{}
	mine := map[[2]int32]bool{}
	for _, pair := range pairs {
		n[[2]int32{people.Profile[pair.Focal], people.Profile[pair.Match]}]++
		served[pair.Match]++
		if has[pair.Focal]++; has[pair.Focal] != pair.K {
			t.Fatalf("%v is match %d", pair, has[pair.Focal])
		}
		if mine[[2]int32{pair.Focal, pair.Match}] || served[pair.Match] > reuse || people.Arm[pair.Focal] != 0 || people.Arm[pair.Match] != 1 {
			t.Fatalf("%v breaks a rule", pair)
		}
		mine[[2]int32{pair.Focal, pair.Match}] = true
	}
	for _, f := range flows {
		if n[[2]int32{f.focal, f.other}] != f.n {
			t.Fatalf("%d pairs of %d and %d, want %d", n[[2]int32{f.focal, f.other}], f.focal, f.other, f.n)
		}
	}
	for i, p := range c.Profiles {
		least, most := int32(1<<30), int32(0)
		for person, profile := range people.Profile {
			if profile == int32(i) && people.Arm[person] == 0 && p.N[0] > 0 {
				least, most = min(least, has[int32(person)]), max(most, has[int32(person)])
			}
		}
		if most-least > 1 {
			t.Fatalf("people of one profile have from %d to %d matches", least, most)
		}
	}
}
