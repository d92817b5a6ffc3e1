package contract

import (
	"fmt"
	"math/big"

	"sib/contract/trace"
)

// stated takes an effect that is given in place of the rates.
func (d *decider) stated(m Measure, cohort int, v *big.Rat) (*big.Rat, error) {
	id := m.at(cohort) + "stated"
	d.Give(trace.Node{ID: id, Clause: m.Clause, Unit: d.unit(m), Words: fmt.Sprintf("effect of %q as it is given, %s", m.ID, m.where(cohort))}, v)
	n := d.effectNode(m, cohort)
	n.Op, n.Inputs = trace.Same, []string{id}
	return d.Compute(n)
}
