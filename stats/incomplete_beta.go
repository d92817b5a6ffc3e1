package stats

import "math"

// betaDistribution is that of a share with the density x^(a−1)·(1−x)^(b−1)/B(a, b);
// a and b are above 0. Its constants are kept for a search.
type betaDistribution struct {
	a, b     float64
	stirling float64 // of a + b, less those of a and b
}

func newBeta(a, b float64) betaDistribution {
	return betaDistribution{a, b, stirlingError(a+b) - stirlingError(a) - stirlingError(b)}
}

// atMost is the probability of x or less; y is 1 − x, kept apart so that a small one
// keeps its digits. Where the mean is below x it is 1 less the other tail. It is good
// to 11 digits and more up to a + b of 10^7.
func (d betaDistribution) atMost(x, y float64) float64 {
	switch {
	case !(x > 0):
		return 0
	case !(y > 0):
		return 1
	case x > (d.a+1)/(d.a+d.b+2):
		return 1 - d.mirror().tail(y, x)
	}
	return d.tail(x, y)
}

// mirror is the distribution of 1 − x.
func (d betaDistribution) mirror() betaDistribution {
	return betaDistribution{d.b, d.a, d.stirling}
}

// scaledDensity is x^a·y^b/B(a, b), in the form of Loader 2000 (see binomial.at).
func (d betaDistribution) scaledDensity(x, y float64) float64 {
	n := d.a + d.b
	exponent := d.stirling - deviance(d.a, float64(n*x)) - deviance(d.b, float64(n*y))
	return float64(exp(exponent) * math.Sqrt(d.a/n*d.b/(2*math.Pi)))
}

// tail is atMost for x up to about the mean, by the continued fraction (Abramowitz,
// Stegun 1964, 26.5.8) with Lentz's algorithm. It takes about √(a+b) steps.
func (d betaDistribution) tail(x, y float64) float64 {
	const enough, most = 3e-16, 1_000_000
	n := d.a + d.b
	over, under := 1.0, 1/away(1-float64(n*x)/(d.a+1))
	f := under
	for m := 1.0; m < most; m++ {
		even := float64(m*(d.b-m)*x) / float64((d.a+2*m-1)*(d.a+2*m))
		under = 1 / away(1+float64(even*under))
		over = away(1 + even/over)
		f = float64(f * float64(under*over))

		odd := -float64((d.a+m)*(n+m)*x) / float64((d.a+2*m)*(d.a+2*m+1))
		under = 1 / away(1+float64(odd*under))
		over = away(1 + odd/over)
		step := float64(under * over)
		f = float64(f * step)
		if math.Abs(step-1) <= enough {
			break
		}
	}
	return math.Min(float64(d.scaledDensity(x, y)*f)/d.a, 1)
}

// away keeps a denominator from being 0.
func away(v float64) float64 {
	if math.Abs(v) < 1e-300 {
		return 1e-300
	}
	return v
}

// quantile is the x below which the probability is p, for p above 0 and at most
// about ½: Newton's method on the logarithms of both, where the function is nearly
// straight for small x, within limits that close in. The error of a step is its square.
func (d betaDistribution) quantile(p float64) float64 {
	const short = 1e-10
	lo, hi, x := 0.0, 1.0, d.a/(d.a+d.b)
	target := log(p)
	for range 200 {
		at := d.atMost(x, 1-x)
		if at < p {
			lo = x
		} else {
			hi = x
		}
		slope := d.scaledDensity(x, 1-x) / (1 - x) / at
		next := float64(x * exp((target-log(at))/slope))
		if math.Abs(next-x) <= float64(short*x) {
			return clip(next, lo, hi)
		}
		if !(next > lo && next < hi) {
			next = lo + (hi-lo)/2
		}
		if next == lo || next == hi {
			return next
		}
		x = next
	}
	return x
}
