package matching

import (
	"errors"
	"fmt"

	"sib/cohort"
)

// People are the people of a cohort in the order in which ties between them are
// broken. Somebody whose Profile is −1 is not eligible and takes no part.
type People struct {
	Profile []int32 // index into the cohort's Profiles
	Arm     []uint8 // the cohort.Arm of each
}

// errOtherPeople says that people and cohort do not belong together.
var errOtherPeople = errors.New("match: the people are not those whom the cohort counts: read both from the same files")

// check makes sure that the people are exactly those of the cohort.
func (p People) check(c *cohort.Cohort) error {
	if len(p.Profile) != len(p.Arm) {
		return fmt.Errorf("match: %d people with a profile and %d with an arm", len(p.Profile), len(p.Arm))
	}
	n := make([][2]int64, len(c.Profiles))
	for i, profile := range p.Profile {
		if profile < 0 {
			continue
		}
		if int(profile) >= len(n) || p.Arm[i] > 1 {
			return errOtherPeople
		}
		n[profile][p.Arm[i]]++
	}
	for i := range n {
		if n[i] != c.Profiles[i].N {
			return errOtherPeople
		}
	}
	return nil
}

// of lists the people of an arm who are neither ineligible nor in an excluded profile.
func (p People) of(arm cohort.Arm, excluded []bool) []int32 {
	var out []int32
	for i, profile := range p.Profile {
		if profile >= 0 && p.Arm[i] == uint8(arm) && !excluded[profile] {
			out = append(out, int32(i))
		}
	}
	return out
}

// ranking numbers profiles by a value: equal values share a rank.
type ranking struct {
	of []int32 // by profile
	n  int     // ranks
}

// sorted returns who by ascending rank, those of equal rank in the order of who. It
// is a counting sort: the ranks are few, or at most as many as the profiles.
func (p People) sorted(who []int32, r ranking) []int32 {
	next := make([]int32, r.n+1)
	for _, i := range who {
		next[r.of[p.Profile[i]]+1]++
	}
	for k := range r.n {
		next[k+1] += next[k]
	}
	out := make([]int32, len(who))
	for _, i := range who {
		at := &next[r.of[p.Profile[i]]]
		out[*at] = i
		*at++
	}
	return out
}
