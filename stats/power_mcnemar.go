package stats

import (
	"fmt"
	"math"
)

// PairsPlan is a McNemar test to be planned: the expected shares of pairs in which only the
// programme person (P10) and only the comparison person (P01) has the event, and Alpha over
// Sides, 1 or 2.
type PairsPlan struct {
	P10   float64 `json:"p10"`
	P01   float64 `json:"p01"`
	Alpha float64 `json:"alpha"`
	Sides int     `json:"sides"`
}

// SampleSize returns how many pairs give the power, not rounded:
// (z√ψ + z'√(ψ − δ²))²/δ², ψ = P10 + P01 and δ = P10 − P01 (Connor 1987, Biometrics 43:207).
// Equal shares, shares that add up to more than 1, and a power not above alpha or not below 1
// are errors.
func (p PairsPlan) SampleSize(power float64) (float64, error) {
	const op = "number of pairs"
	discordant, d, err := p.check(op)
	if err != nil {
		return 0, err
	}
	if d == 0 {
		return 0, fmt.Errorf("%s: both shares are %v: no number of pairs shows a difference that is not there", op, p.P10)
	}
	oneSided := p.Alpha / float64(p.Sides)
	zPower, err := powerZ(op, power, oneSided)
	if err != nil {
		return 0, err
	}
	root := float64(-normalQuantile(oneSided)*math.Sqrt(discordant)) + float64(zPower*math.Sqrt(discordant-float64(d*d)))
	return float64(root / d * (root / d)), nil
}

// Power returns the power with the given number of pairs, above 0 and not necessarily whole:
// Φ((|δ|√n − z√ψ)/√(ψ − δ²)). Without pairs in which only one has the event it is 0.
func (p PairsPlan) Power(pairs float64) (float64, error) {
	const op = "power of pairs"
	if err := checkSize(op, "pairs", pairs); err != nil {
		return 0, err
	}
	discordant, d, err := p.check(op)
	if err != nil {
		return 0, err
	}
	z := -normalQuantile(p.Alpha / float64(p.Sides))
	short := float64(z*math.Sqrt(discordant)) - float64(math.Abs(d)*math.Sqrt(pairs))
	return tailBeyond(short, math.Sqrt(discordant-float64(d*d))), nil
}

func (p PairsPlan) check(op string) (discordant, difference float64, err error) {
	for _, err := range []error{checkRate(op, "p10", p.P10), checkRate(op, "p01", p.P01), checkTest(op, p.Alpha, p.Sides)} {
		if err != nil {
			return 0, 0, err
		}
	}
	if p.P10+p.P01 > 1 {
		return 0, 0, fmt.Errorf("%s: the shares %v and %v add up to more than 1", op, p.P10, p.P01)
	}
	return p.P10 + p.P01, p.P10 - p.P01, nil
}
