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
	Covariate string     `json:"covariate"` // "year" for the cohort years
	Levels    []SubGroup `json:"levels"`
	// Interaction tests whether the effects of the levels shown differ by more than
	// chance; nil if fewer than two can be compared.
	Interaction *stats.InteractionTest `json:"interaction,omitempty"`
	// Heterogeneity describes the same for cohort years.
	Heterogeneity *stats.HeterogeneityTest `json:"heterogeneity,omitempty"`
}

// SubGroup is the effect on the programme people of one level.
type SubGroup struct {
	Level      string         `json:"level"`
	N          [2]int64       `json:"n"` // matched people with an outcome
	Difference stats.Estimate `json:"difference"`
	// SE is the linearised standard error of the difference (HC0), a proportion, for
	// the tests between sub-groups.
	SE float64 `json:"se"`
}

// subGroups goes through the covariates in the contract's order, and the years last.
func (a *assessor) subGroups() []SubGroups {
	var out []SubGroups
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
		years := a.by("year", names, func(s StratumResult) string { return strconv.Itoa(s.Year) })
		if h, err := stats.Heterogeneity(years.effects()); err == nil {
			years.Heterogeneity = &h
		}
		out = append(out, years)
	}
	return out
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
		s := totalsOf(groups[l], 0)
		if s.n[cohort.Programme] < least || s.n[cohort.Comparison] < least {
			continue
		}
		d, err := difference(a.t.Interval.Method, s, groups[l], 0, a.level)
		if err != nil {
			continue
		}
		g := SubGroup{Level: l, N: s.n, Difference: d}
		if wald, err := stats.ATTWaldHC0(strataOf(groups[l], 0), a.level); err == nil && wald.Variance != nil {
			g.SE = math.Sqrt(*wald.Variance)
		}
		out.Levels = append(out.Levels, g)
	}
	if test, err := stats.SubgroupInteraction(out.effects()); err == nil {
		out.Interaction = &test
	}
	return out
}

// effects are the differences with their standard errors.
func (g SubGroups) effects() []stats.EffectSE {
	var out []stats.EffectSE
	for _, l := range g.Levels {
		out = append(out, stats.EffectSE{Value: l.Difference.Value, SE: l.SE})
	}
	return out
}
