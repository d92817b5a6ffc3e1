package stats

import "math"

// Mee returns the difference with the score interval of Mee 1984 (Biometrics
// 40:1175), which Farrington and Manning 1990 use too: all differences δ that the
// score test (d − δ)/√Ṽ(δ) does not reject, Ṽ at the restricted rates. At δ = 0
// it is Pearson's chi-square test.
func Mee(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "mee"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	return scoreLimits(op, t, level, scoreUpper(zFor(level), func(table) float64 { return 1 })), nil
}

// scoreUpper returns the upper limit as a function of the table; factor inflates the variance.
func scoreUpper(z float64, factor func(table) float64) func(table) float64 {
	return func(t table) float64 {
		d := t.diff()
		return t.last(1e-16, func(delta float64) bool {
			return delta-d <= float64(z*math.Sqrt(factor(t)*t.scoreVariance(delta)))
		})
	}
}
