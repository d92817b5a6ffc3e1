package money

import (
	"fmt"
	"math/big"
)

// Amount is an exact amount of money: a rational number of units of a currency.
// The zero Amount has no currency and is not valid; use New. Amounts are
// immutable. Adding or comparing two currencies is a programmer's mistake and panics.
type Amount struct {
	rat *big.Rat
	cur Currency
}

// New returns an amount of r units of c.
func New(c Currency, r *big.Rat) Amount { return Amount{new(big.Rat).Set(r), c} }

// Zero returns no money in c.
func Zero(c Currency) Amount { return Amount{new(big.Rat), c} }

// Currency returns the amount's currency.
func (a Amount) Currency() Currency { return a.cur }

// Rat returns the exact number of units.
func (a Amount) Rat() *big.Rat { return new(big.Rat).Set(a.value()) }

// Add returns a + b.
func (a Amount) Add(b Amount) Amount {
	a.mustMatch(b)
	return Amount{new(big.Rat).Add(a.value(), b.value()), a.cur}
}

// Sub returns a − b.
func (a Amount) Sub(b Amount) Amount {
	a.mustMatch(b)
	return Amount{new(big.Rat).Sub(a.value(), b.value()), a.cur}
}

// Mul returns a times the exact factor f.
func (a Amount) Mul(f *big.Rat) Amount { return Amount{new(big.Rat).Mul(a.value(), f), a.cur} }

// Cmp compares two amounts: −1, 0 or +1.
func (a Amount) Cmp(b Amount) int {
	a.mustMatch(b)
	return a.value().Cmp(b.value())
}

// Sign returns −1, 0 or +1.
func (a Amount) Sign() int { return a.value().Sign() }

// Min returns the smaller of two amounts.
func Min(a, b Amount) Amount {
	if b.Cmp(a) < 0 {
		return b
	}
	return a
}

// Round returns the amount rounded to a multiple of step.
func (a Amount) Round(step *big.Rat, m Mode) Amount { return Amount{Round(a.value(), step, m), a.cur} }

// Decimal returns the number with the currency's decimals, without grouping:
// "278697.74". Amounts with more digits are printed in full when they terminate
// and as a fraction when they do not: nothing is rounded in silence.
func (a Amount) Decimal() string {
	d := a.cur.Digits()
	if n, exact := a.value().FloatPrec(); exact {
		return a.value().FloatString(max(n, d))
	}
	return a.value().RatString()
}

// String returns the amount with its currency: "EUR 278697.74".
func (a Amount) String() string { return string(a.cur) + " " + a.Decimal() }

func (a Amount) value() *big.Rat {
	if a.rat == nil {
		panic("money: the zero Amount has no value")
	}
	return a.rat
}

func (a Amount) mustMatch(b Amount) {
	if a.cur != b.cur {
		panic(fmt.Sprintf("money: %s and %s do not mix", a.cur, b.cur))
	}
}
