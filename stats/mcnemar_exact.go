package stats

import "math"

// McNemarExact is the exact test of equal rates in matched pairs: of the b + c
// pairs that differ, b is binomial with rate ½. Two-sided, it is twice the smaller
// tail, at most 1. It has no statistic. If no pair differs p is 1.
func McNemarExact(a, b, c, d float64, alternative Alternative) (Test, error) {
	return mcnemarExact("mcnemar-exact-conditional", 0, a, b, c, d, alternative)
}

// McNemarMidP is McNemarExact with half of the probability of b taken from each
// tail (Fagerland, Lydersen, Laake 2013, BMC Med. Res. Meth. 13:91); 1 when b is c
// and the test two-sided.
func McNemarMidP(a, b, c, d float64, alternative Alternative) (Test, error) {
	return mcnemarExact("mcnemar-midp", 0.5, a, b, c, d, alternative)
}

func mcnemarExact(op string, less, a, b, c, d float64, alternative Alternative) (Test, error) {
	p, err := newPairsTest(op, a, b, c, d, alternative)
	if err != nil {
		return Test{}, err
	}
	result := Test{PValue: 1, Method: op, Alternative: alternative}
	if p.b+p.c == 0 {
		return result, nil
	}
	coin := binomial{p.b + p.c, 0.5, 0.5}
	half := float64(less * coin.at(p.b))
	switch more, fewer := coin.atLeast(p.b)-half, coin.atMost(p.b)-half; alternative {
	case Greater:
		result.PValue = more
	case Less:
		result.PValue = fewer
	default:
		result.PValue = math.Min(1, 2*math.Min(more, fewer))
	}
	return result, nil
}
