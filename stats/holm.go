package stats

// Holm returns step-down adjusted p-values, the running maximum of (m − rank + 1)·p (Holm
// 1979, Scand. J. Stat. 6:65). It holds the chance of any false pass under every
// dependence and passes whatever Bonferroni passes.
func Holm(p []float64) ([]float64, error) {
	return stepDown("holm", p, func(p, rank, m float64) float64 { return float64((m - rank + 1) * p) })
}
