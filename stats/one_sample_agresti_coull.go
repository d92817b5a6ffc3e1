package stats

// OneSampleAgrestiCoull returns x/n with the Wald interval of a sample that has
// z²/2 events and z²/2 failures more (Agresti, Coull 1998, Am. Stat. 52:119),
// clipped to [0, 1]. It has the centre of Wilson's interval and holds it.
func OneSampleAgrestiCoull(x, n, level float64) (Estimate, error) {
	const op = "agresti-coull"
	if err := checkOneSample(op, x, n, level); err != nil {
		return Estimate{}, err
	}
	z := zFor(level)
	z2 := float64(z * z)
	return proportion(op, level, waldPart(x/n, (x+z2/2)/(n+z2), n+z2, z)), nil
}
