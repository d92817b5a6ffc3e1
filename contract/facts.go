package contract

import (
	"fmt"
	"math/big"
	"slices"
)

// facts are measurements that were checked, ready to be looked up.
type facts struct {
	Measurements
	compared map[int]Measurement
	reported map[figureKey]*big.Rat
}

type figureKey struct {
	measure string
	cohort  int
}

// factsOf refuses measurements that contradict the terms or themselves.
func factsOf(t *Terms, in Measurements) (facts, error) {
	f := facts{in, make(map[int]Measurement, len(in.Compared)), map[figureKey]*big.Rat{}}
	for _, m := range in.Compared {
		if err := known(t, m.Cohort); err != nil {
			return f, fmt.Errorf("measurement of cohort %d: %w", m.Cohort, err)
		}
		if _, twice := f.compared[m.Cohort]; twice {
			return f, fmt.Errorf("measurement of %s: given twice", where(m.Cohort))
		}
		if err := m.check(); err != nil {
			return f, fmt.Errorf("measurement of %s: %w", where(m.Cohort), err)
		}
		f.compared[m.Cohort] = m
	}
	for _, r := range in.Reported {
		if err := f.report(t, r); err != nil {
			return f, fmt.Errorf("figure of measure %q, %s: %w", r.Measure, where(r.Cohort), err)
		}
	}
	return f, t.checkTallies(in.Tallies)
}

func known(t *Terms, cohort int) error {
	if cohort != 0 && !slices.Contains(t.Cohorts, cohort) {
		return fmt.Errorf("the contract has no such cohort")
	}
	return nil
}

func (f facts) report(t *Terms, r Figure) error {
	m, err := t.measure(r.Measure)
	if err != nil {
		return err
	}
	if err := known(t, r.Cohort); err != nil {
		return err
	}
	key := figureKey{r.Measure, r.Cohort}
	switch {
	case m.Source != Reported:
		return fmt.Errorf("the measure is not reported, its source is %s", m.Source)
	case r.Value == nil:
		return fmt.Errorf("the value is missing")
	case f.reported[key] != nil:
		return fmt.Errorf("given twice")
	}
	f.reported[key] = new(big.Rat).Set(r.Value)
	return nil
}

// measure returns the measure of an id.
func (t *Terms) measure(id string) (Measure, error) {
	for _, m := range t.Measures {
		if m.ID == id {
			return m, nil
		}
	}
	return Measure{}, fmt.Errorf("there is no measure %q", id)
}

// check refuses a measurement that contradicts itself.
func (m Measurement) check() error {
	switch {
	case m.ProgrammeN < 1:
		return fmt.Errorf("%d programme people: nobody was measured", m.ProgrammeN)
	case m.ProgrammeEvents < 0 || !m.PerPerson && m.ProgrammeEvents > m.ProgrammeN:
		return fmt.Errorf("%d outcomes among %d programme people", m.ProgrammeEvents, m.ProgrammeN)
	case m.ProgrammeRate == nil || m.ComparisonRate == nil:
		return fmt.Errorf("a rate is missing")
	case !m.isRate(m.ComparisonRate):
		return fmt.Errorf("the comparison rate %s is not between 0 and 1", decimalText(m.ComparisonRate))
	case !m.isRate(m.ProgrammeRate):
		return fmt.Errorf("the programme rate %s is not between 0 and 1", decimalText(m.ProgrammeRate))
	case !m.Weighted && m.ProgrammeRate.Cmp(big.NewRat(m.ProgrammeEvents, m.ProgrammeN)) != 0:
		return fmt.Errorf("the programme rate %s is not %d of %d", decimalText(m.ProgrammeRate), m.ProgrammeEvents, m.ProgrammeN)
	}
	return nil
}

func (m Measurement) isRate(r *big.Rat) bool {
	return r.Sign() >= 0 && (m.PerPerson || r.Cmp(one.value()) <= 0)
}
