package contract

import (
	"fmt"

	"sib/contract/money"
)

// What a level of the waterfall pays.
const (
	payAmount    = "amount"
	payInterest  = "interest"
	payPrincipal = "principal"
	payRest      = "rest"
	payGuarantee = "guarantee" // in receipts only
)

// surplus is who receives what the waterfall leaves: it goes back to the payer.
const surplus = "surplus"

// tranches reads the parts of the principal.
func (r *reader) tranches(o *object, p *Principal) []Tranche {
	if !o.has("tranches") {
		return nil
	}
	var out []Tranche
	sum, whole, ids := money.Zero(r.t.Currency), true, map[string]int{}
	for _, e := range o.objects("tranches") {
		t, ok := r.tranche(e, o)
		e.once("id", ids)
		whole = whole && ok
		sum = sum.Add(t.Amount)
		out = append(out, t)
	}
	switch {
	case p == nil:
		o.failKey("tranches", "there are tranches, but no principal that they are parts of", `add principal: {clause: "1.1", amount: 234000}`)
	case whole && p.Amount.Sign() > 0 && sum.Cmp(p.Amount) != 0:
		o.failKeyAs(codeRest, "tranches", fmt.Sprintf("the tranches add up to %s, the principal is %s", sum.Format(), p.Amount.Format()), "correct one of them")
	}
	if !o.has("waterfall") {
		o.failKey("tranches", "who of the tranches is paid first?", `add waterfall: [{to: senior, clause: "7.2", pay: principal}]`)
	}
	return out
}

func (r *reader) tranche(e, payment *object) (Tranche, bool) {
	t := Tranche{ID: e.ident("id"), Clause: e.text("clause")}
	if t.ID == surplus {
		e.failKey("id", fmt.Sprintf("the id %q is what goes back to the payer", surplus), "choose another")
	}
	amount, ok := r.amount(e, "amount", 1)
	t.Amount = amount
	if e.has("rate") != e.has("coupon") {
		e.failAs(codeGrowth, e.node, "rate and coupon go together: over which years does the interest accrue, and does it compound?", "give both, such as rate: 4 % and coupon: {years: 3, compounding: simple}")
	}
	if rate, ok := r.rate(e); ok {
		t.Rate = &rate
	}
	if co := e.sub("coupon"); co != nil {
		t.Coupon = r.coupon(co, true)
	}
	if g := e.sub("guarantee"); g != nil {
		most, _ := r.amount(g, "at_most", 1)
		t.Guarantee = &Guarantee{g.text("clause"), g.text("by"), most}
		if payment.has("cumulative") {
			e.failKey("guarantee", "payments are cumulative, and it is not said which is the last, after which the guarantor makes up what is lacking", "delete one of guarantee and cumulative")
		}
	}
	return t, ok
}

// drawn returns the tranche of a drawdown.
func (r *reader) drawn(o *object, tranches []Tranche) string {
	id := o.text("tranche")
	if id == "" {
		return ""
	}
	if len(tranches) == 0 {
		o.failKey("tranche", "there are no tranches", "delete it, or add tranches to payment")
		return ""
	}
	o.named("tranche", "tranche", id, idsOf(tranches))
	return id
}

// drawnInFull holds the drawdowns of each tranche against its amount, once they name tranches.
func (r *reader) drawnInFull(o *object, all []Drawdown, tranches []Tranche) {
	named, sums := 0, map[string]money.Amount{}
	for _, d := range all {
		if d.Tranche != "" {
			named++
		}
		if _, ok := sums[d.Tranche]; !ok {
			sums[d.Tranche] = money.Zero(r.t.Currency)
		}
		sums[d.Tranche] = sums[d.Tranche].Add(d.Amount)
	}
	if named == 0 {
		return
	}
	if named < len(all) {
		o.failKey("drawdowns", "some drawdowns name a tranche and others do not", "name it for all of them, or for none")
		return
	}
	for _, t := range tranches {
		sum, ok := sums[t.ID]
		if !ok {
			sum = money.Zero(r.t.Currency)
		}
		if sum.Cmp(t.Amount) != 0 {
			o.failKey("drawdowns", fmt.Sprintf("the drawdowns of tranche %q add up to %s, the tranche is %s", t.ID, sum.Format(), t.Amount.Format()), "correct one of them")
		}
	}
}

