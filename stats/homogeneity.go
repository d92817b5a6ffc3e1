package stats

import "fmt"

// Homogeneity tests whether the difference of proportions is the same in all
// strata: for the difference what the test of Breslow and Day is for the odds
// ratio. The statistic is Gart and Nam's (1990, Biometrics 46:637)
//
//	Q = Σ (d_s − δ)² / Ṽ_s(δ),  δ the Mantel–Haenszel difference,
//
// where Ṽ_s(δ) is the variance at the rates that fit stratum s best among those
// with the difference δ, times N/(N − 1) as in MiettinenNurminen. It is compared
// with chi-square on the number of strata with Ṽ_s(δ) > 0, less 1; a stratum that
// cannot vary at δ (no events at δ = 0) says nothing. Fewer than two strata that
// can vary are an error. With small strata the chi-square distribution is a rough
// guide, and no significance is no proof of equal effects.
func Homogeneity(strata []Stratum) (StrataTestResult, error) {
	const op = "homogeneity-score"
	var d strataDesign
	if err := d.fill(op, strata); err != nil {
		return StrataTestResult{}, err
	}
	common, _ := d.mantelHaenszel()
	q, informative := 0.0, 0
	for _, c := range d.cells {
		p1, p0 := c.restricted(common)
		v := float64(c.unbiased() * (binomialVariance(p1, c.n1) + binomialVariance(p0, c.n0)))
		if v > 0 {
			informative++
			e := c.exactDiff() - common
			q += float64(e*e) / v
		}
	}
	if informative < 2 {
		return StrataTestResult{}, fmt.Errorf("%s: undefined: %d of %d strata can vary, want 2 or more", op, informative, len(d.cells))
	}
	p := tailOfChiSquare(q, float64(informative-1))
	return StrataTestResult{Method: op, Statistic: q, DF: informative - 1, PValue: p, Support: d.support}, nil
}
