package stats

// BenjaminiYekutieli is BenjaminiHochberg times 1 + 1/2 + … + 1/m, which makes it hold
// under every dependence (Benjamini, Yekutieli 2001, Ann. Stat. 29:1165).
func BenjaminiYekutieli(p []float64) ([]float64, error) {
	harmonic := 0.0
	for i := range p {
		harmonic += 1 / float64(i+1)
	}
	return stepUp("benjamini-yekutieli", p, func(p, rank, m float64) float64 { return float64(harmonic * (m / rank * p)) })
}
