package stats

// ATTNewcombeCensus is ATTNewcombe with a finite-population correction: the
// comparison people are taken as all there are, not as a sample, so that the
// factor 1 − n0/N0 on the variance of their rate is 0 (Cochran 1977, Sampling
// Techniques, 2.6). What remains is the Wilson interval of the programme rate,
// less the comparison rate. That answers how these programme people compare with
// exactly those others; for the question what the programme caused, the outcomes
// of the others were chance too, and the interval is too narrow. Every result
// says so in a warning.
func ATTNewcombeCensus(strata []Stratum, level float64) (StratifiedEstimate, error) {
	const op = "att-newcombe-census"
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	r := d.att()
	lo, hi := wilson(r.p1, r.n1, zFor(level))
	e := d.describe(mover(op, level, part{r.p1, lo, hi}, part{r.p0, r.p0, r.p0}))
	e.Warnings = append(e.Warnings, "the comparison people are taken as a census: the interval holds no uncertainty of theirs")
	return e, nil
}
