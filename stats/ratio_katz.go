package stats

import "math"

// RatioKatz returns the ratio with the Wald interval of its logarithm (Katz,
// Baptista, Azen, Pike 1978, Biometrics 34:469): ratio·exp(±z·√(1/x1 − 1/n1 + 1/x0
// − 1/n0)). No events in one arm leave it undefined, which is an error. Nothing but
// events in both give no width, and no p-value.
func RatioKatz(x1, n1, x0, n0, level float64) (Ratio, error) {
	const op = "katz-log"
	t, err := newRatioTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Ratio{}, err
	}
	for _, arm := range []struct {
		name string
		x    float64
	}{{"x1", t.x1}, {"x0", t.x0}} {
		if arm.x == 0 {
			return Ratio{}, bad(op, arm.name, arm.x, "at least 1, the variance divides by it")
		}
	}
	se := math.Sqrt((t.n1-t.x1)/t.n1/t.x1 + (t.n0-t.x0)/t.n0/t.x0)
	width := exp(float64(zFor(level) * se))
	r := Ratio{Value: t.ratio(), Lo: t.ratio() / width, Hi: float64(t.ratio() * width), Level: level, Method: op}
	if se == 0 {
		r.Warnings = append(r.Warnings, "the interval has no width: the method does not work for rates of 1")
		return r, nil
	}
	// The counts are whole numbers, so that a ratio near 1 keeps its digits.
	above := (float64(t.x1*t.n0) - float64(t.x0*t.n1)) / float64(t.x0*t.n1)
	r.PValue = some(twoSidedP(log1p(above) / se))
	return r, nil
}
