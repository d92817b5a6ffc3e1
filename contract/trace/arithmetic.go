package trace

import (
	"errors"
	"fmt"
	"math/big"
)

// ErrNoValue says that an operation has no value for its numbers, such as a
// relative change from zero.
var ErrNoValue = errors.New("has no value")

func sum(x []*big.Rat) *big.Rat {
	out := new(big.Rat)
	for _, v := range x {
		out.Add(out, v)
	}
	return out
}

func product(x, a []*big.Rat) (*big.Rat, error) {
	out := big.NewRat(1, 1)
	for _, v := range x {
		out.Mul(out, v)
	}
	for _, v := range a {
		out.Mul(out, v)
	}
	return out, nil
}

func quotient(x, _ []*big.Rat) (*big.Rat, error) {
	if x[1].Sign() == 0 {
		return nil, fmt.Errorf("a division by zero %w", ErrNoValue)
	}
	return new(big.Rat).Quo(x[0], x[1]), nil
}

func relative(x, _ []*big.Rat) (*big.Rat, error) {
	if x[1].Sign() == 0 {
		return nil, fmt.Errorf("the comparison rate is zero, so the relative change %w", ErrNoValue)
	}
	out := new(big.Rat).Quo(x[0], x[1])
	return out.Sub(out, big.NewRat(1, 1)), nil
}

func reduction(x, a []*big.Rat) (*big.Rat, error) {
	out, err := relative(x, a)
	if err != nil {
		return nil, err
	}
	return out.Neg(out), nil
}

// extreme returns the smallest (sign −1) or largest (sign 1).
func extreme(sign int) func(x, _ []*big.Rat) (*big.Rat, error) {
	return func(x, _ []*big.Rat) (*big.Rat, error) {
		out := x[0]
		for _, v := range x[1:] {
			if v.Cmp(out) == sign {
				out = v
			}
		}
		return new(big.Rat).Set(out), nil
	}
}

func mean(x, _ []*big.Rat) (*big.Rat, error) {
	return new(big.Rat).Quo(sum(x), big.NewRat(int64(len(x)), 1)), nil
}

func weighted(x, a []*big.Rat) (*big.Rat, error) {
	if len(x) != len(a) {
		return nil, fmt.Errorf("%d weights for %d numbers", len(a), len(x))
	}
	out := new(big.Rat)
	for i := range x {
		out.Add(out, new(big.Rat).Mul(a[i], x[i]))
	}
	return out, nil
}

func flag(b bool) *big.Rat {
	if b {
		return big.NewRat(1, 1)
	}
	return new(big.Rat)
}

func holds(is func(int) bool) func(x, a []*big.Rat) (*big.Rat, error) {
	return func(x, a []*big.Rat) (*big.Rat, error) { return flag(is(x[0].Cmp(a[0]))), nil }
}

func count(x, a []*big.Rat) (*big.Rat, error) {
	n := 0
	for _, v := range x {
		if v.Sign() != 0 {
			n++
		}
	}
	return flag(big.NewRat(int64(n), 1).Cmp(a[0]) >= 0), nil
}

// choose returns the second input if the first holds, else the third, or zero.
func choose(x, _ []*big.Rat) (*big.Rat, error) {
	switch {
	case x[0].Sign() != 0:
		return new(big.Rat).Set(x[1]), nil
	case len(x) > 2:
		return new(big.Rat).Set(x[2]), nil
	}
	return new(big.Rat), nil
}

// maxPower bounds the years of compound growth, and with them the size of the number.
const maxPower = 100

func compound(x, a []*big.Rat) (*big.Rat, error) {
	if !a[0].IsInt() || a[0].Sign() < 0 || a[0].Cmp(big.NewRat(maxPower, 1)) > 0 {
		return nil, fmt.Errorf("compound growth over %s years %w: want whole years from 0 to %d", Text(a[0]), ErrNoValue, maxPower)
	}
	base, n := new(big.Rat).Add(big.NewRat(1, 1), x[1]), a[0].Num()
	growth := new(big.Rat).SetFrac(new(big.Int).Exp(base.Num(), n, nil), new(big.Int).Exp(base.Denom(), n, nil))
	growth.Sub(growth, big.NewRat(1, 1))
	return growth.Mul(growth, x[0]), nil
}
