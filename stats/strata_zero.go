package stats

import "math"

// fallingZero finds where f, positive at a and not at b, crosses 0, to the last
// digits, in about ten steps (Chandrupatla 1997, Adv. Eng. Software 28:145:
// inverse quadratic interpolation where it is safe, else halving).
func fallingZero(f func(float64) float64, a, b float64) float64 {
	fa, fb := f(a), f(b)
	if fb >= 0 {
		return b
	}
	x1, f1, x2, f2 := b, fb, a, fa // x1 is the newest point, x2 is on the other side
	x3, f3 := x2, f2
	t := 0.5
	for range 200 {
		x := x1 + float64(t*(x2-x1))
		fx := f(x)
		if math.Signbit(fx) == math.Signbit(f1) {
			x3, f3 = x1, f1
		} else {
			x3, f3 = x2, f2
			x2, f2 = x1, f1
		}
		x1, f1 = x, fx
		best := x1
		if math.Abs(f2) < math.Abs(f1) {
			best = x2
		}
		width := math.Abs(x2 - x1)
		tolerance := float64(2e-16*math.Abs(best)) + 1e-18
		if fx == 0 || width <= tolerance {
			return best
		}
		t = chandrupatla(x1, f1, x2, f2, x3, f3)
		if limit := tolerance / 2 / width; limit < 0.5 {
			t = clip(t, limit, 1-limit)
		}
	}
	return x1
}

// chandrupatla returns the share of the way from x1 to x2 to try next.
func chandrupatla(x1, f1, x2, f2, x3, f3 float64) float64 {
	xi := (x1 - x2) / (x3 - x2)
	phi := (f1 - f2) / (f3 - f2)
	if !(float64(phi*phi) < xi && float64((1-phi)*(1-phi)) < 1-xi) {
		return 0.5
	}
	return float64(f1/(f2-f1)*(f3/(f2-f3))) +
		float64((x3-x1)/(x2-x1)*(f1/(f3-f1))*(f2/(f3-f2)))
}
