package evaluate

import (
	"fmt"
	"math/big"

	"sib/cohort"
	"sib/cohort/outcome"
	"sib/contract"
	"sib/evidence"
	"sib/matching"
	"sib/stats"
)

// joined is the matched people with their outcomes, and what an interval of a
// design's own needs besides.
type joined struct {
	matched
	// neighbours is Abadie and Imbens's interval of a year, or of all for 0.
	neighbours func(year int, level float64) (stats.Estimate, error)
}

// joinOutcomes is the one place where outcomes meet the design.
func joinOutcomes(c *cohort.Cohort, s *matching.Sample, table *outcome.Table) joined {
	j := joined{matched: matchedOf(c, s, table)}
	j.neighbours = func(year int, level float64) (stats.Estimate, error) {
		return neighbourInterval(c, s, table, year, level)
	}
	return j
}

// matchedOf joins outcomes to a design: its strata, or the sums of one that weights people
// one by one.
func matchedOf(c *cohort.Cohort, s *matching.Sample, table *outcome.Table) matched {
	m := matched{estimand: string(s.Spec.Estimand)}
	if (contract.Matching{Method: string(s.Spec.Method)}).InStrata() {
		m.strata = join(c, s, table)
	} else {
		m.sums = sumsOf(c, s, table)
	}
	return m
}

// estimateAll returns the result of each cohort year and the pooled one, and the
// same as the contract sees them.
func estimateAll(t *contract.Terms, c *cohort.Cohort, sample *matching.Sample, table *outcome.Table, j joined) ([]Result, []contract.Measurement, error) {
	var results []Result
	var measured []contract.Measurement
	for _, year := range append(append([]int(nil), t.Cohorts...), 0) {
		r, m, err := estimate(t, j, year)
		if err != nil {
			return nil, nil, err
		}
		m.Quality = qualityOf(sample, j.matched, year)
		r.Everybody = everybody(c, table, year)
		r.Crude = r.Everybody.difference()
		results = append(results, r)
		measured = append(measured, m)
	}
	return results, measured, nil
}

func estimate(t *contract.Terms, j joined, year int) (Result, contract.Measurement, error) {
	s := j.totals(year)
	if s.strata == 0 {
		return Result{}, contract.Measurement{}, &evidence.Problem{
			What:   fmt.Sprintf("cohort year %d has no matched people with an outcome in both groups", year),
			Remedy: "check the outcome column of both files, or leave the year out of `cohorts`",
		}
	}
	level := t.Interval.Level.Float64()
	at := j.interval(t.Interval.Method, s, year)
	diff, err := at(level)
	if err != nil {
		return Result{}, contract.Measurement{}, fmt.Errorf("interval of cohort year %d: %w", year, err)
	}
	r := Result{Cohort: year, ESS: s.ess[1], ProgrammeESS: s.ess[0], Strata: s.strata, Difference: diff, Relative: relative(s.p1, s.p0)}
	if j.sums != nil {
		r.Strata = 0
	}
	if r.Programme, err = rate(s.n[0], s.events[0], s.p1, s.ess[0], level); err != nil {
		return Result{}, contract.Measurement{}, err
	}
	r.Programme.Weighted = s.weighted
	if r.Comparison, err = rate(s.n[1], s.events[1], s.p0, s.ess[1], level); err != nil {
		return Result{}, contract.Measurement{}, err
	}
	m := contract.Measurement{
		Cohort:          year,
		ProgrammeN:      s.n[0],
		ProgrammeEvents: s.events[0],
		ProgrammeRate:   s.p1,
		ComparisonRate:  s.p0,
		Weighted:        s.weighted,
		Difference:      diff,
	}
	if err := infer(t, &m, at); err != nil {
		return Result{}, contract.Measurement{}, fmt.Errorf("cohort year %d: %w", year, err)
	}
	return r, m, nil
}

// interval is the agreed interval of some people, at any level.
func (j joined) interval(method string, s totals, year int) intervalAt {
	return func(level float64) (stats.Estimate, error) {
		if method != contract.AbadieImbens {
			return difference(method, s, j.strata, year, level)
		}
		e, err := j.neighbours(year, level)
		e.Value = s.difference()
		return e, err
	}
}

// difference is the exact difference of the rates, rounded once: not a difference of
// rounded rates.
func (s totals) difference() float64 {
	d, _ := new(big.Rat).Sub(s.p1, s.p0).Float64()
	return d
}

// difference is the effect with the interval that the contract names.
func difference(method string, s totals, strata []StratumResult, year int, level float64) (stats.Estimate, error) {
	var e stats.Estimate
	var err error
	if method == contract.WeightedNewcombe {
		p1, _ := s.p1.Float64()
		p0, _ := s.p0.Float64()
		e, err = stats.WeightedNewcombe(p1, s.ess[0], p0, s.ess[1], level)
	} else {
		f, ok := stats.Strata(method)
		if !ok {
			return e, fmt.Errorf("unknown method %q", method)
		}
		var over stats.StratifiedEstimate
		over, err = f(strataOf(comparable(strata), year), level)
		e = over.Estimate
	}
	e.Value = s.difference()
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
