package contract

import (
	"sib/contract/money"
	"sib/contract/trace"
)

// settle makes what is due of what the rules pay: limits in their order, the
// sum, the floor, the cap; what an early end pays instead; what was paid to date;
// and nothing after the long stop.
func (d *decider) settle() error {
	if err := d.limits(); err != nil {
		return err
	}
	from, err := d.total(reserved+".total", "", "what the rules pay together", d.out.Amounts)
	if err != nil {
		return err
	}
	steps, err := d.steps()
	if err != nil {
		return err
	}
	for i, s := range steps {
		id := reserved + "." + s.name
		if i == len(steps)-1 {
			id = dueID
		}
		if err := s.add(id, from); err != nil {
			return err
		}
		from = id
	}
	d.out.Due = money.New(d.t.Currency, d.Value(from))
	return nil
}

const dueID = reserved + ".due"

// step is one step from the total to what is due. add adds the node id, made of
// that of the step before. The last step's node is what is due.
type step struct {
	name string
	add  func(id, from string) error
}

// steps are those that the terms and the facts ask for, in their order.
func (d *decider) steps() ([]step, error) {
	var out []step
	p := d.t.Payment
	if p.Floor != nil {
		out = append(out, step{"floored", d.floored})
	}
	out = append(out, step{"capped", d.capped})
	if d.given.Ended != nil {
		out = append(out, step{"ended", d.ended})
	}
	if err := d.paidBefore(); err != nil {
		return nil, err
	}
	if p.Cumulative != nil {
		out = append(out, step{"balance", d.balance})
	}
	late, err := d.longStop()
	if late {
		out = append(out, step{"claimed", d.claimed})
	}
	return out, err
}

func (d *decider) floored(id, from string) error {
	p := d.t.Payment.Floor
	d.giveMoney(reserved+".floor", p.Clause, "the least that is ever paid", p.Amount)
	return d.settled(trace.Node{ID: id, Clause: p.Clause, Words: "what the rules pay, not below the floor", Op: trace.Largest, Inputs: []string{from, reserved + ".floor"}})
}

func (d *decider) capped(id, from string) error {
	d.giveCap()
	words := "what is due"
	if id != dueID {
		words = "what is earned, not above the cap"
	}
	return d.settled(trace.Node{ID: id, Clause: d.t.Payment.Cap.Clause, Words: words, Op: trace.Smallest, Inputs: []string{from, capID}})
}

func (d *decider) giveCap() {
	p := d.t.Payment.Cap
	d.giveMoney(capID, p.Clause, "the most that is ever paid", p.Amount)
}

func (d *decider) giveMoney(id, clause, words string, a money.Amount) {
	d.Give(trace.Node{ID: id, Clause: clause, Words: words, Unit: string(d.t.Currency)}, a.Rat())
}

// settled adds an amount of the settlement.
func (d *decider) settled(n trace.Node) error {
	n.Unit = string(d.t.Currency)
	_, err := d.Compute(n)
	return err
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
