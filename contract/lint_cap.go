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
// only the cap bounds it. How many people are tallied, and how often, bounds no card.
func (t *Terms) most(r Rule) (sum money.Amount, bounded bool) {
	one, bounded := t.mostOnce(r)
	if r.Cap != nil && bounded {
		one = money.Min(one, r.Cap.Amount)
	} else if r.Cap != nil {
		one, bounded = r.Cap.Amount, r.Card == nil
	}
	if each, err := t.ofEachCohort(r); err == nil && each {
		one = one.Mul(big.NewRat(int64(len(t.Cohorts)), 1))
	}
	return one, bounded && (r.Indexed == "" || r.Cap != nil)
}

func (t *Terms) mostOnce(r Rule) (money.Amount, bool) {
	switch {
	case r.Pay != nil:
		return t.mostPay(*r.Pay)
	case r.Coupon != nil:
		return t.mostCoupon(r)
	}
	best, bounded := money.Zero(t.Currency), len(r.Tiers) > 0
	for _, tier := range r.Tiers {
		p, ok := t.mostPay(*tier.Pay)
		best, bounded = larger(best, p), bounded && ok
	}
	return best, bounded
}

// mostPay is the most of one pay. A straight line may also fall, where less is better.
func (t *Terms) mostPay(p Pay) (money.Amount, bool) {
	switch {
	case p.Plus != nil || p.MeasureShare != nil:
		return money.Zero(t.Currency), false
	case p.RisingTo != nil:
		return larger(*p.Amount, *p.RisingTo), true
	case p.Amount != nil:
		return *p.Amount, true
	case p.Share != nil && t.Payment.Principal != nil:
		return t.Payment.Principal.Amount.Mul(p.Share.value()), true
	}
	return money.Zero(t.Currency), false
}

// larger is the larger of two amounts, which is the one that is not the smaller.
func larger(a, b money.Amount) money.Amount { return a.Add(b).Sub(money.Min(a, b)) }

// mostCoupon is the coupon at the highest rate of the table.
func (t *Terms) mostCoupon(r Rule) (money.Amount, bool) {
	none := money.Zero(t.Currency)
	if t.Payment.Principal == nil {
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
