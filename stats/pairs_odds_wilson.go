package stats

// OddsWilson is OddsClopperPearson with Wilson limits for b/(b + c): closed form.
func OddsWilson(a, b, c, d, level float64) (Ratio, error) {
	return conditionalOdds("cond-or-wilson", a, b, c, d, level, func(x, n float64) float64 {
		lo, _ := wilson(x/n, n, zFor(level))
		return lo
	})
}
