package stats

import (
	"fmt"
	"math"
)

// MissingCounts is an arm's observed outcomes, X events among N people, and M more people
// whose outcome is missing.
type MissingCounts struct {
	X int64 `json:"x"`
	N int64 `json:"n"`
	M int64 `json:"m"`
}

// ManskiBounds returns the smallest and the largest difference of rates that the missing
// outcomes allow, whatever they are: x1/(n1+m1) − (x0+m0)/(n0+m0) and (x1+m1)/(n1+m1) −
// x0/(n0+m0) (Manski 1990, Am. Econ. Rev. 80:319). They are proportions and hold no
// sampling error. Without missing outcomes both are the difference. An arm may lack all
// outcomes; one without people, and counts that do not fit, are errors.
func ManskiBounds(programme, comparison MissingCounts) (lo, hi float64, err error) {
	if err := checkMissing("manski bounds", programme, comparison); err != nil {
		return 0, 0, err
	}
	l1, u1 := programme.rates()
	l0, u0 := comparison.rates()
	return l1 - u0, u1 - l0, nil
}

// rates are those with all missing outcomes failures, and all events.
func (c MissingCounts) rates() (lo, hi float64) {
	all := float64(c.N + c.M)
	return float64(c.X) / all, float64(c.X+c.M) / all
}

func checkMissing(op string, programme, comparison MissingCounts) error {
	for _, arm := range []struct {
		name string
		c    MissingCounts
	}{{"programme", programme}, {"comparison", comparison}} {
		c := arm.c
		switch {
		case c.N < 0 || c.M < 0 || c.X < 0:
			return fmt.Errorf("%s: the %s group has a count below 0", op, arm.name)
		case c.X > c.N:
			return fmt.Errorf("%s: the %s group has %d events among %d people", op, arm.name, c.X, c.N)
		case c.M > math.MaxInt64/2-c.N || c.N+c.M == 0:
			return fmt.Errorf("%s: the %s group has no people, or too many", op, arm.name)
		}
	}
	return nil
}
