package outlook

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// Fractions compare as rational numbers do, up to the limit of their numbers and a
// last digit apart.
func TestFractionCmp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.OneOf(rapid.Int64Range(-9, 9), rapid.Int64Range(-limit+1, limit-1))
		part := rapid.OneOf(rapid.Int64Range(1, 9), rapid.Int64Range(1, limit-1))
		f := fraction{whole.Draw(t, "num"), part.Draw(t, "den")}
		g := fraction{whole.Draw(t, "other num"), part.Draw(t, "other den")}
		if k := rapid.Int64Range(1, 1e6).Draw(t, "times"); rapid.Bool().Draw(t, "near") {
			f = fraction{f.num % 1e12, f.den%1e12 + 1}
			g = fraction{f.num*k + rapid.Int64Range(-1, 1).Draw(t, "beside"), f.den * k}
		}
		want := big.NewRat(f.num, f.den).Cmp(big.NewRat(g.num, g.den))
		if got := f.cmp(g); got != want {
			t.Fatalf("%v against %v: %d, want %d", f, g, got, want)
		}
	})
}

// The limit is 2^62 for both numbers of a fraction.
func TestFractionOf(t *testing.T) {
	for _, x := range []struct {
		num, den int64
		ok       bool
	}{
		{-7, 3, true}, {0, 1, true},
		{limit - 1, 1, true}, {limit, 1, false}, {1 - limit, 1, true}, {-limit, 1, false},
		{1, limit - 1, true}, {1, limit, false},
	} {
		got, ok := fractionOf(big.NewRat(x.num, x.den))
		if ok != x.ok || ok && got != (fraction{x.num, x.den}) {
			t.Errorf("%d/%d: %v, %v", x.num, x.den, got, ok)
		}
	}
}
