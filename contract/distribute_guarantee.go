package contract

import (
	"fmt"
	"slices"

	"sib/contract/trace"
)

// guarantees adds what guarantors pay: what a tranche lacks of its principal, up
// to the most that they have promised.
func (d *decider) guarantees() error {
	for _, t := range d.t.Payment.Tranches {
		if t.Guarantee == nil {
			continue
		}
		if err := d.guaranteed(t); err != nil {
			return fmt.Errorf("guarantee of tranche %q: %w", t.ID, err)
		}
	}
	return nil
}

func (d *decider) guaranteed(t Tranche) error {
	g, id := t.Guarantee, tranchesID+"."+t.ID+"."+payGuarantee
	level := slices.IndexFunc(d.t.Payment.Waterfall, func(l WaterLevel) bool { return l.To == t.ID && l.Pay == payPrincipal })
	switch {
	case level < 0:
		return fmt.Errorf("the waterfall does not repay the principal")
	case d.t.Payment.Cumulative != nil:
		return fmt.Errorf("payments are cumulative, and it is not said which is the last")
	}
	lacking := fmt.Sprintf("%s.%d.short", waterID, level+1)
	d.giveMoney(id+".at-most", g.Clause, "the most that "+g.By+" makes up", g.AtMost)
	if err := d.settled(trace.Node{ID: id, Clause: g.Clause, Words: g.By + " makes up what tranche " + t.ID + " lacks of its principal", Op: trace.Smallest, Inputs: []string{lacking, id + ".at-most"}}); err != nil {
		return err
	}
	if err := d.settled(trace.Node{ID: id + ".short", Clause: g.Clause, Words: "what tranche " + t.ID + " lacks after that", Op: trace.Difference, Inputs: []string{lacking, id}}); err != nil {
		return err
	}
	d.out.Receipts = append(d.out.Receipts, Receipt{
		To: t.ID, Clause: g.Clause, Pay: payGuarantee, Amount: d.amount(id), Short: d.amount(id + ".short"), Guarantor: g.By, Node: id,
	})
	return nil
}
