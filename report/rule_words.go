package report

import (
	"fmt"
	"strings"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

// payLine is one line of what a rule pays, and when.
type payLine struct{ when, pays string }

// rulesTable says in the same words for every contract what each rule pays. The
// clauses themselves stand above it.
func rulesTable(t *contract.Terms) Table {
	out := Table{
		Caption: "What each rule pays",
		Columns: []Column{{Head: "Rule"}, {Head: "Clause"}, {Head: "When"}, {Head: "Pays"}},
	}
	for _, r := range t.Payment.Rules {
		for _, l := range ruleLines(t, r) {
			out.Rows = append(out.Rows, Row{Cells: []string{r.ID, r.Clause, l.when, l.pays}})
		}
	}
	return out
}

// ruleLines are the lines of one rule: its conditions, what it pays, what bounds that.
func ruleLines(t *contract.Terms, r contract.Rule) []payLine {
	var out []payLine
	if r.If != nil && len(r.If.Of) > 0 {
		out = append(out, payLine{capital(conditionWords(*r.If)), "nothing otherwise"})
	}
	switch {
	case r.Card != nil:
		out = append(out, cardLines(*r.Card)...)
	case len(r.Prices) > 0:
		out = append(out, priceLines(t, r)...)
	case len(r.Tiers) > 0:
		for _, tier := range r.Tiers {
			out = append(out, payLine{boundText(r.Measure, tier.Bound), tierWords(r, tier)})
		}
	case r.Pay != nil:
		when := "When these hold"
		if op, _ := r.Only(); op != "" && r.Measure != "" {
			when = boundText(r.Measure, r.Bound)
		}
		out = append(out, payLine{when, payWords(r, *r.Pay)})
	}
	if r.Indexed != "" {
		out = append(out, payLine{"Each cohort year", fmt.Sprintf("the amounts grow with the index “%s”", clean(r.Indexed))})
	}
	if r.Cap != nil {
		most := payLine{"At most (" + clause(r.Cap.Clause) + ")", amount(r.Cap.Amount)}
		if m, ok := measureOf(t, r.Measure); ok && m.Scope == contract.EachCohort {
			most.when = "At most, for each cohort year (" + clause(r.Cap.Clause) + ")"
		}
		out = append(out, most)
	}
	return out
}

// boundText says where a measure has to be: "gain at least 20 percentage points and less than 30".
func boundText(measure string, b contract.Bound) string {
	var parts []string
	add := func(op trace.Op, t *contract.Threshold) {
		if t != nil {
			parts = append(parts, boundWords(op)+" "+threshold(*t))
		}
	}
	add(trace.AtLeast, b.AtLeast)
	add(trace.Above, b.Above)
	add(trace.AtMost, b.AtMost)
	add(trace.Below, b.Below)
	return clean(measure) + " " + strings.Join(parts, " and ")
}

// conditionWords puts the conditions of "if" in a sentence's words.
func conditionWords(c contract.Conditions) string {
	var each []string
	for _, x := range c.Of {
		each = append(each, boundText(x.Measure+x.Quantity, x.Bound))
	}
	joined := strings.Join(each, "; ")
	switch {
	case len(each) == 1:
		return "only if " + joined
	case c.Least == len(each):
		return "only if all of these hold: " + joined
	case c.Least == 1:
		return "only if one of these holds: " + joined
	}
	return fmt.Sprintf("only if %d of these hold: %s", c.Least, joined)
}

// payWords says what a pay comes to: "EUR 4,800,000.00, plus EUR 38,000.00 for each 1 percentage point beyond 30 percentage points".
func payWords(r contract.Rule, p contract.Pay) string {
	switch {
	case p.Share != nil:
		return plain(p.Share.Rat(), 0) + "% of the principal"
	case p.MeasureShare != nil:
		return fmt.Sprintf("%s%% of the amount of “%s”", plain(p.MeasureShare.Rat(), 0), clean(r.Measure))
	case p.Amount == nil:
		return notApplicable
	}
	text := amount(*p.Amount)
	switch {
	case p.RisingTo != nil && p.At != nil:
		return fmt.Sprintf("%s, rising in a straight line to %s at %s, and no further", text, amount(*p.RisingTo), threshold(*p.At))
	case p.Plus != nil && p.Each != nil:
		each := fmt.Sprintf("%s for each %s", amount(*p.Plus), threshold(*p.Each))
		if p.Beyond != nil {
			each += " beyond " + threshold(*p.Beyond)
		}
		if p.Amount.Sign() == 0 {
			return each
		}
		return text + ", plus " + each
	}
	return text
}

// tierWords says what a tier pays.
func tierWords(r contract.Rule, t contract.Tier) string {
	if t.Pay != nil {
		return payWords(r, *t.Pay)
	}
	if t.Rate == nil {
		return notApplicable
	}
	text := rateWords(t)
	if r.Coupon != nil {
		text += ", " + couponWords(*r.Coupon) + ", on the principal"
	}
	return text
}

// rateWords is a tier's yearly rate: "6% a year".
func rateWords(t contract.Tier) string {
	text := plain(t.Rate.Rat(), 0) + "% a year"
	if t.RisingTo != nil && t.At != nil {
		text += fmt.Sprintf(", rising in a straight line to %s%% at %s", plain(t.RisingTo.Rat(), 0), threshold(*t.At))
	}
	return text
}

// wholeOne is 1 for the number one, else 2: all that a plural asks.
func wholeOne(d contract.Decimal) int {
	if d.String() == "1" {
		return 1
	}
	return 2
}

// tierPays puts what the reached tier pays in brackets, behind its verdict.
func tierPays(r contract.Rule, v contract.Verdict) string {
	for _, t := range r.Tiers {
		if !sameBound(contract.Bound{AtLeast: t.AtLeast, Above: t.Above}, v) {
			continue
		}
		if t.Pay != nil {
			return fmt.Sprintf(" (pays %s)", payWords(r, *t.Pay))
		}
		if t.Rate != nil {
			return fmt.Sprintf(" (%s)", rateWords(t))
		}
	}
	return ""
}

// priceLines are the prices of a rule, with the volumes up to which they hold.
func priceLines(t *contract.Terms, r contract.Rule) []payLine {
	var out []payLine
	for i, p := range r.Prices {
		when := fmt.Sprintf("For each %s of “%s”", strings.TrimPrefix(threshold(p.Each), "1 "), clean(r.Measure))
		switch {
		case p.UpTo != nil:
			when += ", up to " + threshold(*p.UpTo) + " in all"
		case i > 0:
			when += ", beyond that"
		}
		out = append(out, payLine{when, price(t.Currency, p.Amount)})
	}
	return out
}

// price writes an amount that may be finer than the currency's smallest unit.
func price(c money.Currency, d contract.Decimal) string { return amount(money.New(c, d.Rat())) }

// cardLines are the outcomes of a rate card.
func cardLines(c contract.Card) []payLine {
	var out []payLine
	for _, o := range c.Outcomes {
		when := fmt.Sprintf("For each person with “%s” (%s)", clean(o.ID), clause(o.Clause))
		if len(o.Needs) > 0 {
			when += ", if also with " + listing(o.Needs)
		}
		out = append(out, payLine{when, amount(o.Amount)})
	}
	if c.PersonCap != nil {
		out = append(out, payLine{"At most, for one person (" + clause(c.PersonCap.Clause) + ")", amount(c.PersonCap.Amount)})
	}
	return out
}
