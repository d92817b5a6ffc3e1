package contract

import (
	"fmt"
	"math/big"
	"slices"

	"sib/contract/money"
)

// Of what a limit's share is.
const (
	ofTotal = "total"
	ofCap   = "cap"
)

// eachCohort is what the key each may say.
const eachCohort = "cohort"

// limits reads the limits in the order in which they apply.
func (r *reader) limits(o *object, p *Payment) []Limit {
	var out []Limit
	ids := map[string]int{}
	for _, e := range o.objects("limits") {
		l := Limit{
			ID: e.ident("id"), Clause: e.text("clause"), Rules: e.rulesNamed("rules", p.Rules),
			Each: e.choice("each", eachCohort), Of: e.choice("of", ofTotal, ofCap),
		}
		e.once("id", ids)
		r.bounds(e, &l)
		r.based(e, l, p.Rules)
		r.byCohort(e, l, p.Rules)
		r.returns(e, o, l, p)
		out = append(out, l)
	}
	return out
}

// bounds reads the one of the three that a limit has.
func (r *reader) bounds(o *object, l *Limit) {
	n := 0
	for _, key := range []string{"at_most", "share_at_most", "return_at_most"} {
		if o.has(key) {
			n++
		}
	}
	if n != 1 {
		o.fail(o.node, fmt.Sprintf("a limit says one thing, this one says %d", n), "give one of at_most, share_at_most and return_at_most")
	}
	if amount, ok := r.amount(o, "at_most", 0); ok {
		l.AtMost = &amount
	}
	if share, ok := quantity(o, "share_at_most", parsePercent); ok {
		if share.sign() <= 0 || share.cmp(one) >= 0 {
			o.failKey("share_at_most", fmt.Sprintf("a share of %s %%: want more than 0 and less than 100 %%", percent(share.value())), "correct the share")
		}
		l.Share = &share
	}
	if rate, ok := quantity(o, "return_at_most", parsePercent); ok {
		if rate.sign() < 0 || rate.cmp(one) > 0 {
			o.failKey("return_at_most", fmt.Sprintf("a yearly return of %s %%: want 0 to 100 %%", percent(rate.value())), "correct the rate")
		}
		l.Return = &rate
	}
}

// based asks what a share is of. A quota of the total needs others that make up the rest.
func (r *reader) based(o *object, l Limit, rules []Rule) {
	share := o.has("share_at_most")
	switch {
	case share && !o.has("of"):
		o.failAs(codeBase, o.node, "a share of what?", "add of: total (of what is paid in all, once this limit has cut) or of: cap")
	case !share && o.has("of"):
		o.failKey("of", "there is no share that could be of something", "delete it, or give share_at_most")
	case share && l.Of == ofTotal && (!o.has("rules") || len(l.Rules) > 0 && len(l.Rules) == len(rules)):
		o.failAs(codeBase, o.node, "all rules together are always 100 % of the total", "list the rules whose share is bounded, or write of: cap")
	}
}

// byCohort refuses to part by cohort what a rule pays once for all of them.
func (r *reader) byCohort(o *object, l Limit, rules []Rule) {
	if l.Each == "" {
		return
	}
	if o.has("return_at_most") {
		o.failKey("each", "the drawdowns are not of one cohort, so a return cannot be", "delete it")
	}
	for _, rule := range rules {
		if (len(l.Rules) == 0 || slices.Contains(l.Rules, rule.ID)) && r.pooled(rule) {
			o.failKey("each", fmt.Sprintf("rule %q pays once for all cohorts", rule.ID), "list the rules that pay for each cohort, or delete each")
		}
	}
}

// pooled reports whether a rule is known to pay once for all cohorts.
func (r *reader) pooled(rule Rule) bool {
	scope := r.ruleScope(rule)
	return scope != "" && scope != EachCohort
}

// returns asks for what a return is computed from. o is the payment.
func (r *reader) returns(e, o *object, l Limit, p *Payment) {
	if !e.has("return_at_most") {
		return
	}
	const key = "return_at_most"
	switch {
	case !o.has("drawdowns"):
		e.failKeyAs(codeBase, key, "a return on what? payment has no drawdowns", "add drawdowns: [{date: 2014-01-01, amount: 234000}]")
	case !o.has("due"):
		e.failKeyAs(codeDayCount, key, "a yearly return needs the day of the payment and a day count, and payment has no due", "add "+dueExample)
	case o.has("cumulative"):
		e.failKey(key, "payments are cumulative: the days of the earlier ones, which the return depends on, are not known", "bound the amounts instead, or delete cumulative")
	}
	for _, d := range p.Drawdowns {
		if p.Due != nil && p.Due.Date != "" && d.Date > p.Due.Date {
			e.failKey(key, fmt.Sprintf("the drawdown of %s comes after the payment of %s", d.Date, p.Due.Date), "correct one of the days")
			return
		}
	}
	if len(p.Drawdowns) > 0 && p.Due != nil && tooFar(p.Drawdowns[0].Date, p.Due) {
		e.failKey(key, fmt.Sprintf("from %s to %s are more than %d years", p.Drawdowns[0].Date, p.Due.Date, maxYears), "correct one of the days")
	}
}

// tooFar reports whether a day is more than maxYears before the due date.
func tooFar(from string, due *Due) bool {
	first, err := money.ParseDate(from)
	last, bad := money.ParseDate(due.Date)
	count, unknown := money.ParseDayCount(due.DayCount)
	if err != nil || bad != nil || unknown != nil { // which has been said already
		return false
	}
	return count.YearFraction(first, last).Cmp(big.NewRat(maxYears, 1)) > 0
}

// rulesNamed returns the ids of rules listed under key, all of which there must be.
func (o *object) rulesNamed(key string, rules []Rule) []string {
	var known []string
	for _, rule := range rules {
		known = append(known, rule.ID)
	}
	var out []string
	for _, id := range o.texts(key) {
		if o.named(key, "rule", id, known) {
			out = append(out, id)
		}
	}
	return out
}

// named reports whether one of the known has this id, and records a problem with key if not.
func (o *object) named(key, what, id string, known []string) bool {
	if slices.Contains(known, id) {
		return true
	}
	if len(known) == 0 || slices.Contains(known, "") { // which has been said already
		return false
	}
	remedy := "write " + orList(known)
	if near, ok := suggest(id, known); ok {
		remedy = fmt.Sprintf("did you mean %q?", near)
	}
	o.failKey(key, fmt.Sprintf("there is no %s %q", what, id), remedy)
	return false
}
