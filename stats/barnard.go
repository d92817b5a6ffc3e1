package stats

import (
	"cmp"
	"math"
)

// Barnard is the exact unconditional test of equal rates (Barnard 1947, Biometrika
// 34:123) that orders the tables by the z of PearsonZ, its statistic: the largest
// probability, over all common rates, of a z as high (Greater), as low (Less) or
// as far from 0. Ties are decided in whole numbers. No events at all, or nothing
// else, give 1 when two-sided. (n1+1)(n0+1) above 20,000 is an error; the p-value
// is good to about ten decimals.
func Barnard(x1, n1, x0, n0, margin float64, alternative Alternative) (Test, error) {
	const op = "barnard-pooled"
	t, err := newNullTable(op, x1, n1, x0, n0, margin, alternative)
	if err != nil {
		return Test{}, err
	}
	e, err := newUnconditional(op, t)
	if err != nil {
		return Test{}, err
	}
	result := zTest(op, t.scoreZ(0, asIs), margin, alternative)
	result.PValue = 1
	observed := rankOf(t)
	if observed.sign == 0 && alternative == TwoSided {
		return result, nil
	}
	e.mark(func(x1, x0 float64) bool {
		r := rankOf(table{x1, t.n1, x0, t.n0})
		switch alternative {
		case Greater:
			return r.compare(observed) >= 0
		case Less:
			return r.compare(observed) <= 0
		}
		return r.size(observed) >= 0
	})
	result.PValue = e.worstNull()
	return result, nil
}

// rank orders tables with the same arms by the pooled z: its sign, and z² but for
// a factor that they share, over²/under.
type rank struct {
	sign        int
	over, under uint64
}

// rankOf wants (n1+1)(n0+1) of at most maxTables.
func rankOf(t table) rank {
	d := int64(t.x1*t.n0) - int64(t.x0*t.n1)
	m := t.x1 + t.x0
	return rank{cmp.Compare(d, 0), uint64(max(d, -d)), uint64(math.Max(m*(t.n1+t.n0-m), 1))}
}

// size compares the distance of z from 0, exactly: the products are below 10^17.
func (r rank) size(s rank) int {
	return cmp.Compare(r.over*r.over*s.under, s.over*s.over*r.under)
}

func (r rank) compare(s rank) int {
	if r.sign != s.sign {
		return cmp.Compare(r.sign, s.sign)
	}
	return r.sign * r.size(s)
}
