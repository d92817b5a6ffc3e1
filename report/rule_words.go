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
func (l *lexicon) rulesTable(t *contract.Terms) Table {
	out := Table{
		Caption: l.say("What each rule pays"),
		Columns: []Column{{Head: l.say("Rule")}, {Head: l.say("Clause")}, {Head: l.say("When")}, {Head: l.say("Pays")}},
	}
	for _, r := range t.Payment.Rules {
		for _, line := range l.ruleLines(t, r) {
			out.Rows = append(out.Rows, Row{Cells: []string{r.ID, r.Clause, line.when, line.pays}})
		}
	}
	return out
}

// ruleLines are the lines of one rule: its conditions, what it pays, what bounds that.
func (l *lexicon) ruleLines(t *contract.Terms, r contract.Rule) []payLine {
	var out []payLine
	if r.If != nil && len(r.If.Of) > 0 {
		out = append(out, payLine{capital(l.conditionWords(*r.If)), l.say("nothing otherwise")})
	}
	switch {
	case r.Card != nil:
		out = append(out, l.cardLines(*r.Card)...)
	case len(r.Prices) > 0:
		out = append(out, l.priceLines(t, r)...)
	case len(r.Tiers) > 0:
		for _, tier := range r.Tiers {
			out = append(out, payLine{l.boundText(r.Measure, tier.Bound), l.tierWords(r, tier)})
		}
	case r.Pay != nil:
		when := l.say("When these hold")
		if op, _ := r.Only(); op != "" && r.Measure != "" {
			when = l.boundText(r.Measure, r.Bound)
		}
		out = append(out, payLine{when, l.payWords(r, *r.Pay)})
	}
	if r.Indexed != "" {
		out = append(out, payLine{l.say("Each cohort year"), l.say("the amounts grow with the index “%s”", clean(r.Indexed))})
	}
	if r.Cap != nil {
		most := payLine{l.say("At most (%s)", l.clause(r.Cap.Clause)), l.amount(r.Cap.Amount)}
		if m, ok := measureOf(t, r.Measure); ok && m.Scope == contract.EachCohort {
			most.when = l.say("At most, for each cohort year (%s)", l.clause(r.Cap.Clause))
		}
		out = append(out, most)
	}
	return out
}

// boundText says where a measure has to be: "gain at least 20 percentage points and less than 30".
func (l *lexicon) boundText(measure string, b contract.Bound) string {
	var parts []string
	add := func(op trace.Op, t *contract.Threshold) {
		if t != nil {
			parts = append(parts, l.bounded(op, l.threshold(*t)))
		}
	}
	add(trace.AtLeast, b.AtLeast)
	add(trace.Above, b.Above)
	add(trace.AtMost, b.AtMost)
	add(trace.Below, b.Below)
	return clean(measure) + " " + strings.Join(parts, l.say(" and "))
}

// conditionWords puts the conditions of "if" in a sentence's words.
func (l *lexicon) conditionWords(c contract.Conditions) string {
	var each []string
	for _, x := range c.Of {
		each = append(each, l.boundText(x.Measure+x.Quantity, x.Bound))
	}
	joined := strings.Join(each, l.say("; "))
	switch {
	case len(each) == 1:
		return l.say("only if %s", joined)
	case c.Least == len(each):
		return l.say("only if all of these hold: %s", joined)
	case c.Least == 1:
		return l.say("only if one of these holds: %s", joined)
	}
	return l.say("only if %d of these hold: %s", c.Least, joined)
}

// payWords says what a pay comes to: "EUR 4,800,000.00, plus EUR 38,000.00 for each 1 percentage point beyond 30 percentage points".
func (l *lexicon) payWords(r contract.Rule, p contract.Pay) string {
	switch {
	case p.Share != nil:
		return l.say("%s%% of the principal", l.plain(p.Share.Rat(), 0))
	case p.MeasureShare != nil:
		return l.say("%s%% of the amount of “%s”", l.plain(p.MeasureShare.Rat(), 0), clean(r.Measure))
	case p.Amount == nil:
		return notApplicable
	}
	text := l.amount(*p.Amount)
	switch {
	case p.RisingTo != nil && p.At != nil:
		return l.say("%s, rising in a straight line to %s at %s, and no further", text, l.amount(*p.RisingTo), l.threshold(*p.At))
	case p.Plus != nil && p.Each != nil:
		each := l.say("%s for each %s", l.amount(*p.Plus), l.threshold(*p.Each))
		if p.Beyond != nil {
			each += l.say(" beyond %s", l.threshold(*p.Beyond))
		}
		if p.Amount.Sign() == 0 {
			return each
		}
		return l.say("%s, plus %s", text, each)
	}
	return text
}

// tierWords says what a tier pays.
func (l *lexicon) tierWords(r contract.Rule, t contract.Tier) string {
	if t.Pay != nil {
		return l.payWords(r, *t.Pay)
	}
	if t.Rate == nil {
		return notApplicable
	}
	text := l.rateWords(t)
	if r.Coupon != nil {
		text += l.say(", %s, on the principal", l.couponWords(*r.Coupon))
	}
	return text
}

// rateWords is a tier's yearly rate: "6% a year".
func (l *lexicon) rateWords(t contract.Tier) string {
	text := l.say("%s%% a year", l.plain(t.Rate.Rat(), 0))
	if t.RisingTo != nil && t.At != nil {
		text += l.say(", rising in a straight line to %s%% at %s", l.plain(t.RisingTo.Rat(), 0), l.threshold(*t.At))
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
func (l *lexicon) tierPays(r contract.Rule, v contract.Verdict) string {
	for _, t := range r.Tiers {
		if !sameBound(contract.Bound{AtLeast: t.AtLeast, Above: t.Above}, v) {
			continue
		}
		if t.Pay != nil {
			return l.say(" (pays %s)", l.payWords(r, *t.Pay))
		}
		if t.Rate != nil {
			return fmt.Sprintf(" (%s)", l.rateWords(t))
		}
	}
	return ""
}

// priceLines are the prices of a rule, with the volumes up to which they hold.
func (l *lexicon) priceLines(t *contract.Terms, r contract.Rule) []payLine {
	var out []payLine
	for i, p := range r.Prices {
		when := l.say("For each %s of “%s”", strings.TrimPrefix(l.threshold(p.Each), "1 "), clean(r.Measure))
		switch {
		case p.UpTo != nil:
			when += l.say(", up to %s in all", l.threshold(*p.UpTo))
		case i > 0:
			when += l.say(", beyond that")
		}
		out = append(out, payLine{when, l.price(t.Currency, p.Amount)})
	}
	return out
}

// price writes an amount that may be finer than the currency's smallest unit.
func (l *lexicon) price(c money.Currency, d contract.Decimal) string {
	return l.amount(money.New(c, d.Rat()))
}

// cardLines are the outcomes of a rate card.
func (l *lexicon) cardLines(c contract.Card) []payLine {
	var out []payLine
	for _, o := range c.Outcomes {
		when := l.say("For each person with “%s” (%s)", clean(o.ID), l.clause(o.Clause))
		if len(o.Needs) > 0 {
			when += l.say(", if also with %s", l.listing(o.Needs))
		}
		out = append(out, payLine{when, l.amount(o.Amount)})
	}
	if c.PersonCap != nil {
		out = append(out, payLine{l.say("At most, for one person (%s)", l.clause(c.PersonCap.Clause)), l.amount(c.PersonCap.Amount)})
	}
	return out
}
