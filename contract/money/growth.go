package money

import (
	"fmt"
	"math"
	"math/big"
)

const (
	// GrowthPlaces is how many decimals growth over a part of a year has.
	GrowthPlaces = 40
	// sureBits: a number this close to a decimal of GrowthPlaces places is that decimal.
	sureBits = 200
	// maxGrowthYears bounds the size of the numbers, and maxGrowthBits that of the
	// growth over parts of years: its decimals must fit in 512 bits.
	maxGrowthYears = 100
	maxGrowthBits  = 100
)

// Growth returns what one unit becomes over years at a yearly rate, compounding:
// (1 + rate)^years. Over whole years it is exact; else it is the largest decimal
// of GrowthPlaces places that is not above it: such powers are irrational but
// for a few. Years may be negative.
//
// Errors: a rate that is not above −1, more than 100 years either way, growth by
// more than 2^100 over years that are not whole.
func Growth(rate, years *big.Rat) (*big.Rat, error) {
	base := new(big.Rat).Add(big.NewRat(1, 1), rate)
	if base.Sign() <= 0 {
		return nil, fmt.Errorf("growth at a yearly rate of %s: want a rate above −1", rate.RatString())
	}
	if new(big.Rat).Abs(years).Cmp(big.NewRat(maxGrowthYears, 1)) > 0 {
		return nil, fmt.Errorf("growth over %s years: want at most %d", years.RatString(), maxGrowthYears)
	}
	if years.IsInt() {
		return wholePower(base, years.Num()), nil
	}
	x := partPower(base, years)
	if x.MantExp(nil) > maxGrowthBits {
		return nil, fmt.Errorf("growth at a yearly rate of %s over %s years: %w", rate.RatString(), years.RatString(), ErrRange)
	}
	return cutDown(x), nil
}

// SimpleGrowth returns what one unit becomes over years at a yearly rate that
// does not compound: 1 + rate·years, exact.
func SimpleGrowth(rate, years *big.Rat) *big.Rat {
	out := new(big.Rat).Mul(rate, years)
	return out.Add(out, big.NewRat(1, 1))
}

func wholePower(base *big.Rat, n *big.Int) *big.Rat {
	k := new(big.Int).Abs(n)
	out := new(big.Rat).SetFrac(new(big.Int).Exp(base.Num(), k, nil), new(big.Int).Exp(base.Denom(), k, nil))
	if n.Sign() < 0 {
		out.Inv(out)
	}
	return out
}

// partPower returns base^(n/d), for n/d that is not whole, to 450 bits or so.
func partPower(base, years *big.Rat) *big.Float {
	n, d := years.Num(), int(years.Denom().Int64())
	whole, rest := new(big.Int).DivMod(n, years.Denom(), new(big.Int)) // 0 < rest/d < 1
	out := number64(0).SetRat(wholePower(base, whole))
	return out.Mul(out, power(root(number64(0).SetRat(base), d), int(rest.Int64())))
}

// root returns the d-th root of a > 0: Newton's method on w^(−d) = 1/a, from a
// guess whose last digits do not matter.
func root(a *big.Float, d int) *big.Float {
	w := number64(math.Exp(log(a) / float64(d)))
	for range 10 { // some 30 bits at first, twice as many each time
		// w ← w + w·(1 − w^d/a)/d
		e := power(w, d)
		e.Sub(number64(1), e.Quo(e, a))
		e.Quo(e.Mul(e, w), number64(float64(d)))
		w.Add(w, e)
	}
	return w
}

// log is the natural logarithm of numbers that float64 may not hold.
func log(a *big.Float) float64 {
	mant := new(big.Float)
	exp := a.MantExp(mant)
	f, _ := mant.Float64()
	return math.Log(f) + float64(exp)*math.Ln2
}

// cutDown returns the largest decimal of GrowthPlaces places that is not above
// x. An x that agrees with such a decimal to 200 bits more is equal to it: the
// square root of 1.21 is 1.1, and not a little less.
func cutDown(x *big.Float) *big.Rat {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(GrowthPlaces), nil)
	scaled := number64(0).SetInt(scale)
	scaled.Mul(scaled, x)
	tiny := number64(0).SetMantExp(number64(1), -sureBits)
	n, _ := scaled.Add(scaled, tiny).Int(nil)
	return new(big.Rat).SetFrac(n, scale)
}
