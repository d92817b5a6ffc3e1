package contract

import (
	"fmt"
	"math/big"
	"slices"
)

// byCohort checks measurements and returns them by cohort year, pooled under 0.
func byCohort(t *Terms, ms []Measurement) (map[int]Measurement, error) {
	out := make(map[int]Measurement, len(ms))
	for _, m := range ms {
		if m.Cohort != 0 && !slices.Contains(t.Cohorts, m.Cohort) {
			return nil, fmt.Errorf("measurement of cohort %d: the contract has no such cohort", m.Cohort)
		}
		if _, twice := out[m.Cohort]; twice {
			return nil, fmt.Errorf("measurement of %s: given twice", where(m.Cohort))
		}
		if err := m.check(); err != nil {
			return nil, fmt.Errorf("measurement of %s: %w", where(m.Cohort), err)
		}
		out[m.Cohort] = m
	}
	return out, nil
}

// check refuses a measurement that contradicts itself.
func (m Measurement) check() error {
	switch {
	case m.ProgrammeN < 1:
		return fmt.Errorf("%d programme people: nobody was measured", m.ProgrammeN)
	case m.ProgrammeEvents < 0 || m.ProgrammeEvents > m.ProgrammeN:
		return fmt.Errorf("%d outcomes among %d programme people", m.ProgrammeEvents, m.ProgrammeN)
	case m.ProgrammeRate == nil || m.ComparisonRate == nil:
		return fmt.Errorf("a rate is missing")
	case !isRate(m.ComparisonRate):
		return fmt.Errorf("the comparison rate %s is not between 0 and 1", decimalText(m.ComparisonRate))
	case !isRate(m.ProgrammeRate):
		return fmt.Errorf("the programme rate %s is not between 0 and 1", decimalText(m.ProgrammeRate))
	case !m.Weighted && m.ProgrammeRate.Cmp(big.NewRat(m.ProgrammeEvents, m.ProgrammeN)) != 0:
		return fmt.Errorf("the programme rate %s is not %d of %d", decimalText(m.ProgrammeRate), m.ProgrammeEvents, m.ProgrammeN)
	}
	return nil
}

func isRate(r *big.Rat) bool { return r.Sign() >= 0 && r.Cmp(one.value()) <= 0 }
