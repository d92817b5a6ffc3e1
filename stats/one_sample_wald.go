package stats

import "math"

// OneSampleWald returns x/n with the interval p ± z·√(p(1 − p)/n), clipped to
// [0, 1] (Newcombe 1998, Stat. Med. 17:857, method 1). It is here to be compared
// with: no events, or nothing else, give it no width, and it covers too little.
func OneSampleWald(x, n, level float64) (Estimate, error) {
	const op = "wald"
	if err := checkOneSample(op, x, n, level); err != nil {
		return Estimate{}, err
	}
	return proportion(op, level, waldPart(x/n, x/n, n, zFor(level))), nil
}

// waldPart is the rate p with Wald limits about centre.
func waldPart(p, centre, n, z float64) part {
	half := float64(z * math.Sqrt(binomialVariance(centre, n)))
	return part{p, centre - half, centre + half}
}
