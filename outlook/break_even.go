package outlook

import (
	"errors"
	"fmt"
	"math/big"
	"slices"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

// search looks for values of a measure by deciding on them.
type search struct {
	facts
	drawn money.Amount
	found map[string]*Result // by measure and value: the same ones are asked for again
}

// at is what investors get at a value of a measure; nil if it cannot have the value.
func (s search) at(m contract.Measure, v *big.Rat) (*Result, error) {
	key := m.ID + " " + v.RatString()
	r, ok := s.found[key]
	if ok {
		return r, nil
	}
	r, err := s.decided(m, v)
	if err == nil {
		s.found[key] = r
	}
	return r, err
}

func (s search) decided(m contract.Measure, v *big.Rat) (*Result, error) {
	in, ok, err := s.facts.at(m, v)
	if err != nil || !ok {
		return nil, err
	}
	d, err := s.decideOn(in)
	switch {
	case errors.Is(err, trace.ErrNoValue):
		return nil, nil
	case err != nil:
		return nil, err
	}
	r := s.result(d, s.drawn)
	return &r, nil
}

// asked are the thresholds that rules hold a measure against, ascending, each once.
func (s search) asked(m contract.Measure) []contract.Threshold {
	var out []contract.Threshold
	add := func(measure string, t *contract.Threshold) {
		if measure == m.ID && t != nil && m.Statistic != contract.PValue {
			out = append(out, *t)
		}
	}
	for _, r := range s.now.Payment.Rules {
		for _, b := range r.Bounds() {
			_, t := b.Only()
			add(r.Measure, t)
		}
		for _, tier := range r.Tiers {
			add(r.Measure, tier.At)
			if tier.Pay != nil {
				add(r.Measure, tier.Pay.At)
			}
		}
		if r.If != nil {
			for _, c := range r.If.Of {
				_, t := c.Only()
				add(c.Measure, t)
			}
		}
	}
	byValue := func(a, b contract.Threshold) int { return a.Value.Rat().Cmp(b.Value.Rat()) }
	slices.SortFunc(out, byValue)
	return slices.CompactFunc(out, func(a, b contract.Threshold) bool { return byValue(a, b) == 0 })
}

// tiers is what each threshold of a measure brings.
func (s search) tiers(m contract.Measure) ([]TierReturn, error) {
	var out []TierReturn
	if m.Statistic != contract.PointEstimate {
		return nil, nil // a bound is at a threshold for many rates
	}
	for _, t := range s.asked(m) {
		r, err := s.at(m, t.Value.Rat())
		if err != nil {
			return nil, err
		}
		out = append(out, TierReturn{m.ID, t, r != nil, r})
	}
	return out, nil
}

// turns are values of a measure between which what is paid rises or falls in one
// go: its thresholds, the grid's values beside them, and the ends of its scale.
func (s search) turns(m contract.Measure) []*big.Rat {
	out := s.ends(m)
	grid := s.grid(m)
	for _, t := range s.asked(m) {
		v := onGrid(t.Value.Rat(), grid)
		for _, k := range []int64{-1, 0, 1} {
			out = append(out, new(big.Rat).Add(v, new(big.Rat).Mul(grid, big.NewRat(k, 1))))
		}
	}
	slices.SortFunc(out, (*big.Rat).Cmp)
	out = slices.CompactFunc(out, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
	var possible []*big.Rat
	for _, v := range out {
		if _, ok, err := s.facts.at(m, v); ok && err == nil {
			possible = append(possible, v)
		}
	}
	return possible
}

// ends are the least and the largest value on the grid that every comparison allows.
// A figure that is given ends where its type does, else at nothing and, upwards, a
// thousand times its last threshold.
func (s search) ends(m contract.Measure) []*big.Rat {
	grid := s.grid(m)
	if s.stated(m) {
		least, most := new(big.Rat), s.farthest(m)
		switch m.Effect {
		case contract.Reduction, contract.Points:
			least, most = big.NewRat(-1, 1), one
		case contract.Rate:
			most = one
		case contract.Relative:
			least = big.NewRat(-1, 1)
		}
		return []*big.Rat{onGrid(least, grid), onGrid(most, grid)}
	}
	var least, most *big.Rat
	for _, got := range s.given.Compared {
		q := got.ComparisonRate
		if m.ComparisonRate != nil {
			q = m.ComparisonRate.Rat()
		}
		a, ok := effectOf(m.Effect, new(big.Rat), q, got.ProgrammeN)
		b, _ := effectOf(m.Effect, one, q, got.ProgrammeN)
		if !ok {
			continue
		}
		if a.Cmp(b) > 0 {
			a, b = b, a
		}
		if least == nil || a.Cmp(least) > 0 {
			least = a
		}
		if most == nil || b.Cmp(most) < 0 {
			most = b
		}
	}
	if least == nil {
		return nil
	}
	inside := onGrid(least, grid)
	if inside.Cmp(least) < 0 {
		inside.Add(inside, grid)
	}
	return []*big.Rat{inside, onGrid(most, grid)}
}

// farthest is a thousand times the largest threshold of a measure, or a thousand; for
// a measure with a price at least what the cap buys at the lowest.
func (s search) farthest(m contract.Measure) *big.Rat {
	most := new(big.Rat).Set(one)
	for _, r := range s.now.Payment.Rules {
		for _, p := range r.Prices {
			if r.Measure == m.ID && p.Amount.Rat().Sign() > 0 {
				units := new(big.Rat).Quo(s.now.Payment.Cap.Amount.Rat(), p.Amount.Rat())
				if units.Mul(units, p.Each.Value.Rat()).Cmp(most) > 0 {
					most = units
				}
			}
		}
	}
	for _, t := range s.asked(m) {
		if v := new(big.Rat).Abs(t.Value.Rat()); v.Cmp(most) > 0 {
			most = v
		}
	}
	return most.Mul(most, big.NewRat(1000, 1))
}

// onGrid is the largest multiple of step that is not above x.
func onGrid(x, step *big.Rat) *big.Rat {
	q := new(big.Rat).Quo(x, step)
	n := new(big.Int).Div(q.Num(), q.Denom())
	return new(big.Rat).Mul(new(big.Rat).SetInt(n), step)
}

// grid is the step of values that are searched: that of the measure's rounding, or
// the largest that divides a millionth and every threshold.
func (s search) grid(m contract.Measure) *big.Rat {
	if m.Rounding.Step != nil && m.Statistic == contract.PointEstimate {
		return m.Rounding.Step.Rat()
	}
	den := big.NewInt(1_000_000)
	for _, t := range s.asked(m) {
		d := t.Value.Rat().Denom()
		den = new(big.Int).Mul(den, new(big.Int).Quo(d, new(big.Int).GCD(nil, nil, den, d)))
	}
	return new(big.Rat).SetFrac(big.NewInt(1), den)
}

// breakEven looks for the value from which, or up to which, investors receive what
// they invested: from one turn of the terms to the next, and between two of them by
// bisection.
func (s search) breakEven(m contract.Measure, turns []*big.Rat) (BreakEven, error) {
	grid := s.grid(m)
	out := BreakEven{Measure: m.ID, Grid: trace.Text(grid)}
	var known []*big.Rat
	var even []bool
	for _, v := range turns {
		e, ok, err := s.even(m, v)
		if err != nil {
			return out, err
		}
		if ok {
			known, even = append(known, v), append(even, e)
		}
	}
	i := 0
	for i < len(even) && even[i] == even[0] {
		i++
	}
	switch {
	case len(known) == 0:
		out.Words = "no value of the measure can be decided on"
	case i < len(even):
		return s.turning(out, m, known[i-1], known[i], even[0])
	case even[0]:
		out.Words = "investors receive what they invested at every value of the measure"
	default:
		out.Words = "no value of the measure gives investors what they invested"
	}
	return out, nil
}

// turning narrows down the value between a and b at which investors become even, or
// cease to be.
func (s search) turning(out BreakEven, m contract.Measure, a, b *big.Rat, falling bool) (BreakEven, error) {
	grid, words := s.grid(m), "investors receive what they invested from %s on"
	if falling {
		a, b, words = b, a, "investors receive what they invested up to %s"
		grid.Neg(grid)
	}
	at, err := s.between(m, a, b, grid)
	if err != nil {
		return out, err
	}
	unit := m.Unit
	if m.Effect == contract.Money {
		unit = string(s.now.Currency)
	}
	t, err := typed(m.Effect, unit, at)
	if err != nil {
		return out, err
	}
	value := t.String()
	if m.Scope == contract.EachCohort && len(s.now.Cohorts) > 1 {
		value += " in each cohort"
	}
	if m.Statistic != contract.PointEstimate {
		value = "a point estimate of " + value
	}
	out.At, out.Words = &t, fmt.Sprintf(words, value)
	return out, nil
}

func (s search) even(m contract.Measure, v *big.Rat) (even, known bool, err error) {
	r, err := s.at(m, v)
	if r == nil || err != nil {
		return false, false, err
	}
	return r.Gain.Sign() >= 0, true, nil
}

// between returns the value nearest to no at which investors are even, in steps of
// grid from no to yes, where they are.
func (s search) between(m contract.Measure, no, yes, grid *big.Rat) (*big.Rat, error) {
	steps := new(big.Int)
	for {
		gap := new(big.Rat).Sub(yes, no)
		gap.Quo(gap, grid)
		steps.Div(gap.Num(), gap.Denom())
		if steps.Cmp(big.NewInt(1)) <= 0 {
			return yes, nil
		}
		half := new(big.Rat).SetInt(steps.Rsh(steps, 1))
		mid := half.Add(half.Mul(half, grid), no)
		even, known, err := s.even(m, mid)
		if err != nil {
			return nil, err
		}
		if even && known {
			yes = mid
		} else {
			no = mid
		}
	}
}
