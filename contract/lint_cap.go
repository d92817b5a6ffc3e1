package contract

import (
	"fmt"
	"math/big"

	"sib/contract/money"
	"sib/contract/trace"
)

// lintCap compares the cap with the most that the rules can pay, where that is bounded.
func lintCap(t *Terms) []Advice {
	most := money.Zero(t.Currency)
	for _, r := range t.Payment.Rules {
		m, bounded := t.most(r)
		if !bounded {
			return nil
		}
		most = most.Add(m)
	}
	limit := t.Payment.Cap.Amount
	switch most.Cmp(limit) {
	case -1:
		return []Advice{note(adviceNoCap, reserved, fmt.Sprintf("the rules pay at most %s: the cap of %s never applies", most.Format(), limit.Format()),
			"lower the cap to what can be paid, so that the payer sees it")}
	case 1:
		return []Advice{note(adviceNoCap, reserved, fmt.Sprintf("the rules can pay %s: the cap of %s cuts the best results", most.Format(), limit.Format()),
			"check that the highest tiers are worth having")}
	}
	return nil
}

// most is the most that a rule can pay in all cohorts; bounded is false where
// only the cap bounds it.
func (t *Terms) most(r Rule) (sum money.Amount, bounded bool) {
	one, bounded := t.mostOnce(r)
	if r.Cap != nil && (!bounded || r.Cap.Amount.Cmp(one) < 0) {
		one, bounded = r.Cap.Amount, true
	}
	if m, err := t.measure(r.Measure); err == nil && m.Scope == EachCohort {
		one = one.Mul(big.NewRat(int64(len(t.Cohorts)), 1))
	}
	return one, bounded && r.Indexed == ""
}

func (t *Terms) mostOnce(r Rule) (money.Amount, bool) {
	switch {
	case r.Pay != nil:
		return t.mostPay(*r.Pay)
	case r.Coupon != nil:
		return t.mostCoupon(r)
	case len(r.Tiers) > 0:
		best := money.Zero(t.Currency)
		for _, tier := range r.Tiers {
			if tier.Pay == nil {
				return best, false
			}
			p, bounded := t.mostPay(*tier.Pay)
			if !bounded {
				return best, false
			}
			if p.Cmp(best) > 0 {
				best = p
			}
		}
		return best, true
	}
	return money.Zero(t.Currency), false
}

func (t *Terms) mostPay(p Pay) (money.Amount, bool) {
	switch {
	case p.Plus != nil || p.MeasureShare != nil:
		return money.Zero(t.Currency), false
	case p.RisingTo != nil:
		return *p.RisingTo, true
	case p.Amount != nil:
		return *p.Amount, true
	case p.Share != nil && t.Payment.Principal != nil:
		return t.Payment.Principal.Amount.Mul(p.Share.value()), true
	}
	return money.Zero(t.Currency), false
}

// mostCoupon is the coupon at the highest rate of the table.
func (t *Terms) mostCoupon(r Rule) (money.Amount, bool) {
	none := money.Zero(t.Currency)
	if t.Payment.Principal == nil || len(r.Tiers) == 0 {
		return none, false
	}
	rate := new(big.Rat)
	for _, tier := range r.Tiers {
		for _, d := range []*Decimal{tier.Rate, tier.RisingTo} {
			if d != nil && d.value().Cmp(rate) > 0 {
				rate = d.value()
			}
		}
	}
	b := &trace.Builder{}
	b.Give(trace.Node{ID: "principal"}, t.Payment.Principal.Amount.Rat())
	b.Give(trace.Node{ID: "rate"}, rate)
	op := map[string]trace.Op{simple: trace.Simple, compound: trace.Compound}[r.Coupon.Compounding]
	v, err := b.Compute(trace.Node{
		ID: "earned", Op: op, Inputs: []string{"principal", "rate"}, Args: []string{r.Coupon.Years.String()}, Rounding: t.Payment.Rounding.ofTrace(),
	})
	if err != nil {
		return none, false
	}
	return money.New(t.Currency, v), true
}
