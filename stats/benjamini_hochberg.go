package stats

// BenjaminiHochberg returns p-values adjusted for the false discovery rate, the running
// minimum of m·p/rank from the largest on (Benjamini, Hochberg 1995, JRSS B 57:289). It
// holds the expected share of false passes among passes, not the chance of any: wrong for
// a rule under which each pass pays.
func BenjaminiHochberg(p []float64) ([]float64, error) {
	return stepUp("benjamini-hochberg", p, func(p, rank, m float64) float64 { return float64(m / rank * p) })
}
