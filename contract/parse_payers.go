package contract

import (
	"fmt"
	"math/big"

	"sib/contract/money"
)

// payers reads who pays what is due. Whatever is due, all of it must be paid.
func (r *reader) payers(o *object, p *Payment) []Payer {
	var out []Payer
	before, seen := len(r.problems), map[string]bool{}
	entries := o.objects("payers")
	for i, e := range entries {
		y := r.payer(e, p)
		if seen[y.Name] && y.Name != "" {
			e.failKeyAs(codeTwice, "name", fmt.Sprintf("%q pays twice", y.Name), "put what one payer pays into one entry")
		}
		seen[y.Name] = true
		if e.unbounded() && i < len(entries)-1 {
			e.fail(e.node, fmt.Sprintf("%q takes the rest: nothing is left for the payers after it", y.Name), "put it last, or give it share, rules or at_most")
		}
		r.backwards(e, y, o)
		out = append(out, y)
	}
	if len(r.problems) == before {
		r.oneKind(o, out)
		r.paidOnce(o, out)
	}
	if len(out) > 0 && len(r.problems) == before && r.capped {
		r.paidInFull(o, out, p)
	}
	return out
}

func (r *reader) payer(o *object, p *Payment) Payer {
	y := Payer{Name: o.text("name"), Clause: o.text("clause"), Rules: o.rulesNamed("rules", p.Rules)}
	if share, ok := quantity(o, "share", parsePercent); ok {
		if share.sign() <= 0 || share.cmp(one) > 0 {
			o.failKey("share", fmt.Sprintf("a share of %s %%: want more than 0 and at most 100 %%", percent(share.value())), "correct the share")
		}
		y.Share = &share
	}
	if amount, ok := r.amount(o, "at_most", 1); ok {
		y.AtMost = &amount
	}
	if o.has("share") && o.has("rules") {
		o.failKeyAs(codeBase, "share", "a share of what is due, or of what the rules pay?", "keep share (of what is due) or rules (all that they pay)")
	}
	return y
}

// rest reports whether a payer takes whatever is left.
func (y Payer) rest() bool { return y.Share == nil && len(y.Rules) == 0 && y.AtMost == nil }

// unbounded reports whether an entry of payers says none of the three.
func (o *object) unbounded() bool { return !o.has("share") && !o.has("rules") && !o.has("at_most") }

// backwards asks who gets money back where the payment may be below zero, and
// whose rules were paid for where it is not what the rules pay. o is the payment.
func (r *reader) backwards(e *object, y Payer, o *object) {
	switch {
	case !e.has("share") && !e.unbounded() && r.twoSided(o):
		e.fail(e.node, fmt.Sprintf("the payment may be below zero, and it is not said how much of it %q gets back", y.Name), "give shares of what is due, and the rest to one payer")
	case e.has("rules") && (o.has("cumulative") || o.has("early_end")):
		e.failKeyAs(codeRest, "rules", "with cumulative or early_end what is due is not the sum of what the rules pay now, and no part of it belongs to a rule", "give shares of what is due")
	}
}

// twoSided reports whether the payment may be below zero: a floor below zero, or
// money that is paid back.
func (r *reader) twoSided(o *object) bool {
	for key, sub := range map[string]string{"floor": "amount", "cumulative": "recover"} {
		n := o.vals[key]
		if n == nil {
			continue
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if v := n.Content[i+1].Value; n.Content[i].Value == sub && (v == "true" || len(v) > 0 && v[0] == '-') {
				return true
			}
		}
	}
	return false
}

// oneKind refuses shares of what is due beside what single rules pay.
func (r *reader) oneKind(o *object, all []Payer) {
	shares, rules := 0, 0
	for _, y := range all {
		if y.Share != nil {
			shares++
		}
		if len(y.Rules) > 0 {
			rules++
		}
	}
	if shares > 0 && rules > 0 {
		o.failKeyAs(codeBase, "payers", "some payers take a share of what is due, others what certain rules pay: is the share one of the whole, or of what is left?",
			"give all of them shares, or all of them rules")
	}
}

