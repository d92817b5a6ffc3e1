package report

import (
	"math"
	"math/big"
	"strings"

	"sib/contract"
	"sib/evaluate"
)

// observed is the number a verdict was decided on, without its unit.
func observed(v contract.Verdict) string {
	if r, ok := rational(v.Observed); ok {
		return signed(plain(r, 1))
	}
	return signed(float(v.ObservedF*100, 4))
}

// decided finds the verdict in which the contract itself measured this effect,
// so that the report prints the number decided on and not a second rounding of it.
func decided(e *evaluate.Evaluation, cohort int, t contract.EffectType) (contract.Verdict, bool) {
	for _, v := range e.Decision.Verdicts {
		if v.Cohort == cohort && v.Effect == t && v.Statistic == contract.PointEstimate {
			return v, true
		}
	}
	return contract.Verdict{}, false
}

// brief is observed for running text: a number that the contract does not round
// is cut to as few decimals as leave it on its side of the threshold.
func brief(v contract.Verdict) string {
	if s := observed(v); !strings.HasSuffix(s, "…") {
		return s
	}
	return reading(v.ObservedF, v.Required.Value.Rat(), v.Met)
}

// points is the difference of rates in percentage points, signed, without unit.
func points(e *evaluate.Evaluation, r evaluate.Result) string {
	if v, ok := decided(e, r.Cohort, contract.Points); ok {
		return brief(v)
	}
	return signedPoints(r.Difference.Value)
}

// relative is the relative change in per cent, signed, without unit.
func relative(e *evaluate.Evaluation, r evaluate.Result) string {
	if v, ok := decided(e, r.Cohort, contract.Relative); ok {
		return brief(v)
	}
	if r.Relative == nil {
		return notApplicable
	}
	return signedPoints(*r.Relative)
}

func signedPoints(d float64) string { return signed(float(d*100, 1)) }

// interval writes the interval of a difference in points: "−3.1 to +21.6".
func interval(r evaluate.Result) string {
	if _, known := spans(r); !known {
		return unavailable
	}
	return signedPoints(r.Difference.Lo) + " to " + signedPoints(r.Difference.Hi)
}

// level writes a confidence level: "95%".
func level(r evaluate.Result) string {
	x, ok := rational(formatFloat(r.Difference.Level))
	if !ok {
		return unavailable
	}
	return plain(x, 0) + "%"
}

// reading writes f (a proportion) so that it does not seem to be on the other
// side of number than it is.
func reading(f float64, number *big.Rat, met bool) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return unavailable
	}
	x := new(big.Rat).SetFloat64(f)
	x.Mul(x, big.NewRat(100, 1))
	for n := 1; ; n++ {
		s := x.FloatString(n)
		printed, _ := new(big.Rat).SetString(s)
		if n == 6 || (printed.Cmp(hundred(number)) >= 0) == met {
			return signed(typeset(s))
		}
	}
}
