package export

import (
	"fmt"

	"sib/contract"
	"sib/contract/money"
)

// pricings is one row a rule, and one for each line of a rate card.
func (b *builder) pricings() []row {
	var out []row
	for _, rule := range b.Terms.Payment.Rules {
		if rule.Card != nil {
			out = append(out, b.card(rule)...)
			continue
		}
		r := b.priceOf(rule)
		r[metricKey], r[priceWords] = rule.Measure, listed(" ", rule.Text, bracketed(pays(b.Terms, rule)))
		if len(rule.Prices) == 1 {
			p := rule.Prices[0]
			if p.UpTo == nil && p.Each.Value.String() == "1" {
				r[priceKey] = p.Amount.String()
			}
		}
		if a, ok := b.maximum(rule); ok {
			r[maximumKey] = b.money(a)
		}
		out = append(out, r)
	}
	return out
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return "[" + s + "]"
}

// priceOf is what the rows of a rule have in common.
func (b *builder) priceOf(r contract.Rule) row {
	return row{
		priceIn: string(b.Terms.Currency), indexedKey: b.indexed(r), sourcesKey: sourceID,
		notesKey: listed("; ", "rule "+r.ID+clause(r.Clause), unless("if ", conditions(r.If)), r.Note, b.amended("payment.rules."+r.ID)),
	}
}

// card is one row for each outcome of a rate card.
func (b *builder) card(rule contract.Rule) []row {
	var out []row
	for _, o := range rule.Card.Outcomes {
		r := b.priceOf(rule)
		r[metricKey], r[priceKey] = cardMetric(rule, o), b.money(o.Amount)
		words := "paid once for each person who has it" + clause(o.Clause)
		if c := rule.Card.PersonCap; c != nil {
			words += "; a person earns at most " + c.Amount.String() + clause(c.Clause)
		}
		if c := rule.Cap; c != nil {
			words += "; the rule pays at most " + c.Amount.String() + clause(c.Clause)
		}
		r[priceWords] = listed(" ", rule.Text, bracketed(words))
		out = append(out, r)
	}
	return out
}

// indexed says how the amounts of a rule grow.
func (b *builder) indexed(r contract.Rule) string {
	for _, x := range b.Terms.Payment.Indices {
		if r.Indexed != "" && x.ID == r.Indexed {
			s := fmt.Sprintf("grows with the index %s of %s, base year %d%s", x.ID, x.Source, x.Base, clause(x.Clause))
			for _, v := range x.Values {
				s += fmt.Sprintf("; %d: %s", v.Year, v.Value)
			}
			return s
		}
	}
	return ""
}

// maximum is the most that a rule pays, where the terms say so in as many words.
func (b *builder) maximum(r contract.Rule) (money.Amount, bool) {
	if !b.once(r) || r.Indexed != "" {
		return money.Amount{}, false
	}
	if r.Cap != nil {
		return r.Cap.Amount, true
	}
	if r.Pay != nil {
		return b.fixed(r.Pay)
	}
	if len(r.Tiers) == 0 || r.Coupon != nil {
		return money.Amount{}, false
	}
	var most money.Amount
	for i, t := range r.Tiers {
		if t.Pay == nil {
			return money.Amount{}, false
		}
		a, ok := b.fixed(t.Pay)
		if !ok {
			return money.Amount{}, false
		}
		if i == 0 || a.Cmp(most) > 0 {
			most = a
		}
	}
	return most, true
}

// once reports whether a rule pays once, and not for each cohort.
func (b *builder) once(r contract.Rule) bool {
	if len(b.Terms.Cohorts) == 1 {
		return true
	}
	for _, m := range b.Terms.Measures {
		if m.ID == r.Measure {
			return m.Scope != contract.EachCohort
		}
	}
	return false
}

// fixed is the amount of a payment that is not worked out.
func (b *builder) fixed(p *contract.Pay) (money.Amount, bool) {
	switch {
	case p.MeasureShare != nil || p.Plus != nil:
		return money.Amount{}, false
	case p.RisingTo != nil && p.Amount != nil:
		if p.RisingTo.Cmp(*p.Amount) < 0 {
			return *p.Amount, true
		}
		return *p.RisingTo, true
	case p.Amount != nil:
		return *p.Amount, true
	case p.Share != nil && p.Share.Float64() == 1 && b.Terms.Payment.Principal != nil:
		return b.Terms.Payment.Principal.Amount, true
	}
	return money.Amount{}, false
}
