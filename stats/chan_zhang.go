package stats

import (
	"fmt"
	"math"
)

// maxTables bounds the enumeration of ChanZhang: about 140 people in each arm.
const maxTables = 20_000

// ChanZhang returns the difference with the exact unconditional interval of Chan
// and Zhang 1999 (Biometrics 55:1202): the two one-sided exact tests of the score
// statistic, each with its p-value at the worst p0, inverted at (1 − level)/2. It
// never covers less than its level. All tables are enumerated, so it takes
// seconds, and (n1+1)(n0+1) above 20,000 is an error. The worst p0 is searched on
// a grid and refined: limits are good to about 5 decimals.
func ChanZhang(x1, n1, x0, n0, level float64) (Estimate, error) {
	const op = "chan-zhang-exact"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return Estimate{}, err
	}
	if (n1+1)*(n0+1) > maxTables {
		return Estimate{}, fmt.Errorf("%s: n1 and n0 are %v and %v: want (n1+1)(n0+1) of at most %d", op, n1, n0, maxTables)
	}
	alpha := (1 - level) / 2
	return scoreLimits(op, t, level, func(t table) float64 {
		e := newEnumeration(t)
		return t.last(1e-8, func(delta float64) bool { return e.worstP(delta) > alpha })
	}), nil
}

// enumeration finds the exact p-value of "p1 − p0 ≥ delta" against less.
type enumeration struct {
	t            table
	logC1, logC0 []float64 // log binomial coefficients
	pmf1, pmf0   []float64
	extreme      [][]float64 // per x1 the x0 of tables at least as extreme: 1 or 0
}

func newEnumeration(t table) *enumeration {
	e := &enumeration{t: t, logC1: logChoose(t.n1), logC0: logChoose(t.n0),
		pmf1: make([]float64, int(t.n1)+1), pmf0: make([]float64, int(t.n0)+1)}
	e.extreme = make([][]float64, len(e.pmf1))
	for i := range e.extreme {
		e.extreme[i] = make([]float64, len(e.pmf0))
	}
	return e
}

// worstP is the largest probability, over all p0, of a table with a score as low
// as that observed or lower.
func (e *enumeration) worstP(delta float64) float64 {
	e.markExtreme(delta)
	lo, hi := math.Max(0, -delta), math.Min(1, 1-delta)
	const steps = 300
	at := func(i float64) float64 { return e.probability(clip(lo+(hi-lo)*i/steps, lo, hi), delta) }
	best, where := -1.0, 0.0
	for i := 0.0; i <= steps; i++ {
		if p := at(i); p > best {
			best, where = p, i
		}
	}
	return math.Max(best, goldenMax(at, math.Max(0, where-1), math.Min(steps, where+1)))
}

// markExtreme orders all tables by their score at delta. Tables that are equally
// extreme in truth can differ in the last digits: they count as equal.
func (e *enumeration) markExtreme(delta float64) {
	const tie = 1e-9
	observed := scoreAt(e.t, delta)
	for i, row := range e.extreme {
		for j := range row {
			row[j] = 0
			if scoreAt(table{float64(i), e.t.n1, float64(j), e.t.n0}, delta) <= observed+float64(tie*(1+math.Abs(observed))) {
				row[j] = 1
			}
		}
	}
}

// scoreAt is the score statistic of Mee; 0 where the table fits delta exactly.
func scoreAt(t table, delta float64) float64 {
	s := t.diff() - delta
	if s == 0 {
		return 0
	}
	v := t.scoreVariance(delta)
	if v <= 0 {
		return math.Copysign(math.Inf(1), s)
	}
	return s / math.Sqrt(v)
}

func (e *enumeration) probability(p0, delta float64) float64 {
	binomialPMF(e.pmf1, e.logC1, clip(p0+delta, 0, 1))
	binomialPMF(e.pmf0, e.logC0, p0)
	sum := 0.0
	for i, row := range e.extreme {
		tail := 0.0
		for j, in := range row {
			tail += float64(in * e.pmf0[j])
		}
		sum += float64(tail * e.pmf1[i])
	}
	return sum
}

func logChoose(n float64) []float64 {
	out := make([]float64, int(n)+1)
	all := logFactorial(n)
	for i := range out {
		out[i] = all - logFactorial(float64(i)) - logFactorial(n-float64(i))
	}
	return out
}

// binomialPMF fills dst with the probabilities of 0 to n events at rate p.
func binomialPMF(dst, logC []float64, p float64) {
	n := len(dst) - 1
	if p <= 0 || p >= 1 {
		clear(dst)
		dst[int(math.Round(p))*n] = 1
		return
	}
	logP, logQ := log(p), log1p(-p)
	for x := range dst {
		dst[x] = exp(logC[x] + float64(float64(x)*logP) + float64(float64(n-x)*logQ))
	}
}

// goldenMax is the largest value of f that a golden-section search meets between a and b.
func goldenMax(f func(float64) float64, a, b float64) float64 {
	const ratio = 0.6180339887498949
	c, d := b-float64(ratio*(b-a)), a+float64(ratio*(b-a))
	fc, fd := f(c), f(d)
	best := math.Max(fc, fd)
	for range 25 {
		if fc > fd {
			b, d, fd = d, c, fc
			c = b - float64(ratio*(b-a))
			fc = f(c)
		} else {
			a, c, fc = c, d, fd
			d = a + float64(ratio*(b-a))
			fd = f(d)
		}
		best = math.Max(best, math.Max(fc, fd))
	}
	return best
}
