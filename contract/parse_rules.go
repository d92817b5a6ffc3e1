package contract

import (
	"fmt"
	"math/big"
)

// The ways in which a coupon grows.
const (
	compound = "compound"
	simple   = "simple"
)

// maxYears bounds the term of a coupon, and with it the size of the exact power.
const maxYears = 100

// reserved is the name under which the trace holds the sum, the cap and the payment.
const reserved = "payment"

func (r *reader) rules(o *object) []Rule {
	var out []Rule
	for _, e := range o.objects("rules") {
		rule := r.rule(e, o.has("principal"))
		if rule.ID == reserved {
			e.failKey("id", fmt.Sprintf("the id %q is reserved for the payment as a whole", reserved), "choose another")
		}
		if rule.ID != reserved {
			e.once("id", r.ids)
		}
		out = append(out, rule)
	}
	return out
}

func (r *reader) rule(o *object, principal bool) Rule {
	rule := Rule{
		ID: o.ident("id"), Clause: o.text("clause"), Text: o.prose("text"), Note: o.prose("note"),
		Measure: o.text("measure"),
	}
	m := r.cited(o, rule.Measure)
	const either = "give at_least and pay (one threshold), or tiers and coupon (a table of rates)"
	binary, table := o.has("at_least") || o.has("pay"), o.has("tiers") || o.has("coupon")
	switch {
	case binary && table:
		o.fail(o.node, "a rule is either a threshold or a table of tiers, not both", either)
	case binary && (!o.has("at_least") || !o.has("pay")):
		o.fail(o.node, "at_least and pay go together", either)
	case table && (!o.has("tiers") || !o.has("coupon")):
		o.fail(o.node, "tiers and coupon go together", either)
	case !binary && !table:
		o.fail(o.node, "a rule does not say what it pays", either)
	}
	if at, ok := r.threshold(o, "at_least", m); ok {
		rule.AtLeast = &at
	}
	if p := o.sub("pay"); p != nil {
		rule.Pay = r.pay(p, m, principal)
	}
	rule.Tiers = r.tiers(o, m)
	if c := o.sub("coupon"); c != nil {
		rule.Coupon = r.coupon(c, principal)
	}
	return rule
}

// cited returns the measure of the given id; nil, and a problem, if there is none.
func (r *reader) cited(o *object, id string) *Measure {
	if id == "" {
		return nil
	}
	var known []string
	for i := range r.t.Measures {
		if r.t.Measures[i].ID == id {
			return &r.t.Measures[i]
		}
		known = append(known, r.t.Measures[i].ID)
	}
	if len(known) == 0 { // which has been said already
		return nil
	}
	remedy := "write " + orList(known)
	if near, ok := suggest(id, known); ok {
		remedy = fmt.Sprintf("did you mean %q?", near)
	}
	o.failKey("measure", fmt.Sprintf("there is no measure %q", id), remedy)
	return nil
}

// threshold reads a typed value and holds its type against that of the measure.
func (r *reader) threshold(o *object, key string, m *Measure) (Threshold, bool) {
	t, ok := quantity(o, key, parseThreshold)
	if !ok {
		return t, false
	}
	if m == nil || m.Effect == "" {
		return t, true
	}
	want := m.thresholdType()
	if want.ownUnit() && t.Effect == Count && sameUnit(t.Unit, m.Unit) {
		t.Effect, t.Unit = want, m.Unit
	}
	switch {
	case want != t.Effect || want.ownUnit() && t.Unit != m.Unit:
		o.failKey(key, fmt.Sprintf("%q is of type %s, but the measure %q is of type %s", t, t.typeWords(), m.ID, Threshold{Effect: want, Unit: m.Unit}.typeWords()),
			"write the threshold in the type of the measure, or cite another measure")
		return t, false
	case t.Effect == Money && t.Unit != string(r.t.Currency):
		o.failKey(key, fmt.Sprintf("%q is not in the contract's currency", t), "write it in "+string(r.t.Currency))
		return t, false
	case !t.exists():
		o.failKey(key, fmt.Sprintf("no rates are %q apart", t), "correct the number")
		return t, false
	}
	return t, true
}

// typeWords names the type, with the unit if it is the measure's own.
func (t Threshold) typeWords() string {
	if t.Effect.ownUnit() {
		return fmt.Sprintf("%s of %s", t.Effect, t.Unit)
	}
	return string(t.Effect)
}

