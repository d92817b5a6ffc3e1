package report

import (
	"fmt"
	"strings"

	"sib/contract"
)

// boundsAround says in words what stands around the rules: gates, limits, earlier
// payments, an early end, dates, payers and the waterfall. The floor and the cap
// stand among the key figures.
func boundsAround(t *contract.Terms) []string {
	var out []string
	p := t.Payment
	for _, g := range p.Gates {
		out = append(out, gateWords(t, g))
	}
	for _, l := range p.Limits {
		out = append(out, limitWords(l))
	}
	out = append(out, timeWords(p)...)
	for _, i := range p.Indices {
		out = append(out, fmt.Sprintf("%s: the index “%s” (%s) is that of the cohort year divided by that of %d.", capital(clause(i.Clause)), clean(i.ID), clean(i.Source), i.Base))
	}
	for i, y := range p.Payers {
		out = append(out, payerWords(y, i == len(p.Payers)-1))
	}
	return append(out, waterWords(p)...)
}

// gateWords is a gate as the terms have it.
func gateWords(t *contract.Terms, g contract.Gate) string {
	behind := "all rules"
	if len(g.Rules) > 0 {
		behind = plural(len(g.Rules), "rule") + " " + listing(quotedIDs(g.Rules))
	}
	over := "over all years together"
	if g.Scope == contract.EachCohort {
		over = "in each cohort year"
	}
	return fmt.Sprintf("%s, gate “%s” before %s: %s must be %s, %s; otherwise %s.",
		capital(clause(g.Clause)), clean(g.ID), behind, gateSubject(t, g.Require), gateRequired(g.Require), over, failureWords(g.OnFailure))
}

func failureWords(f contract.OnFailure) string {
	switch {
	case f.Defer:
		return "nothing is decided yet"
	case f.Use != "":
		return fmt.Sprintf("the measure “%s” takes the place of their own", clean(f.Use))
	case f.Deem != nil:
		return "the effect is taken to be " + threshold(*f.Deem)
	case f.Pay != nil && f.Pay.Share != nil:
		return plain(f.Pay.Share.Rat(), 0) + "% of the principal is paid in their place"
	case f.Pay != nil && f.Pay.Amount != nil && f.Pay.Amount.Sign() != 0:
		return amount(*f.Pay.Amount) + " is paid in their place"
	}
	return "nothing is paid"
}

func quotedIDs(ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, "“"+clean(id)+"”")
	}
	return out
}

// limitWords is a limit as the terms have it.
func limitWords(l contract.Limit) string {
	what := "all rules together"
	if len(l.Rules) > 0 {
		what = plural(len(l.Rules), "rule") + " " + listing(quotedIDs(l.Rules))
	}
	pay := "pay"
	if len(l.Rules) == 1 {
		pay = "pays"
	}
	each := ""
	if l.Each != "" {
		each = " for each cohort year"
	}
	most := notApplicable
	switch {
	case l.AtMost != nil:
		most = "at most " + amount(*l.AtMost)
	case l.Share != nil && l.Of == "cap":
		most = "at most " + plain(l.Share.Rat(), 0) + "% of the cap"
	case l.Share != nil:
		most = "at most " + plain(l.Share.Rat(), 0) + "% of all that is paid"
	case l.Return != nil:
		most = "at most what gives the drawdowns " + plain(l.Return.Rat(), 0) + "% a year"
	}
	return fmt.Sprintf("%s, limit “%s”: %s %s %s%s.", capital(clause(l.Clause)), clean(l.ID), what, pay, most, each)
}

// timeWords says what days and earlier payments do.
func timeWords(p contract.Payment) []string {
	var out []string
	if c := p.Cumulative; c != nil {
		text := "is what is earned to date less what was paid; what was overpaid is set off against later payments only"
		if c.Recover {
			text = "is what is earned to date less what was paid; what was overpaid is paid back"
		}
		out = append(out, fmt.Sprintf("%s: what is due %s.", capital(clause(c.Clause)), text))
	}
	if c := p.EarlyEnd; c != nil {
		var steps []string
		for _, v := range c.Values {
			steps = append(steps, fmt.Sprintf("from %s on %s", v.From, payWords(contract.Rule{}, v.Pay)))
		}
		out = append(out, fmt.Sprintf("%s: if the programme ends before its time, a fixed value takes the place of the rules: %s.", capital(clause(c.Clause)), strings.Join(steps, "; ")))
	}
	if c := p.Due; c != nil {
		text := fmt.Sprintf("%s: it falls due on %s (days counted by %s)", capital(clause(c.Clause)), c.Date, strings.ToUpper(c.DayCount))
		if c.LongStop != "" {
			text += "; nothing can be claimed after " + c.LongStop
		}
		out = append(out, text+".")
	}
	if c := p.Discount; c != nil {
		out = append(out, fmt.Sprintf("%s: the payer values money of different days at %s%% a year, as of %s.", capital(clause(c.Clause)), plain(c.Rate.Rat(), 0), c.Base))
	}
	return out
}

func payerWords(y contract.Payer, last bool) string {
	part := "the first money"
	switch {
	case y.Share != nil:
		part = plain(y.Share.Rat(), 0) + "% of what is due"
	case len(y.Rules) > 0:
		part = "for " + plural(len(y.Rules), "rule") + " " + listing(quotedIDs(y.Rules))
	case last || y.AtMost == nil:
		part = "the rest"
	}
	if y.AtMost != nil {
		part += ", at most " + amount(*y.AtMost)
	}
	return fmt.Sprintf("%s: %s pays %s.", capital(clause(y.Clause)), clean(y.Name), part)
}

// waterWords are the tranches and the levels of the waterfall.
func waterWords(p contract.Payment) []string {
	var out []string
	for _, t := range p.Tranches {
		text := fmt.Sprintf("%s: tranche “%s” is %s", capital(clause(t.Clause)), clean(t.ID), amount(t.Amount))
		if t.Rate != nil {
			text += fmt.Sprintf(" at %s%% a year", plain(t.Rate.Rat(), 0))
			if t.Coupon != nil {
				text += ", " + couponWords(*t.Coupon)
			}
		}
		if g := t.Guarantee; g != nil {
			text += fmt.Sprintf("; %s makes up what it lacks of its principal, at most %s (%s)", clean(g.By), amount(g.AtMost), clause(g.Clause))
		}
		out = append(out, text+".")
	}
	for i, l := range p.Waterfall {
		what := l.Pay
		switch {
		case l.Amount != nil:
			what = amount(*l.Amount)
		case l.Share != nil:
			what = plain(l.Share.Rat(), 0) + "% of what is left"
		case l.Pay == "rest":
			what = "all that is left"
		case l.Pay == "interest", l.Pay == "principal":
			what = "its " + l.Pay
		}
		out = append(out, fmt.Sprintf("%s: level %d of the waterfall gives %s %s.", capital(clause(l.Clause)), i+1, clean(l.To), clean(what)))
	}
	return out
}

// couponWords says how interest grows.
func couponWords(c contract.Coupon) string {
	return fmt.Sprintf("%s over %s %s", clean(c.Compounding), c.Years, plural(wholeOne(c.Years), "year"))
}
