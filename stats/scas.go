package stats

import "math"

// SCAS returns the difference with the skewness-corrected asymptotic score
// interval (Gart, Nam 1990, Biometrics 46:637; Laud 2017, Pharm. Stat. 16:334):
// the score Z(δ) of Miettinen and Nurminen less (z² − 1)·μ̃3/(6·Ṽ^1.5) equals ±z
// at the limits. Of all methods here it divides its misses best between the sides.
// The p-value is that of the corrected score at 0.
func SCAS(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "scas"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	z := zFor(level)
	e := scoreLimits(op, t, level, func(t table) float64 {
		return t.last(1e-16, func(delta float64) bool { return t.skewScore(delta) >= -z })
	})
	return withP(e, t.skewZ()), nil
}

// skewZ is the corrected score of no difference, 0 where there are no events or
// nothing else. As for the limits, the arm with the lower rate comes first.
func (t table) skewZ() float64 {
	if t.scoreVariance(0) == 0 {
		return 0
	}
	if t.diff() > 0 {
		return -t.swapped().skewScore(0)
	}
	return t.skewScore(0)
}

// skewScore returns the w that solves A·w² + w − (A + Z) = 0, the corrected score
// of delta: written so that it falls steadily with delta and A → 0 is no special
// case. Beyond the point where there is no such w, delta is rejected at every level.
func (t table) skewScore(delta float64) float64 {
	p1, p0 := t.restricted(delta)
	v := float64(t.unbiased() * (binomialVariance(p1, t.n1) + binomialVariance(p0, t.n0)))
	if v <= 0 {
		return math.Inf(-1)
	}
	third := thirdMoment(p1, t.n1) - thirdMoment(p0, t.n0)
	a := third / (6 * float64(v*math.Sqrt(v)))
	sum := a + (t.diff()-delta)/math.Sqrt(v)
	under := 1 + 4*float64(a*sum)
	if under < 0 {
		return math.Inf(-1)
	}
	return 2 * sum / (1 + math.Sqrt(under))
}

func thirdMoment(p, n float64) float64 { return p * (1 - p) * (1 - 2*p) / n / n }
