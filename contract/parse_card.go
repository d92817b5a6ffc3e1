package contract

import "fmt"

// card reads a rate card: prices of outcomes, and what one person earns at most.
func (r *reader) card(o *object) *Card {
	if o == nil {
		return nil
	}
	c := &Card{}
	lines := map[string]int{}
	var known []string
	entries := o.objects("outcomes")
	for _, e := range entries {
		out := CardOutcome{ID: e.ident("id"), Clause: e.text("clause"), Needs: e.texts("needs")}
		out.Amount, _ = r.earned(e, "amount", 0)
		e.once("id", lines)
		known = append(known, out.ID)
		c.Outcomes = append(c.Outcomes, out)
	}
	for i, e := range entries {
		for _, need := range c.Outcomes[i].Needs {
			if need == c.Outcomes[i].ID {
				e.failKey("needs", fmt.Sprintf("the outcome %q needs itself", need), "delete it from its needs")
				continue
			}
			r.cite(e, "needs", "outcome", need, known)
		}
	}
	if p := o.sub("person_cap"); p != nil {
		amount, _ := r.amount(p, "amount", 0)
		c.PersonCap = &Cap{p.text("clause"), amount}
	}
	return c
}
