package evaluate

import (
	"math"
	"strconv"

	"sib/cohort"
	"sib/stats"
)

// SubGroups compares the effect between the levels of one covariate, or between
// cohort years. It is exploratory: the contract decides on none of it.
type SubGroups struct {
	Covariate string     `json:"covariate"` // name of the covariate; "year" for the cohort years
	Levels    []SubGroup `json:"levels"`    // those with enough people in both groups, in the contract's order
	// Interaction tests whether the effects of the levels shown differ by more than
	// chance; nil if fewer than two can be compared.
	Interaction *stats.InteractionTest `json:"interaction,omitempty"`
	// Heterogeneity describes the same for cohort years.
	Heterogeneity *stats.HeterogeneityTest `json:"heterogeneity,omitempty"`
}

// SubGroup is the effect on the programme people of one level.
type SubGroup struct {
	Level      string         `json:"level"`      // level of the covariate, or the cohort year
	N          [2]int64       `json:"n"`          // matched people with an outcome
	Difference stats.Estimate `json:"difference"` // programme rate less comparison rate, a proportion
	// SE is the standard error of the difference, a proportion, for the tests between
	// sub-groups: the linearised one (HC0) of a design with strata.
	SE float64 `json:"se"`
}

// subGroups goes through the covariates in the contract's order, and the years last.
func (a *assessor) subGroups() []SubGroups {
	var out []SubGroups
	if a.people.sums != nil {
		return append(out, a.byYear()...)
	}
	for k, c := range a.t.Covariates {
		if g := a.by(c.Name, a.e.Matching.Levels[k], func(s StratumResult) string { return s.Values[k] }); len(g.Levels) > 1 {
			out = append(out, g)
		}
	}
	if len(a.t.Cohorts) > 1 {
		names := make([]string, len(a.t.Cohorts))
		for i, y := range a.t.Cohorts {
			names[i] = strconv.Itoa(y)
		}
		out = append(out, a.by("year", names, func(s StratumResult) string { return strconv.Itoa(s.Year) }).tested())
	}
	return out
}

// byYear are the cohort years of a design without strata. The standard error is
// √(p₁(1 − p₁)/e₁ + p₀(1 − p₀)/e₀) with the effective sizes e.
func (a *assessor) byYear() []SubGroups {
	if len(a.people.sums) < 2 {
		return nil
	}
	out := SubGroups{Covariate: "year"}
	for _, y := range a.people.sums {
		s := a.people.totals(y.Year)
		least := int64(a.t.Disclosure.Threshold)
		if s.strata == 0 || s.n[cohort.Programme] < least || s.n[cohort.Comparison] < least {
			continue
		}
		d, err := a.interval(s, a.people, y.Year)
		if err != nil {
			continue
		}
		out.add(SubGroup{Level: strconv.Itoa(y.Year), N: s.n, Difference: d, SE: s.standardError()})
	}
	return []SubGroups{out.tested()}
}

func (t totals) standardError() float64 {
	p1, _ := t.p1.Float64()
	p0, _ := t.p0.Float64()
	return math.Sqrt(p1*(1-p1)/t.ess[0] + p0*(1-p0)/t.ess[1])
}

// by splits the strata by a label and goes through the levels in order. A level with fewer programme or comparison
// people than the disclosure threshold is left out.
func (a *assessor) by(covariate string, levels []string, label func(StratumResult) string) SubGroups {
	groups := map[string][]StratumResult{}
	for _, s := range comparable(a.e.Strata) {
		groups[label(s)] = append(groups[label(s)], s)
	}
	out := SubGroups{Covariate: covariate}
	least := int64(a.t.Disclosure.Threshold)
	for _, l := range levels {
		m := a.ofStrata(groups[l])
		s := m.totals(0)
		if s.n[cohort.Programme] < least || s.n[cohort.Comparison] < least {
			continue
		}
		d, err := a.interval(s, m, 0)
		if err != nil {
			continue
		}
		g := SubGroup{Level: l, N: s.n, Difference: d}
		if wald, err := stats.ATTWaldHC0(strataOf(groups[l], 0), a.level); err == nil && wald.Variance != nil {
			g.SE = math.Sqrt(*wald.Variance)
		}
		out.add(g)
	}
	return out.interacting()
}

// add shows a level whose numbers are numbers.
func (g *SubGroups) add(l SubGroup) {
	if finite(l.Difference.Value, l.Difference.Lo, l.Difference.Hi, l.SE) {
		g.Levels = append(g.Levels, l)
	}
}

func (g SubGroups) interacting() SubGroups {
	if test, err := stats.SubgroupInteraction(g.effects()); err == nil {
		g.Interaction = &test
	}
	return g
}

// tested adds what is asked of cohort years alone.
func (g SubGroups) tested() SubGroups {
	if h, err := stats.Heterogeneity(g.effects()); err == nil {
		g.Heterogeneity = &h
	}
	return g.interacting()
}

// effects are the differences with their standard errors.
func (g SubGroups) effects() []stats.EffectSE {
	var out []stats.EffectSE
	for _, l := range g.Levels {
		out = append(out, stats.EffectSE{Value: l.Difference.Value, SE: l.SE})
	}
	return out
}
