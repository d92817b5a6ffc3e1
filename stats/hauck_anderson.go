package stats

import "math"

// HauckAnderson returns the difference with the interval of Hauck and Anderson
// 1986 (Am. Stat. 40:318): unbiased variances, with n − 1, and the continuity
// correction 1/(2·min(n1, n0)); clipped to [−1, 1]. With one person in an arm it
// is undefined, which is an error.
func HauckAnderson(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "hauck-anderson"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	if t.n1 < 2 {
		return Estimate{}, bad(op, "n1", t.n1, "at least 2, the variance divides by n − 1")
	}
	if t.n0 < 2 {
		return Estimate{}, bad(op, "n0", t.n0, "at least 2, the variance divides by n − 1")
	}
	se := math.Sqrt(t.p1()*(1-t.p1())/(t.n1-1) + t.p0()*(1-t.p0())/(t.n0-1))
	half := float64(zFor(level)*se) + 1/(2*math.Min(t.n1, t.n0))
	return around(op, level, t.diff(), t.diff(), half), nil
}
