package stats

import "math"

// tailOfChiSquare is the probability that a χ² variable exceeds q, for whole degrees of
// freedom; 1 without any. Below the mean it is 1 less the other tail.
func tailOfChiSquare(q, df float64) float64 {
	switch {
	case df <= 0 || q <= 0:
		return 1
	case math.IsInf(q, 1):
		return 0
	case q < df:
		return 1 - poissonFrom(df/2, q/2)
	}
	sum := 0.0
	if math.Mod(df, 2) == 1 {
		sum = twoSidedP(math.Sqrt(q))
	}
	return sum + poissonBelow(df/2, q/2)
}

// poissonBelow is the sum of the Poisson probabilities of k − 1, k − 2 and so on, down
// to 0 or ½ (Abramowitz, Stegun 1964, 26.4.4 and 26.4.5), for k up to the mean and 1.
func poissonBelow(k, mean float64) float64 {
	sum, term := 0.0, poisson(k-1, mean)
	for k--; k >= 0 && term > 1e-18*sum; k-- {
		sum += term
		term = float64(term * (k / mean))
	}
	return sum
}

// poissonFrom is that of k, k + 1 and so on, for k above the mean (26.4.6).
func poissonFrom(k, mean float64) float64 {
	sum, term := 0.0, poisson(k, mean)
	for ; term > 1e-18*sum; k++ {
		sum += term
		term = float64(term * (mean / (k + 1)))
	}
	return sum
}

// poisson is e^(−mean)·mean^k/Γ(k+1), for k also between the whole numbers, in the form of Loader 2000 (see binomial.at).
func poisson(k, mean float64) float64 {
	if k <= 0 {
		return exp(-mean)
	}
	return float64(exp(-stirlingError(k)-deviance(k, mean)) / math.Sqrt(float64(2*math.Pi*k)))
}
