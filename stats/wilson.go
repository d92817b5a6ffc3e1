package stats

import "math"

// Wilson returns the score interval of a proportion (Wilson 1927, JASA 22:209):
// events among n, at a level such as 0.95. Both limits are proportions. n may be
// an effective size and events then need not be whole; n = 0, events > n, NaN
// and a level outside (0, 1) are errors. No events give a lower limit of exactly
// 0, nothing but events an upper limit of exactly 1.
func Wilson(events, n, level float64) (lo, hi float64, err error) {
	const op = "wilson"
	if err := checkSize(op, "n", n); err != nil {
		return 0, 0, err
	}
	if err := checkEvents(op, "events", events, "n", n); err != nil {
		return 0, 0, err
	}
	return WilsonRate(events/n, n, level)
}

// WilsonRate is Wilson for a rate p that is known as such, like a weighted one,
// with n the size, or the effective size, behind it.
func WilsonRate(p, n, level float64) (lo, hi float64, err error) {
	const op = "wilson"
	if err := checkRate(op, "p", p); err != nil {
		return 0, 0, err
	}
	if err := checkSize(op, "n", n); err != nil {
		return 0, 0, err
	}
	if err := checkLevel(op, level); err != nil {
		return 0, 0, err
	}
	lo, hi = wilson(p, n, zFor(level))
	return lo, hi, nil
}

func wilson(p, n, z float64) (lo, hi float64) {
	z2 := float64(z * z)
	den := 1 + z2/n
	centre := (p + z2/(2*n)) / den
	half := float64(z / den * math.Sqrt(p*(1-p)/n+z2/(4*n)/n))
	// The clips are for the last digit: the true limits are on either side of p.
	lo, hi = clip(centre-half, 0, p), clip(centre+half, p, 1)
	if p == 0 {
		lo = 0
	}
	if p == 1 {
		hi = 1
	}
	return lo, hi
}
