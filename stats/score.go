package stats

import "math"

// restricted returns the rates that fit the table best among those with
// p1 − p0 = delta: the restricted maximum likelihood of the score methods. The
// likelihood has one maximum, where its slope changes sign; bisection finds it to
// the last digit, which the usual trigonometric solution of the cubic does not.
func (t table) restricted(delta float64) (p1, p0 float64) {
	if delta < 0 {
		// With the arms swapped p + delta is a sum, which keeps its digits.
		p0, p1 = t.swapped().restricted(-delta)
		return p1, p0
	}
	lo, hi := 0.0, 1-delta
	for range 200 {
		mid := lo + (hi-lo)/2
		if mid <= lo || mid >= hi {
			break
		}
		if t.slope(mid, delta) > 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	p0 = lo + (hi-lo)/2
	return math.Min(p0+delta, 1), p0
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
