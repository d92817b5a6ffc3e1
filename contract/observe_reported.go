package contract

import (
	"fmt"
	"math/big"

	"sib/contract/trace"
)

// reported takes a figure that somebody reports, or pools those of the cohorts.
func (d *decider) reported(m Measure, cohort int) (*big.Rat, error) {
	n := d.effectNode(m, cohort)
	if cohort != 0 || m.Pooling == Single {
		if err := d.giveFigure(m, cohort); err != nil {
			return nil, err
		}
		n.Op, n.Inputs = trace.Same, []string{m.at(cohort) + "reported"}
		return d.Compute(n)
	}
	op, ok := map[string]trace.Op{SumOfCohorts: trace.Sum, MeanOfEffects: trace.Mean}[m.Pooling]
	if !ok {
		return nil, fmt.Errorf("figures that are reported cannot be pooled by %q", m.Pooling)
	}
	cohorts, err := d.pool(m)
	if err != nil {
		return nil, err
	}
	n.Op = op
	for _, c := range cohorts {
		if err := d.giveFigure(m, c); err != nil {
			return nil, err
		}
		n.Inputs = append(n.Inputs, m.at(c)+"reported")
	}
	return d.Compute(n)
}

func (d *decider) giveFigure(m Measure, cohort int) error {
	v, ok := d.given.reported[figureKey{m.ID, cohort}]
	if !ok {
		return fmt.Errorf("the reported figure of %s is missing", where(cohort))
	}
	d.Give(trace.Node{
		ID: m.at(cohort) + "reported", Clause: m.Clause, Unit: d.unit(m),
		Words: fmt.Sprintf("reported figure of %q, %s", m.ID, where(cohort)),
	}, v)
	return nil
}
