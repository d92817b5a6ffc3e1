package report

import (
	"sib/contract"
	"sib/contract/trace"
)

// mark is an effect that a rule asks for, which has a place on an axis of differences
// of two rates.
type mark struct {
	contract.Threshold
	op      trace.Op
	measure contract.Measure
}

// words are the effect as the contract asks for it.
func (m mark) words(l *lexicon) string {
	if m.op == trace.AtLeast {
		return l.threshold(m.Threshold)
	}
	return l.bounded(m.op, l.threshold(m.Threshold))
}

// asked lists the distinct effects that rules and their conditions ask for, in the
// contract's order, as far as they are of two rates: not p-values, reported figures
// or composites.
func asked(t *contract.Terms) []mark {
	var out []mark
	add := func(measure string, b contract.Bound) {
		op, at := b.Only()
		m, ok := measureOf(t, measure)
		if at == nil || !ok || !compared(m) || m.Statistic == contract.PValue {
			return
		}
		x := mark{*at, op, m}
		if _, ok := x.beyond(0.5, 1); !ok {
			return
		}
		for _, y := range out {
			if y.same(x) {
				return
			}
		}
		out = append(out, x)
	}
	for _, r := range t.Payment.Rules {
		for _, b := range r.Bounds() {
			add(r.Measure, b)
		}
		if r.If != nil {
			for _, c := range r.If.Of {
				add(c.Measure, c.Bound)
			}
		}
	}
	return out
}

// same reports whether two marks always stand at the same place and say the same.
func (m mark) same(o mark) bool {
	return sameThreshold(m.Threshold, o.Threshold) && m.op == o.op && fixedRate(m.measure) == fixedRate(o.measure) &&
		(m.Effect != contract.Count || (m.measure.Scope == contract.EachCohort) == (o.measure.Scope == contract.EachCohort))
}

func fixedRate(m contract.Measure) string {
	if m.ComparisonRate == nil {
		return ""
	}
	return m.ComparisonRate.String()
}

// inPoints places a mark on an axis of percentage points, in the row of a group: a
// relative effect is that share of the group's own comparison rate, or of the rate
// that the contract fixes. A number of people has a place only where it is asked for.
func (m mark) inPoints(g group) (float64, bool) {
	if m.Effect == contract.Count && !g.only && (m.measure.Scope == contract.EachCohort) != (g.result.Cohort != 0) {
		return 0, false
	}
	q := g.result.Comparison.Value
	base := q
	if m.measure.ComparisonRate != nil {
		base = m.measure.ComparisonRate.Float64()
	}
	x, ok := m.beyond(base, g.result.Programme.N)
	return (base - q + x) * 100, ok
}

// beyond is how far the programme rate is from the comparison rate q where the effect
// is exactly the one asked for; false for an effect that is not of two rates.
func (m mark) beyond(q float64, people int64) (float64, bool) {
	x := m.Value.Float64()
	switch m.Effect {
	case contract.Relative:
		return float64(x * q), true
	case contract.Reduction:
		return -float64(x * q), true
	case contract.Points:
		return x, true
	case contract.Ratio:
		return float64((x - 1) * q), true
	case contract.Rate:
		return x - q, true
	case contract.Count:
		return x / float64(people), people > 0
	}
	return 0, false
}

func (l *lexicon) thresholdKey(ths []mark) string {
	if len(ths) == 0 {
		return ""
	}
	key := l.say("Orange dashes: the effect the contract asks for, %s", ths[0].words(l))
	if len(ths) > 1 {
		key += l.say("; short marks: its further steps")
	}
	return key + "."
}
