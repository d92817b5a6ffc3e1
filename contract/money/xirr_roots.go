package money

import (
	"math/big"
	"slices"
)

// roots returns all w > 0 with p(w) = 0, ascending, a multiple root once.
//
// It follows Laguerre's proof of Descartes' rule of signs (Laguerre 1883;
// Jameson 2006, "Counting zeros of generalised polynomials", Math. Gazette 90,
// 223): p/w^e, with e the exponent at which the signs change, has the roots of
// p, and its derivative changes sign once less. The roots of the derivative part
// the axis into pieces on which p/w^e is monotone, each with one root of p at
// most. Where flows change sign once the derivative has no root: there is one rate.
// Time grows with the cube of the number of changes.
func (p polynomial) roots() []*big.Float {
	j := p.firstChange()
	if j < 0 {
		return nil
	}
	d := p.derived(j)
	return p.between(d, withOne(d.roots()))
}

// firstChange returns the first i whose coefficient has another sign than the one before it, or −1.
func (p polynomial) firstChange() int {
	for i := 1; i < len(p.coef); i++ {
		if p.coef[i].Sign() != p.coef[i-1].Sign() {
			return i
		}
	}
	return -1
}

// derived returns w^(e+1) times the derivative of p/w^e with e = p.exp[j].
func (p polynomial) derived(j int) polynomial {
	var d polynomial
	for i, a := range p.coef {
		if i != j {
			d.exp = append(d.exp, p.exp[i])
			d.coef = append(d.coef, number64(0).Mul(a, number64(float64(p.exp[i]-p.exp[j]))))
		}
	}
	return d
}

// withOne returns ascending marks with 1 among them: there p is exact, so that
// a rate of zero comes out as zero, and the search always has a place to start.
func withOne(marks []*big.Float) []*big.Float {
	one := number64(1)
	i, found := slices.BinarySearchFunc(marks, one, (*big.Float).Cmp)
	if found {
		return marks
	}
	return slices.Insert(slices.Clone(marks), i, one)
}

// between returns the roots of p, which has at most one before, after and
// between marks that follow each other; d is p derived.
func (p polynomial) between(d polynomial, marks []*big.Float) []*big.Float {
	var out []*big.Float
	sign := p.coef[0].Sign()
	for i, m := range marks {
		s := p.signAt(m)
		if s*sign < 0 {
			out = append(out, p.solve(d, p.below(marks, i, sign), m))
		}
		if s == 0 {
			out = append(out, m)
		}
		sign = s
	}
	if end := p.coef[len(p.coef)-1].Sign(); end*sign < 0 {
		last := marks[len(marks)-1]
		out = append(out, p.solve(d, last, p.reach(last, end, true)))
	}
	return out
}

// below returns the mark before the i-th, or a place below the first one where p has the given sign.
func (p polynomial) below(marks []*big.Float, i, sign int) *big.Float {
	if i > 0 {
		return marks[i-1]
	}
	return p.reach(marks[0], sign, false)
}

// reach goes up or down from w, further each time, to where p has the sign that
// it keeps from there on.
func (p polynomial) reach(w *big.Float, sign int, up bool) *big.Float {
	factor := number64(1 + 1.0/4096)
	for x := number64(0).Set(w); ; factor.Mul(factor, factor) {
		if up {
			x.Mul(x, factor)
		} else {
			x.Quo(x, factor)
		}
		if p.at(x).Sign() == sign {
			return x
		}
	}
}

// solve returns the root of p between lo and hi, where p has opposite signs and
// p/w^e is monotone: Newton's method on p/w^e, and a bisection wherever a step
// leaves the bracket or is not half of the one before the last (Press et al.,
// Numerical Recipes, rtsafe).
func (p polynomial) solve(d polynomial, lo, hi *big.Float) *big.Float {
	sign := p.at(lo).Sign()
	x, width := middle(lo, hi), number64(0).Sub(hi, lo)
	last, before := width, width
	for range 4 * precision {
		v := p.at(x)
		switch v.Sign() {
		case 0:
			return x
		case sign:
			lo = x
		default:
			hi = x
		}
		next := newton(x, v, d.at(x))
		step := distance(next, x)
		if negligible(step, x) {
			return next
		}
		if next.Cmp(lo) <= 0 || next.Cmp(hi) >= 0 || number64(0).SetMantExp(step, 1).Cmp(before) > 0 {
			next = middle(lo, hi)
			step = distance(next, x)
		}
		if negligible(step, x) {
			return next
		}
		before, last, x = last, step, next
	}
	return x
}

// newton returns w·(1 − p(w)/d(w)), infinite and outside every bracket where d is 0.
func newton(w, p, d *big.Float) *big.Float {
	q := number64(0).Quo(p, d)
	return q.Sub(w, q.Mul(q, w))
}

func negligible(step, x *big.Float) bool {
	return step.Cmp(number64(0).SetMantExp(x, -rootBits)) <= 0
}

func middle(a, b *big.Float) *big.Float {
	m := number64(0).Add(a, b)
	return m.SetMantExp(m, -1)
}

func distance(a, b *big.Float) *big.Float {
	d := number64(0).Sub(a, b)
	return d.Abs(d)
}
