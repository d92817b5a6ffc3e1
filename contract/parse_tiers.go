package contract

import (
	"fmt"
	"math/big"

	"sib/contract/trace"
)

// tiers reads a table: thresholds ascend, and what they give does not fall.
func (r *reader) tiers(o *object, f frame) []Tier {
	if o.has("coupon") && o.has("tiers") && f.each {
		o.failKey("tiers", "each cohort would earn the coupon on the whole principal", "cite a pooled measure, or pay an amount for each cohort")
	}
	if o.has("tiers") && f.m != nil && f.m.Statistic == PValue {
		o.failKey("tiers", fmt.Sprintf("the measure %q is a p-value: more of it is not a better result", f.m.ID), "cite the effect itself, and put the p-value under if")
		return nil
	}
	var out []Tier
	var last *object
	for _, e := range o.objects("tiers") {
		t, ok := r.tier(e, f, o.has("coupon"), !o.has("coupon") && !rated(o))
		if !ok {
			last = nil
			continue
		}
		if n := len(out); n > 0 && r.ascends(e, out[n-1], t) && last != nil {
			r.meets(e, out[n-1], t)
			r.grows(e, out[n-1], t)
		}
		out, last = append(out, t), e
	}
	if last != nil {
		r.open(last, out[len(out)-1])
	}
	return out
}

// tier reads one step of a table of rates or of amounts.
func (r *reader) tier(o *object, f frame, rates, pays bool) (t Tier, ok bool) {
	t.Bound = r.bound(o, f.m)
	ok = r.spans(o, t.Bound)
	rate, rated := r.rate(o)
	p := o.sub("pay")
	switch {
	case rates && !o.has("rate"):
		o.failAs(codeMissingKey, o.node, o.name()+` has no key "rate"`, "add rate: 3 %")
	case rates && p != nil:
		o.failKey("pay", "a tier gives the rate of the coupon, or pays an amount, not both", "keep one of them")
	case pays && p == nil:
		o.failAs(codeMissingKey, o.node, o.name()+` has no key "pay"`, "add pay: {amount: 250000}")
	}
	if p != nil {
		f.at = Bound{AtLeast: t.AtLeast, Above: t.Above}
		t.Pay = r.pay(p, f)
		r.stopsInside(p, t)
	}
	if rated {
		t.Rate = &rate
		r.risingRate(o, &t, f.m)
	}
	return t, ok && (rated || t.Pay != nil)
}

// spans checks that a tier starts somewhere, and does not end before.
func (r *reader) spans(o *object, b Bound) bool {
	lower, upper := boundsIn(o, boundKeys[:2]), boundsIn(o, boundKeys[2:])
	for _, keys := range [][]string{lower, upper} {
		if len(keys) > 1 {
			o.failKey(keys[1], fmt.Sprintf("%s stands beside %s", keys[1], keys[0]), "keep one of them")
			return false
		}
	}
	if len(lower) == 0 {
		o.failAs(codeMissingKey, o.node, o.name()+` has no key "at_least": it does not say where it starts`,
			"add at_least: 10 % relative; what is paid below every tier is a rule of its own, with below and pay")
		return false
	}
	from, start := b.lower()
	to, end := b.upper()
	if start == nil || end == nil {
		return start != nil
	}
	c := end.Value.cmp(start.Value)
	if c < 0 || c == 0 && (from == trace.Above || to == trace.Below) {
		o.failKey(upper[0], fmt.Sprintf("nothing is %s %q and %s %q", bounding[from], start, bounding[to], end), "correct one of the two")
		return false
	}
	return true
}

func (r *reader) rate(o *object) (Decimal, bool) { return r.yearly(o, "rate") }

// yearly reads a yearly rate.
func (r *reader) yearly(o *object, key string) (Decimal, bool) {
	rate, ok := quantity(o, key, parsePercent)
	if ok && (rate.sign() < 0 || rate.cmp(one) > 0) {
		o.failKey(key, fmt.Sprintf("a yearly rate of %s %%: want 0 to 100 %%", percent(rate.value())), "correct the rate")
		return rate, false
	}
	return rate, ok
}

// risingRate reads how the rate of a tier rises in a straight line.
func (r *reader) risingRate(o *object, t *Tier, m *Measure) {
	to, toOK := r.yearly(o, "rising_to")
	at, atOK := r.threshold(o, "at", m)
	_, start := t.lower()
	switch {
	case o.has("rising_to") != o.has("at"):
		o.failAs(codeGap, o.node, "rising_to and at go together: it is not said where the rate is reached, and so not what is paid on the way",
			"write both, such as rising_to: 7.5 %, at: 100 % relative")
	case !toOK || !atOK || start == nil:
	case at.Value.cmp(start.Value) <= 0:
		o.failKey("at", fmt.Sprintf("the rate is reached at %q, but the tier starts from %q", at, start), "correct one of the two")
	case to.cmp(*t.Rate) < 0:
		o.failKey("rising_to", fmt.Sprintf("a better result earns less: %s %% follows %s %%", percent(to.value()), percent(t.Rate.value())), "let the rates rise or stay")
	default:
		t.RisingTo, t.At = &to, &at
		r.stopsInside(o, *t)
	}
}

