package contract

import (
	"fmt"
	"math"
	"math/big"
	"slices"
)

// facts are measurements that were checked, ready to be looked up.
type facts struct {
	Measurements
	compared map[int]Measurement
	reported map[figureKey]*big.Rat
	// stated are effects that are given in place of the rates they would follow from.
	stated map[figureKey]*big.Rat
}

type figureKey struct {
	measure string
	cohort  int
}

// factsOf refuses measurements that contradict the terms or themselves.
func factsOf(t *Terms, in Measurements) (facts, error) {
	f := facts{in, make(map[int]Measurement, len(in.Compared)), map[figureKey]*big.Rat{}, map[figureKey]*big.Rat{}}
	for _, m := range in.Compared {
		if err := known(t, m.Cohort); err != nil {
			return f, fmt.Errorf("measurement of cohort %d: %w", m.Cohort, err)
		}
		if _, twice := f.compared[m.Cohort]; twice {
			return f, fmt.Errorf("measurement of %s: given twice", where(m.Cohort))
		}
		if m.PerPerson && t.Outcome.Counts != CountEvents {
			return f, fmt.Errorf("measurement of %s: its rates are events for each person, but the contract's outcome counts people", where(m.Cohort))
		}
		m.PerPerson = t.Outcome.Counts == CountEvents
		if err := m.check(t.needsComparison()); err != nil {
			return f, fmt.Errorf("measurement of %s: %w", where(m.Cohort), err)
		}
		if err := m.Quality.check(m.ProgrammeN); err != nil {
			return f, fmt.Errorf("quality of %s: %w", where(m.Cohort), err)
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
	if m.Source == Compared || m.Source == "" {
		return f.state(m, r)
	}
	key := figureKey{r.Measure, t.place(m, r.Cohort)}
	switch {
	case m.Source != Reported:
		return fmt.Errorf("the measure is not reported, its source is %s", m.Source)
	case r.Value == nil:
		return fmt.Errorf("the value is missing")
	case f.reported[key] != nil:
		return fmt.Errorf("given twice")
	case m.Pooling == Single && key.cohort != 0:
		return fmt.Errorf("the contract takes one figure for all cohorts: give it without a cohort")
	case m.Pooling != Single && key.cohort == 0:
		return fmt.Errorf("the contract takes a figure of each cohort, not one for all: give each")
	case !(Threshold{Effect: m.thresholdType(), Value: Decimal{rat: r.Value}}).exists():
		return fmt.Errorf("%s cannot be: no %s has that value", sayEffect(m.thresholdType(), m.Unit, r.Value), m.thresholdType())
	}
	f.reported[key] = new(big.Rat).Set(r.Value)
	return nil
}

// state takes an effect as it is given: a what-if, in which nobody is compared.
func (f facts) state(m Measure, r Figure) error {
	key := figureKey{r.Measure, r.Cohort}
	switch {
	case len(f.Compared) > 0:
		return fmt.Errorf("the effect follows from the rates that are given: give the rates or the effects, not both")
	case r.Value == nil:
		return fmt.Errorf("the value is missing")
	case f.stated[key] != nil:
		return fmt.Errorf("given twice")
	case (r.Cohort == 0) == (m.Scope == EachCohort):
		return fmt.Errorf("its scope is %s", m.Scope)
	case !(Threshold{Effect: m.thresholdType(), Value: Decimal{rat: r.Value}}).exists():
		return fmt.Errorf("%s cannot be: no %s has that value", sayEffect(m.thresholdType(), m.Unit, r.Value), m.thresholdType())
	}
	f.stated[key] = new(big.Rat).Set(r.Value)
	return nil
}

// place is the cohort of a figure. Where the contract has one cohort only, that
// cohort and all of them are the same.
func (t *Terms) place(m Measure, cohort int) int {
	if len(t.Cohorts) != 1 {
		return cohort
	}
	if m.Pooling == Single {
		return 0
	}
	return t.Cohorts[0]
}

// needsComparison reports whether a measure compares with a measured rate.
func (t *Terms) needsComparison() bool {
	return slices.ContainsFunc(t.Measures, func(m Measure) bool {
		return (m.Source == Compared || m.Source == "") && m.Effect != Rate && m.ComparisonRate == nil
	})
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

// check refuses a measurement that contradicts itself. The comparison rate may be
// missing if nothing is compared with it.
func (m Measurement) check(compared bool) error {
	switch {
	case m.ProgrammeN < 1:
		return fmt.Errorf("%d programme people: nobody was measured", m.ProgrammeN)
	case m.ProgrammeEvents < 0 || !m.PerPerson && m.ProgrammeEvents > m.ProgrammeN:
		return fmt.Errorf("%d outcomes among %d programme people", m.ProgrammeEvents, m.ProgrammeN)
	case m.ProgrammeRate == nil || m.ComparisonRate == nil && compared:
		return fmt.Errorf("a rate is missing")
	case m.ComparisonRate != nil && !m.isRate(m.ComparisonRate):
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

// check refuses counts that contradict each other; nil says nothing.
func (q *Quality) check(programme int64) error {
	if q == nil {
		return nil
	}
	for arm, name := range [2]string{"programme", "comparison"} {
		if q.Analysed[arm] < 0 || q.Matched[arm] < q.Analysed[arm] || q.Eligible[arm] < q.Matched[arm] {
			return fmt.Errorf("%d eligible, %d matched and %d analysed %s people: each is part of the one before", q.Eligible[arm], q.Matched[arm], q.Analysed[arm], name)
		}
	}
	switch {
	case q.Analysed[0] < programme:
		return fmt.Errorf("%d programme people have an outcome, but the rate is of %d", q.Analysed[0], programme)
	case !(q.ESS >= 0) || math.IsInf(q.ESS, 0):
		return fmt.Errorf("an effective size of %v is not a number of people", q.ESS)
	case q.LargestSMD != nil && (!(*q.LargestSMD >= 0) || math.IsInf(*q.LargestSMD, 0)):
		return fmt.Errorf("a largest standardised difference of %v is not an absolute number", *q.LargestSMD)
	}
	return nil
}
