package contract

import (
	"fmt"
	"slices"
	"strconv"
)

// matching reads the design, and refuses what its method does not have.
func (r *reader) matching(o *object) Matching {
	if o == nil {
		return Matching{}
	}
	m := Matching{
		Clause:    o.text("clause"),
		Method:    o.choice("method", methodNames()...),
		Estimand:  o.choice("estimand", "ATT", "ATC", "ATE", "ATO"),
		Unmatched: o.choice("unmatched", "drop", "refuse"),
		Order:     o.choice("order", "largest", "smallest", "closest", "farthest"),
		Differ:    o.texts("differ"),
		Support:   o.choice("support", "both", "programme", "comparison"),
		Ratio:     given(o.number("ratio")),
		Reuse:     r.reuse(o),
		Distance:  r.distance(o),
	}
	if o.has("subclasses") {
		m.Subclasses = o.whole("subclasses", 2, 1000)
	}
	if v := o.sub("variable"); v != nil {
		m.Variable = &Variable{Least: v.whole("least", 0, 1000), Most: v.whole("most", 1, 1000)}
	}
	for _, c := range o.objects("calipers") {
		m.Calipers = append(m.Calipers, r.caliper(c))
	}
	if m.Ratio != nil {
		r.positive(o, "ratio", *m.Ratio)
	}
	r.suitsMethod(o, m)
	r.namesCovariates(o, m)
	return m
}

// reuse is how often a comparison person may serve.
func (r *reader) reuse(o *object) string {
	n := o.vals["reuse"]
	if n == nil || n.Value == "unlimited" {
		return o.text("reuse")
	}
	return strconv.Itoa(o.whole("reuse", 1, 1_000_000))
}

func (r *reader) distance(o *object) *Distance {
	d := o.sub("distance")
	if d == nil {
		return nil
	}
	out := &Distance{
		Metric:     d.choice("metric", "propensity", "mahalanobis", "robust-mahalanobis", "scaled-euclidean", "score"),
		Link:       d.choice("link", "logit", "probit", "cloglog"),
		Scale:      d.choice("scale", "probability", "linear-predictor"),
		Covariates: d.texts("covariates"),
	}
	for _, key := range []string{"link", "scale"} {
		if d.has(key) && out.Metric != "propensity" && out.Metric != "" {
			d.failKey(key, fmt.Sprintf("a %s is for a propensity score, and the metric is %s", key, out.Metric), "delete it, or write metric: propensity")
		}
	}
	if out.Metric == "score" && len(out.Covariates) != 1 {
		d.failKey("metric", "a score that is given needs the one covariate that holds it", "add covariates: [the covariate]")
	}
	r.known(d, "covariates", out.Covariates)
	return out
}

func (r *reader) caliper(o *object) Caliper {
	c := Caliper{Of: o.text("of"), Width: o.number("width"), Unit: o.choice("unit", "raw", "sd", "sd-programme", "sd-comparison", "sd-pooled")}
	if c.Width.known() && c.Width.sign() < 0 {
		o.failKey("width", fmt.Sprintf("no pair differs by %s or less", c.Width), "write zero or a positive number")
	}
	if c.Of != "score" && c.Of != "linear-predictor" {
		r.known(o, "of", []string{c.Of})
		for _, v := range r.t.Covariates {
			if v.Name == c.Of && v.Kind == "category" {
				o.failKey("of", fmt.Sprintf("%q is a category: its values have no distance", c.Of), "match it exactly instead")
			}
		}
	}
	return c
}

// known refuses names that are not covariates of the contract.
func (r *reader) known(o *object, key string, names []string) {
	var all []string
	for _, v := range r.t.Covariates {
		all = append(all, v.Name)
	}
	for _, name := range names {
		if name == "" || len(all) == 0 || slices.Contains(all, name) {
			continue
		}
		remedy := "write " + orList(all)
		if near, ok := suggest(name, all); ok {
			remedy = fmt.Sprintf("did you mean %q?", near)
		}
		o.failKey(key, fmt.Sprintf("there is no covariate %q", name), remedy)
	}
}

// suitsMethod refuses settings that the method does not have.
func (r *reader) suitsMethod(o *object, m Matching) {
	of := methodOf(m.Method)
	if m.Estimand != "" && !slices.Contains(of.estimands, m.Estimand) {
		o.failKey("estimand", fmt.Sprintf("method %s has no estimand %s", of.name, m.Estimand), "write "+orList(of.estimands))
	}
	for _, rule := range []struct {
		has  bool
		keys []string
	}{
		{of.choice, []string{"ratio", "variable", "reuse", "order"}},
		{of.pairs, []string{"calipers", "differ"}},
		{of.distance, []string{"distance", "support"}},
		{of.name == Subclassification, []string{"subclasses"}},
	} {
		for _, key := range rule.keys {
			if o.has(key) && !rule.has {
				o.failKey(key, fmt.Sprintf("method %s has no %s", of.name, key), "delete it, or choose another method")
			}
		}
	}
	if m.Variable != nil && m.Variable.Least > m.Variable.Most {
		o.failKey("variable", fmt.Sprintf("nobody gets at least %d and at most %d", m.Variable.Least, m.Variable.Most), "correct one of the two")
	}
	if m.Ratio != nil && m.Ratio.known() && !m.Ratio.Rat().IsInt() && m.Variable == nil {
		o.failKey("ratio", fmt.Sprintf("nobody gets %s comparison people", m.Ratio), "write a whole number, or add variable: {least: 1, most: 5} of which it is the mean")
	}
	for _, key := range []string{"order", "variable"} {
		if m.Reuse == "unlimited" && o.has(key) && of.choice && m.Method != Optimal {
			o.failKey(key, fmt.Sprintf("with unlimited reuse nobody waits for anybody, so there is no %s", key), "delete it, or limit the reuse")
		}
	}
	if m.Method == Optimal && (m.Variable != nil || m.Order != "" || m.Reuse == "unlimited") {
		o.failKey("method", "optimal matching gives everybody the same number and has no order, and with unlimited reuse the nearest is optimal", "write method: full, or method: nearest")
	}
}

// namesCovariates checks the covariates against the method.
func (r *reader) namesCovariates(o *object, m Matching) {
	r.known(o, "differ", m.Differ)
	if m.Method != "" && m.Method != Strata {
		return
	}
	for _, v := range r.t.Covariates {
		if v.Match == MatchDistance {
			o.fail(o.node, fmt.Sprintf("the covariate %q is matched by distance, and method strata measures none", v.Name),
				"write match: exact or match: coarsened there, or choose a method with a distance: "+orList(methodNames()[1:]))
			return
		}
	}
}
