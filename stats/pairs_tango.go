package stats

import "math"

// PairsTango returns the difference with the score interval of Tango 1998 (Stat.
// Med. 17:891): all differences δ that the score (b − c − nδ)/√(n(2q̃ + δ(1 − δ)))
// does not reject, q̃ the share of pairs with an event in the comparison only that
// fits δ best. It is within [−1, 1], holds the difference, and is defined for all
// counts. At δ = 0 it is McNemar's test, whose p-value it has; 1 if no pair differs.
func PairsTango(a, b, c, d, level float64) (Estimate, error) {
	const op = "tango-score"
	p, err := newPairsAt(op, a, b, c, d, level)
	if err != nil {
		return Estimate{}, err
	}
	return p.tango(op, level, 1), nil
}

// PairsTangoNMinus1 is PairsTango with the variance times n/(n − 1), n pairs. Its
// p-value is that of McNemar's z times √((n − 1)/n). One pair is an error.
func PairsTangoNMinus1(a, b, c, d, level float64) (Estimate, error) {
	const op = "tango-score-nminus1"
	p, err := newPairsAt(op, a, b, c, d, level)
	if err != nil {
		return Estimate{}, err
	}
	n := p.n()
	if n < 2 {
		return Estimate{}, bad(op, "a + b + c + d", n, "at least 2, the variance divides by n − 1")
	}
	return p.tango(op, level, n/(n-1)), nil
}

// tango inflates the variance of the score by factor. The lower limit is the upper
// one of the swapped arms, so that the two mirror exactly.
func (p pairs) tango(method string, level, factor float64) Estimate {
	z := zFor(level)
	e := Estimate{
		Value:  p.diff(),
		Lo:     -p.swapped().tangoUpper(z, factor),
		Hi:     p.tangoUpper(z, factor),
		Level:  level,
		Method: method,
	}
	return withP(e, p.mcnemarZ(0)/math.Sqrt(factor))
}

func (p pairs) tangoUpper(z, factor float64) float64 {
	d := p.diff()
	if d == 1 {
		return 1
	}
	spread := func(delta float64) float64 {
		return float64(z * math.Sqrt(factor*p.tangoVariance(delta)))
	}
	excess := func(delta float64) float64 { return delta - d - spread(delta) }
	return crossing(excess, d, 1, d+spread(d)+float64(z*z)/p.n())
}

// tangoVariance is the variance of (b − c)/n when the true difference is delta,
// (2q + δ(1 − δ))/n, q the larger root of Tango's quadratic.
func (p pairs) tangoVariance(delta float64) float64 {
	if delta < 0 {
		// With the arms swapped the terms of the root are sums, which keep their digits.
		return p.swapped().tangoVariance(-delta)
	}
	n := p.n()
	both := float64(delta * (1 - delta))
	b := float64((2*n-p.b+p.c)*delta) - (p.b + p.c)
	r := math.Sqrt(float64(b*b) + float64(8*n*p.c*both))
	q := (r - b) / (4 * n)
	if b > 0 {
		q = 2 * p.c * both / (r + b)
	}
	return (2*q + both) / n
}
