package money

import (
	"cmp"
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

// RoundInt returns the whole number that m chooses for num/den: Round with a step
// of one, for numbers that need no more than 64 bits. It panics unless den is
// positive and below 2^62, or if m is not a mode.
func RoundInt(num, den int64, m Mode) int64 {
	if den <= 0 || den >= 1<<62 {
		panic("money: denominator is not between 0 and 2^62")
	}
	n, rest := num/den, num%den
	away := int64(1)
	if num < 0 {
		rest, away = -rest, -1
	}
	if m.up(cmp.Compare(2*rest, den), n%2 != 0) {
		n += away
	}
	return n
}

// multiple rounds the non-negative num/den to an integer.
func multiple(num, den *big.Int, m Mode) *big.Int {
	n, rest := new(big.Int).QuoRem(num, den, new(big.Int))
	if m.up(new(big.Int).Lsh(rest, 1).Cmp(den), n.Bit(0) == 1) {
		n.Add(n, big.NewInt(1))
	}
	return n
}

// up reports whether m goes away from zero: half is −1, 0 or 1 where what is left is
// less than, exactly or more than half a step, odd says what the nearer to zero is.
func (m Mode) up(half int, odd bool) bool {
	switch m {
	case HalfUp:
		return half >= 0
	case HalfEven:
		return half > 0 || half == 0 && odd
	case Down:
		return false
	}
	panic(fmt.Sprintf("money: unknown rounding mode %q", m))
}
