package contract

import (
	"errors"
	"fmt"

	"sib/contract/money"
)

// checkRule refuses a rule that did not come from Parse and lacks what applying
// it takes: it has one shape, and every number in it has a value.
func (t *Terms) checkRule(r Rule) error {
	if err := r.shaped(); err != nil {
		return err
	}
	_, own := r.Only()
	for _, err := range []error{
		own.check(), r.If.check(), t.checkPay(r.Pay, r.Measure != ""), t.checkTiers(r), checkPrices(r.Prices), t.checkCard(r.Card), t.checkCap(r.Cap),
	} {
		if err != nil {
			return err
		}
	}
	if r.Coupon != nil && !r.Coupon.Years.known() {
		return errNoNumber
	}
	return nil
}

var errNoNumber = errors.New("a number in it has no value")

// shaped reports a rule that has none of the shapes, or more than one.
func (r Rule) shaped() error {
	shapes := 0
	for _, has := range []bool{r.Pay != nil, len(r.Tiers) > 0, len(r.Prices) > 0, r.Card != nil} {
		if has {
			shapes++
		}
	}
	switch _, bound := r.Only(); {
	case shapes == 0:
		return fmt.Errorf("it does not say what it pays")
	case shapes > 1:
		return fmt.Errorf("it says in more than one way what it pays")
	case r.Coupon != nil && len(r.Tiers) == 0:
		return fmt.Errorf("its coupon has no tiers")
	case r.Card == nil && r.Pay == nil && r.Measure == "", bound != nil && r.Measure == "":
		return fmt.Errorf("it tests no measure")
	case bound != nil && r.Pay == nil:
		return fmt.Errorf("its bound decides nothing")
	case r.Pay != nil && bound == nil && (r.If == nil || r.Pay.RisingTo != nil):
		return fmt.Errorf("it does not say when it pays")
	}
	return nil
}

func (t *Threshold) check() error {
	if t != nil && !t.Value.known() {
		return errNoNumber
	}
	return nil
}

func (c *Conditions) check() error {
	if c == nil {
		return nil
	}
	if c.Least < 1 || c.Least > len(c.Of) {
		return fmt.Errorf("%d of its %d conditions cannot hold", c.Least, len(c.Of))
	}
	for _, one := range c.Of {
		_, bound := one.Only()
		if bound == nil || one.Quantity != "" {
			return fmt.Errorf("a condition of it tests no measure")
		}
		if err := bound.check(); err != nil {
			return err
		}
	}
	return nil
}

func (t *Terms) checkPay(p *Pay, measured bool) error {
	if p == nil {
		return nil
	}
	set := 0
	for _, has := range []bool{p.Amount != nil, p.Share != nil, p.MeasureShare != nil} {
		if has {
			set++
		}
	}
	switch {
	case set != 1:
		return fmt.Errorf("it does not say what it pays")
	case !measured && (p.rises() || p.MeasureShare != nil):
		return fmt.Errorf("what it pays depends on a measure, and it has none")
	case p.rises() && p.Amount == nil, p.Plus != nil && p.RisingTo != nil:
		return fmt.Errorf("it does not say from where its amount rises")
	case p.Share != nil && !p.Share.known(), p.MeasureShare != nil && !p.MeasureShare.known():
		return errNoNumber
	case p.Plus != nil && (!p.Each.some() || p.Each.Value.sign() == 0 || !p.Beyond.some()), p.RisingTo != nil && !p.At.some():
		return fmt.Errorf("it does not say how its amount rises")
	}
	for _, a := range []*money.Amount{p.Amount, p.Plus, p.RisingTo} {
		if a != nil && a.Currency() != t.Currency {
			return t.wrongCurrency(*a)
		}
	}
	return nil
}

// some reports whether there is a threshold with a value.
func (t *Threshold) some() bool { return t != nil && t.Value.known() }

func (t *Terms) wrongCurrency(a money.Amount) error {
	return fmt.Errorf("an amount is in %q, the contract is in %s", a.Currency(), t.Currency)
}

func (t *Terms) checkTiers(r Rule) error {
	for i, tier := range r.Tiers {
		_, start := tier.lower()
		switch {
		case !start.some():
			return fmt.Errorf("tier %d does not say where it starts", i+1)
		case r.Coupon == nil && tier.Pay == nil, r.Coupon != nil && (tier.Rate == nil || !tier.Rate.known()):
			return fmt.Errorf("tier %d does not say what it gives", i+1)
		case tier.RisingTo != nil && (!tier.RisingTo.known() || !tier.At.some() || tier.At.Value.cmp(start.Value) <= 0):
			return fmt.Errorf("tier %d does not say how its rate rises", i+1)
		}
		if err := t.checkPay(tier.Pay, true); err != nil {
			return fmt.Errorf("tier %d: %w", i+1, err)
		}
		if p := tier.Pay; p != nil && p.RisingTo != nil && p.At.Value.cmp(start.Value) <= 0 {
			return fmt.Errorf("tier %d stops rising before it starts", i+1)
		}
	}
	return nil
}

func checkPrices(prices []Price) error {
	for i, p := range prices {
		switch {
		case !p.Amount.known() || !p.Each.Value.known() || p.UpTo != nil && !p.UpTo.Value.known():
			return errNoNumber
		case p.Each.Value.sign() <= 0:
			return fmt.Errorf("price %d is for nothing", i+1)
		case p.UpTo == nil && i < len(prices)-1:
			return fmt.Errorf("price %d has no end, but another follows", i+1)
		}
	}
	return nil
}

func (t *Terms) checkCard(c *Card) error {
	if c == nil {
		return nil
	}
	for _, o := range c.Outcomes {
		if o.Amount.Currency() != t.Currency {
			return t.wrongCurrency(o.Amount)
		}
	}
	return t.checkCap(c.PersonCap)
}

func (t *Terms) checkCap(c *Cap) error {
	if c != nil && c.Amount.Currency() != t.Currency {
		return t.wrongCurrency(c.Amount)
	}
	return nil
}
