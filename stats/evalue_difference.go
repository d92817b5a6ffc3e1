package stats

import (
	"fmt"
	"math"
)

// DifferenceEValues are E-values of a difference of rates.
type DifferenceEValues struct {
	Point float64 `json:"point"` // to move the difference to null
	Limit float64 `json:"limit"` // to move the limit nearest to null there; 1 if the interval holds null
}

// EValueDifference returns E-values of x1/n1 − x0/n0 by the bounding factor of Ding and
// VanderWeele 2016 (Epidemiology 27:368, eAppendix): a confounder of bounding factor B
// leaves at least (p1 − B·p0)(f + (1−f)/B), f the share of programme people, and the E-value
// belongs to the B at which that, or its lower limit, is null, a proportion such as 0.
// The limit is that of the delta method in p1, p0 and f.
//
// If the difference is below null the arms are exchanged. A confounder works on ratios: if
// none, however strong, can bring the difference down to null, as with no event in the
// comparison group, the result is +Inf. Empty arms, counts that are not whole, a null
// outside (−1, 1) and a level outside (0, 1) are errors.
func EValueDifference(x1, n1, x0, n0, null, level float64) (DifferenceEValues, error) {
	const op = "e-value of a difference"
	t, err := newTable(op, x1, n1, x0, n0, level)
	if err != nil {
		return DifferenceEValues{}, err
	}
	if !(null > -1 && null < 1) {
		return DifferenceEValues{}, fmt.Errorf("%s: null is %v: want a proportion between -1 and 1", op, null)
	}
	if t.diff() == null {
		return DifferenceEValues{1, 1}, nil // the root of the last digit of a factor of 1 would show
	}
	if t.diff() < null {
		t, null = t.swapped(), -null
	}
	b := t.boundingFactor(null)
	out := DifferenceEValues{Point: eValue(b), Limit: 1}
	z := zFor(level)
	if t.correctedLower(1, z) > null {
		out.Limit = eValue(t.limitFactor(null, b, z))
	}
	return out, nil
}

// boundingFactor solves (p1 − B·p0)(f + (1−f)/B) = null, which is p0·f·B² + a·B = p1(1−f).
// Of the two forms of the root the one without a difference is taken.
func (t table) boundingFactor(null float64) float64 {
	p1, p0 := t.p1(), t.p0()
	f, rest := t.n1/(t.n1+t.n0), t.n0/(t.n1+t.n0)
	a := null + float64(p0*rest) - float64(p1*f)
	root := math.Sqrt(float64(a*a) + float64(4*p1*p0*f*rest))
	if a > 0 {
		return math.Max(1, 2*p1*rest/(a+root))
	}
	return math.Max(1, (root-a)/(2*p0*f))
}

// correctedLower is the lower limit of the difference that bounding factor b leaves.
func (t table) correctedLower(b, z float64) float64 {
	f, rest := t.n1/(t.n1+t.n0), t.n0/(t.n1+t.n0)
	left := t.p1() - float64(b*t.p0())
	scale := f + rest/b
	v := binomialVariance(t.p1(), t.n1) + float64(b*b*binomialVariance(t.p0(), t.n0))
	slope := float64(left * (1 - 1/b))
	v = float64(v*scale*scale) + float64(slope*slope*(f*rest/(t.n1+t.n0)))
	return float64(left*scale) - float64(z*math.Sqrt(v))
}

// limitFactor is the factor between 1 and b at which the lower limit meets null.
func (t table) limitFactor(null, b, z float64) float64 {
	above := func(factor float64) bool { return t.correctedLower(factor, z) > null }
	if math.IsInf(b, 1) {
		for b = 2; above(b); b *= 2 {
			if b > 1e15 {
				return math.Inf(1)
			}
		}
	}
	return lastTrue(1, b, above)
}
