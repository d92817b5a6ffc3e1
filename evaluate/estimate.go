package evaluate

import (
	"fmt"
	"math/big"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/evidence"
	"sib/stats"
)

// estimateAll returns the result of each cohort year and the pooled one, and the
// same as the contract sees them.
func estimateAll(t *contract.Terms, c *cohort.Cohort, table *outcome.Table, strata []StratumResult) ([]Result, []contract.Measurement, error) {
	var results []Result
	var measured []contract.Measurement
	for _, year := range append(append([]int(nil), t.Cohorts...), 0) {
		r, m, err := estimate(t, strata, year)
		if err != nil {
			return nil, nil, err
		}
		r.Everybody = everybody(c, table, year)
		r.Crude = r.Everybody.difference()
		results = append(results, r)
		measured = append(measured, m)
	}
	return results, measured, nil
}

func estimate(t *contract.Terms, strata []StratumResult, year int) (Result, contract.Measurement, error) {
	s := totalsOf(strata, year)
	if s.strata == 0 {
		return Result{}, contract.Measurement{}, &evidence.Problem{
			What:   fmt.Sprintf("cohort year %d has no matched stratum in which both groups have an outcome", year),
			Remedy: "check the outcome column of both files, or leave the year out of `cohorts`",
		}
	}
	level := t.Interval.Level.Float64()
	n1 := s.n[cohort.Programme]
	diff, err := difference(t.Interval.Method, s, strata, year, level)
	if err != nil {
		return Result{}, contract.Measurement{}, fmt.Errorf("interval of cohort year %d: %w", year, err)
	}
	r := Result{Cohort: year, ESS: s.ess, Strata: s.strata, Difference: diff, Relative: relative(s.p1, s.p0)}
	if r.Programme, err = rate(n1, s.events[cohort.Programme], s.p1, float64(n1), level); err != nil {
		return Result{}, contract.Measurement{}, err
	}
	if r.Comparison, err = rate(s.n[cohort.Comparison], s.events[cohort.Comparison], s.p0, s.ess, level); err != nil {
		return Result{}, contract.Measurement{}, err
	}
	return r, contract.Measurement{
		Cohort:          year,
		ProgrammeN:      n1,
		ProgrammeEvents: s.events[cohort.Programme],
		ProgrammeRate:   s.p1,
		ComparisonRate:  s.p0,
		Difference:      diff,
	}, nil
}

// difference is the effect with the interval that the contract names.
func difference(method string, s totals, strata []StratumResult, year int, level float64) (stats.Estimate, error) {
	var e stats.Estimate
	var err error
	if method == contract.WeightedNewcombe {
		p1, _ := s.p1.Float64()
		p0, _ := s.p0.Float64()
		e, err = stats.WeightedNewcombe(p1, float64(s.n[cohort.Programme]), p0, s.ess, level)
	} else {
		f, ok := stats.Strata(method)
		if !ok {
			return e, fmt.Errorf("unknown method %q", method)
		}
		var over stats.StratifiedEstimate
		over, err = f(strataOf(comparable(strata), year), level)
		e = over.Estimate
	}
	// The printed difference is the exact one rounded once, not a difference of rounded rates.
	e.Value, _ = new(big.Rat).Sub(s.p1, s.p0).Float64()
	return e, err
}

// rate describes the exact rate p, with a Wilson interval at size n (the
// effective sample size for a weighted rate).
func rate(people, events int64, p *big.Rat, n, level float64) (Rate, error) {
	v, _ := p.Float64()
	lo, hi, err := stats.WilsonRate(v, n, level)
	if err != nil {
		return Rate{}, fmt.Errorf("interval of a rate: %w", err)
	}
	return Rate{N: people, Events: events, Value: v, Exact: p.RatString(), Lo: lo, Hi: hi}, nil
}

func relative(p1, p0 *big.Rat) *float64 {
	if p0.Sign() == 0 {
		return nil
	}
	u := new(big.Rat).Quo(p1, p0)
	f, _ := u.Sub(u, big.NewRat(1, 1)).Float64()
	return &f
}

// everybody counts all eligible people of a year with an outcome, or of all years for 0.
func everybody(c *cohort.Cohort, t *outcome.Table, year int) Counts {
	var out Counts
	for i, p := range c.Profiles {
		if year != 0 && p.Year != year {
			continue
		}
		for arm := range out.N {
			out.N[arm] += t.Observed[i][arm]
			out.Events[arm] += t.Placed[i][arm]
		}
	}
	return out
}

// difference is that of the plain rates; both arms have people.
func (c Counts) difference() float64 {
	d := new(big.Rat).Sub(big.NewRat(c.Events[0], c.N[0]), big.NewRat(c.Events[1], c.N[1]))
	f, _ := d.Float64()
	return f
}
