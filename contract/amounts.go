package contract

import (
	"fmt"
	"math/big"

	"sib/contract/money"
)

const principalID = reserved + ".principal"

// apply returns what r pays for one observation, rounded once, and traces it.
func (d *decider) apply(r Rule, o observation) (paid, error) {
	prefix := r.ID + "."
	if o.measure.Scope == EachCohort {
		prefix += label(o.m.Cohort) + "."
	}
	switch {
	case r.AtLeast != nil && r.Pay != nil:
		return d.threshold(prefix, r, o)
	case len(r.Tiers) > 0 && r.Coupon != nil:
		return d.coupon(prefix, r, o)
	}
	return paid{}, fmt.Errorf("it pays neither by a threshold nor by tiers")
}

// threshold pays a fixed amount or a share of the principal if it is met.
func (d *decider) threshold(prefix string, r Rule, o observation) (paid, error) {
	met := o.meets(*r.AtLeast)
	d.traceCondition(prefix, r, o, met)
	inputs := []string{prefix + "condition"}
	var full money.Amount
	var f string
	if r.Pay.Amount != nil {
		full = *r.Pay.Amount
	} else {
		p, err := d.principal()
		if err != nil {
			return paid{}, err
		}
		full = p.Mul(r.Pay.Share.value())
		inputs = append(inputs, principalID)
		f = fmt.Sprintf("%s × %s %% = ", p.Format(), percent(r.Pay.Share.value()))
	}
	if !met {
		full, f = money.Zero(d.t.Currency), "condition not met: "
	}
	return d.amount(prefix, r, full, f, inputs), nil
}

// coupon pays the growth of the principal at the rate of the highest tier reached.
func (d *decider) coupon(prefix string, r Rule, o observation) (paid, error) {
	p, err := d.principal()
	if err != nil {
		return paid{}, err
	}
	rate := new(big.Rat)
	for _, t := range r.Tiers {
		if o.meets(t.AtLeast) {
			rate = t.Rate.value()
		}
	}
	d.traceTier(prefix, r, o, rate)
	growth, err := r.Coupon.growth(rate)
	if err != nil {
		return paid{}, err
	}
	f := fmt.Sprintf("%s × %s × %s years = ", p.Format(), decimalText(rate), r.Coupon.Years)
	if r.Coupon.Compounding == compound {
		f = fmt.Sprintf("%s × (1 + %s)^%s − %s = ", p.Format(), decimalText(rate), r.Coupon.Years, p.Format())
	}
	return d.amount(prefix, r, p.Mul(growth), f, []string{prefix + "tier", principalID}), nil
}

// growth returns what one unit of principal earns at a yearly rate: (1+r)^years − 1
// compound, r·years simple.
func (c Coupon) growth(rate *big.Rat) (*big.Rat, error) {
	years := c.Years.value()
	switch {
	case c.Compounding == simple:
		return new(big.Rat).Mul(rate, years), nil
	case c.Compounding == compound && years.IsInt() && years.Sign() >= 0 && years.Cmp(big.NewRat(maxYears, 1)) <= 0:
		g := power(new(big.Rat).Add(one.value(), rate), years.Num())
		return g.Sub(g, one.value()), nil
	}
	return nil, fmt.Errorf("a coupon cannot be %q over %s years", c.Compounding, c.Years)
}

func power(base *big.Rat, n *big.Int) *big.Rat {
	return new(big.Rat).SetFrac(new(big.Int).Exp(base.Num(), n, nil), new(big.Int).Exp(base.Denom(), n, nil))
}

func (d *decider) principal() (money.Amount, error) {
	if d.t.Payment.Principal == nil {
		return money.Amount{}, fmt.Errorf("it needs a principal, and the contract has none")
	}
	return d.t.Payment.Principal.Amount, nil
}

// amount rounds what a rule pays and traces it. The formula f lacks its result.
func (d *decider) amount(prefix string, r Rule, full money.Amount, f string, inputs []string) paid {
	rounded := money.New(d.t.Currency, d.t.Payment.Rounding.apply(full.Rat()))
	if full.Cmp(rounded) != 0 {
		s, exact := shown(full.Rat())
		if !exact {
			s += "…"
		}
		f += s + " → "
	}
	id := prefix + "amount"
	d.node(Node{
		ID: id, Clause: r.Clause, Words: fmt.Sprintf("what rule %q pays", r.ID),
		Formula: f + rounded.Format(), Inputs: inputs,
		Exact: decimalText(full.Rat()), Rounded: rounded.Decimal(), Unit: string(d.t.Currency),
	})
	return paid{id, rounded}
}

// sum adds amounts, which are rounded already.
func (d *decider) sum(id, clause, words string, parts []paid) paid {
	total := money.Zero(d.t.Currency)
	var f string
	var inputs []string
	for i, p := range parts {
		if i > 0 {
			f += " + "
		}
		f += p.amount.Format()
		inputs = append(inputs, p.id)
		total = total.Add(p.amount)
	}
	if len(parts) > 1 {
		f += " = " + total.Format()
	}
	d.node(Node{
		ID: id, Clause: clause, Words: words, Formula: f, Inputs: inputs,
		Exact: total.Decimal(), Rounded: total.Decimal(), Unit: string(d.t.Currency),
	})
	return paid{id, total}
}
