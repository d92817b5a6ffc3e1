package contract

import (
	"fmt"

	"sib/contract/money"
	"sib/contract/trace"
)

const (
	toDateID   = reserved + ".to-date"
	waterID    = reserved + ".waterfall"
	beforeID   = reserved + ".waterfall-before"
	receiptID  = reserved + ".receipt"
	tranchesID = reserved + ".tranche"
)

// receive lets what is due run down the waterfall, then guarantors make up what
// their tranches lack. Under cumulative payments all that is paid to date runs
// down, and each receives what it has not received of earlier payments.
func (d *decider) receive() error {
	if len(d.t.Payment.Waterfall) == 0 {
		return nil
	}
	source, earlier := dueID, ""
	if d.t.Payment.Cumulative != nil {
		source, earlier = toDateID, paidID
		if err := d.settled(trace.Node{ID: toDateID, Words: "what is paid to date, with this payment", Op: trace.Sum, Inputs: []string{dueID, paidID}}); err != nil {
			return err
		}
	}
	now, err := d.flow(waterID, source)
	if err != nil {
		return err
	}
	if earlier != "" {
		before, err := d.flow(beforeID, earlier)
		if err != nil {
			return err
		}
		if now, err = d.since(now, before); err != nil {
			return err
		}
	}
	return d.record(now)
}

// flow lets an amount run down: each level takes what it claims of what is left.
// It returns the node of each level, and of what is left at last.
func (d *decider) flow(prefix, source string) ([]string, error) {
	left := prefix + ".money"
	if err := d.settled(trace.Node{ID: left, Words: "what runs down the waterfall", Op: trace.Largest, Inputs: []string{source, d.nothing()}}); err != nil {
		return nil, err
	}
	var out []string
	for i, l := range d.t.Payment.Waterfall {
		id := fmt.Sprintf("%s.%d", prefix, i+1)
		claim, err := d.claim(id, l, left)
		if err != nil {
			return nil, fmt.Errorf("level %d, to %q: %w", i+1, l.To, err)
		}
		if err := d.settled(trace.Node{ID: id, Clause: l.Clause, Words: fmt.Sprintf("%s receives (%s)", l.To, l.Pay), Op: trace.Smallest, Inputs: []string{claim, left}}); err != nil {
			return nil, err
		}
		if err := d.settled(trace.Node{ID: id + ".left", Words: "what is left below it", Op: trace.Difference, Inputs: []string{left, id}}); err != nil {
			return nil, err
		}
		left = id + ".left"
		out = append(out, id)
	}
	rest := prefix + "." + surplus
	words := "what the waterfall leaves goes back to the payer"
	if d.Value(source).Sign() < 0 {
		// Below zero nothing runs down, and the waterfall does not say who owes it.
		words, left = "what is owed to the payer", source
	}
	return append(out, rest), d.settled(trace.Node{ID: rest, Words: words, Op: trace.Same, Inputs: []string{left}})
}

// claim adds what a level claims.
func (d *decider) claim(id string, l WaterLevel, left string) (string, error) {
	node := id + ".claim"
	switch {
	case l.Pay == payAmount && l.Amount != nil:
		d.giveMoney(node, l.Clause, "what "+l.To+" is to receive", *l.Amount)
		return node, nil
	case l.Pay == payInterest || l.Pay == payPrincipal:
		t, err := d.t.tranche(l.To)
		if err != nil {
			return "", err
		}
		principal := d.giveTranche(t)
		if l.Pay == payPrincipal {
			return principal, nil
		}
		return d.interest(t, principal)
	case l.Pay == payRest && l.Share == nil:
		return left, nil
	case l.Pay == payRest:
		return node, d.settled(trace.Node{
			ID: node, Clause: l.Clause, Words: "the share of the rest of " + l.To, Op: trace.Product, Inputs: []string{left},
			Args: []string{trace.Text(l.Share.value())}, Rounding: d.inUnits(),
		})
	}
	return "", fmt.Errorf("it does not say what it pays")
}

