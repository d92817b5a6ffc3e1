package report

import (
	"strings"

	"sib/contract"
)

// boundsAround says in words what stands around the rules: gates, limits, earlier
// payments, an early end, dates, payers and the waterfall. The floor and the cap
// stand among the key figures.
func (l *lexicon) boundsAround(t *contract.Terms) []string {
	var out []string
	p := t.Payment
	for _, g := range p.Gates {
		out = append(out, l.gateWords(t, g))
	}
	for _, limit := range p.Limits {
		out = append(out, l.limitWords(limit))
	}
	out = append(out, l.timeWords(p)...)
	for _, i := range p.Indices {
		out = append(out, l.say("%s: the index “%s” (%s) is that of the cohort year divided by that of %d.", capital(l.clause(i.Clause)), clean(i.ID), clean(i.Source), i.Base))
	}
	for i, y := range p.Payers {
		out = append(out, l.payerWords(y, i == len(p.Payers)-1))
	}
	return append(out, l.waterWords(p)...)
}

// gateWords is a gate as the terms have it.
func (l *lexicon) gateWords(t *contract.Terms, g contract.Gate) string {
	behind := l.say("all rules")
	if len(g.Rules) > 0 {
		behind = l.plural(len(g.Rules), "rule") + " " + l.listing(l.quotedIDs(g.Rules))
	}
	over := l.say("over all years together")
	if g.Scope == contract.EachCohort {
		over = l.say("in each cohort year")
	}
	return l.say("%s, gate “%s” before %s: %s must be %s, %s; otherwise %s.",
		capital(l.clause(g.Clause)), clean(g.ID), behind, l.gateSubject(t, g.Require), l.gateRequired(g.Require), over, l.failureWords(g.OnFailure))
}

func (l *lexicon) failureWords(f contract.OnFailure) string {
	switch {
	case f.Defer:
		return l.say("nothing is decided yet")
	case f.Use != "":
		return l.say("the measure “%s” takes the place of their own", clean(f.Use))
	case f.Deem != nil:
		return l.say("the effect is taken to be %s", l.threshold(*f.Deem))
	case f.Pay != nil && f.Pay.Share != nil:
		return l.say("%s%% of the principal is paid in their place", l.plain(f.Pay.Share.Rat(), 0))
	case f.Pay != nil && f.Pay.Amount != nil && f.Pay.Amount.Sign() != 0:
		return l.say("%s is paid in their place", l.amount(*f.Pay.Amount))
	}
	return l.say("nothing is paid")
}

func (l *lexicon) quotedIDs(ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, l.say("“%s”", clean(id)))
	}
	return out
}

// limitWords is a limit as the terms have it.
func (l *lexicon) limitWords(limit contract.Limit) string {
	what := l.say("all rules together")
	if len(limit.Rules) > 0 {
		what = l.plural(len(limit.Rules), "rule") + " " + l.listing(l.quotedIDs(limit.Rules))
	}
	pay := l.say("pay")
	if len(limit.Rules) == 1 {
		pay = l.say("pays")
	}
	each := ""
	if limit.Each != "" {
		each = l.say(" for each cohort year")
	}
	most := notApplicable
	switch {
	case limit.AtMost != nil:
		most = l.say("at most %s", l.amount(*limit.AtMost))
	case limit.Share != nil && limit.Of == "cap":
		most = l.say("at most %s%% of the cap", l.plain(limit.Share.Rat(), 0))
	case limit.Share != nil:
		most = l.say("at most %s%% of all that is paid", l.plain(limit.Share.Rat(), 0))
	case limit.Return != nil:
		most = l.say("at most what gives the drawdowns %s%% a year", l.plain(limit.Return.Rat(), 0))
	}
	return l.say("%s, limit “%s”: %s %s %s%s.", capital(l.clause(limit.Clause)), clean(limit.ID), what, pay, most, each)
}

