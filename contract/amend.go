package contract

import (
	"fmt"
	"slices"

	"sib/contract/money"
)

// InForce returns the terms that hold on a day, and the ids of the amendments in
// them. On the zero day, the end of time, all amendments are in force.
func (t *Terms) InForce(on money.Date) (*Terms, []string, error) {
	now, ids := t, []string(nil)
	for _, a := range t.Amendments {
		from, err := money.ParseDate(a.Effective)
		if err != nil {
			return nil, nil, fmt.Errorf("amendment %q: %w", a.ID, err)
		}
		if on != (money.Date{}) && on.Days(from) < 0 {
			break
		}
		if a.Amended == nil {
			return nil, nil, fmt.Errorf("amendment %q is in force, but these terms were not read from a contract file, which alone has the amended ones: read the file", a.ID)
		}
		now, ids = a.Amended, append(ids, a.ID)
	}
	return now, ids, nil
}

// Under returns the terms under which d was decided: those of its last
// amendment, or t itself.
func (t *Terms) Under(d *Decision) *Terms {
	for _, a := range slices.Backward(t.Amendments) {
		if slices.Contains(d.Amendments, a.ID) && a.Amended != nil {
			return a.Amended
		}
	}
	return t
}
