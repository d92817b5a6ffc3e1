package contract

import (
	"errors"
	"fmt"
	"math/big"

	"sib/contract/trace"
)

// yearly adds the rates of every cohort that a measure is pooled over.
func (d *decider) yearly(m Measure) ([]Measurement, error) {
	cohorts, err := d.pool(m)
	if err != nil {
		return nil, err
	}
	var out []Measurement
	for _, c := range cohorts {
		got, ok := d.given.compared[c]
		switch {
		case !ok && m.Scope == Pooled && m.Pooling == Participants:
			return nil, fmt.Errorf("there is no measurement of %s, nor one of %s to pool it from", where(0), where(c))
		case !ok:
			return nil, fmt.Errorf("there is no measurement of %s", where(c))
		}
		if err := d.giveRates(m, got); err != nil {
			return nil, err
		}
		out = append(out, got)
	}
	if len(out) == 0 {
		return nil, errors.New("there is no cohort to pool")
	}
	return out, nil
}

// participants pools cohorts so that every programme participant counts once:
// the rates are Σ events ÷ Σ people and Σ n·q ÷ Σ n.
func (d *decider) participants(m Measure) error {
	years, err := d.yearly(m)
	if err != nil {
		return err
	}
	for _, y := range years {
		if y.Weighted {
			return fmt.Errorf("the programme people of %s do not weigh the same, so that cohorts cannot be added up: the measurement of all of them is needed", where(y.Cohort))
		}
	}
	if err := d.added(m, years, "programme-people", "programme people with an outcome"); err != nil {
		return err
	}
	if err := d.added(m, years, "programme-events", "outcomes of the programme group"); err != nil {
		return err
	}
	if err := d.shareOf(m, "programme-rate", "programme-events", d.outcomeName()+" rate of the programme group"); err != nil {
		return err
	}
	if m.Effect == Rate || m.ComparisonRate != nil {
		return d.giveComparison(m, 0, nil)
	}
	for _, y := range years {
		prefix := m.at(y.Cohort)
		if _, err := d.Compute(trace.Node{
			ID: prefix + "expected-events", Clause: m.Clause, Words: "outcomes of the programme people at the comparison rate, " + where(y.Cohort),
			Op: trace.Product, Inputs: []string{prefix + "programme-people", prefix + "comparison-rate"}, Unit: unitPeople,
		}); err != nil {
			return err
		}
	}
	if err := d.added(m, years, "expected-events", "outcomes of the programme people at the comparison rates"); err != nil {
		return err
	}
	return d.shareOf(m, "comparison-rate", "expected-events", d.outcomeName()+" rate of the comparison group")
}

// added sums a node over the cohorts.
func (d *decider) added(m Measure, years []Measurement, id, words string) error {
	n := trace.Node{ID: m.at(0) + id, Clause: m.Clause, Words: words + ", " + m.where(0), Op: trace.Sum, Unit: unitPeople}
	for _, y := range years {
		n.Inputs = append(n.Inputs, m.at(y.Cohort)+id)
	}
	_, err := d.Compute(n)
	return err
}

// shareOf divides a node of the pool by its people.
func (d *decider) shareOf(m Measure, id, of, words string) error {
	_, err := d.Compute(trace.Node{
		ID: m.at(0) + id, Clause: m.Clause, Words: words + ", " + m.where(0), Op: trace.Quotient,
		Inputs: []string{m.at(0) + of, m.at(0) + "programme-people"}, Unit: unitProportion,
	})
	return err
}

// meanOfRates pools cohorts by the plain means of their rates.
func (d *decider) meanOfRates(m Measure) error {
	years, err := d.yearly(m)
	if err != nil {
		return err
	}
	if err := d.added(m, years, "programme-people", "programme people with an outcome"); err != nil {
		return err
	}
	if err := d.averaged(m, years, "programme-rate", "programme group"); err != nil {
		return err
	}
	if m.Effect == Rate || m.ComparisonRate != nil {
		return d.giveComparison(m, 0, nil)
	}
	return d.averaged(m, years, "comparison-rate", "comparison group")
}

func (d *decider) averaged(m Measure, years []Measurement, id, group string) error {
	n := trace.Node{
		ID: m.at(0) + id, Clause: m.Clause, Op: trace.Mean, Unit: unitProportion,
		Words: fmt.Sprintf("mean of the yearly %s rates of the %s, %s", d.outcomeName(), group, m.where(0)),
	}
	for _, y := range years {
		n.Inputs = append(n.Inputs, m.at(y.Cohort)+id)
	}
	_, err := d.Compute(n)
	return err
}

// meanOfEffects takes each year's effect unrounded and rounds their mean once.
func (d *decider) meanOfEffects(m Measure, n trace.Node) (*big.Rat, error) {
	if m.Statistic != PointEstimate {
		return nil, fmt.Errorf("a mean of effects has no %s", m.Statistic)
	}
	years, err := d.yearly(m)
	if err != nil {
		return nil, err
	}
	n.Op = trace.Mean
	for _, y := range years {
		one := d.effectNode(m, y.Cohort)
		one.ID, one.Rounding = m.at(y.Cohort)+"unrounded-effect", nil
		if _, err := d.effect(m, m.at(y.Cohort), one); err != nil {
			return nil, fmt.Errorf("%s: %w", where(y.Cohort), err)
		}
		n.Inputs = append(n.Inputs, one.ID)
	}
	return d.Compute(n)
}
