package stats

import "math"

// MOVERJeffreys returns the difference with the interval that is put together as
// Newcombe's, from Jeffreys limits: quantiles of Beta(x + ½, n − x + ½), 0 where
// there is no event and 1 where there is nothing else (Brown, Cai, DasGupta 2001,
// Stat. Sci. 16:101; MOVER: Zou, Donner 2008, Stat. Med. 27:1693). It is centred
// on x/n; implementations centred on the median of the Beta differ in the fourth
// decimal.
func MOVERJeffreys(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "mover-jeffreys-xn"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	return mover(op, level, jeffreys(t.x1, t.n1, level), jeffreys(t.x0, t.n0, level)), nil
}

func jeffreys(x, n, level float64) part {
	a := part{p: x / n, lo: 0, hi: 1}
	tail := (1 - level) / 2
	if x > 0 {
		a.lo = math.Min(newBeta(x+0.5, n-x+0.5).quantile(tail), a.p)
	}
	if x < n {
		// The upper tail as a lower one: 1 − tail would lose the digits of a small tail.
		a.hi = math.Max(1-newBeta(n-x+0.5, x+0.5).quantile(tail), a.p)
	}
	return a
}
