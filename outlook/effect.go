package outlook

import (
	"fmt"
	"math/big"

	"sib/contract"
)

// programmeRate returns the programme rate at which an effect has the value e
// beside the comparison rate q, for n programme people; nil for a type that does
// not come from two rates.
func programmeRate(t contract.EffectType, e, q *big.Rat, n int64) *big.Rat {
	p := new(big.Rat)
	switch t {
	case contract.Relative:
		return p.Mul(q, p.Add(one, e))
	case contract.Reduction:
		return p.Mul(q, p.Sub(one, e))
	case contract.Points:
		return p.Add(q, e)
	case contract.Ratio:
		return p.Mul(q, e)
	case contract.Rate:
		return p.Set(e)
	case contract.Count:
		return p.Add(q, p.Quo(e, big.NewRat(n, 1)))
	}
	return nil
}

// effectOf is programmeRate the other way round: the value of the effect at a
// programme rate p. The second result says whether it has one.
func effectOf(t contract.EffectType, p, q *big.Rat, n int64) (*big.Rat, bool) {
	x := new(big.Rat)
	switch t {
	case contract.Relative, contract.Reduction, contract.Ratio:
		if q.Sign() == 0 {
			return nil, false
		}
		x.Quo(p, q)
		if t == contract.Relative {
			x.Sub(x, one)
		}
		if t == contract.Reduction {
			x.Sub(one, x)
		}
		return x, true
	case contract.Points:
		return x.Sub(p, q), true
	case contract.Rate:
		return x.Set(p), true
	case contract.Count:
		return x.Mul(x.Sub(p, q), big.NewRat(n, 1)), true
	}
	return nil, false
}

var one = big.NewRat(1, 1)

// isRate reports whether r can be the share of people who have an outcome.
func isRate(r *big.Rat) bool { return r != nil && r.Sign() >= 0 && r.Cmp(one) <= 0 }

// typed writes a value as a threshold of a type.
func typed(t contract.EffectType, unit string, r *big.Rat) (contract.Threshold, error) {
	n, ends := r.FloatPrec()
	if !ends {
		return contract.Threshold{}, fmt.Errorf("the value %s is not a decimal", r.RatString())
	}
	d, err := contract.ParseDecimal(r.FloatString(n))
	return contract.Threshold{Effect: t, Value: d, Unit: unit}, err
}

func float(r *big.Rat) float64 {
	f, _ := r.Float64()
	return f
}
