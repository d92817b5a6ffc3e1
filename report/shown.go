package report

import (
	"math"
	"math/big"
	"strings"

	"sib/contract"
	"sib/contract/trace"
	"sib/evaluate"
)

// typeOf is the type of the number that a verdict compares, with its unit: that
// of the threshold. A p-value has the type of its threshold, not of its effect.
func typeOf(v contract.Verdict) (contract.EffectType, string) {
	if v.Required.Effect != "" {
		return v.Required.Effect, v.Required.Unit
	}
	return v.Effect, v.Unit
}

// observed is the number a verdict was decided on, without its unit.
func (l *lexicon) observed(v contract.Verdict) string {
	if v.Statistic == contract.PValue {
		return l.pValue(v)
	}
	e, unit := typeOf(v)
	s := l.float(v.ObservedF*times(e, unit), 4)
	if r, ok := rational(v.Observed); ok {
		s = l.exactly(r, e, unit, least(e, unit))
	}
	if formOf(e, unit).signed {
		return signed(s)
	}
	return s
}

// times is what a value is set times: 100 where it is written in per cent.
func times(e contract.EffectType, unit string) float64 {
	if formOf(e, unit).percent {
		return 100
	}
	return 1
}

// least is how many decimals a measured value has at least.
func least(e contract.EffectType, unit string) int {
	if formOf(e, unit).percent {
		return 1
	}
	return 0
}

// pValue writes a p-value with four decimals, or as many as leave it on its side
// of the threshold.
func (l *lexicon) pValue(v contract.Verdict) string {
	const small = 0.0001
	if v.ObservedF < small && v.Required.Value.Float64() >= small {
		return l.say("less than 0.0001")
	}
	return l.onSide(v.ObservedF, 1, 4, v.Comparing, v.Required.Value.Rat(), v.Met)
}

// decided finds the verdict in which the contract itself measured this effect,
// so that the report prints the number decided on and not a second rounding of it.
func decided(e account, cohort int, t contract.EffectType) (contract.Verdict, bool) {
	for _, v := range e.Decision.Verdicts {
		if v.Cohort == cohort && v.Effect == t && v.Statistic == contract.PointEstimate && ofResult(terms(e), v) && !deemed(e, v) {
			return v, true
		}
	}
	return contract.Verdict{}, false
}

// ofResult reports whether a verdict is on the difference that the results show:
// not on a figure that somebody reports, nor on another comparison rate or another
// pooling than theirs.
func ofResult(t *contract.Terms, v contract.Verdict) bool {
	m, ok := measureOf(t, v.Measure)
	switch {
	case !ok:
		return v.Measure == ""
	case !compared(m) || m.ComparisonRate != nil:
		return false
	}
	return v.Cohort != 0 || m.Scope != contract.Unpaid && (m.Pooling == contract.Participants || m.Pooling == "")
}

// measureOf finds a measure of the terms.
func measureOf(t *contract.Terms, id string) (contract.Measure, bool) {
	for _, m := range t.Measures {
		if m.ID == id {
			return m, true
		}
	}
	return contract.Measure{}, false
}

// terms are those that the decision was made under.
func terms(e account) *contract.Terms { return e.Contract.Under(e.Decision) }

// brief is observed for running text: a number that the contract does not round
// is cut to as few decimals as leave it on its side of the threshold.
func (l *lexicon) brief(v contract.Verdict) string {
	s := l.observed(v)
	if !strings.HasSuffix(s, "…") {
		return s
	}
	e, unit := typeOf(v)
	s = l.onSide(v.ObservedF, times(e, unit), 1, v.Comparing, v.Required.Value.Rat(), v.Met)
	if formOf(e, unit).signed {
		return signed(s)
	}
	return s
}

// points is the difference of rates in percentage points, signed, without unit.
func points(e account, r evaluate.Result) string {
	if v, ok := decided(e, r.Cohort, contract.Points); ok {
		return e.brief(v)
	}
	return e.signedPoints(r.Difference.Value)
}

// relative is the relative change in per cent, signed, without unit.
func relative(e account, r evaluate.Result) string {
	if v, ok := decided(e, r.Cohort, contract.Relative); ok {
		return e.brief(v)
	}
	if r.Relative == nil {
		return notApplicable
	}
	return e.signedPoints(*r.Relative)
}

func (l *lexicon) signedPoints(d float64) string { return signed(l.float(d*100, 1)) }

// interval writes the interval of a difference in points: "−3.1 to +21.6".
func (l *lexicon) interval(r evaluate.Result) string {
	if _, known := spans(r); !known {
		return unavailable
	}
	return l.say("%s to %s", l.signedPoints(r.Difference.Lo), l.signedPoints(r.Difference.Hi))
}

// level writes a confidence level: "95%".
func (l *lexicon) level(r evaluate.Result) string {
	x, ok := rational(formatFloat(r.Difference.Level))
	if !ok {
		return unavailable
	}
	return l.plain(x, 0) + l.percent
}

// reading writes f (a proportion) in per cent so that it does not seem to be on
// the other side of number than it is.
func (l *lexicon) reading(f float64, op trace.Op, number *big.Rat, met bool) string {
	return signed(l.onSide(f, 100, 1, op, number, met))
}

// onSide writes f times scale with n decimals, or as many more as leave it on its
// side of the threshold at.
func (l *lexicon) onSide(f, scale float64, n int, op trace.Op, at *big.Rat, met bool) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return unavailable
	}
	by := new(big.Rat).SetFloat64(scale)
	x := new(big.Rat).SetFloat64(f)
	x.Mul(x, by)
	at = new(big.Rat).Mul(at, by)
	for most := max(n, 6); ; n++ {
		s := x.FloatString(n)
		printed, _ := new(big.Rat).SetString(s)
		if n == most || holds(printed, op, at) == met {
			return l.typeset(s)
		}
	}
}
