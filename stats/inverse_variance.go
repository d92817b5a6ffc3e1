package stats

import "fmt"

// InverseVariance returns the difference that weighs each stratum by the inverse
// of its variance p1q1/n1 + p0q0/n0, with the Wald interval on 1/Σ(1/V): the
// fixed-effect estimate of meta-analysis. The weights depend on the outcomes, and
// a stratum without variance (every rate 0 or 1) is an error: it would take all
// the weight.
func InverseVariance(strata []Stratum, level float64) (StratifiedEstimate, error) {
	const op = "inverse-variance-fixed"
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	if err := d.needVariance(op); err != nil {
		return StratifiedEstimate{}, err
	}
	inverse := d.sum(func(t table) float64 { return 1 / t.plugIn() })
	top := d.sum(func(t table) float64 { return t.exactDiff() / t.plugIn() })
	return d.normal(op, level, top/inverse, 1/inverse), nil
}

// needVariance refuses strata on which dividing by the variance is impossible.
func (d strataDesign) needVariance(op string) error {
	none := 0
	for _, c := range d.cells {
		if c.plugIn() == 0 {
			none++
		}
	}
	if none > 0 {
		return fmt.Errorf("%s: undefined: %d of %d strata have no variance, because both their rates are 0 or 1", op, none, len(d.cells))
	}
	return nil
}
