package disclosure

import (
	"math"
	"math/big"
	"testing"
)

// Small whole numbers and all others follow the same arithmetic: that of math/big.
func TestNumberIsExact(t *testing.T) {
	values := []number{{n: 0}, {n: 1}, {n: -1}, {n: 3}, {n: -7}, {n: 1<<30 - 1}, {n: 1 << 30}, {n: -1 << 45}, {n: math.MaxInt64},
		{r: big.NewRat(1, 3)}, {r: big.NewRat(-5, 2)}, reduce(new(big.Rat).SetFloat64(1e30))}
	for _, a := range values {
		for _, b := range values {
			if got, want := a.cmp(b), a.rat().Cmp(b.rat()); got != want {
				t.Errorf("%v against %v: %d, want %d", a.rat(), b.rat(), got, want)
			}
			if b.sign() != 0 {
				if got, want := a.quo(b).rat(), new(big.Rat).Quo(a.rat(), b.rat()); got.Cmp(want) != 0 {
					t.Errorf("%v / %v = %v, want %v", a.rat(), b.rat(), got, want)
				}
			}
			for _, f := range values {
				want := new(big.Rat).Mul(f.rat(), b.rat())
				want.Sub(a.rat(), want)
				got := a.less(f, b)
				if got.rat().Cmp(want) != 0 || got.sign() != want.Sign() || (got.r == nil) != (want.IsInt() && want.Num().IsInt64()) {
					t.Errorf("%v − %v · %v = %v, want %v", a.rat(), f.rat(), b.rat(), got.rat(), want)
				}
			}
		}
	}
}
