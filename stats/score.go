package stats

import "math"

// restricted returns the rates that fit the table best among those with
// p1 − p0 = delta: the restricted maximum likelihood of the score methods
// (Miettinen, Nurminen 1985). The likelihood has one maximum: at an end of
// the range where a count of 0 lets it be, else where its slope changes sign.
func (t table) restricted(delta float64) (p1, p0 float64) {
	if delta < 0 {
		// With the arms swapped p + delta is a sum, which keeps its digits.
		p0, p1 = t.swapped().restricted(-delta)
		return p1, p0
	}
	top := 1 - delta
	switch {
	case delta == 0:
		p := (t.x1 + t.x0) / (t.n1 + t.n0)
		return p, p
	case top <= 0 || t.x1 == t.n1 && t.slope(top, delta) >= 0:
		return 1, math.Max(top, 0)
	case t.x0 == 0 && t.slope(0, delta) <= 0:
		return delta, 0
	}
	p0 = t.flat(delta, top)
	return math.Min(p0+delta, 1), p0
}

// flat returns the p0 between 0 and top where the slope is 0. The slope times the
// denominators of its terms is a cubic in p0 (of lower degree where counts are 0):
// Newton's method on that, kept between ends that enclose the root, takes about
// four steps and finds it to the last digits, which the usual trigonometric
// solution does not.
func (t table) flat(delta, top float64) float64 {
	lo, hi := 0.0, top
	p0 := (t.x0 + t.x1 - float64(t.n1*delta)) / (t.n0 + t.n1)
	for range 200 {
		if !(p0 > lo && p0 < hi) {
			p0 = lo + (hi-lo)/2
			if p0 <= lo || p0 >= hi {
				break
			}
		}
		s, step := t.newton(p0, delta, top)
		if s > 0 {
			lo = p0
		} else {
			hi = p0
		}
		if math.Abs(step) <= 4e-16*p0 {
			break
		}
		p0 += step
	}
	return p0
}

// newton returns the slope at p0 and the step of Newton's method for the slope s
// times its denominators D: −s·D/(s·D)′ = −s/(s′ + s·D′/D). The step is NaN, which
// is outside every bracket, where the method does not apply.
func (t table) newton(p0, delta, top float64) (s, step float64) {
	var bend, log float64 // s′ and D′/D
	term := func(count, rate, sign float64) {
		if count > 0 {
			inverse := 1 / rate
			part := float64(count * inverse)
			s += float64(sign * part)
			bend -= float64(part * inverse)
			log += float64(sign * inverse)
		}
	}
	term(t.x1, p0+delta, 1)
	term(t.n1-t.x1, top-p0, -1)
	term(t.x0, p0, 1)
	term(t.n0-t.x0, 1-p0, -1)
	if s == 0 {
		return 0, 0
	}
	den := bend + float64(s*log)
	if den >= 0 {
		return s, math.NaN()
	}
	return s, -s / den
}

// slope is the derivative of the log likelihood by p0 at p1 = p0 + delta. Counts
// of 0 add nothing, also where their rate is 0.
func (t table) slope(p0, delta float64) float64 {
	p1 := p0 + delta
	return share(t.x1, p1) - share(t.n1-t.x1, 1-p1) + share(t.x0, p0) - share(t.n0-t.x0, 1-p0)
}

func share(count, rate float64) float64 {
	if count == 0 {
		return 0
	}
	return count / math.Max(rate, 0)
}

// scoreVariance is the variance of the difference at the restricted rates.
func (t table) scoreVariance(delta float64) float64 {
	p1, p0 := t.restricted(delta)
	return binomialVariance(p1, t.n1) + binomialVariance(p0, t.n0)
}

// unbiased is the factor N/(N − 1) of Miettinen and Nurminen.
func (t table) unbiased() float64 { return (t.n1 + t.n0) / (t.n1 + t.n0 - 1) }

// scoreLimits returns the limits of a method from its upper one: the lower limit
// is that of the swapped arms with its sign changed, so that the two mirror exactly.
func scoreLimits(method string, t table, level float64, upper func(table) float64) Estimate {
	return Estimate{
		Value:  t.diff(),
		Lo:     -upper(t.swapped()),
		Hi:     upper(t),
		Level:  level,
		Method: method,
	}
}

// last returns the largest delta from the difference up to 1 at which holds is
// true, to within tolerance, given that it is true before and false after.
func (t table) last(tolerance float64, holds func(delta float64) bool) float64 {
	lo, hi := t.diff(), 1.0
	if lo == 1 {
		return 1
	}
	for hi-lo > tolerance {
		mid := lo + (hi-lo)/2
		if mid <= lo || mid >= hi {
			break
		}
		if holds(mid) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + (hi-lo)/2
}
