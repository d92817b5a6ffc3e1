package stats

// OneSamplePlusFour returns x/n with the "plus four" interval: Wald's for a sample
// that has two events and two failures more, at any level (Agresti, Coull 1998,
// Am. Stat. 52:119), clipped to [0, 1]. At low levels it need not hold x/n when
// that is 0 or 1.
func OneSamplePlusFour(x, n, level float64) (Estimate, error) {
	const op = "agresti-coull-plus4"
	if err := checkOneSample(op, x, n, level); err != nil {
		return Estimate{}, err
	}
	return proportion(op, level, waldPart(x/n, (x+2)/(n+4), n+4, zFor(level))), nil
}
