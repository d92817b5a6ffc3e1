package stats

import (
	"fmt"
	"math"
)

// MDEPlan is a test of a given size: N1 programme people, N0 comparison people or effective
// ones, the comparison rate P0 expected, and Alpha over Sides.
type MDEPlan struct {
	N1    float64 `json:"n1"`
	N0    float64 `json:"n0"`
	P0    float64 `json:"p0"`
	Alpha float64 `json:"alpha"`
	Sides int     `json:"sides"`
}

// MDE returns the minimum detectable effect, the smallest p1 − p0 above 0, a proportion, that
// the test finds with the given power: d = (z + z')·√(p1q1/n1 + p0q0/n0) at p1 = p0 + d, the
// unpooled variance (Bloom 1995, Eval. Rev. 19:547, with the variance at the alternative). If
// not even p1 = 1 is found, that is an error; so are sizes not above 0, a rate outside [0, 1),
// alpha outside (0, 1), sides other than 1 and 2, and a power not above alpha or not below 1.
func (p MDEPlan) MDE(power float64) (float64, error) {
	const op = "minimum detectable effect"
	for _, err := range []error{
		checkSize(op, "n1", p.N1), checkSize(op, "n0", p.N0), checkRate(op, "p0", p.P0), checkTest(op, p.Alpha, p.Sides),
	} {
		if err != nil {
			return 0, err
		}
	}
	oneSided := p.Alpha / float64(p.Sides)
	zPower, err := powerZ(op, power, oneSided)
	if err != nil {
		return 0, err
	}
	z := zPower - normalQuantile(oneSided)
	missed := func(d float64) bool {
		v := binomialVariance(math.Min(1, p.P0+d), p.N1) + binomialVariance(p.P0, p.N0)
		return d < float64(z*math.Sqrt(v))
	}
	most := 1 - p.P0
	if missed(most) || most == 0 {
		return 0, fmt.Errorf("%s: not even a rate of 1 against %v is found with power %v", op, p.P0, power)
	}
	return lastTrue(0, most, missed), nil
}

// MatchedSize returns the effective number of comparison people of n1 sets with k each,
// n1·k/(1 + (k−1)·icc), icc the correlation of outcomes within a set (Kish 1965). icc is at
// least −1/(k−1) and at most 1; 1 makes the k count as one.
func MatchedSize(n1, k, icc float64) (float64, error) {
	const op = "size of matched sets"
	if err := checkSize(op, "n1", n1); err != nil {
		return 0, err
	}
	effect, err := designEffect(op, k, icc)
	if err != nil {
		return 0, err
	}
	return n1 * k / effect, nil
}

// MatchedVarianceRatio returns the variance of a difference with k comparison people for each
// programme person relative to one, (1 + (1 + (k−1)·icc)/k)/2, for equal variances in both
// arms (Ury 1975, Biometrics 31:643, for icc 0). It falls towards ½: more than 5 to 10
// comparison people add little. k and icc are as in MatchedSize.
func MatchedVarianceRatio(k, icc float64) (float64, error) {
	effect, err := designEffect("variance ratio of matched sets", k, icc)
	if err != nil {
		return 0, err
	}
	return (1 + effect/k) / 2, nil
}

func designEffect(op string, k, icc float64) (float64, error) {
	if !(k >= 1) || math.IsInf(k, 1) {
		return 0, bad(op, "k", k, "a number from 1 on")
	}
	effect := 1 + float64((k-1)*icc)
	if !(icc <= 1 && effect > 0) {
		return 0, bad(op, "icc", icc, "a correlation above -1/(k-1), at most 1")
	}
	return effect, nil
}
