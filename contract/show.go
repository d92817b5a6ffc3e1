package contract

import "math/big"

const (
	// maxExact is the longest exact number that is printed in full.
	maxExact = 80
	// longDigits is how many decimals stand for a longer one.
	longDigits = 30
	// shownDigits is how many decimals a formula shows.
	shownDigits = 6
)

// exactText returns r as a fraction, or as a whole number, if that fits in 80
// characters; else as 30 decimals and an ellipsis.
func exactText(r *big.Rat) string {
	if s := r.RatString(); len(s) <= maxExact {
		return s
	}
	return long(r)
}

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

// observedText returns r as a decimal number if it is one, else as exactText does.
func observedText(r *big.Rat) string {
	if _, exact := r.FloatPrec(); exact {
		return decimalText(r)
	}
	return exactText(r)
}

func long(r *big.Rat) string {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(longDigits), nil)
	scaled := new(big.Int).Mul(r.Num(), scale)
	// Quo truncates: digits before an ellipsis are digits of the number.
	return new(big.Rat).SetFrac(scaled.Quo(scaled, r.Denom()), scale).FloatString(longDigits) + "…"
}

// shown returns r with at most six decimals, and whether that is all of it.
func shown(r *big.Rat) (text string, exact bool) {
	n, ends := r.FloatPrec()
	if ends && n <= shownDigits {
		return r.FloatString(n), true
	}
	return r.FloatString(shownDigits), false
}

// formula is a formula with its numbers put in, which remembers whether a
// number in it was cut.
type formula struct {
	text string
	cut  bool
}

// num appends a number.
func (f *formula) num(r *big.Rat) *formula {
	s, exact := shown(r)
	f.text += s
	f.cut = f.cut || !exact
	return f
}

// say appends words.
func (f *formula) say(s string) *formula {
	f.text += s
	return f
}

// equals appends the result, with "≈" if a number before or in it was cut.
func (f *formula) equals(r *big.Rat) *formula {
	s, exact := shown(r)
	sign := " = "
	if f.cut || !exact {
		sign = " ≈ "
	}
	f.text += sign + s
	return f
}

func float(r *big.Rat) float64 {
	f, _ := r.Float64()
	return f
}
