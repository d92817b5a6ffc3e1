package stats

import (
	"errors"
	"fmt"
	"math"
)

// TwoWay returns the weighted difference with the standard error for units that are
// dependent within a set and within a person: V = V(set) + V(person) − V(person in
// set), each as CR0 (Cameron, Gelbach, Miller 2011, J. Bus. Econ. Stat. 29:238), as R's sandwich does without cluster adjustment. It is the one for
// comparison people who stand in several sets. The interval is Student's t with one
// degree of freedom less than there are sets, or people if they are fewer. The
// difference of variances can be negative in small samples: that is an error, as is
// an arm within one set or one person.
func TwoWay(units []Unit) (Spread, error) {
	const op = "two-way"
	s, sets, err := newClustered(op, units, BySet)
	if err != nil {
		return Spread{}, err
	}
	_, people, err := newClustered(op, units, ByPerson)
	if err != nil {
		return Spread{}, err
	}
	both := s.clusters(BySetAndPerson)
	variance := sets.squares(s, unchanged) + (people.squares(s, unchanged) - both.squares(s, unchanged))
	if variance < 0 {
		return Spread{}, fmt.Errorf("%s: %w", op, errNegative)
	}
	g := min(sets.count, people.count)
	return s.spread(op, variance, math.Max(1, float64(g-1)), g), nil
}

var errNegative = errors.New("the variance is negative: there are too few sets; use a method with one cluster")
