package stats

// OddsClopperPearson returns the conditional odds ratio with exact limits: those of
// Clopper and Pearson for b/(b + c). Without b the lower limit is exactly 0; without
// c the ratio and the upper limit are unbounded.
func OddsClopperPearson(a, b, c, d, level float64) (Ratio, error) {
	return conditionalOdds("cond-or-clopper-pearson", a, b, c, d, level, func(x, n float64) float64 {
		return clopperPearsonLower(x, n, tailFor(level))
	})
}
