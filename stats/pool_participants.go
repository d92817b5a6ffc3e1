package stats

// PoolParticipants pools rates with every programme participant counting once: p1 and p0
// are means of the yearly rates with weights n1y/Σn1y in both arms. That is the effect on
// the people paid for, and drift of rates and sizes between years does not bias it. The
// difference has the interval of WeightedNewcombe, at the effective comparison size
// (Σn1)²/Σ(n1²/n0) (Kish 1965; Zou, Donner 2008); the relative change has a log-ratio
// interval. The SEs are √(Σw²p1q1/n1 + Σw²p0q0/n0) and, by the delta method, that of the
// ratio.
//
// The difference is defined for all rates from 0 to 1. No year, a size not above 0, a
// rate outside [0, 1] and a level outside (0, 1) are errors.
func PoolParticipants(years []YearRates, level float64) (PooledYears, error) {
	return poolRates("participants", years, level, func(y YearRates) float64 { return y.N1 })
}
