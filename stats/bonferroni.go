package stats

// Bonferroni returns min(1, m·p) for m tests (Bonferroni 1936; Dunn 1961, JASA 56:52). It
// holds the chance of any false pass under every dependence.
func Bonferroni(p []float64) ([]float64, error) {
	return each("bonferroni", p, func(p, m float64) float64 { return float64(m * p) })
}
