package contract

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"sib/contract/money"
)

// settlement reads what makes the amount that is due of what the rules pay.
func (r *reader) settlement(o *object, p *Payment) {
	p.Floor = r.floor(o.sub("floor"), p.Cap)
	if co := o.sub("cumulative"); co != nil {
		p.Cumulative = &Cumulative{co.text("clause"), co.truth("recover")}
	}
	p.EarlyEnd = r.earlyEnd(o.sub("early_end"), p)
	p.Due = r.due(o.sub("due"))
	p.Discount = r.discount(o, p)
}

// floor reads the least that is ever paid; below zero the terms are two-sided.
func (r *reader) floor(o *object, limit Cap) *Cap {
	if o == nil {
		return nil
	}
	amount, ok := r.amount(o, "amount", -1)
	if ok && r.capped && amount.Cmp(limit.Amount) > 0 {
		o.failKey("amount", fmt.Sprintf("the floor of %s is above the cap of %s", amount.Format(), limit.Amount.Format()), "correct one of them")
	}
	return &Cap{o.text("clause"), amount}
}

// truth returns true or false.
func (o *object) truth(key string) bool {
	return value(o, key, func(n *yaml.Node, key string) (bool, bool) {
		v, ok := o.scalar(n, key)
		if ok && (n.Style&quoted != 0 || v != "true" && v != "false") {
			o.failAs(codeForm, n, fmt.Sprintf("%q cannot be %s", key, v), "write true or false")
			return false, false
		}
		return v == "true", ok
	})
}

func (r *reader) earlyEnd(o *object, p *Payment) *EarlyEnd {
	if o == nil {
		return nil
	}
	out := &EarlyEnd{Clause: o.text("clause")}
	for _, e := range o.objects("values") {
		v := RedemptionFrom{From: r.date(e, "from")}
		if n := len(out.Values); n > 0 && v.From != "" && v.From <= out.Values[n-1].From {
			e.failKey("from", fmt.Sprintf("the value from %s follows that from %s", v.From, out.Values[n-1].From), "list each day once, the earliest first")
		}
		if po := e.sub("pay"); po != nil {
			v.Pay = r.redemption(po, p.Principal)
		}
		out.Values = append(out.Values, v)
	}
	return out
}

// redemption reads what an early end pays, which may be nothing.
func (r *reader) redemption(o *object, principal *Principal) Pay {
	var p Pay
	if o.has("amount") == o.has("share_of_principal") {
		o.fail(o.node, "pay takes one of amount and share_of_principal", "keep one of them")
	}
	if amount, ok := r.amount(o, "amount", 0); ok {
		p.Amount = &amount
	}
	share, ok := quantity(o, "share_of_principal", parsePercent)
	if o.has("share_of_principal") && principal == nil {
		o.failKeyAs(codeBase, "share_of_principal", "there is no principal to take a share of", "add principal to payment, or pay an amount")
	}
	if ok && share.sign() < 0 {
		o.failKey("share_of_principal", "a share below zero", "correct the share")
		ok = false
	}
	if ok {
		p.Share = &share
	}
	return p
}

func (r *reader) due(o *object) *Due {
	if o == nil {
		return nil
	}
	var counts []string
	for _, c := range money.DayCounts {
		counts = append(counts, string(c))
	}
	d := &Due{Clause: o.text("clause"), Date: r.date(o, "date"), DayCount: o.choice("day_count", counts...), LongStop: r.date(o, "long_stop")}
	if d.LongStop != "" && d.Date != "" && d.LongStop < d.Date {
		o.failKey("long_stop", fmt.Sprintf("nothing can be claimed after %s, but the payment falls due on %s", d.LongStop, d.Date), "correct one of the days")
	}
	return d
}

func (r *reader) discount(o *object, p *Payment) *Discount {
	d := o.sub("discount")
	if d == nil {
		return nil
	}
	if !o.has("due") {
		o.failKeyAs(codeDayCount, "discount", "a yearly rate needs a day count, and payment has no due", "add "+dueExample)
	}
	out := &Discount{Clause: d.text("clause"), Base: r.date(d, "base")}
	out.Rate, _ = r.rate(d)
	return out
}

const dueExample = `due: {clause: "5.3", date: 2017-06-30, day_count: act/365}`
