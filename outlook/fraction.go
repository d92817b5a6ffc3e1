package outlook

import (
	"cmp"
	"math/big"
	"math/bits"
)

// limit is what the numbers of a fraction stay below.
const limit = 1 << 62

// fraction is num/den, den above 0.
type fraction struct{ num, den int64 }

// fractionOf is r as a fraction; false if its numbers are too large.
func fractionOf(r *big.Rat) (fraction, bool) {
	if max(r.Num().BitLen(), r.Denom().BitLen()) > 62 {
		return fraction{}, false
	}
	return fraction{r.Num().Int64(), r.Denom().Int64()}, true
}

// cmp compares two fractions exactly: −1, 0 or 1.
func (f fraction) cmp(g fraction) int {
	high, low := times(f.num, g.den)
	high2, low2 := times(g.num, f.den)
	return cmp.Or(cmp.Compare(high, high2), cmp.Compare(low, low2))
}

// times is a·b in 128 bits; b is not negative.
func times(a, b int64) (high int64, low uint64) {
	h, low := bits.Mul64(uint64(a), uint64(b))
	if a < 0 {
		h -= uint64(b) // uint64(a) is 2^64 too much
	}
	return int64(h), low
}
