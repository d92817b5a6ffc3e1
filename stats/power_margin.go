package stats

import (
	"fmt"
	"math"
)

// MarginPlan is a one-sided test of p1 − p0 above Margin: a margin below 0 asks that the
// programme be not much worse (non-inferiority), one above 0 that it be better by so much.
// Margin is a difference of proportions; the rest as in TwoProportionPlan.
type MarginPlan struct {
	P1     float64 `json:"p1"`
	P0     float64 `json:"p0"`
	Margin float64 `json:"margin"`
	Ratio  float64 `json:"ratio"`
	Alpha  float64 `json:"alpha"` // one-sided
}

// Power returns the power with n1 programme people of the score test against the margin:
// Φ((p1 − p0 − M − z·s0)/s1), s0 at the rates that fit the expected ones best among those with
// p1 − p0 = M (Farrington, Manning 1990, Stat. Med. 9:1447). At M = 0 it is the
// one-sided power of TwoProportionPlan. Errors as there, and for a margin outside (−1, 1).
func (p MarginPlan) Power(n1 float64) (float64, error) {
	const op = "power against a margin"
	if err := checkSize(op, "n1", n1); err != nil {
		return 0, err
	}
	if err := p.check(op); err != nil {
		return 0, err
	}
	null, alternative := p.deviations()
	return tailBeyond(float64(p.z()*null)-float64(p.excess()*math.Sqrt(n1)), alternative), nil
}

// SampleSize returns how many programme people give the power, not rounded:
// (z·s0 + z'·s1)²/(p1 − p0 − M)². A difference not above the margin is an error.
func (p MarginPlan) SampleSize(power float64) (float64, error) {
	const op = "sample size against a margin"
	if err := p.check(op); err != nil {
		return 0, err
	}
	if !(p.excess() > 0) {
		return 0, fmt.Errorf("%s: the difference %v is not above the margin %v", op, p.P1-p.P0, p.Margin)
	}
	zPower, err := powerZ(op, power, p.Alpha)
	if err != nil {
		return 0, err
	}
	null, alternative := p.deviations()
	root := (float64(p.z()*null) + float64(zPower*alternative)) / p.excess()
	return float64(root * root), nil
}

func (p MarginPlan) excess() float64 { return p.P1 - p.P0 - p.Margin }

func (p MarginPlan) z() float64 { return -normalQuantile(p.Alpha) }

// deviations are √n1 times the standard errors under the null and the alternative.
func (p MarginPlan) deviations() (null, alternative float64) {
	t := table{p.P1, 1, float64(p.P0 * p.Ratio), p.Ratio}
	return math.Sqrt(t.scoreVariance(p.Margin)), math.Sqrt(binomialVariance(p.P1, 1) + binomialVariance(p.P0, p.Ratio))
}

func (p MarginPlan) check(op string) error {
	if !(p.Margin > -1 && p.Margin < 1) {
		return bad(op, "margin", p.Margin, "a difference of proportions between -1 and 1")
	}
	return TwoProportionPlan{P1: p.P1, P0: p.P0, Ratio: p.Ratio, Alpha: p.Alpha, Sides: 1}.check(op)
}