// timeWords says what days and earlier payments do.
func (l *lexicon) timeWords(p contract.Payment) []string {
	var out []string
	if c := p.Cumulative; c != nil {
		text := l.say("is what is earned to date less what was paid; what was overpaid is set off against later payments only")
		if c.Recover {
			text = l.say("is what is earned to date less what was paid; what was overpaid is paid back")
		}
		out = append(out, l.say("%s: what is due %s.", capital(l.clause(c.Clause)), text))
	}
	if c := p.EarlyEnd; c != nil {
		var steps []string
		for _, v := range c.Values {
			steps = append(steps, l.say("from %s on %s", v.From, l.payWords(contract.Rule{}, v.Pay)))
		}
		out = append(out, l.say("%s: if the programme ends before its time, a fixed value takes the place of the rules: %s.", capital(l.clause(c.Clause)), strings.Join(steps, l.say("; "))))
	}
	if c := p.Due; c != nil {
		text := l.say("%s: it falls due on %s (days counted by %s)", capital(l.clause(c.Clause)), c.Date, strings.ToUpper(c.DayCount))
		if c.LongStop != "" {
			text += l.say("; nothing can be claimed after %s", c.LongStop)
		}
		out = append(out, text+".")
	}
	if c := p.Discount; c != nil {
		out = append(out, l.say("%s: the payer values money of different days at %s%% a year, as of %s.", capital(l.clause(c.Clause)), l.plain(c.Rate.Rat(), 0), c.Base))
	}
	return out
}

func (l *lexicon) payerWords(y contract.Payer, last bool) string {
	part := l.say("the first money")
	switch {
	case y.Share != nil:
		part = l.say("%s%% of what is due", l.plain(y.Share.Rat(), 0))
	case len(y.Rules) > 0:
		part = l.say("for %s %s", l.plural(len(y.Rules), "rule"), l.listing(l.quotedIDs(y.Rules)))
	case last || y.AtMost == nil:
		part = l.say("the rest")
	}
	if y.AtMost != nil {
		part += l.say(", at most %s", l.amount(*y.AtMost))
	}
	return l.say("%s: %s pays %s.", capital(l.clause(y.Clause)), clean(y.Name), part)
}

// waterWords are the tranches and the levels of the waterfall.
func (l *lexicon) waterWords(p contract.Payment) []string {
	var out []string
	for _, t := range p.Tranches {
		text := l.say("%s: tranche “%s” is %s", capital(l.clause(t.Clause)), clean(t.ID), l.amount(t.Amount))
		if t.Rate != nil {
			text += l.say(" at %s%% a year", l.plain(t.Rate.Rat(), 0))
			if t.Coupon != nil {
				text += ", " + l.couponWords(*t.Coupon)
			}
		}
		if g := t.Guarantee; g != nil {
			text += l.say("; %s makes up what it lacks of its principal, at most %s (%s)", clean(g.By), l.amount(g.AtMost), l.clause(g.Clause))
		}
		out = append(out, text+".")
	}
	for i, step := range p.Waterfall {
		what := step.Pay
		switch {
		case step.Amount != nil:
			what = l.amount(*step.Amount)
		case step.Share != nil:
			what = l.say("%s%% of what is left", l.plain(step.Share.Rat(), 0))
		case step.Pay == "rest":
			what = l.say("all that is left")
		case step.Pay == "interest", step.Pay == "principal":
			what = l.say("its %s", l.quoted(step.Pay))
		}
		out = append(out, l.say("%s: level %d of the waterfall gives %s %s.", capital(l.clause(step.Clause)), i+1, clean(step.To), clean(what)))
	}
	return out
}

// couponWords says how interest grows.
func (l *lexicon) couponWords(c contract.Coupon) string {
	return l.say("%s over %s %s", l.quoted(clean(c.Compounding)), l.localised(c.Years.String()), l.plural(wholeOne(c.Years), "year"))
}
