package cohort

import "strings"

// verdict is what is kept of a value. Covariates keep it whole. Of a trait only what the
// rules on it say matters, one byte each: people whom all rules treat alike share a cell,
// however many values the trait has.
func (p *plan) verdict(k int, v value) value {
	if k < len(p.Covariates) {
		return v
	}
	var says strings.Builder
	for i := range p.rules {
		r := &p.rules[i]
		switch {
		case r.covariate != k:
		case r.holds(v):
			says.WriteByte(holds)
		default:
			says.WriteByte(fails)
		}
	}
	return value{text: says.String(), missing: v.missing}
}

// What a rule says of a trait's value.
const (
	holds = 'y'
	fails = 'n'
)

// allows reports whether somebody with value v, as verdict keeps it, passes the rule.
func (p *plan) allows(r *rule, v value) bool {
	if r.covariate < len(p.Covariates) {
		return r.holds(v)
	}
	return v.text[r.nth] == holds
}

// rulesOn counts the rules on a covariate or trait so far.
func (p *plan) rulesOn(k int) int {
	n := 0
	for i := range p.rules {
		if p.rules[i].covariate == k {
			n++
		}
	}
	return n
}

// at returns what was read of covariate or trait k of plan.read.
func (c *cell) at(k int) value {
	if k < len(c.values) {
		return c.values[k]
	}
	return c.traits[k-len(c.values)]
}
