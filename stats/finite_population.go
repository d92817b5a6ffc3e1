package stats

import "math"

// FinitePopulation returns the weighted difference with the variance of two
// independent weighted samples, n/(n − 1)·Σψ² in each arm, that of the comparison
// times 1 − fraction: the correction for a comparison group that is this share of all
// people it stands for (Cochran 1977, Sampling Techniques, chapter 2, which it is with
// equal weights). fraction 0 is no correction; 1 says that every eligible person was
// compared and leaves only the programme group's variance.
//
// The target is then the difference from that very population. For an effect that
// would also hold for other people outcomes are random even in a census: leave the
// correction out. fraction outside [0, 1] and one unit alone in an arm are errors. The
// interval is normal.
func FinitePopulation(units []Unit, fraction float64) (Spread, error) {
	const op = "finite-population"
	s, err := newMatched(op, units)
	if err != nil {
		return Spread{}, err
	}
	if err := checkRate(op, "fraction", fraction); err != nil {
		return Spread{}, err
	}
	if err := s.checkSpreadOut(op); err != nil {
		return Spread{}, err
	}
	programme := float64(bessel(s.arms[1].n) * s.armVariance(1))
	comparison := float64(bessel(s.arms[0].n) * s.armVariance(0))
	variance := float64(programme) + float64((1-fraction)*comparison)
	return s.spread(op, variance, math.Inf(1), len(s.units)), nil
}
