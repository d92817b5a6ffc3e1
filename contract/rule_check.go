package contract

import "fmt"

// check refuses a rule that did not come from Parse and lacks what applying it
// takes: it has one shape, and says all that belongs to it.
func (r Rule) check() error {
	if err := r.shaped(); err != nil {
		return err
	}
	for _, err := range []error{r.If.check(), r.Pay.check(r.Measure != ""), r.checkTiers(), checkPrices(r.Prices)} {
		if err != nil {
			return err
		}
	}
	return nil
}

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

func (c *Conditions) check() error {
	if c == nil {
		return nil
	}
	if c.Least < 1 || c.Least > len(c.Of) {
		return fmt.Errorf("%d of its %d conditions cannot hold", c.Least, len(c.Of))
	}
	for _, one := range c.Of {
		if _, bound := one.Only(); bound == nil || one.Quantity != "" {
			return fmt.Errorf("a condition of it tests no measure")
		}
	}
	return nil
}

func (p *Pay) check(measured bool) error {
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
	case p.Plus != nil && (p.Each == nil || p.Each.Value.sign() == 0 || p.Beyond == nil), p.RisingTo != nil && p.At == nil:
		return fmt.Errorf("it does not say how its amount rises")
	}
	return nil
}

func (r Rule) checkTiers() error {
	for i, tier := range r.Tiers {
		_, start := tier.lower()
		switch {
		case start == nil:
			return fmt.Errorf("tier %d does not say where it starts", i+1)
		case r.Coupon == nil && tier.Pay == nil, r.Coupon != nil && tier.Rate == nil:
			return fmt.Errorf("tier %d does not say what it gives", i+1)
		case tier.RisingTo != nil && (tier.At == nil || tier.At.Value.cmp(start.Value) <= 0):
			return fmt.Errorf("tier %d does not say how its rate rises", i+1)
		}
		if err := tier.Pay.check(true); err != nil {
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
		case p.Each.Value.sign() <= 0:
			return fmt.Errorf("price %d is for nothing", i+1)
		case p.UpTo == nil && i < len(prices)-1:
			return fmt.Errorf("price %d has no end, but another follows", i+1)
		}
	}
	return nil
}
