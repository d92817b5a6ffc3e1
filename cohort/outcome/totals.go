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

// addAll adds the eligible people of a part, by cell.
func (t *totals) addAll(profiles []int32, arms []uint8, cells []byResult) {
	for cell, n := range cells {
		if i := profiles[cell]; i >= 0 {
			t.addCell(int(i), arms[cell], n)
		}
	}
}

func (t *totals) addCell(profile int, arm uint8, n byResult) {
	for _, k := range n {
		t.people[profile][arm] += int64(k)
	}
	t.Observed[profile][arm] += int64(n[notPlaced]) + int64(n[placed])
	t.Placed[profile][arm] += int64(n[placed])
	t.Incomplete[profile][arm] += int64(n[incomplete])
}

// add adds one person.
func (t *totals) add(profile int, arm uint8, r result) {
	var one byResult
	one[r]++
	t.addCell(profile, arm, one)
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
