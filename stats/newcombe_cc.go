package stats

import "math"

// NewcombeCC returns the difference with the interval of Newcombe 1998 (Stat.
// Med. 17:873), method 11: as Newcombe, from Wilson limits with a continuity
// correction. It covers more than its level.
func NewcombeCC(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "newcombe-cc"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	z := zFor(level)
	return mover(op, level, wilsonCC(t.x1, t.n1, z), wilsonCC(t.x0, t.n0, z)), nil
}

// wilsonCC is the score interval with continuity correction of Newcombe 1998
// (Stat. Med. 17:857), method 4.
func wilsonCC(x, n, z float64) part {
	p, z2 := x/n, float64(z*z)
	den := 2 * (n + z2)
	a := part{p: p, lo: 0, hi: 1}
	// At low levels the term under the root can fall below 0: then there is only the correction.
	if x > 0 {
		under := z2 - 2 - 1/n + 4*float64(p*(float64(n*(1-p))+1))
		a.lo = clip((2*x+z2-1-float64(z*math.Sqrt(math.Max(under, 0))))/den, 0, p)
	}
	if x < n {
		under := z2 + 2 - 1/n + 4*float64(p*(float64(n*(1-p))-1))
		a.hi = clip((2*x+z2+1+float64(z*math.Sqrt(math.Max(under, 0))))/den, p, 1)
	}
	return a
}
