package stats

// HolmSidak is Holm with 1 − (1 − p)^(m − rank + 1) in place of the product (Holland,
// Copenhaver 1987, Biometrics 43:417). The conditions are those of Sidak.
func HolmSidak(p []float64) ([]float64, error) {
	return stepDown("holm-sidak", p, func(p, rank, m float64) float64 { return atLeastOne(p, m-rank+1) })
}
