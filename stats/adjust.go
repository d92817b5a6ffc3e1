package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// AdjustFunc turns p-values into adjusted ones in the same order: a test passes at α if
// its adjusted p-value is at most α. No p-values, or one outside [0, 1], is an error.
type AdjustFunc func(p []float64) ([]float64, error)

// adjustments holds the methods by name.
var adjustments = registry[AdjustFunc]{
	"benjamini-hochberg":  BenjaminiHochberg,
	"benjamini-yekutieli": BenjaminiYekutieli,
	"bonferroni":          Bonferroni,
	"fixed-sequence":      FixedSequence,
	"hochberg":            Hochberg,
	"holm":                Holm,
	"holm-sidak":          HolmSidak,
	"sidak":               Sidak,
}

// Adjust returns the adjustment for several tests with the given name, such as "holm".
// Underscores do as well as hyphens.
func Adjust(method string) (AdjustFunc, bool) {
	return adjustments.find(method)
}

// Adjustments returns the names of all adjustments, sorted.
func Adjustments() []string { return adjustments.names() }

func checkPValues(op string, p []float64) error {
	if len(p) == 0 {
		return fmt.Errorf("%s: no p-values: want at least 1", op)
	}
	for i, v := range p {
		if err := checkRate(op, fmt.Sprintf("p-value %d", i+1), v); err != nil {
			return err
		}
	}
	return nil
}

// ascending returns the indices of p by size, ties in the order given.
func ascending(p []float64) []int {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	return order
}

// each adjusts every p-value for itself.
func each(op string, p []float64, adjusted func(p, m float64) float64) ([]float64, error) {
	if err := checkPValues(op, p); err != nil {
		return nil, err
	}
	out := make([]float64, len(p))
	for i, v := range p {
		out[i] = math.Min(1, adjusted(v, float64(len(p))))
	}
	return out, nil
}

// stepDown adjusts from the smallest p-value up, rank 1 first; no p-value comes out
// below that before it.
func stepDown(op string, p []float64, adjusted func(p, rank, m float64) float64) ([]float64, error) {
	if err := checkPValues(op, p); err != nil {
		return nil, err
	}
	out, largest := make([]float64, len(p)), 0.0
	for rank, i := range ascending(p) {
		largest = math.Max(largest, adjusted(p[i], float64(rank+1), float64(len(p))))
		out[i] = math.Min(1, largest)
	}
	return out, nil
}

// stepUp adjusts from the largest p-value down; no p-value comes out above that before it.
func stepUp(op string, p []float64, adjusted func(p, rank, m float64) float64) ([]float64, error) {
	if err := checkPValues(op, p); err != nil {
		return nil, err
	}
	out, smallest := make([]float64, len(p)), 1.0
	order := ascending(p)
	for rank := len(p); rank >= 1; rank-- {
		i := order[rank-1]
		smallest = math.Min(smallest, adjusted(p[i], float64(rank), float64(len(p))))
		out[i] = smallest
	}
	return out, nil
}
