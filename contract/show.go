package contract

import (
	"math/big"

	"sib/contract/money"
)

const (
	// maxExact is the longest exact number that is printed in full.
	maxExact = 80
	// longDigits is how many decimals stand for a longer one.
	longDigits = 30
	// shownDigits is how many decimals a formula shows.
	shownDigits = 6
)

// decimalText returns r as a decimal number if it has one of at most 80
// characters; else as 30 decimals and an ellipsis.
func decimalText(r *big.Rat) string {
	if n, exact := r.FloatPrec(); exact && n <= maxExact {
		if s := r.FloatString(n); len(s) <= maxExact {
			return s
		}
	}
	return long(r)
}

func long(r *big.Rat) string {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(longDigits), nil)
	scaled := new(big.Int).Mul(r.Num(), scale)
	// Quo truncates: digits before an ellipsis are digits of the number.
	return new(big.Rat).SetFrac(scaled.Quo(scaled, r.Denom()), scale).FloatString(longDigits) + "…"
}

// unitYearly is the unit of yearly rates, which are proportions.
const unitYearly = "a year"

// showValue writes a value of the trace in the words of its unit.
func showValue(unit string, r *big.Rat) string {
	if c, err := money.ParseCurrency(unit); err == nil {
		return showAmount(c, r)
	}
	kind, ok := effects[EffectType(unit)]
	switch {
	case unit == unitYearly:
		return showNumber(new(big.Rat).Mul(r, big.NewRat(100, 1))) + " % a year"
	case ok && kind.percent:
		return showNumber(new(big.Rat).Mul(r, big.NewRat(100, 1))) + " " + kind.words
	case ok:
		return showNumber(r) + " " + kind.words
	case unit == unitProportion || unit == unitPeople:
		return showNumber(r)
	}
	return showNumber(r) + " " + unit
}

func showAmount(c money.Currency, r *big.Rat) string {
	if n, ends := r.FloatPrec(); ends && n <= shownDigits {
		return money.New(c, r).Format()
	}
	cut := money.Round(r, big.NewRat(1, 1_000_000), money.Down)
	return money.New(c, cut).Format() + "…"
}

// showNumber writes r with at most six decimals, and an ellipsis if that is not all of it.
func showNumber(r *big.Rat) string {
	if n, ends := r.FloatPrec(); ends && n <= shownDigits {
		return r.FloatString(n)
	}
	return money.Round(r, big.NewRat(1, 1_000_000), money.Down).FloatString(shownDigits) + "…"
}

func float(r *big.Rat) float64 {
	f, _ := r.Float64()
	return f
}
