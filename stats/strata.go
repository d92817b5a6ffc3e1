package stats

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Stratum is the counts of one stratum: X events among N people, 1 for the
// programme and 0 for the comparison group. An arm may be empty.
type Stratum struct {
	X1, N1, X0, N0 int64
}

// Support says how many of the strata and people given carry information:
// a stratum with an empty arm compares nobody with anybody.
type Support struct {
	Strata        int   `json:"strata"` // with people in both arms
	Programme     int64 `json:"programme"`
	Comparison    int64 `json:"comparison"`
	OffStrata     int   `json:"off_strata"` // with people in one arm only
	OffProgramme  int64 `json:"off_programme"`
	OffComparison int64 `json:"off_comparison"`
}

// OffShare is the share of programme people who have nobody to be compared with:
// a proportion.
func (s Support) OffShare() float64 {
	return float64(s.OffProgramme) / float64(s.Programme+s.OffProgramme)
}

// StratifiedEstimate is a difference over strata. The estimate is about the
// people on support only.
type StratifiedEstimate struct {
	Estimate
	Support Support `json:"support"`
	// Variance is that of the difference of proportions; nil for methods that use none.
	Variance *float64 `json:"variance,omitempty"`
	// EffectiveN is the effective size of the weighted comparison group (Kish); nil for methods that use none.
	EffectiveN *float64 `json:"effective_n,omitempty"`
}

// maxStratumArm keeps the product of two counts exact in a float64.
const maxStratumArm = 90_000_000

// strataDesign is the strata on support in an order of its own, so that no sum
// depends on the caller's.
type strataDesign struct {
	cells   []table
	support Support
}

// newStrata checks the strata and the level of the method op.
func newStrata(op string, strata []Stratum, level float64) (strataDesign, error) {
	var d strataDesign
	if err := checkLevel(op, level); err != nil {
		return d, err
	}
	return d, d.fill(op, strata)
}

func (d *strataDesign) fill(op string, strata []Stratum) error {
	for i, s := range strata {
		if err := s.check(op, i+1); err != nil {
			return err
		}
		d.add(s)
	}
	if len(d.cells) == 0 {
		return fmt.Errorf("%s: none of %d strata has people in both arms (programme people: %d, comparison people: %d): nothing can be compared",
			op, len(strata), d.support.OffProgramme, d.support.OffComparison)
	}
	slices.SortFunc(d.cells, func(a, b table) int {
		return cmp.Or(cmp.Compare(a.n1, b.n1), cmp.Compare(a.n0, b.n0), cmp.Compare(a.x1, b.x1), cmp.Compare(a.x0, b.x0))
	})
	return nil
}

func (s Stratum) check(op string, place int) error {
	for _, arm := range []struct {
		xName, nName string
		x, n         int64
	}{{"x1", "n1", s.X1, s.N1}, {"x0", "n0", s.X0, s.N0}} {
		switch {
		case arm.n < 0 || arm.n > maxStratumArm:
			return fmt.Errorf("%s: stratum %d: %s is %d: want 0 to %d people", op, place, arm.nName, arm.n, maxStratumArm)
		case arm.x < 0:
			return fmt.Errorf("%s: stratum %d: %s is %d: want a number from 0 on", op, place, arm.xName, arm.x)
		case arm.x > arm.n:
			return fmt.Errorf("%s: stratum %d: %s is %d, more than %s, which is %d", op, place, arm.xName, arm.x, arm.nName, arm.n)
		}
	}
	return nil
}

func (s Stratum) table() table {
	return table{float64(s.X1), float64(s.N1), float64(s.X0), float64(s.N0)}
}

func (d *strataDesign) add(s Stratum) {
	switch {
	case s.N1 > 0 && s.N0 > 0:
		d.cells = append(d.cells, s.table())
		d.support.Strata++
		d.support.Programme += s.N1
		d.support.Comparison += s.N0
	case s.N1 > 0 || s.N0 > 0:
		d.support.OffStrata++
		d.support.OffProgramme += s.N1
		d.support.OffComparison += s.N0
	}
}

// sum adds f over the strata in their fixed order.
func (d strataDesign) sum(f func(table) float64) float64 {
	total := 0.0
	for _, c := range d.cells {
		total += f(c)
	}
	return total
}

// exactDiff is p1 − p0 with an exact numerator, which keeps the digits of a
// small difference of large counts.
func (t table) exactDiff() float64 {
	return (float64(t.x1*t.n0) - float64(t.x0*t.n1)) / float64(t.n1*t.n0)
}

// mhWeight is the weight of Mantel and Haenszel, n1·n0/N.
func (t table) mhWeight() float64 { return float64(t.n1*t.n0) / (t.n1 + t.n0) }

// plugIn is the variance of the difference at the observed rates.
func (t table) plugIn() float64 { return countVariance(t.x1, t.n1) + countVariance(t.x0, t.n0) }

// countVariance is pq/n from counts: 1 − p would lose the digits of a rate near 1.
func countVariance(x, n float64) float64 { return float64(x*(n-x)) / n / n / n }

// describe adds to an estimate what it is about.
func (d strataDesign) describe(e Estimate) StratifiedEstimate {
	if off := d.support.OffProgramme; off > 0 {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%d of %d programme people are in strata without comparison people: the estimate is not about them",
			off, off+d.support.Programme))
	}
	return StratifiedEstimate{Estimate: e, Support: d.support}
}

// normal returns value with the interval ± z·√variance, clipped to [−1, 1], and
// the test that belongs to it.
func (d strataDesign) normal(op string, level, value, variance float64) StratifiedEstimate {
	value = clip(value, -1, 1) // the last digit of a sum
	e := d.describe(around(op, level, value, value, float64(zFor(level)*math.Sqrt(variance))))
	e.Variance = &variance
	if variance > 0 {
		e.Estimate = withP(e.Estimate, value/math.Sqrt(variance))
	}
	return e
}
