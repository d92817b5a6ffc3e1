package stats

import "math"

// RatioMOVER returns the ratio with the interval that is put together from the
// Wilson limits of the two rates (MOVER-R: Donner, Zou 2012, Stat. Methods Med. Res.
// 21:347; Newcombe 2016, Stat. Methods Med. Res. 25:1774), each limit θ being where
// the square-and-add limit of p1 − θ·p0 is 0. No events in the programme give a
// lower limit of exactly 0; none in the comparison leave the ratio and the upper
// limit unbounded. Swapped arms give the inverse. It has no test of its own.
func RatioMOVER(x1, n1, x0, n0, level float64) (Ratio, error) {
	const op = "mover-wilson"
	t, err := newRatioTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Ratio{}, err
	}
	z := zFor(level)
	return Ratio{
		Value:  t.ratio(),
		Lo:     t.moverRatioLower(z),
		Hi:     1 / t.swapped().moverRatioLower(z),
		Level:  level,
		Method: op,
	}, nil
}

// moverRatioLower solves (p1 − θ·p0)² = (p1 − l1)² + θ²(u0 − p0)² for the smaller
// θ. It is written with the root in the denominator, so that u0 = 2·p0 is no
// special case.
func (t table) moverRatioLower(z float64) float64 {
	if t.x1 == 0 {
		return 0
	}
	p1, p0 := t.p1(), t.p0()
	l1, _ := wilson(p1, t.n1, z)
	_, u0 := wilson(p0, t.n0, z)
	product := float64(p1 * p0)
	a, b := float64(l1*(2*p1-l1)), float64(u0*(2*p0-u0))
	return a / (product + math.Sqrt(math.Max(float64(product*product)-float64(a*b), 0)))
}
