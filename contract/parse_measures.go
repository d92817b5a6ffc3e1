package contract

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"sib/contract/money"
	"sib/stats"
)

func (r *reader) interval(o *object) Interval {
	if o == nil {
		return Interval{}
	}
	i := Interval{Clause: o.text("clause"), Method: r.intervalMethod(o), Level: o.number("level")}
	// The float is what the interval is computed with: 0.99999999999999999 is 1 there.
	if l := i.Level; l.known() && (l.Float64() <= 0 || l.Float64() >= 1) {
		o.failKey("level", fmt.Sprintf("a level of %s is not between 0 and 1", l), "write a proportion such as 0.95")
	}
	return i
}

// intervalMethod refuses an interval that exists but does not fit the design, and says why.
func (r *reader) intervalMethod(o *object) string {
	fit := r.fittingIntervals()
	n := o.vals["method"]
	if n == nil || slices.Contains(fit, n.Value) {
		return o.choice("method", fit...)
	}
	if why := r.unfit(n.Value); why != "" {
		o.failKey("method", why, "write "+strings.Join(fit, ", or "))
		return ""
	}
	return o.choice("method", fit...)
}

// fittingIntervals are the methods that hold their level under the agreed design.
func (r *reader) fittingIntervals() []string {
	m := r.t.Matching
	switch {
	case m.InStrata() && (m.Estimand == "ATT" || m.Estimand == ""):
		return []string{WeightedNewcombe, StratifiedScore}
	case m.Method == Nearest && m.Reuse == "unlimited" && m.Estimand == "ATT" && m.Variable == nil:
		return []string{WeightedNewcombe, AbadieImbens}
	}
	return []string{WeightedNewcombe}
}

// unfit says why an interval that the program knows does not fit; "" if it does not know it.
func (r *reader) unfit(name string) string {
	if name == StratifiedScore {
		return fmt.Sprintf("%q is for matched sets that programme people make up, as method strata gives them for the ATT", name)
	}
	if name == AbadieImbens {
		return fmt.Sprintf("%q is for nearest matching with reuse: unlimited and estimand ATT", name)
	}
	if _, ok := stats.TwoSample(name); ok {
		return fmt.Sprintf("%q is for two independent groups that are not weighted; here the comparison group is, and counts for fewer people than it has", name)
	}
	if _, ok := stats.Pairs(name); ok {
		return fmt.Sprintf("%q is for pairs; the people here are matched in strata", name)
	}
	if _, ok := stats.Strata(name); ok {
		return fmt.Sprintf("%q weights the strata otherwise than the estimand, or does not keep its level in small strata (docs/coverage.md)", name)
	}
	return ""
}

func (r *reader) measures(o *object) []Measure {
	for _, m := range o.objects("measures") {
		r.t.Measures = append(r.t.Measures, r.measure(m, o.has("interval")))
		m.once("id", r.ids)
	}
	return r.t.Measures
}

// effectRounding reads "none", {to: none} or a step with a mode.
func (r *reader) effectRounding(o *object, m Measure) Rounding {
	n := o.vals["rounding"]
	if n == nil {
		return Rounding{}
	}
	if n.Kind == yaml.ScalarNode {
		o.choice("rounding", "none")
		return r.bindable(o, m, Rounding{})
	}
	ro := o.sub("rounding")
	if to := ro.vals["to"]; to != nil && to.Value == "none" {
		if ro.has("mode") {
			ro.failKey("mode", "a mode does nothing where nothing is rounded", "delete it, or give a step")
		}
		return r.bindable(o, m, Rounding{})
	}
	var out Rounding
	if m.Effect != "" {
		of := m
		if m.Effect == Money {
			of.Unit = string(r.t.Currency)
		}
		step, ok := quantity(ro, "to", func(s string) (Decimal, *refusal) { return parseStep(s, of) })
		if ok && r.positive(ro, "to", step) {
			out.Step = &step
		}
	}
	out.Mode = r.mode(ro)
	if !ro.has("mode") {
		ro.fail(ro.node, "rounding does not say where a tie goes", "add mode: half-up, half-even or down")
	}
	return out
}

// bindable refuses to leave unrounded what floating point has computed: its last
// digits are not the parties', and money would depend on them.
func (r *reader) bindable(o *object, m Measure, ro Rounding) Rounding {
	what := ""
	switch {
	case o.vals["rounding"] == nil || m.Source != Compared:
	case m.Statistic == LowerBound, m.Statistic == UpperBound, m.Statistic == PValue:
		what = "a " + spoken(m.Statistic)
		if m.Statistic == UpperBound {
			what = "an " + spoken(m.Statistic)
		}
	case !r.t.Matching.InStrata():
		what = fmt.Sprintf("an effect under method %s", r.t.Matching.Method)
	}
	if what != "" {
		o.failKey("rounding", what+" must be rounded: its last digits depend on floating point, and money would depend on them",
			fmt.Sprintf("write a step, such as {to: 0.1 %s, mode: half-up}", m.stepUnit()))
	}
	return ro
}

func (r *reader) mode(o *object) money.Mode {
	return money.Mode(o.choice("mode", string(money.HalfUp), string(money.HalfEven), string(money.Down)))
}

func (r *reader) positive(o *object, key string, d Decimal) bool {
	if d.sign() <= 0 {
		o.failKey(key, fmt.Sprintf("%q is not above zero", key), "write a positive number")
		return false
	}
	return true
}
