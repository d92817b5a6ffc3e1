package stats

import "math"

// MHSato returns the Mantel–Haenszel difference d with the Wald interval on the
// variance (d·ΣP + ΣQ)/(Σ w)² of Sato 1989 (Biometrics 45:1323), which is right
// for few large strata and for many small ones; pairs as strata give the variance
// of McNemar's test. Where no stratum has events of one arm and failures of the
// other it has no width, and says so.
func MHSato(strata []Stratum, level float64) (StratifiedEstimate, error) {
	const op = "mh-sato"
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	diff, p, q := d.sato()
	return d.normal(op, level, diff, satoVariance(diff, p, q)), nil
}

// sato returns the Mantel–Haenszel difference and Sato's ΣP and ΣQ over (Σ w)²:
// the variance at a true difference δ is δ·p + q.
func (d strataDesign) sato() (diff, p, q float64) {
	diff, weights := d.mantelHaenszel()
	p = d.sum(table.satoP) / weights / weights
	q = d.sum(table.satoQ) / weights / weights
	return diff, p, q
}

func (t table) satoP() float64 {
	n := t.n1 + t.n0
	s1, s0 := t.n1/n, t.n0/n
	return float64(s1*s1*t.x0) - float64(s0*s0*t.x1) + float64(s1*s0*(t.n0-t.n1)/2)
}

func (t table) satoQ() float64 {
	return (float64(t.x1*(t.n0-t.x0)) + float64(t.x0*(t.n1-t.x1))) / (2 * (t.n1 + t.n0))
}

// satoVariance is at least 0: rounding can leave a tiny negative number.
func satoVariance(diff, p, q float64) float64 { return math.Max(0, float64(diff*p)+q) }
