package stats

import "math"

// RosenbaumPairsNormal is RosenbaumPairs by the normal approximation with a continuity
// correction of ½, as older tables print it (Rosenbaum 2002, table 4.1). Beyond a few
// standard deviations it is far from the exact tail: it is here to compare with published
// values. No pairs with one event give p = 1.
func RosenbaumPairsNormal(programmeOnly, comparisonOnly, gamma float64) (RosenbaumBounds, error) {
	const op = "rosenbaum pairs, normal"
	if err := checkPairs(op, programmeOnly, comparisonOnly); err != nil {
		return RosenbaumBounds{}, err
	}
	if err := checkGamma(op, gamma); err != nil {
		return RosenbaumBounds{}, err
	}
	out := RosenbaumBounds{Gamma: gamma, Lower: 1, Upper: 1}
	if n := programmeOnly + comparisonOnly; n > 0 {
		out.Lower = upperP(pairsZ(programmeOnly, n, 1/(1+gamma)))
		out.Upper = upperP(pairsZ(programmeOnly, n, gamma/(1+gamma)))
	}
	return out, nil
}

func pairsZ(b, n, p float64) float64 {
	return (b - 0.5 - float64(n*p)) / math.Sqrt(float64(n*p)*(1-p))
}
