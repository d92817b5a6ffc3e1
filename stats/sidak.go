package stats

// Sidak returns 1 − (1 − p)^m (Šidák 1967, JASA 62:626). It is a little less strict than
// Bonferroni, exact for independent tests and safe for two-sided normal ones.
func Sidak(p []float64) ([]float64, error) { return each("sidak", p, atLeastOne) }

// atLeastOne is 1 − (1 − p)^m, which keeps the digits of a small p.
func atLeastOne(p, m float64) float64 { return -expm1(float64(m * log1p(-p))) }
