package stats

import (
	"fmt"
	"math"
)

// StratifiedNewcombeMH returns the Mantel–Haenszel difference with the stratified
// Newcombe interval of Yan and Su 2010 (Stat. Biopharm. Res. 2:329): Wilson limits
// in each stratum at a quantile that makes up for adding them, then Newcombe's
// squares. It is undefined, an error, where every stratum of an arm has a rate of
// 0 or 1, as with pairs.
func StratifiedNewcombeMH(strata []Stratum, level float64) (StratifiedEstimate, error) {
	return stratifiedNewcombe("strat-newcombe-mh", strata, level, table.mhWeight)
}

// StratifiedNewcombeATT is StratifiedNewcombeMH with each stratum weighted by its
// programme people: the effect on them (ATT).
func StratifiedNewcombeATT(strata []Stratum, level float64) (StratifiedEstimate, error) {
	return stratifiedNewcombe("strat-newcombe-att", strata, level, func(t table) float64 { return t.n1 })
}

func stratifiedNewcombe(op string, strata []Stratum, level float64, weight func(table) float64) (StratifiedEstimate, error) {
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	total := d.sum(weight)
	z := zFor(level)
	programme := d.yanSu(z, func(t table) (w, x, n float64) { return weight(t) / total, t.x1, t.n1 })
	comparison := d.yanSu(z, func(t table) (w, x, n float64) { return weight(t) / total, t.x0, t.n0 })
	for _, arm := range []struct {
		name string
		limits
	}{{"programme", programme}, {"comparison", comparison}} {
		if arm.flat {
			return StratifiedEstimate{}, fmt.Errorf("%s: undefined: every stratum of the %s group has a rate of 0 or 1", op, arm.name)
		}
	}
	diff := d.sum(func(t table) float64 { return float64(weight(t) / total * t.exactDiff()) })
	e := Estimate{
		Value:  clip(diff, -1, 1),
		Lo:     clip(diff-float64(z*math.Sqrt(programme.below+comparison.above)), -1, 1),
		Hi:     clip(diff+float64(z*math.Sqrt(programme.above+comparison.below)), -1, 1),
		Level:  level,
		Method: op,
	}
	return d.describe(e), nil
}

// limits is one arm's variance of the weighted rate at its lower and upper limit.
type limits struct {
	below, above float64
	flat         bool // no stratum varies
}

func (d strataDesign) yanSu(z float64, arm func(table) (w, x, n float64)) limits {
	var variance, deviation, scale float64
	for _, c := range d.cells {
		w, x, n := arm(c)
		v := countVariance(x, n)
		variance += float64(w * w * v)
		deviation += float64(w * math.Sqrt(v))
		scale += float64(w*w) / n
	}
	if deviation == 0 {
		return limits{flat: true}
	}
	inner := z * math.Sqrt(variance) / deviation
	var lo, hi float64
	for _, c := range d.cells {
		w, x, n := arm(c)
		l, u := wilson(x/n, n, inner)
		lo += float64(w * l)
		hi += float64(w * u)
	}
	lo, hi = clip(lo, 0, 1), clip(hi, 0, 1)
	return limits{below: float64(scale * lo * (1 - lo)), above: float64(scale * hi * (1 - hi))}
}