func idsOf(tranches []Tranche) []string {
	var out []string
	for _, t := range tranches {
		out = append(out, t.ID)
	}
	return out
}

// waterfall reads who receives what, first to last.
func (r *reader) waterfall(o *object, p *Payment) []WaterLevel {
	if !o.has("waterfall") {
		return nil
	}
	if !o.has("tranches") {
		o.failKey("waterfall", "there is a waterfall, but no tranche: who are the investors?", `add tranches: [{id: investors, clause: "7.1", amount: 234000}]`)
	}
	var out []WaterLevel
	taken, empty := map[string]bool{}, false
	for _, e := range o.objects("waterfall") {
		l := r.level(e, p.Tranches)
		key := l.To + " " + l.Pay
		if empty {
			e.fail(e.node, "nothing is left for this level: the one before it takes all of the rest", "put it before, or give that one a share")
		}
		if taken[key] && (l.Pay == payInterest || l.Pay == payPrincipal) {
			e.failAs(codeTwice, e.node, fmt.Sprintf("the %s of %q is paid twice", l.Pay, l.To), "keep one of them")
		}
		taken[key] = true
		empty = l.Pay == payRest && !e.has("share")
		out = append(out, l)
	}
	for _, t := range p.Tranches {
		r.reached(o, t, taken)
	}
	return out
}

func (r *reader) level(e *object, tranches []Tranche) WaterLevel {
	l := WaterLevel{To: e.text("to"), Clause: e.text("clause"), Pay: e.choice("pay", payAmount, payInterest, payPrincipal, payRest)}
	if l.To == surplus {
		e.failKey("to", fmt.Sprintf("%q goes back to the payer by itself", surplus), "delete the level, or name who receives it")
	}
	if (l.Pay == payInterest || l.Pay == payPrincipal) && l.To != "" {
		e.named("to", "tranche", l.To, idsOf(tranches))
	}
	if e.has("amount") != (l.Pay == payAmount) && l.Pay != "" {
		e.fail(e.node, "amount goes with pay: amount, and with that alone", "give both or neither")
	}
	if e.has("share") && l.Pay != payRest && l.Pay != "" {
		e.failKey("share", "a share is one of the rest", "delete it, or write pay: rest")
	}
	if amount, ok := r.amount(e, "amount", 1); ok {
		l.Amount = &amount
	}
	if share, ok := quantity(e, "share", parsePercent); ok {
		if share.sign() <= 0 || share.cmp(one) >= 0 {
			e.failKey("share", fmt.Sprintf("a share of %s %%: want more than 0 and less than 100 %%", percent(share.value())), "correct the share, or delete it to give all of the rest")
		}
		l.Share = &share
	}
	return l
}

// reached refuses a tranche that the waterfall forgets.
func (r *reader) reached(o *object, t Tranche, taken map[string]bool) {
	if t.ID == "" {
		return
	}
	if !taken[t.ID+" "+payPrincipal] {
		o.failKey("waterfall", fmt.Sprintf("the principal of tranche %q is never repaid", t.ID), fmt.Sprintf(`add {to: %s, clause: "7.2", pay: principal}`, t.ID))
	}
	if interest := taken[t.ID+" "+payInterest]; interest != (t.Rate != nil) {
		o.failKey("waterfall", fmt.Sprintf("tranche %q: a rate and a level of interest go together", t.ID), fmt.Sprintf(`add {to: %s, clause: "7.2", pay: interest}, or delete it and the rate`, t.ID))
	}
}
