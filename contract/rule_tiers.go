package contract

import (
	"fmt"

	"sib/contract/trace"
)

// tiers pays what the last tier reached pays. A share of the principal is looked up in
// a table of its own, since it is money only once the principal is known.
func (d *decider) tiers(prefix string, r Rule, o observation) (string, error) {
	var amounts, shares []string
	anyShare := false
	for _, t := range r.Tiers {
		op, at := t.Bound.lower()
		start := at.Value.value()
		amounts = append(amounts, t.Pay.line(start).rows(op, start)...)
		share := flat(zero.value())
		if t.Pay.Share != nil {
			share, anyShare = flat(t.Pay.Share.value()), true
		}
		shares = append(shares, share.rows(op, start)...)
	}
	words := fmt.Sprintf("amount of the last tier of rule %q that is reached", r.ID)
	inputs := []string{prefix + "tier"}
	if err := d.lookUp(prefix+"tier", r.Clause, words, string(d.t.Currency), o, amounts); err != nil {
		return "", err
	}
	if anyShare {
		if err := d.principalShare(prefix, r, o, shares); err != nil {
			return "", err
		}
		inputs = append(inputs, prefix+"principal")
	}
	return d.earn(prefix, r, trace.Sum, inputs)
}

// principalShare adds the share of the principal that the last tier reached gives, and its amount.
func (d *decider) principalShare(prefix string, r Rule, o observation, table []string) error {
	if !d.Has(principalID) {
		return errNoPrincipal
	}
	words := fmt.Sprintf("share of the principal in the last tier of rule %q that is reached", r.ID)
	if err := d.lookUp(prefix+"share", r.Clause, words, unitProportion, o, table); err != nil {
		return err
	}
	_, err := d.Compute(trace.Node{
		ID: prefix + "principal", Clause: r.Clause, Words: "that share of the principal", Op: trace.Product,
		Inputs: []string{principalID, prefix + "share"}, Unit: string(d.t.Currency),
	})
	return err
}

// lookUp adds what a table of tiers gives for an observation.
func (d *decider) lookUp(id, clause, words, unit string, o observation, table []string) error {
	_, err := d.Compute(trace.Node{ID: id, Clause: clause, Words: words, Op: trace.Tiers, Inputs: []string{o.node}, Args: table, Unit: unit})
	return err
}

// inclusive is 1 where the bound itself belongs to the tier.
func inclusive(op trace.Op) string {
	if op == trace.Above {
		return "0"
	}
	return "1"
}
