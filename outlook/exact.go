package outlook

import (
	"math"
	"math/big"

	"sib/contract"
)

// whole goes through all results of the only unit there is.
func (e *engine) whole(u unit, all []odds) ([]Prospect, bool, error) {
	f, ok := newField(u, e.uses, all, e.kinds)
	if !ok {
		return nil, false, nil
	}
	d, err := e.decideAll(len(f.kinds), func(i int) ([]contract.Measurement, error) { return u.measurements(f.kinds[i], e.levels) })
	if err != nil {
		return nil, false, err
	}
	var out []Prospect
	for _, o := range all {
		out = append(out, e.prospect(d, f.chances(o)))
	}
	return out, true, nil
}

// maxAmounts bounds the sums of amounts that are gone through.
const maxAmounts = 1 << 20

// apart goes through the results of cohorts that vary by themselves and adds up
// what they pay. It gives up, with false, where what a cohort pays depends on
// another, or where there are too many sums. all lists the odds of each scenario by cohort.
func (e *engine) apart(units []unit, all [][]odds) ([]Prospect, bool, error) {
	c := convolver{e: e, units: units}
	if !e.additive() {
		return nil, false, nil
	}
	for i, u := range units {
		mine := make([]odds, len(all))
		for s := range all {
			mine[s] = all[s][i]
		}
		f, ok := newField(u, e.uses, mine, e.kinds)
		if !ok {
			return nil, false, nil
		}
		c.fields = append(c.fields, f)
		c.still = append(c.still, u.middle(mine[0]))
	}
	if ok, err := c.decide(); !ok || err != nil {
		return nil, false, err
	}
	var out []Prospect
	for _, o := range all {
		p, ok := c.prospect(o)
		if !ok {
			return nil, false, nil
		}
		out = append(out, p)
	}
	return out, true, nil
}

// middle is a result that is as likely as any.
func (u unit) middle(o odds) cell {
	one, zero := o.programme, o.comparison
	x0 := zero.quantile(zero.below(), 0.5)
	return u.at(one.quantile(one.below(), 0.5), max(x0, min(1, zero.last())))
}

// additive reports whether what is due can be the sum of the cohorts' amounts
// between the floor and the cap. Whether it is so is checked on decisions.
func (e *engine) additive() bool {
	for _, l := range e.now.Payment.Limits {
		if l.Each == "" || l.AtMost == nil {
			return false
		}
	}
	for _, r := range e.now.Payment.Rules {
		for _, p := range r.Prices {
			if p.UpTo != nil {
				return false
			}
		}
	}
	return e.fixed.Ended == nil && e.fixed.PaidToDate == nil
}

// settled is what is due of a sum of amounts.
func (e *engine) settled(sum *big.Rat) *big.Rat {
	p := e.now.Payment
	out := new(big.Rat).Set(sum)
	if p.Floor != nil && out.Cmp(p.Floor.Amount.Rat()) < 0 {
		out.Set(p.Floor.Amount.Rat())
	}
	if limit := p.Cap.Amount.Rat(); out.Cmp(limit) > 0 {
		out.Set(limit)
	}
	if p.Cumulative != nil && !p.Cumulative.Recover && out.Sign() < 0 {
		out.SetInt64(0)
	}
	return out
}

// convolver adds up cohorts that vary by themselves.
type convolver struct {
	e      *engine
	units  []unit
	fields []*field
	still  []cell // of each cohort, while another is looked at
	got    []decided
}

// with are the measurements of all cohorts, the i-th having the cell c.
func (c *convolver) with(i int, at cell) ([]contract.Measurement, error) {
	cells := append([]cell(nil), c.still...)
	cells[i] = at
	return c.all(cells)
}

func (c *convolver) all(cells []cell) ([]contract.Measurement, error) {
	var out []contract.Measurement
	for i, u := range c.units {
		m, err := u.measurements(cells[i], c.e.levels)
		if err != nil {
			return nil, err
		}
		out = append(out, m...)
	}
	return out, nil
}

// decide decides on each kind of each cohort, and checks on joint results that
// what is due is what the cohorts' amounts come to.
func (c *convolver) decide() (bool, error) {
	for i, f := range c.fields {
		d, err := c.e.decideAll(len(f.kinds), func(k int) ([]contract.Measurement, error) { return c.with(i, f.kinds[k]) })
		if err != nil {
			return false, err
		}
		c.got = append(c.got, d)
	}
	return c.adds()
}

