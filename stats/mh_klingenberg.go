package stats

import "math"

// MHKlingenberg returns the Mantel–Haenszel difference with the interval of
// Klingenberg 2014 (Stat. Med. 33:2968): all differences δ with
// (d − δ)² ≤ z²·V(δ), V the variance of Sato at δ, which is a quadratic equation.
// The p-value is of the same test at δ = 0. Limits are clipped to [−1, 1]. Where
// every rate is 0, or every rate is 1, the interval lies on one side of 0.
// Variance is Sato's at d.
func MHKlingenberg(strata []Stratum, level float64) (StratifiedEstimate, error) {
	const op = "mh-klingenberg"
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	diff, p, q := d.sato()
	z := zFor(level)
	z2 := float64(z * z)
	shift := float64(z2*p) / 2
	// The square of the half width: (c − d)(c + d) + z²q at the centre c = d + shift.
	inside := float64(shift*(2*diff+shift)) + float64(z2*q)
	e := d.describe(around(op, level, diff, diff+shift, math.Sqrt(math.Max(0, inside))))
	// d is inside; where a side has no width, rounding may leave it just outside.
	e.Lo, e.Hi = math.Min(e.Lo, diff), math.Max(e.Hi, diff)
	variance := satoVariance(diff, p, q)
	e.Variance = &variance
	if q > 0 {
		e.PValue = some(twoSidedP(diff / math.Sqrt(q)))
	}
	return e, nil
}
