package export

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

// percent writes a proportion as "7.5 %".
func percent(d contract.Decimal) string {
	return strings.TrimSuffix(contract.Threshold{Effect: contract.Rate, Value: d}.String(), " rate")
}

// bound writes a bound: "at least 20 points, below 30 points".
func bound(b contract.Bound) string {
	return strings.Join(slices.Concat(
		limit("at least", b.AtLeast), limit("above", b.Above), limit("at most", b.AtMost), limit("below", b.Below)), ", ")
}

func limit(words string, t *contract.Threshold) []string {
	if t == nil {
		return nil
	}
	return []string{words + " " + t.String()}
}

// amount is what a rule pays, in words; the principal is that of the terms.
func amount(p *contract.Pay) string {
	var parts []string
	switch {
	case p.MeasureShare != nil:
		parts = append(parts, percent(*p.MeasureShare)+" of the measure")
	case p.Share != nil:
		parts = append(parts, percent(*p.Share)+" of the principal")
	case p.Amount != nil:
		parts = append(parts, p.Amount.String())
	}
	if p.Plus != nil {
		step := "plus " + p.Plus.String()
		if p.Each != nil {
			step += " for each " + p.Each.String()
		}
		if p.Beyond != nil {
			step += " beyond " + p.Beyond.String()
		}
		parts = append(parts, step)
	}
	if p.RisingTo != nil {
		parts = append(parts, "rising in a straight line to "+p.RisingTo.String()+at(p.At))
	}
	return strings.Join(parts, ", ")
}

func at(t *contract.Threshold) string {
	if t == nil {
		return ""
	}
	return " at " + t.String()
}

// step is a tier in words.
func step(t contract.Tier) string {
	var pays string
	switch {
	case t.Pay != nil:
		pays = amount(t.Pay)
	case t.Rate != nil:
		pays = percent(*t.Rate) + " a year"
		if t.RisingTo != nil {
			pays += ", rising in a straight line to " + percent(*t.RisingTo) + " a year" + at(t.At)
		}
	}
	return listed(": ", bound(t.Bound), pays)
}

// price is one price of a rule in words.
func price(t *contract.Terms, p contract.Price) string {
	s := fmt.Sprintf("%s %s for each %s", t.Currency, p.Amount, p.Each)
	if p.UpTo != nil {
		s += " up to " + p.UpTo.String() + " in all"
	}
	return s
}

// pays is all that a rule pays, in words.
func pays(t *contract.Terms, r contract.Rule) string {
	var parts []string
	if r.Pay != nil {
		parts = append(parts, listed(": ", bound(r.Bound), amount(r.Pay)))
	}
	for _, tier := range r.Tiers {
		parts = append(parts, step(tier))
	}
	if c := r.Coupon; c != nil {
		parts = append(parts, fmt.Sprintf("on the principal, over %s years, %s", c.Years, c.Compounding))
	}
	for _, p := range r.Prices {
		parts = append(parts, price(t, p))
	}
	if r.Cap != nil {
		parts = append(parts, "at most "+r.Cap.Amount.String()+clause(r.Cap.Clause))
	}
	return strings.Join(parts, "; ")
}

// condition is a condition in words, with what it is held against.
func condition(c contract.Condition) string {
	name := strings.ReplaceAll(c.Quantity, "-", " ")
	if c.Measure != "" {
		name = c.Measure
	}
	return listed(" ", name, bound(c.Bound))
}

// conditions are those of a rule's if, in words.
func conditions(c *contract.Conditions) string {
	if c == nil {
		return ""
	}
	var parts []string
	for _, of := range c.Of {
		parts = append(parts, condition(of))
	}
	words := strings.Join(parts, "; ")
	if c.Least == len(c.Of) {
		return words
	}
	return fmt.Sprintf("at least %d of these: %s", c.Least, words)
}

// observed is the value of a verdict in the words of its type. A fraction that
// does not end is cut after eight decimals and says so.
func observed(v contract.Verdict) string {
	seen, about := v.Observed, ""
	if strings.ContainsAny(seen, "/…") {
		r, ok := new(big.Rat).SetString(strings.TrimSuffix(seen, "…"))
		if !ok {
			return seen
		}
		if seen = trace.Text(r); strings.Contains(seen, "/") {
			seen, about = money.Round(r, big.NewRat(1, 100_000_000), money.Down).FloatString(8), "about "
		}
	}
	d, err := contract.ParseDecimal(seen)
	if err != nil {
		return v.Observed
	}
	return about + contract.Threshold{Effect: v.Effect, Unit: v.Unit, Value: d}.String()
}

var comparisons = map[trace.Op]string{trace.AtLeast: "at least", trace.Above: "above", trace.AtMost: "at most", trace.Below: "below"}

// verdict is what a bound came to, in words.
func verdict(v contract.Verdict) string {
	met := "not met"
	if v.Met {
		met = "met"
	}
	return fmt.Sprintf("%s%s: %s %s: %s", v.Rule, clause(v.Clause), comparisons[v.Comparing], v.Required, met)
}

// clause names a clause in brackets, if there is one.
func clause(c string) string {
	if c == "" {
		return ""
	}
	return " (clause " + c + ")"
}

// years names the cohort years: "2014, 2015, 2016".
func years(cohorts []int) string {
	var out []string
	for _, c := range cohorts {
		out = append(out, strconv.Itoa(c))
	}
	return strings.Join(out, ", ")
}

// listed joins what is not empty.
func listed(by string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), by)
}

// eligibility is who may take part, in words.
func eligibility(t *contract.Terms) string {
	var out []string
	for _, e := range t.Eligibility {
		var parts []string
		if e.AtLeast != nil {
			parts = append(parts, "at least "+e.AtLeast.String())
		}
		if e.AtMost != nil {
			parts = append(parts, "at most "+e.AtMost.String())
		}
		if len(e.OneOf) > 0 {
			parts = append(parts, "one of "+strings.Join(e.OneOf, ", "))
		}
		if len(e.NoneOf) > 0 {
			parts = append(parts, "none of "+strings.Join(e.NoneOf, ", "))
		}
		out = append(out, e.Covariate+" "+strings.Join(parts, " and ")+clause(e.Clause))
	}
	return strings.Join(out, "; ")
}

// named are the parties of a role, in words.
func named(t *contract.Terms, role string) []string {
	var out []string
	for _, p := range t.Parties {
		if p.Role == role {
			out = append(out, p.Name)
		}
	}
	return out
}