// exists reports whether a measure can have the value.
func (t Threshold) exists() bool {
	least, most := big.NewRat(-1, 1), (*big.Rat)(nil)
	switch t.Effect {
	case Points, Reduction:
		most = one.value()
	case Rate, Significance:
		least, most = new(big.Rat), one.value()
	case Ratio:
		least = new(big.Rat)
	case Relative:
	default:
		return true
	}
	v := t.Value.value()
	if t.Effect == Reduction {
		least = nil
	}
	return (least == nil || v.Cmp(least) >= 0) && (most == nil || v.Cmp(most) <= 0)
}

func (r *reader) pay(o *object, m *Measure, principal bool) *Pay {
	if o.has("amount") == o.has("share_of_principal") {
		o.fail(o.node, "pay takes one of amount and share_of_principal", "keep one of them")
	}
	var p Pay
	if amount, ok := r.amount(o, "amount", 1); ok {
		p.Amount = &amount
	}
	share, ok := quantity(o, "share_of_principal", parsePercent)
	if o.has("share_of_principal") && !principal {
		o.failKey("share_of_principal", "there is no principal to take a share of", "add principal to payment, or pay an amount")
	}
	if ok && r.positive(o, "share_of_principal", share) {
		p.Share = &share
		r.sharedOnce(o, m, share)
	}
	return &p
}

// sharedOnce refuses a share that the cohorts together would take more than once.
func (r *reader) sharedOnce(o *object, m *Measure, share Decimal) {
	if m == nil || m.Scope != EachCohort {
		return
	}
	n := int64(len(r.t.Cohorts))
	total := new(big.Rat).Mul(share.value(), big.NewRat(n, 1))
	if total.Cmp(one.value()) > 0 {
		o.failKey("share_of_principal", fmt.Sprintf("each of %d cohorts would repay %s %% of the principal: %s %% in all", n, percent(share.value()), percent(total)),
			"write the part or the amount that one cohort repays, or cite a pooled measure")
	}
}

// tiers reads a table of thresholds and rates, both ascending.
func (r *reader) tiers(o *object, m *Measure) []Tier {
	if o.has("tiers") && m != nil && m.Scope == EachCohort {
		o.failKey("tiers", "each cohort would earn the coupon on the whole principal", "cite a pooled measure, or pay an amount for each cohort")
	}
	var out []Tier
	for _, e := range o.objects("tiers") {
		at, ok := r.threshold(e, "at_least", m)
		rate, rated := r.rate(e)
		if !ok || !rated {
			continue
		}
		tier := Tier{Bound: Bound{AtLeast: &at}, Rate: &rate}
		if n := len(out); n > 0 {
			r.ascends(e, out[n-1], tier)
		}
		out = append(out, tier)
	}
	return out
}

func (r *reader) rate(o *object) (Decimal, bool) {
	rate, ok := quantity(o, "rate", parsePercent)
	if ok && (rate.sign() < 0 || rate.cmp(one) > 0) {
		o.failKey("rate", fmt.Sprintf("a yearly rate of %s %%: want 0 to 100 %%", percent(rate.value())), "correct the rate")
		return rate, false
	}
	return rate, ok
}

func (r *reader) ascends(o *object, before, t Tier) {
	if before.AtLeast.Effect == t.AtLeast.Effect && t.AtLeast.Value.cmp(before.AtLeast.Value) <= 0 {
		o.failKey("at_least", fmt.Sprintf("the tier from %q follows the one from %q", t.AtLeast, before.AtLeast), "list each threshold once, the lowest first")
	}
	if t.Rate.cmp(*before.Rate) < 0 {
		o.failKey("rate", fmt.Sprintf("a better result earns less: %s %% follows %s %%", percent(t.Rate.value()), percent(before.Rate.value())), "let the rates rise or stay")
	}
}

func (r *reader) coupon(o *object, principal bool) *Coupon {
	c := &Coupon{Years: o.number("years"), Compounding: o.choice("compounding", compound, simple)}
	if !principal {
		o.fail(o.node, "a coupon needs a principal", "add principal to payment")
	}
	if y := c.Years; y.known() {
		switch {
		case y.sign() <= 0 || y.value().Cmp(big.NewRat(maxYears, 1)) > 0:
			o.failKey("years", fmt.Sprintf("a coupon over %s years: want more than 0 and at most %d", y, maxYears), "correct the number")
		case c.Compounding == compound && !y.value().IsInt():
			o.failKey("years", fmt.Sprintf("compound growth over %s years is not exact", y), "write whole years, or compounding: simple")
		}
	}
	return c
}