// stopsInside refuses a straight line that is not at its end where its tier ends.
func (r *reader) stopsInside(o *object, t Tier) {
	at := t.reaches()
	if _, end := t.upper(); at != nil && end != nil && at.Value.cmp(end.Value) > 0 {
		o.failKey("at", fmt.Sprintf("the tier ends at %q, before what it rises to is reached at %q", end, at), "let it be reached in the tier")
	}
}

// ascends holds the start of a tier against that of the one before.
func (r *reader) ascends(o *object, before, t Tier) bool {
	fromBefore, a := before.lower()
	from, b := t.lower()
	if a.Effect != b.Effect {
		return false
	}
	if c := b.Value.cmp(a.Value); c < 0 || c == 0 && (fromBefore == from || from == trace.AtLeast) {
		o.failKey(keyOf(from), fmt.Sprintf("the tier from %q follows the one from %q", b, a), "list each threshold once, the lowest first")
		return false
	}
	return true
}

// meets holds the end of a tier, where it has one, against the start of the next.
func (r *reader) meets(o *object, before, t Tier) {
	to, end := before.upper()
	from, start := t.lower()
	key := keyOf(from)
	if end == nil {
		if at := before.reaches(); at != nil && at.Value.cmp(start.Value) > 0 {
			o.failKey(key, fmt.Sprintf("the tier before rises until %q, but this one starts from %q", at, start), "let the rise end where the next tier starts, or before")
		}
		return
	}
	c := start.Value.cmp(end.Value)
	switch ends, starts := to == trace.AtMost, from == trace.AtLeast; {
	case c > 0:
		o.failKeyAs(codeGap, key, fmt.Sprintf("nothing says what is paid between %q, where a tier ends, and %q, where the next starts", end, start), "ask the parties, and let the next tier start where this one ends")
	case c < 0:
		o.failKeyAs(codeOverlap, key, fmt.Sprintf("two tiers say what is paid between %q and %q", start, end), "ask the parties which of them pays, and let the next tier start where this one ends")
	case ends && starts:
		o.failKeyAs(codeOverlap, key, fmt.Sprintf("%q is in two tiers", start), "ask the parties which of them pays it; write below for the end of the one, or above for the start of the other")
	case !ends && !starts:
		o.failKeyAs(codeGap, key, fmt.Sprintf("nothing says what %q pays: it is in no tier", start), "ask the parties; write at_most for the end of the one tier, or at_least for the start of the other")
	}
}

// reaches is where a tier rises no further; nil if it does not rise in a straight line.
func (t Tier) reaches() *Threshold {
	if t.Pay != nil {
		return t.Pay.At
	}
	return t.At
}

// grows refuses a table in which a better result earns less.
func (r *reader) grows(o *object, before, t Tier) {
	_, a := before.lower()
	_, b := t.lower()
	x := b.Value.value()
	if t.Rate != nil && before.Rate != nil {
		was := before.line(a.Value.value()).value(x)
		if t.Rate.value().Cmp(was) < 0 {
			o.failKey("rate", fmt.Sprintf("a better result earns less: %s %% follows %s %%", percent(t.Rate.value()), percent(was)), "let the rates rise or stay")
		}
		return
	}
	was, now := r.worth(before.Pay, a.Value.value(), x), r.worth(t.Pay, x, x)
	if was != nil && now != nil && now.Cmp(was) < 0 {
		o.failKey("pay", fmt.Sprintf("a better result earns less: at %q %s follows %s", b, showAmount(r.t.Currency, now), showAmount(r.t.Currency, was)), "let the amounts rise or stay")
	}
}

// worth is what a pay from start on comes to at x; nil where that cannot be said.
func (r *reader) worth(p *Pay, start, x *big.Rat) *big.Rat {
	switch {
	case p == nil:
		return nil
	case p.Share != nil && r.principal != nil:
		return r.principal.Amount.Mul(p.Share.value()).Rat()
	case p.Amount != nil || p.MeasureShare != nil:
		return p.line(start).value(x)
	}
	return nil
}

// open refuses a last tier that ends: nothing would be agreed beyond it.
func (r *reader) open(o *object, t Tier) {
	to, end := t.upper()
	if end == nil {
		return
	}
	if _, most := end.Effect.limits(); to == trace.AtMost && most != nil && end.Value.value().Cmp(most) == 0 {
		return
	}
	o.failKeyAs(codeGap, keyOf(to), fmt.Sprintf("nothing says what is paid from %q on, where the last tier ends", end), "ask the parties; delete the end, or add a tier that starts there")
}
