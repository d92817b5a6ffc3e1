package stats

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// maxReplicates bounds the memory of StratumBootstrap.
const maxReplicates = 10_000_000

// StratumBootstrap returns the effect on the programme people (ATT) of
// ATTNewcombe with a percentile interval from resampled outcomes (Efron,
// Tibshirani 1993, ch. 13): in each stratum and arm the events are drawn anew from
// the binomial distribution at the observed rate, which is the same as drawing
// people with replacement. Limits are the k-th smallest and k-th largest of the
// replicates, k = (replicates + 1)(1 − level)/2 rounded down; fewer than one, and
// more than ten million replicates, are errors. The interval need not hold the
// difference. The seed is an argument: a seed, the strata in any order, and a
// number of replicates always give the same interval.
//
// A person alone in a stratum and arm comes back the same in every replicate. So
// the bootstrap sees only the share 1 − Σ w²/n²/Σ w²/n of the variance (w the
// stratum's weight, n the people in its arm). Less than three quarters of it, or an
// arm in which no stratum varies, is an error; less than 95 % is a warning.
func StratumBootstrap(strata []Stratum, replicates int, seed uint64, level float64) (StratifiedEstimate, error) {
	const op = "stratum-bootstrap"
	d, err := newStrata(op, strata, level)
	if err != nil {
		return StratifiedEstimate{}, err
	}
	k := int(float64(replicates+1) * ((1 - level) / 2) * (1 + 1e-12)) // (1 − 0.9)/2 is a little less than 0.05 in binary
	if k < 1 {
		return StratifiedEstimate{}, fmt.Errorf("%s: replicates is %d: too few for the level %v", op, replicates, level)
	}
	if replicates > maxReplicates {
		return StratifiedEstimate{}, fmt.Errorf("%s: replicates is %d: want at most %d", op, replicates, maxReplicates)
	}
	unseen := d.unseenVariance()
	if err := d.checkBootstrap(op, unseen); err != nil {
		return StratifiedEstimate{}, err
	}
	draws := d.resample(replicates, seed)
	slices.Sort(draws)
	e := d.describe(Estimate{
		Value: d.att().diff(), Lo: clip(draws[k-1], -1, 1), Hi: clip(draws[replicates-k], -1, 1), Level: level, Method: op,
	})
	if unseen > 0.05 {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%.0f %% of the variance is out of the bootstrap's sight, because strata are small: the interval is too narrow", 100*unseen))
	}
	return e, nil
}

// unseenVariance is the share of the variance that resampling cannot show when
// all people have the same chance of an event: the rate among n people looks as if
// it varied by (n − 1)/n of what it does.
func (d strataDesign) unseenVariance() float64 {
	lost := d.sum(func(t table) float64 { return 1 + float64(t.n1/t.n0*(t.n1/t.n0)) })
	return lost / d.sum(func(t table) float64 { return t.n1 + float64(t.n1/t.n0*t.n1) })
}

func (d strataDesign) checkBootstrap(op string, unseen float64) error {
	if unseen > 0.25 {
		return fmt.Errorf("%s: invalid here: strata are so small that %.0f %% of the variance would not be seen", op, 100*unseen)
	}
	varies1, varies0 := false, false
	for _, c := range d.cells {
		varies1 = varies1 || c.x1 > 0 && c.x1 < c.n1
		varies0 = varies0 || c.x0 > 0 && c.x0 < c.n0
	}
	if !varies1 || !varies0 {
		return fmt.Errorf("%s: invalid here: in every stratum of a group the rate is 0 or 1, so that no replicate differs", op)
	}
	return nil
}

// resample returns one difference for each replicate. Replicates are the inner
// loop: a cell's table of outcomes stays in the cache.
func (d strataDesign) resample(replicates int, seed uint64) []float64 {
	source := rand.NewPCG(seed, 0)
	sums := make([]float64, replicates)
	n1 := float64(d.support.Programme)
	var s binomialSampler
	for _, c := range d.cells {
		s.add(source, sums, c.x1, c.n1, 1/n1)
		s.add(source, sums, c.x0, c.n0, -c.n1/c.n0/n1)
	}
	return sums
}
