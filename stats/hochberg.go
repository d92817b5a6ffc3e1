package stats

// Hochberg returns step-up adjusted p-values, the running minimum of (m − rank + 1)·p from
// the largest on (Hochberg 1988, Biometrika 75:800). It passes whatever Holm passes, but
// holds its promise only for independent or positively dependent tests.
func Hochberg(p []float64) ([]float64, error) {
	return stepUp("hochberg", p, func(p, rank, m float64) float64 { return float64((m - rank + 1) * p) })
}