// paidOnce refuses shares of more than the whole and rules that two payers pay.
func (r *reader) paidOnce(o *object, all []Payer) {
	sum, by := new(big.Rat), map[string]string{}
	for _, y := range all {
		if y.Share != nil {
			sum.Add(sum, y.Share.value())
		}
		for _, id := range y.Rules {
			if first, twice := by[id]; twice {
				o.failKeyAs(codeTwice, "payers", fmt.Sprintf("rule %q is paid for by %q and by %q", id, first, y.Name), "list it once")
			}
			by[id] = y.Name
		}
	}
	if sum.Cmp(one.value()) > 0 {
		o.failKey("payers", fmt.Sprintf("the shares add up to %s %%", percent(sum)), "let them add up to 100 % at most")
	}
}

// paidInFull refuses payers who would leave some of the cap unpaid. What is due
// below the cap is then paid in full too: what they can pay is concave in it.
func (r *reader) paidInFull(o *object, all []Payer, p *Payment) {
	last := all[len(all)-1]
	if last.rest() {
		return
	}
	unpaid := unpaidOf(p.Cap.Amount.Rat(), all, p.Rules)
	if unpaid.Sign() <= 0 && last.AtMost != nil {
		unpaid = r.unpaidByRounding(p.Cap.Amount.Rat(), all)
	}
	if unpaid.Sign() > 0 {
		o.failKeyAs(codeRest, "payers", fmt.Sprintf("of %s, the cap, the payers may leave %s unpaid", p.Cap.Amount.Format(), showAmount(r.t.Currency, unpaid)),
			"name who takes the rest: a last payer without share, rules and at_most")
	}
}

// unpaidOf is the most that can be left of due: with shares, of due itself; with
// rules, when one payer's rules, or those of none, pay all of it.
func unpaidOf(due *big.Rat, all []Payer, rules []Rule) *big.Rat {
	rest := new(big.Rat).Set(due)
	for _, y := range all {
		switch {
		case y.Share != nil:
			rest.Sub(rest, y.bounded(new(big.Rat).Mul(due, y.Share.value())))
		case len(y.Rules) == 0 && y.AtMost != nil:
			rest.Sub(rest, y.AtMost.Rat())
		}
	}
	worst, listed := new(big.Rat), 0
	for _, y := range all {
		listed += len(y.Rules)
		if left := new(big.Rat).Sub(rest, y.bounded(due)); len(y.Rules) > 0 && worst.Cmp(left) < 0 {
			worst = left
		}
	}
	if listed < len(rules) && rest.Cmp(worst) > 0 {
		return rest
	}
	return worst
}

func (y Payer) bounded(x *big.Rat) *big.Rat {
	if y.AtMost == nil {
		return x
	}
	return money.Min(*y.AtMost, money.New(y.AtMost.Currency(), x)).Rat()
}

// unpaidByRounding is what the last payer, who takes what rounding down leaves,
// cannot take of due: up to one smallest unit for each part but one.
func (r *reader) unpaidByRounding(due *big.Rat, all []Payer) *big.Rat {
	left, rounded := new(big.Rat).Set(due), int64(-1)
	for _, y := range all[:len(all)-1] {
		switch {
		case y.Share != nil:
			left.Sub(left, y.bounded(new(big.Rat).Mul(due, y.Share.value())))
			rounded++
		case len(y.Rules) > 0:
			return new(big.Rat) // held against all that is due
		default:
			left.Sub(left, y.AtMost.Rat())
		}
	}
	if rounded > 0 {
		left.Add(left, new(big.Rat).Mul(r.unit(), big.NewRat(rounded, 1)))
	}
	most := all[len(all)-1].AtMost.Rat()
	return left.Sub(left, most)
}
