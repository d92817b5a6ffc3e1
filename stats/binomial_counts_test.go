package stats

import (
	"math"
	"math/big"
	"testing"
)

// Each chance is that of the exact binomial formula.
func TestBinomialCounts(t *testing.T) {
	for _, c := range []struct {
		n int64
		p float64
	}{{1, 0.5}, {7, 0.25}, {107, 0.33}, {1333, 0.33}, {40, 0}, {40, 1}, {300, 0.99}} {
		from, chances, err := BinomialCounts(c.n, c.p)
		must(t, err)
		sum := 0.0
		for i, got := range chances {
			k := from + int64(i)
			p := new(big.Float).SetPrec(2000).SetFloat64(c.p)
			q := new(big.Float).SetPrec(2000).Sub(big.NewFloat(1).SetPrec(2000), p)
			want := new(big.Float).SetPrec(2000).SetInt(new(big.Int).Binomial(c.n, k))
			for range k {
				want.Mul(want, p)
			}
			for range c.n - k {
				want.Mul(want, q)
			}
			if w, _ := want.Float64(); math.Abs(got-w) > 1e-12*w+1e-16 {
				t.Fatalf("%d of %d at %v: %v, want %v", k, c.n, c.p, got, w)
			}
			sum += got
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("%+v: the chances add up to %v", c, sum)
		}
	}
	for _, bad := range []struct {
		n int64
		p float64
	}{{0, 0.5}, {1 << 40, 0.5}, {10, -0.1}, {10, 1.1}, {10, math.NaN()}} {
		if _, _, err := BinomialCounts(bad.n, bad.p); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
}
