package stats

import (
	"math"
	"math/big"
)

// Boschloo is the exact unconditional test of equal rates (Boschloo 1970, Stat.
// Neerl. 24:1) that orders the tables by Fisher's one-sided p-value: the largest
// probability, over all common rates, of one as low as observed. Two-sided, it is
// twice the smaller of the one-sided p-values, at most 1. It is never above that
// of Fisher's test. Ties are decided in whole numbers. (n1+1)(n0+1) above 20,000
// is an error; the p-value is good to about ten decimals.
func Boschloo(x1, n1, x0, n0, margin float64, alternative Alternative) (Test, error) {
	const op = "boschloo-2xmin"
	t, err := newNullTable(op, x1, n1, x0, n0, margin, alternative)
	if err != nil {
		return Test{}, err
	}
	e, err := newUnconditional(op, t)
	if err != nil {
		return Test{}, err
	}
	result := Test{Method: op, Alternative: alternative, Margin: margin}
	switch alternative {
	case Greater:
		result.PValue = e.boschlooGreater(t)
	case Less:
		result.PValue = boschlooLess(t)
	default:
		result.PValue = math.Min(1, 2*math.Min(e.boschlooGreater(t), boschlooLess(t)))
	}
	return result, nil
}

// boschlooLess is the test of more events in the other arm.
func boschlooLess(t table) float64 { return newEnumeration(t.swapped()).boschlooGreater(t.swapped()) }

func (e *enumeration) boschlooGreater(t table) float64 {
	const tie = 1e-9
	m := t.x1 + t.x0
	observed := newHypergeometric(t.n1, t.n0, m).p(t.x1, Greater)
	fisher := make([]hypergeometric, int(t.n1+t.n0)+1)
	for i := range fisher {
		fisher[i] = newHypergeometric(t.n1, t.n0, float64(i))
	}
	e.mark(func(x1, x0 float64) bool {
		if x1+x0 == m {
			return x1 >= t.x1
		}
		p := fisher[int(x1+x0)].p(x1, Greater)
		if math.Abs(p-observed) > tie*observed {
			return p < observed
		}
		return compareFisher(table{x1, t.n1, x0, t.n0}, t) <= 0
	})
	return e.worstNull()
}

// compareFisher is the sign of the difference of Fisher's p-values against
// Greater, exactly, of two tables with the same arms.
func compareFisher(a, b table) int {
	aTables, aAll := fisherRatio(a)
	bTables, bAll := fisherRatio(b)
	return aTables.Mul(aTables, bAll).Cmp(bTables.Mul(bTables, aAll))
}

// fisherRatio is Fisher's p-value against Greater as a ratio of numbers of ways.
func fisherRatio(t table) (extreme, all *big.Int) {
	n1, n0, m := int64(t.n1), int64(t.n0), int64(t.x1+t.x0)
	extreme = new(big.Int)
	var a, b big.Int
	for j := int64(t.x1); j <= min(n1, m); j++ {
		a.Binomial(n1, j)
		extreme.Add(extreme, a.Mul(&a, b.Binomial(n0, m-j)))
	}
	return extreme, new(big.Int).Binomial(n1+n0, m)
}
