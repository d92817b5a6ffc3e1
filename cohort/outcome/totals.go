package outcome

import (
	"fmt"

	"sib/cohort"
)

// totals adds up the results of an outcome, and counts everybody again.
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

// addAll adds the eligible people of a part.
func (t *totals) addAll(rows cohort.Rows, results []result) {
	for row, i := range rows.Profile {
		if i >= 0 {
			t.add(int(i), rows.Arm[row], results[row])
		}
	}
}

func (t *totals) add(profile int, arm uint8, r result) {
	t.people[profile][arm]++
	switch r {
	case placed:
		t.Placed[profile][arm]++
		t.Observed[profile][arm]++
	case notPlaced:
		t.Observed[profile][arm]++
	case incomplete:
		t.Incomplete[profile][arm]++
	}
}

// check compares both readings of the files.
func (t *totals) check(c *cohort.Cohort) error {
	for i, p := range c.Profiles {
		for arm := range p.N {
			n, o, k := t.people[i][arm], t.Observed[i][arm], t.Placed[i][arm]
			if n != p.N[arm] || o+t.Incomplete[i][arm] > n || k > o {
				return fmt.Errorf("profile %d, %s: %d people, %d observed, %d placed; the cohort has %d people",
					i, cohort.Arm(arm), n, o, k, p.N[arm])
			}
		}
	}
	return nil
}
