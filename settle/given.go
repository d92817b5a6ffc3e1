package settle

import (
	"fmt"
	"math/big"

	"sib/contract"
	"sib/stats"
)

// Comparison is a measured comparison as it is given: rates exact, sizes in people.
type Comparison struct {
	Cohort           int // year; 0 for all cohorts pooled
	ProgrammeN       int64
	ProgrammeEvents  *int64   // or
	ProgrammeRate    *big.Rat // one of the two
	ComparisonRate   *big.Rat // or follows from the counts
	ComparisonN      *int64   // people, or the effective size of a weighted group
	ComparisonEvents *int64
}

// Measure returns the comparison as the contract takes it. Where its size is
// given, the agreed interval is that of two groups of these sizes (weighted
// Newcombe); a rate that is no whole number of people is taken as it is given.
func (c Comparison) Measure(t *contract.Terms) (contract.Measurement, error) {
	m := contract.Measurement{Cohort: c.Cohort, ProgrammeN: c.ProgrammeN, PerPerson: t.Outcome.Counts == contract.CountEvents}
	if c.ProgrammeN < 1 {
		return m, fmt.Errorf("programme_n is %d: want at least 1", c.ProgrammeN)
	}
	switch {
	case c.ProgrammeEvents != nil && c.ProgrammeRate != nil:
		return m, fmt.Errorf("programme_events and programme_rate are both given: keep one of them")
	case c.ProgrammeEvents != nil:
		m.ProgrammeEvents, m.ProgrammeRate = *c.ProgrammeEvents, big.NewRat(*c.ProgrammeEvents, c.ProgrammeN)
	case c.ProgrammeRate != nil:
		m.ProgrammeRate = c.ProgrammeRate
		events := new(big.Rat).Mul(c.ProgrammeRate, big.NewRat(c.ProgrammeN, 1))
		if events.IsInt() && events.Num().IsInt64() {
			m.ProgrammeEvents = events.Num().Int64()
		} else {
			m.Weighted = true // a published rate is rounded: no count is behind it
		}
	default:
		return m, fmt.Errorf("programme_events is missing")
	}
	if err := c.compared(&m); err != nil {
		return m, err
	}
	return m, c.interval(t, &m)
}

// compared fills in the comparison rate.
func (c Comparison) compared(m *contract.Measurement) error {
	switch {
	case c.ComparisonRate != nil && c.ComparisonEvents != nil:
		return fmt.Errorf("comparison_rate and comparison_events are both given: keep one of them")
	case c.ComparisonRate != nil:
		m.ComparisonRate = c.ComparisonRate
	case c.ComparisonEvents == nil || c.ComparisonN == nil:
		return fmt.Errorf("comparison_rate is missing: give it, or comparison_events and comparison_n")
	case *c.ComparisonN < 1 || *c.ComparisonEvents < 0:
		return fmt.Errorf("%d events among %d comparison people", *c.ComparisonEvents, *c.ComparisonN)
	default:
		m.ComparisonRate = big.NewRat(*c.ComparisonEvents, *c.ComparisonN)
	}
	return nil
}

// interval fills in the agreed interval, at every level that the terms name,
// where both sizes are known.
func (c Comparison) interval(t *contract.Terms, m *contract.Measurement) error {
	if c.ComparisonN == nil || t.Interval.Method != contract.WeightedNewcombe || m.PerPerson {
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
	for _, level := range t.Levels() {
		e, err := at(level)
		if err != nil {
			return err
		}
		m.Intervals = append(m.Intervals, e)
	}
	return nil
}
