package disclosure

import (
	"cmp"
	"math/big"
)

// number is an exact rational. Nearly all numbers of a table of sums are small and whole, and those take
// no memory of their own: n holds them and r is nil.
type number struct {
	n int64
	r *big.Rat
}

func (a number) sign() int {
	if a.r != nil {
		return a.r.Sign()
	}
	return int(min(max(a.n, -1), 1))
}

func (a number) rat() *big.Rat {
	if a.r != nil {
		return a.r
	}
	return new(big.Rat).SetInt64(a.n)
}

// small keeps a product of two from overflowing, and a difference of such a product and a third.
func (a number) small() bool { return a.r == nil && a.n > -1<<30 && a.n < 1<<30 }

// reduce keeps whole numbers of moderate size as such.
func reduce(r *big.Rat) number {
	if r.IsInt() && r.Num().IsInt64() {
		return number{n: r.Num().Int64()}
	}
	return number{r: r}
}

// less gives a − f·b.
func (a number) less(f, b number) number {
	if a.small() && f.small() && b.small() {
		return number{n: a.n - f.n*b.n}
	}
	product := new(big.Rat).Mul(f.rat(), b.rat())
	return reduce(product.Sub(a.rat(), product))
}

func (a number) quo(b number) number {
	if a.small() && b.small() && a.n%b.n == 0 {
		return number{n: a.n / b.n}
	}
	return reduce(new(big.Rat).Quo(a.rat(), b.rat()))
}

func (a number) cmp(b number) int {
	if a.r == nil && b.r == nil {
		return cmp.Compare(a.n, b.n)
	}
	return a.rat().Cmp(b.rat())
}
