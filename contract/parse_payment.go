package contract

import (
	"fmt"
	"math/big"

	"sib/contract/money"
)

var one, zero = Decimal{"1", big.NewRat(1, 1)}, Decimal{"0", new(big.Rat)}

func (r *reader) payment(o *object) Payment {
	if o == nil {
		return Payment{}
	}
	var p Payment
	if po := o.sub("principal"); po != nil {
		amount, _ := r.amount(po, "amount", 1)
		p.Principal = &Principal{po.text("clause"), amount}
	}
	p.Tranches = r.tranches(o, p.Principal)
	p.Drawdowns = r.drawdowns(o, p)
	if ro := o.sub("rounding"); ro != nil {
		p.Rounding = r.moneyRounding(ro)
	}
	r.principal, r.asksBack = p.Principal, o.has("floor")
	r.t.Payment.Indices = r.indices(o)
	p.Indices = r.t.Payment.Indices
	p.Rules = r.rules(o)
	p.Gates = r.gates(o, p.Rules)
	if co := o.sub("cap"); co != nil {
		amount, ok := r.amount(co, "amount", 0)
		p.Cap, r.capped = Cap{co.text("clause"), amount}, ok
	}
	r.settlement(o, &p)
	p.Limits = r.limits(o, &p)
	p.Payers = r.payers(o, &p)
	p.Waterfall = r.waterfall(o, &p)
	return p
}

// amount reads money in the contract's currency, in whole smallest units, with
// at least the given sign.
func (r *reader) amount(o *object, key string, least int) (money.Amount, bool) {
	none := money.Zero(r.t.Currency)
	d := o.number(key)
	if !d.known() {
		return none, false
	}
	if d.sign() < least {
		words := "above zero"
		if least == 0 {
			words = "zero or more"
		}
		o.failKey(key, fmt.Sprintf("an amount of %s: it must be %s", d, words), "correct the amount")
		return none, false
	}
	if r.t.Currency != "" && !multipleOf(d, r.unit()) {
		o.failKey(key, fmt.Sprintf("%s has more decimals than %s has", d, r.t.Currency), fmt.Sprintf("write whole multiples of %s", r.unit().FloatString(r.t.Currency.Digits())))
		return none, false
	}
	return money.New(r.t.Currency, d.value()), true
}

// unit is the smallest unit of the contract's currency: 1/100 for EUR.
func (r *reader) unit() *big.Rat {
	ten := big.NewInt(10)
	return new(big.Rat).SetFrac(big.NewInt(1), ten.Exp(ten, big.NewInt(int64(r.t.Currency.Digits())), nil))
}

func multipleOf(d Decimal, unit *big.Rat) bool { return new(big.Rat).Quo(d.value(), unit).IsInt() }

// drawdowns reads what investors paid and when; together it is the principal.
func (r *reader) drawdowns(o *object, terms Payment) []Drawdown {
	if !o.has("drawdowns") {
		return nil
	}
	p := terms.Principal
	if p == nil {
		o.failKey("drawdowns", "there are drawdowns, but no principal", `add principal: {clause: "1.1", amount: 234000}`)
	}
	var out []Drawdown
	sum, whole := money.Zero(r.t.Currency), true
	for _, d := range o.objects("drawdowns") {
		amount, ok := r.amount(d, "amount", 1)
		whole = whole && ok
		sum = sum.Add(amount)
		date := r.date(d, "date")
		if n := len(out); n > 0 && date != "" && date < out[n-1].Date {
			d.failKey("date", fmt.Sprintf("the drawdown of %s follows that of %s", date, out[n-1].Date), "list the earliest first")
		}
		out = append(out, Drawdown{Date: date, Amount: amount, Tranche: r.drawn(d, terms.Tranches)})
	}
	if p != nil && p.Amount.Sign() > 0 && whole && sum.Cmp(p.Amount) != 0 {
		o.failKey("drawdowns", fmt.Sprintf("the drawdowns add up to %s, the principal is %s", sum.Format(), p.Amount.Format()), "correct one of them")
	}
	if whole {
		r.drawnInFull(o, out, terms.Tranches)
	}
	return out
}

// moneyRounding reads the step and the mode. Money that is paid is whole in the
// smallest unit, so "none" is refused.
func (r *reader) moneyRounding(o *object) Rounding {
	out := Rounding{Mode: r.mode(o)}
	if n := o.vals["to"]; n != nil && n.Value == "none" {
		o.failKey("to", "money must be rounded: nobody can pay a fraction of a cent", "write a step such as 0.01")
		return out
	}
	step := o.number("to")
	if !step.known() || !r.positive(o, "to", step) {
		return out
	}
	if r.t.Currency != "" && !multipleOf(step, r.unit()) {
		o.failKey("to", fmt.Sprintf("a step of %s is not a multiple of the smallest unit of %s", step, r.t.Currency), fmt.Sprintf("write %s or a multiple of it", r.unit().FloatString(r.t.Currency.Digits())))
		return out
	}
	out.Step = &step
	return out
}
