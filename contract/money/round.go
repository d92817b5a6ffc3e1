package money

import (
	"fmt"
	"math/big"
)

// Mode says which multiple of a step a number between two goes to.
type Mode string

// The modes. HalfUp sends a tie away from zero, HalfEven to the even multiple;
// Down truncates towards zero.
const (
	HalfUp   Mode = "half-up"
	HalfEven Mode = "half-even"
	Down     Mode = "down"
)

// ParseMode returns the mode with the given name.
func ParseMode(s string) (Mode, error) {
	switch m := Mode(s); m {
	case HalfUp, HalfEven, Down:
		return m, nil
	}
	return "", fmt.Errorf("unknown rounding mode %q: want half-up, half-even or down", s)
}

// Round returns the multiple of step that m chooses for r. It panics if step is
// not positive or m is not a mode: both are checked when a contract is read.
func Round(r, step *big.Rat, m Mode) *big.Rat {
	if step.Sign() <= 0 {
		panic("money: rounding step is not positive")
	}
	q := new(big.Rat).Quo(r, step)
	n := multiple(new(big.Int).Abs(q.Num()), q.Denom(), m)
	if q.Sign() < 0 {
		n.Neg(n)
	}
	return new(big.Rat).Mul(new(big.Rat).SetInt(n), step)
}

// multiple rounds the non-negative num/den to an integer.
func multiple(num, den *big.Int, m Mode) *big.Int {
	n, rest := new(big.Int).QuoRem(num, den, new(big.Int))
	tie := new(big.Int).Lsh(rest, 1).Cmp(den)
	var up bool
	switch m {
	case HalfUp:
		up = tie >= 0
	case HalfEven:
		up = tie > 0 || tie == 0 && n.Bit(0) == 1
	case Down:
	default:
		panic(fmt.Sprintf("money: unknown rounding mode %q", m))
	}
	if up {
		n.Add(n, big.NewInt(1))
	}
	return n
}