// tranche returns the tranche of an id.
func (t *Terms) tranche(id string) (Tranche, error) {
	for _, x := range t.Payment.Tranches {
		if x.ID == id {
			return x, nil
		}
	}
	return Tranche{}, fmt.Errorf("there is no tranche %q", id)
}

func (d *decider) giveTranche(t Tranche) string {
	id := tranchesID + "." + t.ID + ".principal"
	d.giveMoney(id, t.Clause, "principal of tranche "+t.ID, t.Amount)
	return id
}

// interest adds what accrues on a tranche over the years of its coupon, rounded as money is.
func (d *decider) interest(t Tranche, principal string) (string, error) {
	if t.Rate == nil || t.Coupon == nil {
		return "", fmt.Errorf("tranche %q bears no interest", t.ID)
	}
	op, ok := map[string]trace.Op{simple: trace.Simple, compound: trace.Compound}[t.Coupon.Compounding]
	if !ok {
		return "", fmt.Errorf("a coupon cannot be %q", t.Coupon.Compounding)
	}
	prefix := tranchesID + "." + t.ID + "."
	d.Give(trace.Node{ID: prefix + "rate", Clause: t.Clause, Words: "yearly interest of tranche " + t.ID, Unit: unitYearly}, t.Rate.value())
	return prefix + "interest", d.settled(trace.Node{
		ID: prefix + "interest", Clause: t.Clause, Words: "interest of tranche " + t.ID, Op: op,
		Inputs: []string{principal, prefix + "rate"}, Args: []string{t.Coupon.Years.String()}, Rounding: d.t.Payment.Rounding.ofTrace(),
	})
}

// since subtracts what each level has received of earlier payments.
func (d *decider) since(now, before []string) ([]string, error) {
	var out []string
	for i := range now {
		id := fmt.Sprintf("%s.%d", receiptID, i+1)
		if err := d.settled(trace.Node{ID: id, Words: d.receiver(i) + " receives now", Op: trace.Difference, Inputs: []string{now[i], before[i]}}); err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

// receiver names a level; the one after the last is the payer, to whom the surplus goes.
func (d *decider) receiver(i int) string {
	if w := d.t.Payment.Waterfall; i < len(w) {
		return w[i].To
	}
	return surplus
}

// record makes receipts of nodes, one for each level and the last for the surplus.
func (d *decider) record(nodes []string) error {
	for i, l := range d.t.Payment.Waterfall {
		short, err := d.short(i, l)
		if err != nil {
			return err
		}
		d.out.Receipts = append(d.out.Receipts, Receipt{To: l.To, Clause: l.Clause, Pay: l.Pay, Amount: d.amount(nodes[i]), Short: short, Node: nodes[i]})
	}
	rest := nodes[len(nodes)-1]
	if a := d.amount(rest); a.Sign() != 0 {
		d.out.Receipts = append(d.out.Receipts, Receipt{To: surplus, Pay: payRest, Amount: a, Short: money.Zero(d.t.Currency), Node: rest})
	}
	return d.guarantees()
}

// short adds what a level lacks of its claim, of all payments to date.
func (d *decider) short(i int, l WaterLevel) (money.Amount, error) {
	id := fmt.Sprintf("%s.%d", waterID, i+1)
	claim := id + ".claim"
	switch l.Pay {
	case payRest:
		return money.Zero(d.t.Currency), nil
	case payPrincipal, payInterest:
		claim = tranchesID + "." + l.To + "." + l.Pay
	}
	err := d.settled(trace.Node{ID: id + ".short", Clause: l.Clause, Words: fmt.Sprintf("what %s lacks (%s)", l.To, l.Pay), Op: trace.Difference, Inputs: []string{claim, id}})
	if err != nil {
		return money.Amount{}, err
	}
	return d.amount(id + ".short"), nil
}

func (d *decider) amount(node string) money.Amount {
	return money.New(d.t.Currency, d.Value(node))
}
