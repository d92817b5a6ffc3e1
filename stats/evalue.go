package stats

import (
	"fmt"
	"math"
	"strings"
)

// ratioScales turn a ratio, above 0, into an approximate risk ratio (VanderWeele, Ding
// 2017, Ann. Intern. Med. 167:268, table 2).
var ratioScales = registry[func(ratio float64) float64]{
	"hazard-ratio-common": hazardToRisk,
	"hazard-ratio-rare":   itself,
	"odds-ratio-common":   math.Sqrt,
	"odds-ratio-rare":     itself,
	"risk-ratio":          itself,
}

func itself(ratio float64) float64 { return ratio }

// hazardToRisk is (1 − ½^√h)/(1 − ½^√(1/h)), for outcomes of more than 15 %.
func hazardToRisk(h float64) float64 {
	root := math.Sqrt(h)
	return expm1(float64(-math.Ln2*root)) / expm1(-math.Ln2/root)
}

// EValueScales returns the names of the ratios that EValue knows, sorted. Common means an
// outcome that more than 15 % have.
func EValueScales() []string { return ratioScales.names() }

// EValue returns how strong a hidden confounder would have to be, as a risk ratio with
// joining the programme and with the outcome each, to move the ratio value to null:
// R + √(R(R−1)), R the larger of value/null and its inverse as risk ratios (VanderWeele, Ding
// 2017). It is 1 or more; 1 if value is null. null is 1 for no effect.
//
// An unknown scale, and a ratio that is not a number above 0, are errors. Underscores in the
// scale do as well as hyphens.
func EValue(scale string, value, null float64) (float64, error) {
	r, err := riskRatios("e-value", scale, []string{"ratio", "null"}, value, null)
	if err != nil {
		return 0, err
	}
	return eValue(math.Max(r[0]/r[1], r[1]/r[0])), nil
}

// EValueLimit is EValue of the limit nearest to null, and 1 if the interval holds null: how
// strong a confounder would have to be to make the interval hold it. lo above hi is an error.
func EValueLimit(scale string, lo, hi, null float64) (float64, error) {
	const op = "e-value of a limit"
	r, err := riskRatios(op, scale, []string{"lower limit", "upper limit", "null"}, lo, hi, null)
	switch {
	case err != nil:
		return 0, err
	case lo > hi:
		return 0, fmt.Errorf("%s: the lower limit %v is above the upper limit %v", op, lo, hi)
	case lo > null:
		return eValue(r[0] / r[2]), nil
	case hi < null:
		return eValue(r[2] / r[1]), nil
	}
	return 1, nil
}

func riskRatios(op, scale string, names []string, ratios ...float64) ([]float64, error) {
	toRisk, ok := ratioScales.find(scale)
	if !ok {
		return nil, fmt.Errorf("%s: unknown scale %q: want one of %s", op, scale, strings.Join(EValueScales(), ", "))
	}
	out := make([]float64, len(ratios))
	for i, v := range ratios {
		if err := checkSize(op, names[i], v); err != nil {
			return nil, err
		}
		out[i] = toRisk(v)
	}
	return out, nil
}

// eValue is r + √(r(r−1)); a ratio of 1 to the last digit may come out just below it. The
// root is split because r² overflows before r does.
func eValue(r float64) float64 {
	if r <= 1 {
		return 1
	}
	return r + float64(math.Sqrt(r)*math.Sqrt(r-1))
}
