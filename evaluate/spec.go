package evaluate

import (
	"cmp"
	"strconv"

	"sib/contract"
	"sib/matching"
)

// specOf is the contract's design as package matching takes it.
func specOf(t *contract.Terms) matching.Spec {
	m := t.Matching
	s := matching.Spec{
		Unmatched:  matching.Unmatched(m.Unmatched),
		Method:     matching.Method(m.Method),
		Estimand:   matching.Estimand(m.Estimand),
		Differ:     m.Differ,
		Support:    matching.Support(m.Support),
		Subclasses: m.Subclasses,
		Choice:     choiceOf(m),
	}
	if d := m.Distance; d != nil {
		s.Distance = matching.Distance{
			Metric: matching.Metric(d.Metric), Link: d.Link, Linear: d.Scale == "linear-predictor", Covariates: d.Covariates,
		}
	}
	for _, c := range m.Calipers {
		s.Calipers = append(s.Calipers, matching.Caliper{Of: c.Of, Width: c.Width.Float64(), Unit: matching.Unit(c.Unit)})
	}
	for _, c := range t.Covariates {
		s.Covariates = append(s.Covariates, covariateOf(c))
	}
	return s
}

func choiceOf(m contract.Matching) matching.Choice {
	c := matching.Choice{Order: matching.Order(m.Order)}
	if m.Ratio != nil {
		c.Ratio = m.Ratio.Float64()
	}
	if m.Variable != nil {
		c.Least, c.Most = m.Variable.Least, m.Variable.Most
	}
	if m.Reuse == "unlimited" {
		c.Reuse = matching.Unlimited
	} else {
		c.Reuse, _ = strconv.Atoi(cmp.Or(m.Reuse, "0")) // the contract has checked it
	}
	return c
}

func covariateOf(c contract.Covariate) matching.Covariate {
	out := matching.Covariate{Name: c.Name, Mode: matching.Mode(c.Match)}
	for _, cut := range c.Cuts {
		out.Cuts = append(out.Cuts, cut.Float64())
	}
	if c.Bins != nil {
		out.Rule, out.Bins = matching.Rule(c.Bins.Rule), c.Bins.Count
	}
	for _, g := range c.Groups {
		out.Groups = append(out.Groups, matching.LevelGroup{Name: g.Name, Levels: g.Levels})
	}
	return out
}
