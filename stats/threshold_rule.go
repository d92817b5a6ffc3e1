package stats

import (
	"fmt"
	"math/big"
	"math/bits"
)

// ThresholdRule is a trigger on the point estimate: the relative change p1/p0 − 1, or the
// difference p1 − p0, is at least T, or above T if Strict. T is exact: 1/10 is 10 % better if
// Relative, and 10 percentage points if not.
type ThresholdRule struct {
	Relative bool
	T        *big.Rat
	Strict   bool
}

// Clears says whether x1 of n1 programme people and x0 of n0 comparison people clear the
// threshold, compared in whole numbers: 43/100 against 33/100 is a difference of 10 points,
// which floating point denies. The relative change has no value without events in the
// comparison group, and then nothing is cleared. Sizes of 0 or above 2^31, events outside
// 0 to n, and a threshold that is missing or has more than about 9 digits are errors.
func (r ThresholdRule) Clears(x1, n1, x0, n0 int64) (bool, error) {
	const op = "threshold rule"
	if x1 < 0 || x1 > n1 || x0 < 0 || x0 > n0 {
		return false, fmt.Errorf("%s: %d of %d and %d of %d: want events from 0 to all", op, x1, n1, x0, n0)
	}
	c, err := r.compile(op, n1, n0)
	if err != nil {
		return false, err
	}
	return c.clears(x1, x0), nil
}

// crossed is a rule cross-multiplied: left·x1 + plus1 ≥ right·x0 + plus0, all whole.
type crossed struct {
	left, right  uint64
	plus1, plus0 [2]uint64 // high and low word
	strict       bool
	needsEvents  bool
}

const (
	maxPlanned   = 1 << 31
	maxThreshold = 1 << 30 // of numerator and denominator, so that nothing overflows 128 bits
)

func (r ThresholdRule) compile(op string, n1, n0 int64) (crossed, error) {
	if n1 < 1 || n0 < 1 || n1 > maxPlanned || n0 > maxPlanned {
		return crossed{}, fmt.Errorf("%s: the sizes are %d and %d: want 1 to 2^31", op, n1, n0)
	}
	if r.T == nil || !small(r.T.Num()) || !small(r.T.Denom()) {
		return crossed{}, fmt.Errorf("%s: threshold %v: want a fraction with at most 9 digits above and below", op, r.T)
	}
	a, b := r.T.Num().Int64(), r.T.Denom().Int64()
	out := crossed{left: uint64(n0) * uint64(b), right: uint64(n1) * uint64(b), strict: r.Strict, needsEvents: r.Relative}
	if r.Relative {
		if a+b < 0 {
			return crossed{}, fmt.Errorf("%s: threshold %v: a rate cannot fall by more than all", op, r.T)
		}
		out.right = uint64(n1) * uint64(a+b)
		return out, nil
	}
	words := func(v int64) [2]uint64 {
		hi, lo := bits.Mul64(uint64(n1)*uint64(n0), uint64(max(v, 0)))
		return [2]uint64{hi, lo}
	}
	out.plus1, out.plus0 = words(-a), words(a)
	return out, nil
}

func small(v *big.Int) bool {
	return v.IsInt64() && v.Int64() <= maxThreshold && v.Int64() >= -maxThreshold
}

func (c crossed) clears(x1, x0 int64) bool {
	if c.needsEvents && x0 == 0 {
		return false
	}
	lHi, lLo := multiplyAdd(c.left, x1, c.plus1)
	rHi, rLo := multiplyAdd(c.right, x0, c.plus0)
	if lHi == rHi && lLo == rLo {
		return !c.strict
	}
	return lHi > rHi || lHi == rHi && lLo > rLo
}

func multiplyAdd(a uint64, x int64, plus [2]uint64) (hi, lo uint64) {
	hi, lo = bits.Mul64(a, uint64(x))
	lo, carry := bits.Add64(lo, plus[1], 0)
	hi, _ = bits.Add64(hi, plus[0], carry)
	return hi, lo
}
