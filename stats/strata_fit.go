package stats

import "math"

// fit returns the same rates as restricted, several times as fast: closed form
// first (Farrington, Manning 1990, Stat. Med. 9:1447, appendix), then Newton steps
// kept between bounds, because the closed form loses digits where two roots meet.
// Inverting a score over thousands of strata needs it some 10^5 times.
func (t table) fit(delta float64) (p1, p0 float64) {
	if delta < 0 {
		p0, p1 = t.swapped().fit(-delta)
		return p1, p0
	}
	hi := 1 - delta
	switch {
	case t.x0 == 0 && t.slope(0, delta) <= 0:
		return delta, 0
	case t.x1 == t.n1 && t.slope(hi, delta) >= 0:
		return 1, hi
	}
	p0 = t.newton(clip(t.cubic(delta), hi*1e-9, hi*(1-1e-9)), hi, delta)
	return math.Min(p0+delta, 1), p0
}

// newton finds the zero of the falling slope between 0 and hi, from p on.
func (t table) newton(p, hi, delta float64) float64 {
	lo := 0.0
	for range 200 {
		s, fall := t.slopes(p, delta)
		if s > 0 {
			lo = p
		} else {
			hi = p
		}
		next := p + s/fall
		if !(next > lo && next < hi) {
			next = lo + (hi-lo)/2
		}
		if math.Abs(next-p) <= 2e-16*p || next <= lo || next >= hi {
			return next
		}
		p = next
	}
	return p
}

// slopes returns slope and its derivative with the sign changed, inside (0, 1 − delta).
func (t table) slopes(p0, delta float64) (slope, fall float64) {
	p1 := p0 + delta
	a, b := t.x1/p1, (t.n1-t.x1)/(1-p1)
	c, d := t.x0/p0, (t.n0-t.x0)/(1-p0)
	return a - b + c - d, a/p1 + b/(1-p1) + c/p0 + d/(1-p0)
}

// cubic is p0 of the trigonometric solution.
func (t table) cubic(delta float64) float64 {
	theta, p1, p0 := t.n0/t.n1, t.p1(), t.p0()
	sum := p1 + float64(theta*p0)
	a := 1 + theta
	b := -(a + sum + float64(delta*(theta+2))) / (3 * a)
	c := (float64(delta*delta) + float64(delta*(2*p1+a)) + sum) / (3 * a)
	d := -float64(p1*delta*(1+delta)) / (2 * a)
	v := float64(b*b*b) - 1.5*float64(b*c) + d
	u := math.Copysign(math.Sqrt(math.Max(0, float64(b*b)-c)), v)
	if u == 0 {
		return -b - delta
	}
	w := (math.Pi + math.Acos(clip(v/float64(u*u*u), -1, 1))) / 3
	return 2*float64(u*math.Cos(w)) - b - delta
}
