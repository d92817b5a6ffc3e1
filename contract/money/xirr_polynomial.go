package money

import "math/big"

const (
	precision = 512 // bits of every calculation here
	zeroBits  = 384 // a value this many bits below the size of its terms is zero
	rootBits  = 448 // bits of a root
)

// polynomial is Σ coef[i]·w^exp[i] for w > 0, its exponents ascending, its
// coefficients never zero. In dated flows the exponents are days and w is the
// discount factor of one day. It needs + − × ÷ only, so that every machine
// finds the same roots.
type polynomial struct {
	exp  []int
	coef []*big.Float
}

func number64(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }

// newPolynomial takes flows, one a day and ascending. It scales them to whole
// numbers without a common divisor, so that roots do not depend on the unit of money.
func newPolynomial(days []Flow) polynomial {
	var p polynomial
	var whole []*big.Int
	lcm, gcd := big.NewInt(1), new(big.Int)
	for _, f := range days {
		den := f.Amount.value().Denom()
		lcm.Mul(lcm, new(big.Int).Quo(den, new(big.Int).GCD(nil, nil, lcm, den)))
	}
	for _, f := range days {
		if f.Amount.Sign() == 0 {
			continue
		}
		a := new(big.Rat).Mul(f.Amount.value(), new(big.Rat).SetInt(lcm)).Num()
		gcd.GCD(nil, nil, gcd, new(big.Int).Abs(a))
		whole = append(whole, a)
		p.exp = append(p.exp, f.Date.Days(days[0].Date))
	}
	for _, a := range whole {
		p.coef = append(p.coef, number64(0).SetInt(a.Quo(a, gcd)))
	}
	return p
}

// tooWide says whether the search could meet numbers beyond big.Float's
// exponents of 31 bits. By Cauchy's bound the roots of p, and of all that is
// derived from it, lie within 2^±(bits+1); the search may square that.
func (p polynomial) tooWide() bool {
	degree := p.exp[len(p.exp)-1]
	bits := 0
	for _, a := range p.coef {
		bits = max(bits, a.MantExp(nil))
	}
	bits += p.changes() * big.NewInt(int64(degree)).BitLen()
	return int64(degree)*2*int64(bits+2) > 1<<30
}

// changes returns how often the coefficients change sign: by Descartes' rule
// p has at most so many roots.
func (p polynomial) changes() int {
	n := 0
	for i := 1; i < len(p.coef); i++ {
		if p.coef[i].Sign() != p.coef[i-1].Sign() {
			n++
		}
	}
	return n
}

// at returns p(w) by Horner's rule.
func (p polynomial) at(w *big.Float) *big.Float {
	return horner(p.exp, w, func(i int) *big.Float { return p.coef[i] })
}

// signAt returns the sign of p(w), 0 where it is nothing but rounding.
func (p polynomial) signAt(w *big.Float) int {
	v := p.at(w)
	size := horner(p.exp, w, func(i int) *big.Float { return number64(0).Abs(p.coef[i]) })
	if size.SetMantExp(size, -zeroBits).Cmp(number64(0).Abs(v)) >= 0 {
		return 0
	}
	return v.Sign()
}

func horner(exp []int, w *big.Float, coef func(int) *big.Float) *big.Float {
	sum := number64(0)
	for i := len(exp) - 1; i >= 0; i-- {
		sum.Add(sum, coef(i))
		gap := exp[i]
		if i > 0 {
			gap -= exp[i-1]
		}
		sum.Mul(sum, power(w, gap))
	}
	return sum
}

// power returns w^n for n ≥ 0.
func power(w *big.Float, n int) *big.Float {
	out, square := number64(1), number64(0).Set(w)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			out.Mul(out, square)
		}
		if n > 1 {
			square.Mul(square, square)
		}
	}
	return out
}
