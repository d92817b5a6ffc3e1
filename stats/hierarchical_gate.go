package stats

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// HierarchicalGate tests the pooled effect first, at the whole α, and only if it passes the
// years, adjusted among themselves by the named method (see Adjustments): the adjusted
// p-value of a year is never below that of the pooled effect (Marcus, Peritz, Gabriel 1976,
// Biometrika 63:655; Dmitrienko, Tamhane 2007). The chance of any false pass is at most α
// when the method for the years holds it.
//
// The pooled p-value comes back as it is. No years, a p-value outside [0, 1] and an unknown
// method are errors.
func HierarchicalGate(pooled float64, years []float64, method string) (pooledAdjusted float64, yearsAdjusted []float64, err error) {
	const op = "hierarchical gate"
	if err := checkRate(op, "pooled p-value", pooled); err != nil {
		return 0, nil, err
	}
	adjust, ok := Adjust(method)
	if !ok {
		return 0, nil, fmt.Errorf("%s: unknown adjustment %q: want one of %s", op, method, strings.Join(Adjustments(), ", "))
	}
	adjusted, err := adjust(years)
	if err != nil {
		return 0, nil, fmt.Errorf("%s: years: %w", op, err)
	}
	out := slices.Clone(adjusted)
	for i, p := range out {
		out[i] = math.Max(p, pooled)
	}
	return pooled, out, nil
}
