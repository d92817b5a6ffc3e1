package stats

import (
	"fmt"
	"math"
)

// Stratum holds the counts of people alike: X1 events among N1 people of the
// programme group, X0 among N0 of the comparison group.
type Stratum struct {
	X1 float64 `json:"x1"`
	N1 float64 `json:"n1"`
	X0 float64 `json:"x0"`
	N0 float64 `json:"n0"`
}

// check wants whole counts with 0 ≤ x ≤ n; an arm may be empty.
func (s Stratum) check(op string, index int) error {
	for _, arm := range []struct {
		name string
		x, n float64
	}{{"1", s.X1, s.N1}, {"0", s.X0, s.N0}} {
		n := fmt.Sprintf("n%s of stratum %d", arm.name, index+1)
		if !(arm.n >= 0) || math.IsInf(arm.n, 1) || arm.n != math.Trunc(arm.n) {
			return bad(op, n, arm.n, "a whole number from 0 on")
		}
		x := fmt.Sprintf("x%s of stratum %d", arm.name, index+1)
		if err := checkEvents(op, x, arm.x, n, arm.n); err != nil {
			return err
		}
		if arm.x != math.Trunc(arm.x) {
			return bad(op, x, arm.x, "a whole number of events")
		}
	}
	return nil
}
