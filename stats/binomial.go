package stats

import "math"

// binomial is the distribution of the number of events among n at rate p; q is
// 1 − p, kept apart so that a tiny one keeps its digits. Its probabilities are
// good to about 13 digits up to n = 10^7, where those from the incomplete beta
// function of libraries have 8.
type binomial struct{ n, p, q float64 }

// at is the probability of exactly k events, by the saddle-point expansion of
// Loader 2000 (Fast and accurate computation of binomial probabilities).
func (b binomial) at(k float64) float64 {
	switch {
	case k < 0 || k > b.n:
		return 0
	case k == 0:
		return power(b.q, b.p, b.n)
	case k == b.n:
		return power(b.p, b.q, b.n)
	case b.p == 0 || b.q == 0:
		return 0
	}
	exponent := stirlingError(b.n) - stirlingError(k) - stirlingError(b.n-k) -
		deviance(k, float64(b.n*b.p)) - deviance(b.n-k, float64(b.n*b.q))
	return float64(exp(exponent) * math.Sqrt(b.n/(2*math.Pi*k*(b.n-k))))
}

// atLeast is the probability of k events or more.
func (b binomial) atLeast(k float64) float64 {
	if k <= 0 {
		return 1
	}
	if k > float64(b.n*b.p) {
		return b.tail(k)
	}
	return 1 - b.mirror().tail(b.n-k+1)
}

// atMost is the probability of k events or fewer.
func (b binomial) atMost(k float64) float64 { return b.mirror().atLeast(b.n - k) }

// mirror counts failures instead of events.
func (b binomial) mirror() binomial { return binomial{b.n, b.q, b.p} }

// tail sums from k, which is above the mean, upwards: each probability from the
// one before, until they no longer count.
func (b binomial) tail(k float64) float64 {
	first := b.at(k)
	if first == 0 {
		return 0
	}
	sum, term, odds := 1.0, 1.0, b.p/b.q
	for j := k; j < b.n && term > 1e-18*sum; j++ {
		term = float64(term * float64((b.n-j)/(j+1)*odds))
		sum += term
	}
	return math.Min(first*sum, 1)
}

// rateWhere returns the rate p at which tail, which rises with p, reaches alpha.
func rateWhere(n, alpha float64, tail func(binomial) float64) float64 {
	lo, hi := 0.0, 1.0
	for {
		mid := lo + (hi-lo)/2
		if mid <= lo || mid >= hi {
			return mid
		}
		if tail(binomial{n, mid, 1 - mid}) < alpha {
			lo = mid
		} else {
			hi = mid
		}
	}
}
