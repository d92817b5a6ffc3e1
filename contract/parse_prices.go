package contract

import "fmt"

// prices reads prices for a unit of the measure, by cumulative volume.
func (r *reader) prices(o *object, m *Measure) []Price {
	if o.has("prices") && m != nil && m.Statistic == PValue {
		o.failKey("prices", fmt.Sprintf("the measure %q is a p-value: it has no units to price", m.ID), "cite the effect itself, and put the p-value under if")
		return nil
	}
	var out []Price
	var last *object
	for _, e := range o.objects("prices") {
		p, ok := r.price(e, m)
		if last != nil {
			r.fills(e, last, out[len(out)-1], p)
		}
		last = e
		if !ok {
			last = nil
			continue
		}
		out = append(out, p)
	}
	if last != nil && last.has("up_to") {
		end := out[len(out)-1].UpTo
		last.failKeyAs(codeGap, "up_to", fmt.Sprintf("nothing says what is paid beyond %q", end), "ask the parties; delete up_to, or add a price without it, of amount 0 if nothing more is paid")
	}
	return out
}

func (r *reader) price(o *object, m *Measure) (Price, bool) {
	p := Price{Amount: o.number("amount")}
	ok := p.Amount.known()
	if ok && p.Amount.sign() < 0 && !r.asksBack {
		o.failKeyAs(codeTwoSided, "amount", fmt.Sprintf("a price of %s, and the terms have no floor", p.Amount), floorRemedy)
		ok = false
	}
	each, eachOK := r.threshold(o, "each", m)
	ok = ok && eachOK && r.positive(o, "each", each.Value)
	p.Each = each
	if upTo, has := r.threshold(o, "up_to", m); has && r.positive(o, "up_to", upTo.Value) {
		p.UpTo = &upTo
	}
	return p, ok && (p.UpTo != nil || !o.has("up_to"))
}

// fills holds a band of volume against the one before.
func (r *reader) fills(o, last *object, before, p Price) {
	switch {
	case before.UpTo == nil && !last.has("up_to"):
		o.failAs(codeOverlap, o.node, "a price follows one that has no end: both claim the same units", "write up_to for the price before, the volume until which it holds")
	case before.UpTo != nil && p.UpTo != nil && before.UpTo.Effect == p.UpTo.Effect && p.UpTo.Value.cmp(before.UpTo.Value) <= 0:
		o.failKey("up_to", fmt.Sprintf("the price up to %q follows the one up to %q", p.UpTo, before.UpTo), "volumes count from the first unit on: list the lowest first")
	}
}
