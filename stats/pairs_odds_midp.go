package stats

// OddsMidP is OddsClopperPearson with mid-P limits for b/(b + c).
func OddsMidP(a, b, c, d, level float64) (Ratio, error) {
	return conditionalOdds("cond-or-midp", a, b, c, d, level, func(x, n float64) float64 {
		return midPLower(x, n, tailFor(level))
	})
}
