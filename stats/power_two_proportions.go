package stats

import (
	"fmt"
	"math"
)

// TwoProportionPlan is a comparison to be planned: rates expected in the programme and the
// comparison group, Ratio comparison people (or effective ones, see KishESS) for one
// programme person, and the test: Alpha over Sides, 1 or 2, sides.
type TwoProportionPlan struct {
	P1    float64 `json:"p1"`
	P0    float64 `json:"p0"`
	Ratio float64 `json:"ratio"`
	Alpha float64 `json:"alpha"`
	Sides int     `json:"sides"`
	// BothTails counts significance on the wrong side as a success too, which power.prop.test
	// in R does with strict = TRUE. It matters when power is low, and has no use in payment.
	BothTails bool `json:"both_tails,omitempty"`
}

// Power returns the power, a probability, with n1 programme people of the z test with the
// pooled variance: Φ((|p1 − p0| − z·s0)/s1), s0 at the mean rate and s1 at the two rates
// (Fleiss, Levin, Paik 2003, ch. 4, without continuity correction; R's power.prop.test).
// n1 need not be whole. With rates of exactly 0 and 1 there is no chance left and the power is
// 0 or 1. Errors: n1 or the ratio not above 0, a rate outside [0, 1], alpha outside (0, 1),
// sides other than 1 and 2, both tails of a one-sided test.
func (p TwoProportionPlan) Power(n1 float64) (float64, error) {
	const op = "power of two proportions"
	if err := checkSize(op, "n1", n1); err != nil {
		return 0, err
	}
	if err := p.check(op); err != nil {
		return 0, err
	}
	null, alternative := p.deviations()
	d, root, z := math.Abs(p.P1-p.P0), math.Sqrt(n1), p.z()
	power := tailBeyond(float64(z*null)-float64(d*root), alternative)
	if p.BothTails {
		power += tailBeyond(float64(z*null)+float64(d*root), alternative)
	}
	return math.Min(1, power), nil
}

// SampleSize returns how many programme people give the power: (z·s0 + z'·s1)²/(p1 − p0)².
// The number is not rounded: round it up for a plan. Rates that are equal are an error, as are
// a power not above alpha/sides or not below 1, and those of Power. Both tails are not used.
func (p TwoProportionPlan) SampleSize(power float64) (float64, error) {
	const op = "sample size of two proportions"
	if err := p.check(op); err != nil {
		return 0, err
	}
	if p.P1 == p.P0 {
		return 0, fmt.Errorf("%s: both rates are %v: no number of people shows a difference that is not there", op, p.P1)
	}
	zPower, err := powerZ(op, power, p.Alpha/float64(p.Sides))
	if err != nil {
		return 0, err
	}
	null, alternative := p.deviations()
	root := (float64(p.z()*null) + float64(zPower*alternative)) / (p.P1 - p.P0)
	return float64(root * root), nil
}

// deviations are √n1 times the standard errors under the null and the alternative.
func (p TwoProportionPlan) deviations() (null, alternative float64) {
	mean := (p.P1 + float64(p.Ratio*p.P0)) / (1 + p.Ratio)
	null = math.Sqrt(mean * (1 - mean) * (1 + 1/p.Ratio))
	return null, math.Sqrt(binomialVariance(p.P1, 1) + binomialVariance(p.P0, p.Ratio))
}

func (p TwoProportionPlan) z() float64 { return -normalQuantile(p.Alpha / float64(p.Sides)) }

func (p TwoProportionPlan) check(op string) error {
	for _, err := range []error{
		checkRate(op, "p1", p.P1), checkRate(op, "p0", p.P0), checkSize(op, "ratio", p.Ratio), checkTest(op, p.Alpha, p.Sides),
	} {
		if err != nil {
			return err
		}
	}
	if p.BothTails && p.Sides == 1 {
		return fmt.Errorf("%s: a one-sided test has one tail", op)
	}
	return nil
}

func checkTest(op string, alpha float64, sides int) error {
	if !(alpha > 0 && alpha < 1) {
		return bad(op, "alpha", alpha, "more than 0 and less than 1")
	}
	if sides != 1 && sides != 2 {
		return fmt.Errorf("%s: sides is %d: want 1 or 2", op, sides)
	}
	return nil
}

// powerZ is the quantile of a power above alpha, which any test has without an effect.
func powerZ(op string, power, alpha float64) (float64, error) {
	if !(power > alpha && power < 1) {
		return 0, fmt.Errorf("%s: power is %v: want more than alpha on one side, %v, and less than 1", op, power, alpha)
	}
	return normalQuantile(power), nil
}

// tailBeyond is the probability that a normal variable with mean 0 and the given standard
// deviation exceeds x, also for a deviation of 0.
func tailBeyond(x, deviation float64) float64 {
	switch {
	case deviation > 0:
		return upperP(x / deviation)
	case x < 0:
		return 1
	}
	return 0
}
