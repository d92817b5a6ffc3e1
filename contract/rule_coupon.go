package contract

import (
	"fmt"

	"sib/contract/trace"
)

// coupon pays the growth of the principal at the yearly rate of the last tier reached.
func (d *decider) coupon(prefix string, r Rule, o observation) (string, error) {
	if !d.Has(principalID) {
		return "", errNoPrincipal
	}
	op, ok := map[string]trace.Op{simple: trace.Simple, compound: trace.Compound}[r.Coupon.Compounding]
	if !ok {
		return "", fmt.Errorf("a coupon cannot be %q", r.Coupon.Compounding)
	}
	var table []string
	for _, t := range r.Tiers {
		op, at := t.Bound.lower()
		start := at.Value.value()
		table = append(table, t.line(start).rows(op, start)...)
	}
	words := fmt.Sprintf("yearly rate of the last tier of rule %q that is reached", r.ID)
	if err := d.lookUp(prefix+"tier", r.Clause, words, unitYearly, o, table); err != nil {
		return "", err
	}
	return d.earn(prefix, r, op, []string{principalID, prefix + "tier"}, r.Coupon.Years.String())
}
