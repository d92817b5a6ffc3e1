package contract

import (
	"fmt"

	"sib/contract/money"
	"sib/contract/trace"
)

const earlyID = reserved + ".early-end"

// ended puts what an early end pays in the place of what the rules pay: the
// value of the last day on the list that is not after the end.
func (d *decider) ended(id, _ string) error {
	e, day := d.t.Payment.EarlyEnd, *d.given.Ended
	if e == nil {
		return fmt.Errorf("the programme ended early, on %s, and the contract does not say what that pays: it needs payment.early_end", day)
	}
	var last *RedemptionFrom
	for i, v := range e.Values {
		from, err := money.ParseDate(v.From)
		if err != nil {
			return fmt.Errorf("early end: %w", err)
		}
		if day.Days(from) >= 0 {
			last = &e.Values[i]
		}
	}
	if last == nil {
		return fmt.Errorf("the programme ended on %s, before the first day for which payment.early_end has a value", day)
	}
	if err := d.redemption(e.Clause, *last, day); err != nil {
		return err
	}
	return d.settled(trace.Node{
		ID: id, Clause: e.Clause, Words: "what is paid in place of the rules, not above the cap", Op: trace.Smallest, Inputs: []string{earlyID, capID},
	})
}

// redemption adds the value of an early end.
func (d *decider) redemption(clause string, v RedemptionFrom, day money.Date) error {
	words := fmt.Sprintf("redemption value from %s on; the programme ended on %s", v.From, day)
	switch {
	case v.Pay.Amount != nil:
		d.giveMoney(earlyID, clause, words, *v.Pay.Amount)
		return nil
	case v.Pay.Share == nil:
		return fmt.Errorf("early end from %s: it does not say what it pays", v.From)
	case !d.Has(principalID):
		return fmt.Errorf("early end from %s: it needs a principal, and the contract has none", v.From)
	}
	return d.settled(trace.Node{
		ID: earlyID, Clause: clause, Words: words, Op: trace.Product, Inputs: []string{principalID},
		Args: []string{trace.Text(v.Pay.Share.value())}, Rounding: d.t.Payment.Rounding.ofTrace(),
	})
}
