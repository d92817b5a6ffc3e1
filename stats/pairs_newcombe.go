package stats

import "math"

// PairsNewcombe10 returns the difference with the interval of Newcombe 1998 (Stat.
// Med. 17:2635), method 10: the Wilson limits of the two rates put together as
// squares, with the correlation of the pairs, which is brought nearer to 0 by n/2
// when it is positive. It is within [−1, 1], holds the difference, and is defined
// for all counts. It has no test of its own.
func PairsNewcombe10(a, b, c, d, level float64) (Estimate, error) {
	const op = "newcombe-method10"
	p, err := newPairsAt(op, a, b, c, d, level)
	if err != nil {
		return Estimate{}, err
	}
	return p.newcombe(op, level, p.n()/2), nil
}

// PairsNewcombe8 is PairsNewcombe10 with the correlation as it is (method 8). Where
// no pair differs and both rates are ½ it has no width.
func PairsNewcombe8(a, b, c, d, level float64) (Estimate, error) {
	const op = "newcombe-method8"
	p, err := newPairsAt(op, a, b, c, d, level)
	if err != nil {
		return Estimate{}, err
	}
	return p.newcombe(op, level, 0), nil
}

func (p pairs) newcombe(method string, level, correction float64) Estimate {
	n, z := p.n(), zFor(level)
	p1, p0, phi := (p.a+p.b)/n, (p.a+p.c)/n, p.correlation(correction)
	l1, u1 := wilson(p1, n, z)
	l0, u0 := wilson(p0, n, z)
	d := p.diff()
	e := Estimate{
		Value:  d,
		Lo:     clip(d-correlatedRoot(p1-l1, u0-p0, phi), -1, 1),
		Hi:     clip(d+correlatedRoot(u1-p1, p0-l0, phi), -1, 1),
		Level:  level,
		Method: method,
	}
	if e.Lo == e.Hi {
		e.Warnings = append(e.Warnings, "the interval has no width: the method does not work where no pair differs and the rates are ½")
	}
	return e
}

// correlatedRoot is √(a² + b² − 2·phi·a·b), written without that difference, which
// would lose digits when phi is near 1.
func correlatedRoot(a, b, phi float64) float64 {
	square := float64((a-b)*(a-b)) + 2*float64((1-phi)*float64(a*b))
	return math.Sqrt(math.Max(square, 0))
}

// correlation is phi of the fourfold table; 0 where an arm has no events, or
// nothing else. The correction shrinks a positive one.
func (p pairs) correlation(correction float64) float64 {
	den := float64(math.Sqrt((p.a+p.b)*(p.c+p.d)) * math.Sqrt((p.a+p.c)*(p.b+p.d)))
	if den == 0 {
		return 0
	}
	num := float64(p.a*p.d) - float64(p.b*p.c)
	if num > 0 {
		num = math.Max(num-correction, 0)
	}
	return clip(num/den, -1, 1)
}
