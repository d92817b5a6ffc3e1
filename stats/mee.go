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
	return withP(scoreLimits(op, t, level, scoreUpper(zFor(level), asIs)), t.scoreZ(0, asIs)), nil
}

// scoreUpper returns the upper limit as a function of the table; factor inflates the variance.
func scoreUpper(z float64, factor func(table) float64) func(table) float64 {
	return func(t table) float64 {
		d := t.diff()
		if d == 1 {
			return 1
		}
		excess := func(delta float64) float64 {
			return delta - d - float64(z*math.Sqrt(factor(t)*t.scoreVariance(delta)))
		}
		return crossing(excess, d, 1, d+root(reach(t.p1(), t.n1, z), reach(1-t.p0(), t.n0, z)))
	}
}

// reach is how far the Wilson limit is above p: a first guess.
func reach(p, n, z float64) float64 {
	_, hi := wilson(p, n, z)
	return hi - p
}

// scoreZ is the score statistic of the difference delta, signed; 0 where the
// table fits delta exactly, also when the variance is 0.
func (t table) scoreZ(delta float64, factor func(table) float64) float64 {
	return scoreAt(t, delta) / math.Sqrt(factor(t))
}
