package stats

import (
	"math"
	"math/big"
)

// maxFisher is the most people a hypergeometric distribution is made for: the
// counts are then whole numbers, and a few hundred thousand of them matter.
const maxFisher = 1e10

// hypergeometric is the distribution of events in the programme group when m
// events fall on n1 + n0 people by chance. The weights are relative to that of the
// most likely count; counts too unlikely to be a number are left out.
type hypergeometric struct {
	n1, n0, m float64
	first     float64 // count of the first weight
	w         []float64
	total     float64
}

func newHypergeometric(n1, n0, m float64) hypergeometric {
	h := hypergeometric{n1: n1, n0: n0, m: m}
	lo, hi := math.Max(0, m-n0), math.Min(n1, m)
	mode := clip(math.Floor((m+1)*((n1+1)/(n1+n0+2))), lo, hi)
	const least = 1e-300
	for j, w := mode-1, 1.0; j >= lo; j-- {
		if w /= h.step(j); w < least {
			break
		}
		h.w = append(h.w, w)
	}
	h.first = mode - float64(len(h.w))
	for i, j := 0, len(h.w)-1; i < j; i, j = i+1, j-1 {
		h.w[i], h.w[j] = h.w[j], h.w[i]
	}
	h.w = append(h.w, 1)
	for j, w := mode, 1.0; j < hi; j++ {
		if w = float64(w * h.step(j)); w < least {
			break
		}
		h.w = append(h.w, w)
	}
	for _, w := range h.w {
		h.total += w
	}
	return h
}

// step is the weight of j + 1 over that of j.
func (h hypergeometric) step(j float64) float64 {
	return float64((h.n1 - j) / (j + 1) * ((h.m - j) / (h.n0 - h.m + j + 1)))
}

// weight is the weight of count k; 0 if it is too unlikely.
func (h hypergeometric) weight(k float64) float64 {
	if i := k - h.first; i >= 0 && i < float64(len(h.w)) {
		return h.w[int(i)]
	}
	return 0
}

// sum is the probability of the counts that are in.
func (h hypergeometric) sum(in func(k float64) bool) float64 {
	sum := 0.0
	for i, w := range h.w {
		if in(h.first + float64(i)) {
			sum += w
		}
	}
	return sum / h.total
}

func (h hypergeometric) at(k float64) float64 { return h.weight(k) / h.total }
func (h hypergeometric) atLeast(k float64) float64 {
	return h.sum(func(j float64) bool { return j >= k })
}
func (h hypergeometric) atMost(k float64) float64 {
	return h.sum(func(j float64) bool { return j <= k })
}

// asUnlikely is the probability of all counts no more likely than k. Where two
// weights are so close that rounding could decide, whole numbers do.
func (h hypergeometric) asUnlikely(k float64) float64 {
	const tie = 1e-9
	own := h.weight(k)
	return h.sum(func(j float64) bool {
		w := h.weight(j)
		if math.Abs(w-own) > tie*own {
			return w < own
		}
		return h.compare(j, k) <= 0
	})
}

// compare is the sign of P(j) − P(k), exactly: the ratio of the two is a product
// of ratios of whole numbers.
func (h hypergeometric) compare(j, k float64) int {
	if j == k {
		return 0
	}
	if j > k {
		return -h.compare(k, j)
	}
	down := product(j, k, func(i float64) (a, b float64) { return i + 1, h.n0 - h.m + i + 1 })
	up := product(j, k, func(i float64) (a, b float64) { return h.n1 - i, h.m - i })
	return down.Cmp(up) // P(j)/P(k) is down over up
}

// product multiplies both factors of all i from lo up to hi, hi not included; in
// halves, so that long products are of numbers of like length.
func product(lo, hi float64, factors func(i float64) (a, b float64)) *big.Int {
	if hi-lo == 1 {
		a, b := factors(lo)
		p := big.NewInt(int64(a))
		return p.Mul(p, big.NewInt(int64(b)))
	}
	mid := math.Floor((lo + hi) / 2)
	p := product(lo, mid, factors)
	return p.Mul(p, product(mid, hi, factors))
}
