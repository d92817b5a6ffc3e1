package stats

import "math"

// CMH returns the Cochran–Mantel–Haenszel chi-square test of no association in
// any stratum, (Σ(x1 − E))²/ΣV with the hypergeometric variance, one degree of
// freedom (Mantel, Haenszel 1959, JNCI 22:719). For one stratum it is the N − 1
// chi-square test; for all strata the test of StratifiedScoreMH. Strata without
// variance add nothing, and where none has any the statistic is 0 and p is 1.
func CMH(strata []Stratum) (StrataTestResult, error) { return cmh("cmh-chi2", strata, 0) }

// CMHCorrected is CMH with the continuity correction: |Σ(x1 − E)| less ½, at
// least 0.
func CMHCorrected(strata []Stratum) (StrataTestResult, error) { return cmh("cmh-chi2-cc", strata, 0.5) }

func cmh(op string, strata []Stratum, correction float64) (StrataTestResult, error) {
	var d strataDesign
	if err := d.fill(op, strata); err != nil {
		return StrataTestResult{}, err
	}
	excess := d.sum(func(t table) float64 {
		return (float64(t.x1*t.n0) - float64(t.x0*t.n1)) / (t.n1 + t.n0)
	})
	variance := d.sum(func(t table) float64 {
		n := t.n1 + t.n0
		p := (t.x1 + t.x0) / n
		return float64(t.mhWeight() * p * (1 - p) * (n / (n - 1)))
	})
	r := StrataTestResult{Method: op, DF: 1, PValue: 1, Support: d.support}
	if variance > 0 {
		z := math.Max(0, math.Abs(excess)-correction) / math.Sqrt(variance)
		r.Statistic, r.PValue = float64(z*z), twoSidedP(z)
	}
	return r, nil
}
