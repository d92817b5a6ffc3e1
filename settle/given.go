package settle

import (
	"fmt"
	"math/big"
	"slices"

	"sib/contract"
	"sib/contract/trace"
	"sib/stats"
)

// Comparison is a measured comparison as it is given: rates exact, sizes in people.
type Comparison struct {
	Cohort           int // year; 0 for all cohorts pooled
	ProgrammeN       int64
	ProgrammeEvents  *int64   // or
	ProgrammeRate    *big.Rat // one of the two
	ComparisonRate   *big.Rat // or follows from the counts; nil where the terms compare with no measured rate
	ComparisonN      *int64   // people, or the effective size of a weighted group
	ComparisonEvents *int64
}

// fault is what is wrong with one figure of a comparison.
type fault struct{ column, what, remedy string }

func (f *fault) Error() string { return f.column + " " + f.what + ": " + f.remedy }

// Measure returns the comparison as the contract takes it. Where its size is
// given, the agreed interval is that of two groups of these sizes (weighted
// Newcombe), with the p-value of the test that it inverts; a rate that is no whole
// number of people is taken as it is given.
func (c Comparison) Measure(t *contract.Terms) (contract.Measurement, error) {
	m := contract.Measurement{Cohort: c.Cohort, ProgrammeN: c.ProgrammeN, PerPerson: t.Outcome.Counts == contract.CountEvents}
	if err := c.programme(&m); err != nil {
		return m, err
	}
	if err := c.compared(t, &m); err != nil {
		return m, err
	}
	return m, c.inference(t, &m)
}

// programme fills in the programme rate, and the count behind it if there is one.
func (c Comparison) programme(m *contract.Measurement) error {
	switch {
	case c.ProgrammeN < 1:
		return &fault{"programme_n", fmt.Sprintf("is %d", c.ProgrammeN), "want at least 1"}
	case c.ProgrammeEvents != nil && c.ProgrammeRate != nil:
		return &fault{"programme_rate", "and programme_events are both given", "keep one of them"}
	case c.ProgrammeEvents != nil:
		m.ProgrammeEvents, m.ProgrammeRate = *c.ProgrammeEvents, big.NewRat(*c.ProgrammeEvents, c.ProgrammeN)
		return among("programme_events", *c.ProgrammeEvents, c.ProgrammeN, m.PerPerson)
	case c.ProgrammeRate == nil:
		return &fault{"programme_events", "is missing", "give it, or programme_rate"}
	}
	m.ProgrammeRate = c.ProgrammeRate
	events := new(big.Rat).Mul(c.ProgrammeRate, big.NewRat(c.ProgrammeN, 1))
	if events.IsInt() && events.Num().IsInt64() {
		m.ProgrammeEvents = events.Num().Int64()
	} else {
		m.Weighted = true // a published rate is rounded: no count is behind it
	}
	return rateOf("programme_rate", c.ProgrammeRate, m.PerPerson)
}

// compared fills in the comparison rate.
func (c Comparison) compared(t *contract.Terms, m *contract.Measurement) error {
	switch {
	case c.ComparisonRate != nil && c.ComparisonEvents != nil:
		return &fault{"comparison_rate", "and comparison_events are both given", "keep one of them"}
	case c.ComparisonN != nil && *c.ComparisonN < 1:
		return &fault{"comparison_n", fmt.Sprintf("is %d", *c.ComparisonN), "want at least 1, or leave it out"}
	case c.ComparisonRate != nil:
		m.ComparisonRate = c.ComparisonRate
		return rateOf("comparison_rate", c.ComparisonRate, m.PerPerson)
	case c.ComparisonEvents == nil && c.ComparisonN == nil && !compares(t):
		return nil
	case c.ComparisonEvents == nil || c.ComparisonN == nil:
		return &fault{"comparison_rate", "is missing", "give it, or comparison_events and comparison_n"}
	}
	m.ComparisonRate = big.NewRat(*c.ComparisonEvents, *c.ComparisonN)
	return among("comparison_events", *c.ComparisonEvents, *c.ComparisonN, m.PerPerson)
}

// among refuses more people with an outcome than there are people.
func among(column string, events, n int64, perPerson bool) error {
	if events < 0 || !perPerson && events > n {
		return &fault{column, fmt.Sprintf("is %d of %d people", events, n), "correct one of them"}
	}
	return nil
}

// rateOf refuses what is no rate. A bare number above 1 is likely to be meant in per cent.
func rateOf(column string, r *big.Rat, perPerson bool) error {
	switch {
	case r.Sign() < 0:
		return &fault{column, fmt.Sprintf("is %s, below zero", trace.Text(r)), "correct the rate"}
	case !perPerson && r.Cmp(big.NewRat(1, 1)) > 0:
		share := new(big.Rat).Quo(r, big.NewRat(100, 1))
		return &fault{column, fmt.Sprintf("is %s, above 1", trace.Text(r)), fmt.Sprintf("if it is in per cent write %s %%, or %s", trace.Text(r), trace.Text(share))}
	}
	return nil
}

// versions are the terms as they were signed and under each of their amendments.
func versions(t *contract.Terms) []*contract.Terms {
	out := []*contract.Terms{t}
	for _, a := range t.Amendments {
		if a.Amended != nil {
			out = append(out, a.Amended)
		}
	}
	return out
}

// compares reports whether a measure of the terms compares with a measured rate.
func compares(t *contract.Terms) bool {
	return slices.ContainsFunc(versions(t), func(v *contract.Terms) bool {
		return slices.ContainsFunc(v.Measures, func(m contract.Measure) bool {
			return (m.Source == contract.Compared || m.Source == "") && m.Effect != contract.Rate && m.ComparisonRate == nil
		})
	})
}

// inference fills in the agreed interval, at every level that a version of the
// terms names, and its p-value if one decides, where both sizes are known.
func (c Comparison) inference(t *contract.Terms, m *contract.Measurement) error {
	if c.ComparisonN == nil || m.ComparisonRate == nil || t.Interval.Method != contract.WeightedNewcombe || m.PerPerson {
		return nil
	}
	p1, _ := m.ProgrammeRate.Float64()
	p0, _ := m.ComparisonRate.Float64()
	at := func(level float64) (stats.Estimate, error) {
		return stats.WeightedNewcombe(p1, float64(c.ProgrammeN), p0, float64(*c.ComparisonN), level)
	}
	var err error
	if m.Difference, err = at(t.Interval.Level.Float64()); err != nil {
		return err
	}
	levels, tested := []float64(nil), false
	for _, v := range versions(t) {
		levels, tested = append(levels, v.Levels()...), tested || v.NeedsPValue()
	}
	slices.Sort(levels)
	for _, level := range slices.Compact(levels) {
		e, err := at(level)
		if err != nil {
			return err
		}
		m.Intervals = append(m.Intervals, e)
	}
	if !tested {
		return nil
	}
	one, two, err := stats.InvertedPValue(m.Difference.Value, at)
	if err != nil {
		return err
	}
	m.P = &contract.PValues{Method: t.Interval.Method, OneSided: one, TwoSided: two}
	return nil
}
