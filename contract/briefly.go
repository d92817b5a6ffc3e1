package contract

import (
	"fmt"

	"sib/contract/money"
)

// DecideBriefly is Decide without what only a reader asks: readings, distances, the
// formulas of the trace, and the decision as signed. What is due, its parts, the
// verdicts, gates and limits are the same. It is for deciding on thousands of
// hypothetical measurements.
func DecideBriefly(t *Terms, in Measurements, on money.Date) (*Decision, error) {
	now, ids, err := t.InForce(on)
	if err != nil {
		return nil, fmt.Errorf("decide: %w", err)
	}
	out, err := decideFor(now, in, on, true)
	if err != nil {
		return nil, fmt.Errorf("decide: %w", err)
	}
	out.Amendments = ids
	return out, nil
}
