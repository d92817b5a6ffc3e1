package outlook

import (
	"encoding/binary"
	"math"
	"math/big"
	"slices"

	"sib/contract"
	"sib/contract/money"
)

// steps takes a point estimate in whole numbers: x1 of n1 programme and x0 of n0
// comparison people have the rates a/d and b/d, with a = x1·n0, b = x0·n1 and
// d = n1·n0, and every effect is a fraction of these. Values and cuts are counted in
// steps of the measure's rounding. It tells apart what use.sign does.
type steps struct {
	use    *use
	n1, n0 int64
	fixed  int64      // comparison outcomes among n0 where the contract fixes their rate, else −1
	step   fraction   // 1 where nothing is rounded
	cuts   []fraction // in steps
}

// newSteps prepares a measure for n1 and n0 people; nil where it is of another kind
// or its numbers may need more than 64 bits.
func newSteps(u use, n1, n0 int64) *steps {
	if u.Statistic != contract.PointEstimate || u.line && u.Rounding.Step == nil {
		return nil
	}
	s := &steps{use: &u, n1: n1, n0: n0, fixed: -1}
	step, small := one, true
	take := func(r *big.Rat) fraction {
		f, ok := fractionOf(r)
		small = small && ok
		return f
	}
	if u.Rounding.Step != nil {
		step = u.Rounding.Step.Rat()
	}
	s.step = take(step)
	for _, c := range u.cuts {
		s.cuts = append(s.cuts, take(new(big.Rat).Quo(c, step)))
	}
	if u.ComparisonRate != nil {
		q := take(u.ComparisonRate.Rat())
		s.fixed, s.n0, small = q.num, q.den, small && q.num >= 0
	}
	// No numerator or denominator is larger; half of the limit is more than a float64 errs by.
	most := float64(s.n1) * float64(max(s.n0, s.fixed)) * float64(max(s.step.num, s.step.den))
	if !small || most > limit/2 {
		return nil
	}
	return s
}

// sign writes the value of two counts as far as the terms tell values apart.
func (s *steps) sign(b []byte, x1, x0 int64) []byte {
	code := int64(math.MinInt64)
	if v, ok := s.value(x1, x0); ok {
		code = s.code(v)
	}
	return binary.LittleEndian.AppendUint64(b, uint64(code))
}

// value is the effect of two counts, as effectOf has it.
func (s *steps) value(x1, x0 int64) (fraction, bool) {
	if s.fixed >= 0 {
		x0 = s.fixed
	}
	a, b, d := x1*s.n0, x0*s.n1, s.n1*s.n0
	switch s.use.Effect {
	case contract.Relative:
		return fraction{a - b, b}, b > 0
	case contract.Reduction:
		return fraction{b - a, b}, b > 0
	case contract.Ratio:
		return fraction{a, b}, b > 0
	case contract.Points:
		return fraction{a - b, d}, true
	case contract.Rate:
		return fraction{a, d}, true
	case contract.Count:
		return fraction{a - b, s.n0}, true
	}
	return fraction{}, false
}

// code numbers what the terms see of a value: itself, in steps, or the cuts that it
// has passed, odd if it is on one.
func (s *steps) code(v fraction) int64 {
	if s.use.Rounding.Step != nil {
		v = fraction{money.RoundInt(v.num*s.step.den, v.den*s.step.num, s.use.Rounding.Mode), 1}
	}
	if s.use.line {
		return v.num
	}
	i, on := slices.BinarySearchFunc(s.cuts, v, fraction.cmp)
	if on {
		return int64(2*i + 1)
	}
	return int64(2 * i)
}
