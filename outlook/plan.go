package outlook

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"sib/contract"
	"sib/contract/money"
)

// Size is what is planned for a cohort: people, and the rate without the programme.
type Size struct {
	Cohort     int     `json:"cohort"`
	Programme  int64   `json:"programme"`
	Comparison int64   `json:"comparison"` // or effective ones, after weighting
	BaseRate   float64 `json:"base_rate"`  // a proportion
}

// Plan is what Design is asked. Sizes has every cohort of the contract once.
type Plan struct {
	Sizes []Size
	// Effects are the true effects to look at; without any: none, each threshold of
	// the contract, and twice it.
	Effects []contract.Threshold
	// Draws is how many draws a simulation takes; 0 stands for 10,000.
	Draws int
	On    money.Date // the day whose terms count; the zero day: all amendments
}

const defaultDraws = 10000

// maxPeople bounds a cohort, so that everything is done in a minute.
const maxPeople = 10_000_000

func (p Plan) check(t *contract.Terms) error {
	var years []int
	for _, s := range p.Sizes {
		years = append(years, s.Cohort)
		switch {
		case s.Programme < 1 || s.Comparison < 1 || s.Programme > maxPeople || s.Comparison > maxPeople:
			return fmt.Errorf("cohort %d: %d programme and %d comparison people: want 1 to %d of each", s.Cohort, s.Programme, s.Comparison, maxPeople)
		case !(s.BaseRate >= 0 && s.BaseRate <= 1):
			return fmt.Errorf("cohort %d: the base rate is %v: want a proportion from 0 to 1, such as 0.33", s.Cohort, s.BaseRate)
		}
	}
	slices.Sort(years)
	if !slices.Equal(years, t.Cohorts) {
		return fmt.Errorf("the plan has the cohorts %v, the contract %v: give each of them once", years, t.Cohorts)
	}
	return nil
}

// exactly is a number as it prints: 0.33 is 33/100.
func exactly(f float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(f, 'g', -1, 64))
	return r
}

// rates are the programme rates of the cohorts under a true effect.
func (p Plan) rates(effect contract.Threshold, each bool) ([]*big.Rat, error) {
	var out []*big.Rat
	all := int64(0)
	for _, s := range p.Sizes {
		all += s.Programme
	}
	for _, s := range p.Sizes {
		n := all
		if each {
			n = s.Programme
		}
		r := programmeRate(effect.Effect, effect.Value.Rat(), exactly(s.BaseRate), n)
		if r == nil {
			return nil, fmt.Errorf("the effect %q does not come from two rates: write one such as \"10 %% relative\" or \"10 points\"", effect)
		}
		if !isRate(r) {
			return nil, fmt.Errorf("with the effect %q and the base rate %v the programme rate is %s %%: want 0 to 100 %%", effect, s.BaseRate, percentText(r))
		}
		out = append(out, r)
	}
	return out, nil
}

func percentText(r *big.Rat) string {
	return strings.TrimSuffix(new(big.Rat).Mul(r, big.NewRat(100, 1)).FloatString(1), ".0")
}

// countsEach reports whether a count is meant of each cohort, and not of all together.
func countsEach(uses []use) bool {
	return slices.ContainsFunc(uses, func(u use) bool { return u.Effect == contract.Count && u.Scope == contract.EachCohort })
}

// effects are the plan's, or none, each threshold that a rule holds a measure of
// two rates against, and twice that.
func (p Plan) effects(t *contract.Terms, uses []use) ([]contract.Threshold, error) {
	if len(p.Effects) > 0 {
		return p.Effects, nil
	}
	each := countsEach(uses)
	g := ladder{p: p, each: each}
	ths := thresholdsOf(t, uses)
	if len(ths) == 0 {
		return nil, fmt.Errorf("no rule holds an effect of two rates against a threshold: name the true effects to look at, such as \"0 points\" and \"10 points\"")
	}
	g.add(ths[0], 0)
	for _, th := range ths {
		g.add(th, 1)
		g.add(th, 2)
	}
	slices.SortStableFunc(g.steps, func(a, b step) int { return a.rate.Cmp(b.rate) })
	var out []contract.Threshold
	for _, s := range g.steps {
		out = append(out, s.effect)
	}
	return out, nil
}

// thresholdsOf lists the effects of two rates that rules ask for, in the order of the contract.
func thresholdsOf(t *contract.Terms, uses []use) []contract.Threshold {
	known := map[string]bool{}
	for _, u := range uses {
		known[u.ID] = u.Statistic != contract.PValue
	}
	var out []contract.Threshold
	add := func(measure string, b contract.Bound) {
		if _, th := b.Only(); th != nil && known[measure] {
			out = append(out, *th)
		}
	}
	for _, r := range t.Payment.Rules {
		for _, b := range r.Bounds() {
			add(r.Measure, b)
		}
		for _, tier := range r.Tiers {
			if tier.At != nil {
				out = append(out, *tier.At)
			}
		}
		if r.If != nil {
			for _, c := range r.If.Of {
				add(c.Measure, c.Bound)
			}
		}
	}
	return out
}

// ladder gathers effects by the programme rate that they mean for the first cohort.
type ladder struct {
	p     Plan
	each  bool
	steps []step
}

type step struct {
	effect contract.Threshold
	rate   *big.Rat
}

// add adds times the threshold, unless it is there or cannot be. None of a ratio
// is 1, none of a rate the base rate.
func (l *ladder) add(t contract.Threshold, times int64) {
	zero := new(big.Rat)
	switch t.Effect {
	case contract.Ratio:
		zero.Set(one)
	case contract.Rate:
		zero = exactly(l.p.Sizes[0].BaseRate)
	}
	v := new(big.Rat).Sub(t.Value.Rat(), zero)
	v.Mul(v, big.NewRat(times, 1))
	effect, err := typed(t.Effect, t.Unit, v.Add(v, zero))
	if err != nil {
		return
	}
	rates, err := l.p.rates(effect, l.each)
	if err != nil || slices.ContainsFunc(l.steps, func(s step) bool { return s.rate.Cmp(rates[0]) == 0 }) {
		return
	}
	l.steps = append(l.steps, step{effect, rates[0]})
}

// Between returns effects in n equal steps from the smallest to the largest of those
// given; nil if they are of several types or all the same.
func Between(effects []contract.Threshold, n int) []contract.Threshold {
	byValue := func(a, b contract.Threshold) int { return a.Value.Rat().Cmp(b.Value.Rat()) }
	if len(effects) == 0 || n < 1 {
		return nil
	}
	lo, hi := slices.MinFunc(effects, byValue), slices.MaxFunc(effects, byValue)
	if byValue(lo, hi) == 0 || slices.ContainsFunc(effects, func(e contract.Threshold) bool { return e.Effect != lo.Effect }) {
		return nil
	}
	step := new(big.Rat).Sub(hi.Value.Rat(), lo.Value.Rat())
	step.Quo(step, big.NewRat(int64(n), 1))
	var out []contract.Threshold
	for k := range n + 1 {
		v := new(big.Rat).Mul(step, big.NewRat(int64(k), 1))
		t, err := typed(lo.Effect, lo.Unit, v.Add(v, lo.Value.Rat()))
		if err != nil {
			return nil
		}
		out = append(out, t)
	}
	return out
}
