package contract

import (
	"sib/contract/money"
	"sib/contract/trace"
)

// settle makes what is due of what the rules pay: limits in their order, the
// sum, the cap.
func (d *decider) settle() error {
	if err := d.limits(); err != nil {
		return err
	}
	total, err := d.total(reserved+".total", "", "what the rules pay together", d.out.Amounts)
	if err != nil {
		return err
	}
	limit := d.t.Payment.Cap
	d.Give(trace.Node{ID: reserved + ".cap", Clause: limit.Clause, Words: "the most that is ever paid", Unit: string(d.t.Currency)}, limit.Amount.Rat())
	v, err := d.Compute(trace.Node{
		ID: reserved + ".due", Clause: limit.Clause, Words: "what is due", Op: trace.Smallest,
		Inputs: []string{total, reserved + ".cap"}, Unit: string(d.t.Currency),
	})
	if err != nil {
		return err
	}
	d.out.Due = money.New(d.t.Currency, v)
	return nil
}

// total adds up amounts, which are rounded already. The sum of none is zero.
func (d *decider) total(id, clause, words string, parts []RuleAmount) (string, error) {
	n := trace.Node{ID: id, Clause: clause, Words: words, Op: trace.Sum, Unit: string(d.t.Currency)}
	for _, p := range parts {
		n.Inputs = append(n.Inputs, p.Node)
	}
	if len(n.Inputs) == 0 {
		d.Give(n, money.Zero(d.t.Currency).Rat())
		return id, nil
	}
	_, err := d.Compute(n)
	return id, err
}
