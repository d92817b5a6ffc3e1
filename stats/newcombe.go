package stats

import "math"

// Newcombe returns the difference x1/n1 − x0/n0 with the interval of Newcombe
// 1998 (Stat. Med. 17:873), method 10: the Wilson limits of the two rates, put
// together as squares. Programme first; counts are whole numbers; everything is
// a proportion. The interval is within [−1, 1], holds the difference, and
// changes sign exactly when the arms are swapped.
func Newcombe(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "newcombe"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	z := zFor(level)
	l1, u1 := wilson(t.p1(), t.n1, z)
	l0, u0 := wilson(t.p0(), t.n0, z)
	return mover(op, level, part{t.p1(), l1, u1}, part{t.p0(), l0, u0}), nil
}

// part is a rate with its own limits.
type part struct{ p, lo, hi float64 }

// mover recovers the variance of a difference from the limits of its parts
// (MOVER: Zou, Donner 2008, Stat. Med. 27:1693), here without correlation.
func mover(method string, level float64, a, b part) Estimate {
	d := a.p - b.p
	return Estimate{
		Value:  d,
		Lo:     clip(d-root(a.p-a.lo, b.hi-b.p), -1, 1),
		Hi:     clip(d+root(a.hi-a.p, b.p-b.lo), -1, 1),
		Level:  level,
		Method: method,
	}
}

func root(a, b float64) float64 { return math.Sqrt(float64(a*a) + float64(b*b)) }
