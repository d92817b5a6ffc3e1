package stats

import (
	"fmt"
	"math"
)

// newUnconditional prepares the enumeration of all tables with the arms of t.
func newUnconditional(op string, t table) (*enumeration, error) {
	if (t.n1+1)*(t.n0+1) > maxTables {
		return nil, fmt.Errorf("%s: n1 and n0 are %v and %v: want (n1+1)(n0+1) of at most %d", op, t.n1, t.n0, maxTables)
	}
	return newEnumeration(t), nil
}

// mark takes the tables that are in for as extreme as the one observed.
func (e *enumeration) mark(in func(x1, x0 float64) bool) {
	for i, row := range e.extreme {
		for j := range row {
			row[j] = 0
			if in(float64(i), float64(j)) {
				row[j] = 1
			}
		}
	}
}

// worstNull is the largest probability of the marked tables over all rates that
// both arms may have in common. The rates of the grid are equally far apart on the
// scale of the arcsine, on which every binomial is about equally wide; each local
// maximum near the top is refined.
func (e *enumeration) worstNull() float64 {
	steps := math.Ceil(100 + float64(20*math.Sqrt(e.t.n1+e.t.n0)))
	at := func(i float64) float64 {
		return e.probability(clip(sineSquared(i/steps), 0, 1), 0)
	}
	grid := make([]float64, int(steps)+1)
	best := 0.0
	for i := range grid {
		grid[i] = at(float64(i))
		best = math.Max(best, grid[i])
	}
	for i, p := range grid {
		if i > 0 && i < len(grid)-1 && p > 0.9*best && p >= grid[i-1] && p >= grid[i+1] {
			best = math.Max(best, goldenMax(at, float64(i-1), float64(i+1)))
		}
	}
	return math.Min(best, 1)
}
