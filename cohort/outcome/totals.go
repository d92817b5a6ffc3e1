package outcome

import (
	"fmt"

	"sib/cohort"
)

// totals adds up the parts, and counts everybody again.
type totals struct {
	Table
	people [][2]int64
}

func newTotals(profiles int) *totals {
	return &totals{
		Table:  Table{Observed: make([][2]int64, profiles), Placed: make([][2]int64, profiles), Incomplete: make([][2]int64, profiles)},
		people: make([][2]int64, profiles),
	}
}

func (t *totals) add(p part) {
	for cell, i := range p.profile {
		if i < 0 {
			continue
		}
		arm, n := p.arm[cell], p.n[cell]
		t.people[i][arm] += int64(n[unobserved]) + int64(n[notPlaced]) + int64(n[placed])
		t.Observed[i][arm] += int64(n[notPlaced]) + int64(n[placed])
		t.Placed[i][arm] += int64(n[placed])
	}
}

// check compares both readings of the files.
func (t *totals) check(c *cohort.Cohort) error {
	for i, p := range c.Profiles {
		for arm := range p.N {
			n, o, k := t.people[i][arm], t.Observed[i][arm], t.Placed[i][arm]
			if n != p.N[arm] || o+t.Incomplete[i][arm] > n || k > o {
				return fmt.Errorf("outcome: profile %d, %s: %d people, %d observed, %d placed; the cohort has %d people",
					i, cohort.Arm(arm), n, o, k, p.N[arm])
			}
		}
	}
	return nil
}
