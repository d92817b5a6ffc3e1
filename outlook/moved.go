package outlook

import (
	"fmt"
	"math"
	"math/big"
	"slices"

	"sib/contract"
	"sib/contract/money"
	"sib/stats"
)

// facts are what was measured, and what is decided on when one measure moves.
type facts struct {
	*engine
	given contract.Measurements
}

func factsOf(t *contract.Terms, in contract.Measurements, on money.Date) (facts, error) {
	e, err := newEngine(t, in, on, nil)
	return facts{e, in}, err
}

// decideOn is the contract's own decision on measurements.
func (f facts) decideOn(in contract.Measurements) (*contract.Decision, error) {
	return contract.DecideBriefly(f.terms, in, f.on)
}

// at returns the facts if the measure had the value v wherever it is taken, the
// comparison rates held fixed; false if that cannot be.
func (f facts) at(m contract.Measure, v *big.Rat) (contract.Measurements, bool, error) {
	out := f.given
	if f.stated(m) {
		out.Reported = slices.Clone(f.given.Reported)
		for i := range out.Reported {
			if out.Reported[i].Measure == m.ID {
				out.Reported[i].Value = v
			}
		}
		return out, true, nil
	}
	out.Compared = nil
	all := int64(0)
	for _, got := range f.given.Compared {
		if got.Cohort != 0 {
			all += got.ProgrammeN
		}
	}
	var cells []cell
	pooled := false
	for _, got := range f.given.Compared {
		q := got.ComparisonRate
		if m.ComparisonRate != nil {
			q = m.ComparisonRate.Rat()
		}
		n := got.ProgrammeN
		if m.Effect == contract.Count && m.Scope != contract.EachCohort && got.Cohort != 0 {
			n = all // a number of people of all cohorts is spread over them evenly
		}
		p := programmeRate(m.Effect, v, q, n)
		if p == nil || p.Sign() < 0 || !got.PerPerson && !isRate(p) {
			return out, false, nil
		}
		c, err := f.cell(got, p)
		if err != nil {
			return out, false, err
		}
		if pooled = pooled || got.Cohort == 0; got.Cohort != 0 {
			cells = append(cells, c)
		}
		moved, err := c.measurement(got.Cohort, f.levels)
		if err != nil {
			return out, false, err
		}
		moved.Quality = got.Quality
		out.Compared = append(out.Compared, moved)
	}
	if !pooled && len(cells) > 0 {
		moved, err := pooledOf(cells).measurement(0, f.levels)
		if err != nil {
			return out, false, err
		}
		out.Compared = append(out.Compared, moved)
	}
	return out, true, nil
}

// stated reports whether the measure is a figure that is given, and not of two rates.
func (f facts) stated(m contract.Measure) bool {
	return slices.ContainsFunc(f.given.Reported, func(r contract.Figure) bool { return r.Measure == m.ID })
}

// cell is a measurement with another programme rate: a rate, not a count of people.
func (f facts) cell(got contract.Measurement, p *big.Rat) (cell, error) {
	c := cell{programme: p, comparison: got.ComparisonRate, n1: got.ProgrammeN, events: got.ProgrammeEvents, weighted: true, perPerson: got.PerPerson, level: f.level}
	if f.level == 0 {
		return c, nil
	}
	var err error
	c.n0, err = effective(got)
	return c, err
}

// effective is the effective number of comparison people: what somebody counted, or
// what the interval implies. With the limits l1, u1 and l0, u0 of the two rates
// weighted-newcombe has the lower limit d − √((p1 − l1)² + (u0 − p0)²) (Newcombe 1998,
// method 10), so u0 follows from it, and from u0 the size of the comparison group.
func effective(m contract.Measurement) (float64, error) {
	if m.Quality != nil && m.Quality.ESS > 0 {
		return m.Quality.ESS, nil
	}
	d := m.Difference
	if d.Method != contract.WeightedNewcombe || !(d.Lo < d.Hi) || m.Weighted {
		return 0, fmt.Errorf("measurement of %s: the effective number of comparison people is not known, and its interval does not say it", named(m.Cohort))
	}
	p1, p0 := float(m.ProgrammeRate), float(m.ComparisonRate)
	l1, _, err := stats.WilsonRate(p1, float64(m.ProgrammeN), d.Level)
	if err != nil {
		return 0, err
	}
	below := p1 - p0 - d.Lo
	rest := float64(below*below) - float64((p1-l1)*(p1-l1))
	if !(rest > 0) {
		return 0, fmt.Errorf("measurement of %s: its interval is narrower than the programme group's alone", named(m.Cohort))
	}
	reach := func(n float64) float64 { // of the Wilson limit above p0
		_, u, err := stats.WilsonRate(p0, n, d.Level)
		if err != nil {
			return math.NaN()
		}
		return u - p0
	}
	lo, hi := 1e-3, 1e12
	for range 200 {
		mid := math.Sqrt(lo * hi)
		if reach(mid) > math.Sqrt(rest) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo, nil
}

func named(cohort int) string {
	if cohort == 0 {
		return "all cohorts pooled"
	}
	return fmt.Sprintf("cohort %d", cohort)
}
