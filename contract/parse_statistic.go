package contract

import (
	"fmt"
	"math/big"
)

// statistic reads what of a measure is held against thresholds, and its level and sides.
func (r *reader) statistic(o *object, m *Measure, agreed bool) {
	m.Statistic = o.choice("statistic", PointEstimate, LowerBound, UpperBound, PValue)
	m.Level, m.Sides = r.ownLevel(o), o.whole("sides", 1, 2)
	switch m.Statistic {
	case PointEstimate:
		for _, key := range []string{"level", "sides"} {
			if o.has(key) {
				o.failKeyAs(codeBinding, key, fmt.Sprintf("a point estimate has no %s", key), "delete it, or write the statistic that binds")
			}
		}
	case LowerBound, UpperBound:
		r.boundStatistic(o, m, agreed)
	case PValue:
		r.pStatistic(o, m, agreed)
	}
	if m.Source == Composite && m.Statistic != PointEstimate && m.Statistic != "" {
		o.failKeyAs(codeBinding, "statistic", fmt.Sprintf("a composite has no %s: nobody has agreed how those of its parts combine", spoken(m.Statistic)), "write statistic: point-estimate")
	}
}

func (r *reader) ownLevel(o *object) *Decimal {
	l := o.number("level")
	if !l.known() {
		return nil
	}
	if l.Float64() <= 0 || l.Float64() >= 1 {
		o.failKey("level", fmt.Sprintf("a level of %s is not between 0 and 1", l), "write a proportion such as 0.95")
		return nil
	}
	return &l
}

// boundStatistic checks a lower or upper bound.
func (r *reader) boundStatistic(o *object, m *Measure, agreed bool) {
	words := spoken(m.Statistic)
	switch {
	case m.Effect == Relative || m.Effect == Reduction || m.Effect == Ratio:
		kind := map[EffectType]string{Relative: "relative change", Reduction: "reduction", Ratio: "ratio"}[m.Effect]
		o.failKeyAs(codeBinding, "statistic", fmt.Sprintf("a %s has no interval in this version of the language, so it has no %s", kind, words),
			"write effect: points, or statistic: point-estimate")
		return
	case m.Source == Compared && m.Effect == Rate:
		o.failKeyAs(codeBinding, "statistic", "the agreed interval is of a difference, and a rate stands by itself", "write effect: points, or statistic: point-estimate")
		return
	case m.Source == Compared && !r.inverted(o, m, agreed):
		return
	case m.Source == Compared && r.t.Interval.Method != WeightedNewcombe && r.t.Interval.Method != "":
		o.failKeyAs(codeBinding, "statistic", fmt.Sprintf("in this version of the language a %s that binds is that of %s", words, WeightedNewcombe),
			"write that interval method, or statistic: point-estimate")
		return
	}
	const ask = "add level: and sides:, such as level: 0.95 and sides: 1; one side at 0.95 is the end of the two-sided interval at 0.90"
	switch {
	case o.has("level") != o.has("sides"):
		o.failAs(codeBinding, o.node, fmt.Sprintf("a %s says its level or its sides, but not both", words), ask)
	case m.Source == Reported && !o.has("level"):
		o.failAs(codeBinding, o.node, fmt.Sprintf("a %s that is reported does not say its level and its sides", words), ask)
	case m.Level != nil && m.Sides == 1 && m.Level.value().Cmp(big.NewRat(1, 2)) <= 0:
		o.failKeyAs(codeBinding, "level", fmt.Sprintf("one side at level %s is no bound: it lies on the other side of the estimate", m.Level), "write a level above 0.5, such as 0.95")
		m.Level = nil
	}
}

// pStatistic checks a p-value.
func (r *reader) pStatistic(o *object, m *Measure, agreed bool) {
	switch {
	case m.Source == Compared && m.Effect == Rate:
		o.failKeyAs(codeBinding, "statistic", "a rate stands by itself: there is no difference to test", "write effect: points, or statistic: point-estimate")
		return
	case m.Source == Compared && !r.inverted(o, m, agreed):
		return
	case o.has("level"):
		o.failKeyAs(codeBinding, "level", "a p-value has no level: the rule's threshold is it", "delete it, and write a threshold such as below: 5 % significance")
		return
	}
	if !o.has("sides") {
		o.failAs(codeBinding, o.node, "a p-value does not say whether the test has one side or two", "add sides: 1 (only a better result counts against chance), or sides: 2")
	}
}

// inverted asks for an interval that the statistic can come from.
func (r *reader) inverted(o *object, m *Measure, agreed bool) bool {
	words := spoken(m.Statistic)
	switch {
	case !agreed:
		o.failKeyAs(codeBinding, "statistic", fmt.Sprintf("the contract agrees no interval, so there is no %s", words),
			`add interval: {clause: "2.3", method: weighted-newcombe, level: 0.95}, or write statistic: point-estimate`)
	case m.Scope == Unpaid || m.Pooling == MeanOfRates || m.Pooling == MeanOfEffects:
		o.failKeyAs(codeBinding, "statistic", fmt.Sprintf("cohorts that are pooled from their years have no agreed interval, so no %s", words),
			"write scope: each-cohort, or scope: pooled with pooling: participants, or statistic: point-estimate")
	default:
		return true
	}
	return false
}
