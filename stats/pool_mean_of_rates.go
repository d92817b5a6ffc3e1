package stats

// PoolMeanOfRates pools rates with every year counting the same, whatever its size: p1
// and p0 are plain means of the yearly rates. Intervals and edges are as for
// PoolParticipants, with effective sizes k²/Σ(1/n) of k years in both arms.
func PoolMeanOfRates(years []YearRates, level float64) (PooledYears, error) {
	return poolRates("mean-of-yearly-rates", years, level, func(YearRates) float64 { return 1 })
}
