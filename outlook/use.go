package outlook

import (
	"fmt"
	"math/big"
	"slices"

	"sib/contract"
	"sib/contract/money"
)

// use is a measure that money depends on, with all that the terms ask of it.
type use struct {
	contract.Measure
	// cuts are the thresholds, ascending. Unless line is set the terms ask of the
	// measure only which of them it reaches.
	cuts []*big.Rat
	line bool // they ask for the value itself
}

// uses returns the measures of two rates that rules and gates depend on, in the
// order of the contract, and the ids of reported ones.
func uses(t *contract.Terms) (out []use, reported []string, err error) {
	u := gatherer{t: t, at: map[string]*use{}}
	for _, r := range t.Payment.Rules {
		u.rule(r)
	}
	for _, g := range t.Payment.Gates {
		u.test(g.Require.Measure, g.Require.Bound)
		u.value(g.OnFailure.Use)
		if g.OnFailure.Deem != nil || g.OnFailure.Use != "" {
			u.lineAll() // another effect goes through the rules
		}
	}
	u.parts()
	for _, m := range t.Measures {
		got := u.at[m.ID]
		switch {
		case got == nil || m.Source == contract.Composite:
		case m.Source == contract.Reported:
			reported = append(reported, m.ID)
		default:
			got.Measure = m
			slices.SortFunc(got.cuts, (*big.Rat).Cmp)
			out = append(out, *got)
		}
		delete(u.at, m.ID)
	}
	for id := range u.at {
		return nil, nil, fmt.Errorf("there is no measure %q", id)
	}
	return out, reported, nil
}

type gatherer struct {
	t  *contract.Terms
	at map[string]*use
}

func (g *gatherer) of(id string) *use {
	if g.at[id] == nil {
		g.at[id] = &use{}
	}
	return g.at[id]
}

// test notes that a measure is held against bounds.
func (g *gatherer) test(id string, b contract.Bound) {
	if id == "" {
		return
	}
	u := g.of(id)
	for _, t := range []*contract.Threshold{b.AtLeast, b.Above, b.AtMost, b.Below} {
		if t != nil {
			u.cuts = append(u.cuts, t.Value.Rat())
		}
	}
}

// value notes that money depends on the very value of a measure.
func (g *gatherer) value(id string) {
	if id != "" {
		g.of(id).line = true
	}
}

func (g *gatherer) rule(r contract.Rule) {
	g.test(r.Measure, r.Bound)
	rises := len(r.Prices) > 0 || rising(r.Pay)
	for _, t := range r.Tiers {
		g.test(r.Measure, t.Bound)
		rises = rises || rising(t.Pay) || t.RisingTo != nil
	}
	if rises {
		g.value(r.Measure)
	}
	if r.If != nil {
		for _, c := range r.If.Of {
			g.test(c.Measure, c.Bound)
		}
	}
}

func rising(p *contract.Pay) bool {
	return p != nil && (p.Plus != nil || p.RisingTo != nil || p.MeasureShare != nil)
}

func (g *gatherer) lineAll() {
	for _, u := range g.at {
		u.line = true
	}
}

// parts notes what composites are made of: composites of composites too.
func (g *gatherer) parts() {
	for range g.t.Measures {
		for _, m := range g.t.Measures {
			if g.at[m.ID] == nil {
				continue
			}
			for _, p := range m.Parts {
				g.value(p.Measure)
			}
		}
	}
}

// binds reports whether the measure is taken in a cohort year, or of all pooled for 0.
func (u use) binds(cohort int) bool { return (u.Scope == contract.EachCohort) == (cohort != 0) }

// sign writes what the terms see of a comparison: two comparisons with the same
// signs are paid alike. It may tell more apart than the terms do, never less.
func (u use) sign(b []byte, c cell) []byte {
	v, ok := u.take(c)
	bound := u.Statistic == contract.LowerBound || u.Statistic == contract.UpperBound
	switch {
	case bound && (u.Effect != contract.Points || u.ComparisonRate != nil): // the terms know how they bound that, this file does not
		return fmt.Appendf(b, "%s:%s;", c.programme.RatString(), c.comparison.RatString())
	case !ok:
		return append(b, 'x', ';')
	case u.line || u.Statistic != contract.PValue:
		return u.signValue(b, v)
	}
	b = u.place(b, v)
	// It falls on both sides of no difference; and against a lower rate it is 1 less this one.
	b = fmt.Appendf(b, "%+d", c.programme.Cmp(c.comparison))
	b = u.place(b, u.round(new(big.Rat).Sub(one, v)))
	return append(b, ';')
}

// signValue writes what the terms see of a value: itself, or which thresholds it has passed.
func (u use) signValue(b []byte, v *big.Rat) []byte {
	if u.line {
		b = append(b, v.RatString()...)
	} else {
		b = u.place(b, v)
	}
	return append(b, ';')
}

// signMean writes what the terms see of the mean of the cohorts' effects.
func (u use) signMean(b []byte, cells []cell) []byte {
	sum := new(big.Rat)
	for _, c := range cells {
		v, ok := u.exact(c)
		if !ok {
			return append(b, 'x', ';')
		}
		sum.Add(sum, v)
	}
	return u.signValue(b, u.round(sum.Quo(sum, new(big.Rat).SetInt64(int64(len(cells))))))
}

// place writes which thresholds a value has passed, and whether it is on one.
func (u use) place(b []byte, v *big.Rat) []byte {
	i, at := slices.BinarySearchFunc(u.cuts, v, (*big.Rat).Cmp)
	return fmt.Appendf(b, "%d%t", i, at)
}

// take returns the measure's value as the contract rounds it; false if it has none.
func (u use) take(c cell) (*big.Rat, bool) {
	v, ok := u.exact(c)
	if !ok {
		return nil, false
	}
	return u.round(v), true
}

func (u use) round(v *big.Rat) *big.Rat {
	if u.Rounding.Step == nil {
		return v
	}
	return money.Round(v, u.Rounding.Step.Rat(), u.Rounding.Mode)
}

func (u use) exact(c cell) (*big.Rat, bool) {
	if u.Statistic == contract.PointEstimate {
		q := c.comparison
		if u.ComparisonRate != nil {
			q = u.ComparisonRate.Rat()
		}
		return effectOf(u.Effect, c.programme, q, c.n1)
	}
	if u.Statistic == contract.PValue {
		p, err := c.pValues()
		if err != nil {
			return nil, false
		}
		if u.Sides == 1 {
			return new(big.Rat).SetFloat64(p.OneSided), true
		}
		return new(big.Rat).SetFloat64(p.TwoSided), true
	}
	in, err := c.interval(u.level(c.level))
	if err != nil {
		return nil, false
	}
	if u.Statistic == contract.UpperBound {
		return new(big.Rat).SetFloat64(in.Hi), true
	}
	return new(big.Rat).SetFloat64(in.Lo), true
}

// level is the two-sided level of the interval whose end the measure takes.
func (u use) level(agreed float64) float64 {
	switch {
	case u.Level == nil:
		return agreed
	case u.Sides == 1:
		return float(new(big.Rat).Sub(new(big.Rat).Add(u.Level.Rat(), u.Level.Rat()), one))
	}
	return u.Level.Float64()
}
