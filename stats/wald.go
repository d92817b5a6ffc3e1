package stats

import "math"

// Wald returns the difference with the interval of the first textbooks,
// d ± z·√(p1q1/n1 + p0q0/n0), clipped to [−1, 1]. It is here to be compared with:
// rates of 0 or 1 give it no width, and it covers too little (Newcombe 1998,
// Stat. Med. 17:873, method 1). The p-value is that of d over the same standard
// error; there is none when that is 0.
func Wald(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "wald"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	se := t.waldSE()
	return withP(around(op, level, t.diff(), t.diff(), float64(zFor(level)*se)), t.diff()/se), nil
}

func (t table) waldSE() float64 {
	return math.Sqrt(binomialVariance(t.p1(), t.n1) + binomialVariance(t.p0(), t.n0))
}

// binomialVariance rounds the product although it is divided: compilers leave out a
// division by an n that is always 1.
func binomialVariance(p, n float64) float64 { return float64(p*(1-p)) / n }
