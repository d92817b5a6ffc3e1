package contract

import (
	"fmt"
	"math/big"

	"sib/contract/money"
)

// earned reads money that is paid; money that is asked back is negative, and needs a floor.
func (r *reader) earned(o *object, key string, least int) (money.Amount, bool) {
	a, ok := r.amount(o, key, -1)
	switch {
	case !ok:
	case a.Sign() < 0 && !r.asksBack:
		o.failKeyAs(codeTwoSided, key, fmt.Sprintf("an amount of %s: it must be above zero, for the terms have no floor", decimalText(a.Rat())), floorRemedy)
		return a, false
	case a.Sign() == 0 && least > 0:
		o.failKey(key, "an amount of 0: it must be above zero", "correct the amount")
		return a, false
	}
	return a, ok
}

const floorRemedy = "correct the amount, or say how much can be asked back at most: add floor to payment"

// pay reads what is paid within a frame.
func (r *reader) pay(o *object, f frame) *Pay {
	set := 0
	for _, key := range []string{"amount", "share_of_principal", "share_of_measure"} {
		if o.has(key) {
			set++
		}
	}
	if set != 1 {
		o.fail(o.node, "pay takes one of amount and share_of_principal, or share_of_measure", "keep one of them")
	}
	least := 0
	if o.path == "payment.rules[].pay" && !o.has("plus") && !o.has("rising_to") {
		least = 1
	}
	var p Pay
	if amount, ok := r.earned(o, "amount", least); ok {
		p.Amount = &amount
	}
	p.Share = r.principalShare(o, f)
	p.MeasureShare = r.measureShare(o, f.m)
	r.rise(o, &p, f.m)
	if f.m != nil {
		r.towards(o, p, f.at)
	}
	return &p
}

func (r *reader) principalShare(o *object, f frame) *Decimal {
	share, ok := quantity(o, "share_of_principal", parsePercent)
	if o.has("share_of_principal") && r.principal == nil {
		o.failKey("share_of_principal", "there is no principal to take a share of", "add principal to payment, or pay an amount")
	}
	if !ok || !r.positive(o, "share_of_principal", share) {
		return nil
	}
	r.sharedOnce(o, f.each, share)
	return &share
}

// sharedOnce refuses a share that the cohorts together would take more than once.
func (r *reader) sharedOnce(o *object, each bool, share Decimal) {
	if !each {
		return
	}
	n := int64(len(r.t.Cohorts))
	total := new(big.Rat).Mul(share.value(), big.NewRat(n, 1))
	if total.Cmp(one.value()) > 0 {
		o.failKey("share_of_principal", fmt.Sprintf("each of %d cohorts would repay %s %% of the principal: %s %% in all", n, percent(share.value()), percent(total)),
			"write the part or the amount that one cohort repays, or cite a pooled measure")
	}
}

// measureShare reads a share of the measure, which must be money.
func (r *reader) measureShare(o *object, m *Measure) *Decimal {
	share, ok := quantity(o, "share_of_measure", parsePercent)
	if !ok || !r.positive(o, "share_of_measure", share) {
		return nil
	}
	if m != nil && m.Effect != "" && m.Effect != Money {
		o.failKey("share_of_measure", fmt.Sprintf("the measure %q is of type %s: a share of it is not money", m.ID, m.Effect), "cite a measure of type money, or pay an amount or prices")
		return nil
	}
	return &share
}

// rise reads how an amount rises with the measure, whole or not at all.
func (r *reader) rise(o *object, p *Pay, m *Measure) {
	plus, plusOK := r.amount(o, "plus", -1) // negative where less is better
	to, toOK := r.earned(o, "rising_to", 0)
	each, eachOK := r.threshold(o, "each", m)
	beyond, beyondOK := r.threshold(o, "beyond", m)
	at, atOK := r.threshold(o, "at", m)
	switch {
	case o.has("plus") && o.has("rising_to"):
		o.failKey("rising_to", "an amount rises by plus, or to rising_to, not both", "keep one of them")
	case (o.has("plus") || o.has("rising_to")) && (o.has("share_of_principal") || o.has("share_of_measure")):
		o.failKey("rising_to", "only an amount rises with the measure", "write it as an amount")
	case o.has("plus") != o.has("each") || o.has("plus") != o.has("beyond"):
		o.failAs(codeGap, o.node, "plus, each and beyond go together: it is not said what an amount rises by, with how much of the measure, and from where",
			"write all three, such as plus: 38000, each: 1 point, beyond: 30 points")
	case o.has("rising_to") != o.has("at"):
		o.failAs(codeGap, o.node, "rising_to and at go together: it is not said where the amount is reached, and so not what is paid on the way",
			"write both, such as rising_to: 100000, at: 17 points")
	case eachOK && !r.positive(o, "each", each.Value):
	case plusOK && eachOK && beyondOK:
		p.Plus, p.Each, p.Beyond = &plus, &each, &beyond
	case toOK && atOK:
		p.RisingTo, p.At = &to, &at
	}
}

// towards refuses a rule that pays less for a better result, or that asks money
// back although the terms have no floor.
func (r *reader) towards(o *object, p Pay, at Bound) {
	var start *big.Rat
	_, bound := at.Only()
	if bound != nil {
		start = bound.Value.value()
	}
	if p.RisingTo != nil && !r.within(o, *p.At, at) {
		return
	}
	if p.Amount == nil && p.MeasureShare == nil {
		return
	}
	l := p.line(start)
	key := "plus"
	if p.RisingTo != nil {
		key = "rising_to"
	}
	if rising := bound == nil || at.rising(); rising && l.slope().Sign() < 0 {
		o.failKey(key, "a better result earns less", "let the amount rise or stay")
		return
	}
	if r.asksBack || l.step.Sign() == 0 {
		return
	}
	if lowest := l.lowest(at, p.paysIn(r)); lowest == nil || lowest.Sign() < 0 {
		o.failAs(codeTwoSided, o.node, "what is paid can fall below zero, and the terms have no floor", floorRemedy+", or write the bound so that it cannot")
	}
}

// paysIn is the type of the thresholds between which p varies.
func (p Pay) paysIn(r *reader) EffectType {
	switch {
	case p.MeasureShare != nil:
		return Money
	case p.Each != nil:
		return p.Each.Effect
	}
	return p.At.Effect
}

// lowest is the least value of the line within a bound; nil if it falls without end.
func (l line) lowest(at Bound, e EffectType) *big.Rat {
	least, most := e.limits()
	if _, t := at.lower(); t != nil {
		least = t.Value.value()
	}
	if _, t := at.upper(); t != nil {
		most = t.Value.value()
	}
	end := least
	if l.slope().Sign() < 0 {
		end = most
	}
	switch {
	case end != nil:
		return l.value(end)
	case l.until != nil: // it falls from an upper bound down to its end
		return l.top
	}
	return nil
}

// within holds the end of a straight line against where it starts.
func (r *reader) within(o *object, end Threshold, at Bound) bool {
	_, start := at.Only()
	if start == nil {
		o.fail(o.node, "it is not said from where the amount rises", "write the bound from which it is paid")
		return false
	}
	if end.Value.cmp(start.Value) != map[bool]int{true: 1, false: -1}[at.rising()] {
		o.failKey("at", fmt.Sprintf("the amount is reached at %q, but paid from %q", end, start), "correct one of the two")
		return false
	}
	return true
}
