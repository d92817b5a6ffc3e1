package stats

import "slices"

// Dummies returns columns of 0 and 1 for labels such as strata: row i has a 1 in the
// column of its label, labels in ascending order, the lowest without a column of its own.
// One label gives rows of length 0.
func Dummies(labels []int64) [][]float64 {
	levels := slices.Compact(slices.Sorted(slices.Values(labels)))
	out := make([][]float64, len(labels))
	for i, label := range labels {
		at, _ := slices.BinarySearch(levels, label)
		out[i] = make([]float64, len(levels)-1)
		if at > 0 {
			out[i][at-1] = 1
		}
	}
	return out
}
