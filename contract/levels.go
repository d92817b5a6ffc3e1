package contract

import (
	"math/big"
	"slices"
)

// Levels returns the two-sided levels besides the agreed one at which measures
// need the agreed interval, ascending.
func (t *Terms) Levels() []float64 {
	var out []float64
	for _, m := range t.Measures {
		if !m.binds(LowerBound, UpperBound) || m.Level == nil || !t.Interval.Level.known() {
			continue
		}
		if at := m.twoSided(t.Interval); at.Cmp(t.Interval.Level.value()) != 0 {
			out = append(out, float(at))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// NeedsBounds reports whether an end of the agreed interval decides, at any level.
func (t *Terms) NeedsBounds() bool {
	return slices.ContainsFunc(t.Measures, func(m Measure) bool { return m.binds(LowerBound, UpperBound) })
}

// NeedsPValue reports whether a p-value of a comparison decides.
func (t *Terms) NeedsPValue() bool {
	return slices.ContainsFunc(t.Measures, func(m Measure) bool { return m.binds(PValue) })
}

// NeedsCohorts reports whether the measurement of each cohort decides, and not
// only the one of all cohorts pooled.
func (t *Terms) NeedsCohorts() bool {
	return slices.ContainsFunc(t.Measures, func(m Measure) bool {
		return m.Source != Reported && m.Source != Composite && (m.Scope != Pooled || m.Pooling != Participants)
	}) || slices.ContainsFunc(t.Payment.Gates, func(g Gate) bool { return g.Scope == EachCohort })
}

// binds reports whether a measure is a comparison with one of these statistics.
func (m Measure) binds(statistics ...string) bool {
	return m.Source != Reported && m.Source != Composite && slices.Contains(statistics, m.Statistic)
}

// twoSided is the level of the two-sided interval whose end a bound is: 0.90 for
// one side at 0.95.
func (m Measure) twoSided(in Interval) *big.Rat {
	if m.Level == nil {
		return in.Level.value()
	}
	if m.Sides != 1 {
		return m.Level.value()
	}
	out := new(big.Rat).Add(m.Level.value(), m.Level.value())
	return out.Sub(out, one.value())
}