// checks is how many joint results are decided on.
const checks = 64

func (c *convolver) adds() (bool, error) {
	kinds := func(i, n int) int {
		return int(uint64(n+1) * uint64(2654435761+i*40503) >> 7 % uint64(len(c.fields[i].kinds)))
	}
	d, err := c.e.decideAll(checks, func(n int) ([]contract.Measurement, error) {
		cells := make([]cell, len(c.units))
		for i := range c.units {
			cells[i] = c.fields[i].kinds[kinds(i, n)]
		}
		return c.all(cells)
	})
	if err != nil {
		return false, err
	}
	for n, joint := range d.outcomes {
		sum, undecided := new(big.Rat), false
		for i := range c.units {
			o := c.got[i].outcomes[kinds(i, n)]
			undecided = undecided || o.undecided
			sum.Add(sum, c.amount(i, o))
		}
		if undecided != joint.undecided || !undecided && c.e.settled(sum).Cmp(joint.due) != 0 {
			return false, nil
		}
	}
	return true, nil
}

// amount is what the i-th cohort's own amounts come to in a decision.
func (c *convolver) amount(i int, o outcome) *big.Rat {
	sum := new(big.Rat)
	for _, a := range o.paid {
		if a.Cohort == c.units[i].cohorts[0] {
			sum.Add(sum, a.Amount.Rat())
		}
	}
	return sum
}

// cohortOdds is what one cohort comes to in one scenario, where its measures have values.
type cohortOdds struct {
	amounts amounts
	decided float64 // the chance that they have
	met     map[mark]float64
	paid    map[string]float64 // by rule: the chance that it pays
}

func (c *convolver) cohort(i int, p []float64) cohortOdds {
	out := cohortOdds{met: map[mark]float64{}, paid: map[string]float64{}}
	var at []*big.Rat
	var with []float64
	for k, o := range c.got[i].outcomes {
		if o.undecided {
			continue
		}
		out.decided += p[k]
		at, with = append(at, c.amount(i, o)), append(with, p[k])
		for j, m := range o.marks {
			if o.met[j] {
				out.met[m] += p[k]
			}
		}
		for _, a := range o.paid {
			if a.Cohort == c.units[i].cohorts[0] {
				out.paid[a.Rule] += float64(p[k] * sign(a))
			}
		}
	}
	out.amounts = gather(at, with)
	return out
}

// sign is 1 if money is paid.
func sign(a contract.RuleAmount) float64 {
	if a.Amount.Sign() > 0 {
		return 1
	}
	return 0
}

// prospect sums up one scenario; false if there are too many sums. If one cohort
// cannot be decided, nothing can.
func (c *convolver) prospect(o []odds) (Prospect, bool) {
	total := amounts{[]*big.Rat{new(big.Rat)}, []float64{1}}
	var all []cohortOdds
	certain := 1.0
	for i, f := range c.fields {
		x := c.cohort(i, f.chances(o[i]))
		if len(x.amounts.at)*len(total.at) > maxAmounts {
			return Prospect{}, false
		}
		total, certain = total.plus(x.amounts), certain*x.decided
		all = append(all, x)
	}
	out := c.payments(total, math.Max(0, 1-certain))
	for _, r := range c.e.now.Payment.Rules {
		n := spread{0, []float64{1}}
		each := false
		for i, x := range all {
			for _, m := range c.got[i].order {
				if m.rule == r.ID && m.cohort == c.units[i].cohorts[0] {
					out.Chances = append(out.Chances, m.chance(c.got[i].required[m], ratio(x.met[m]*certain, x.decided)))
				}
			}
			p, pays := x.paid[r.ID]
			each = each || pays
			n = n.plus(spread{0, []float64{x.decided - p, p}})
		}
		if each {
			n.p[0] += out.Undecided
			out.Cohorts = append(out.Cohorts, Paid{r.ID, r.Clause, n.p})
		}
	}
	return out, true
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// payments sums up what is due of the cohorts' amounts.
func (c *convolver) payments(total amounts, undecided float64) Prospect {
	const dust = 1e-13 // what rounding leaves of chances that add up to 1
	at, p := []*big.Rat{}, total.p
	for _, x := range total.at {
		at = append(at, c.e.settled(x))
	}
	if undecided > dust {
		at, p = append(at, new(big.Rat)), append(append([]float64(nil), p...), undecided)
	} else {
		undecided = 0
	}
	out := gather(at, p).summary(c.e.now)
	out.Undecided = undecided
	return out
}
