package stats

// WeightedNewcombe returns the difference p1 − p0 between a programme group of
// n1 people who count once each and a comparison group with the weighted rate p0
// and the effective size neff (see KishESS), with the interval of Newcombe 1998,
// method 10, on the two Wilson intervals: MOVER (Zou, Donner 2008) with Kish's
// effective size. Rates, difference and limits are proportions. With equal
// weights it is Newcombe itself, to the last bit.
//
// n1 or neff not above 0, a rate outside [0, 1], NaN, and a level outside (0, 1)
// are errors that name the argument.
func WeightedNewcombe(p1, n1, p0, neff, level float64) (Estimate, error) {
	const op = "weighted-newcombe"
	for _, err := range []error{
		checkRate(op, "p1", p1), checkSize(op, "n1", n1),
		checkRate(op, "p0", p0), checkSize(op, "neff", neff),
		checkLevel(op, level),
	} {
		if err != nil {
			return Estimate{}, err
		}
	}
	z := zFor(level)
	l1, u1 := wilson(p1, n1, z)
	l0, u0 := wilson(p0, neff, z)
	return mover(op, level, part{p1, l1, u1}, part{p0, l0, u0}), nil
}
