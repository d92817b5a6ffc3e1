package contract

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

// maxDecimal bounds the length of a number: no term of a contract needs more.
const maxDecimal = 40

var (
	plainDecimal = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
	leadingZero  = regexp.MustCompile(`^-?0[0-9]`)
)

// Decimal is an exact number, kept as the contract writes it. The zero Decimal
// has no value and is not valid; use ParseDecimal.
type Decimal struct {
	text string
	rat  *big.Rat
}

// ParseDecimal reads digits with an optional leading minus and an optional
// decimal part: "234000", "-0.5". Exponents, a leading plus or zero, other
// bases, underscores and more than 40 characters are errors.
func ParseDecimal(s string) (Decimal, error) {
	switch {
	case len(s) > maxDecimal:
		return Decimal{}, fmt.Errorf("a number of %d characters is too long: want at most %d", len(s), maxDecimal)
	case !plainDecimal.MatchString(s):
		return Decimal{}, fmt.Errorf("%q is not a plain decimal number", s)
	case leadingZero.MatchString(s):
		return Decimal{}, fmt.Errorf("%q starts with a zero, which some readers take for octal", s)
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return Decimal{}, fmt.Errorf("%q is not a plain decimal number", s)
	}
	return Decimal{s, r}, nil
}

// Rat returns the exact value.
func (d Decimal) Rat() *big.Rat { return new(big.Rat).Set(d.value()) }

// String returns the number as it was written.
func (d Decimal) String() string { return d.text }

// Float64 returns the nearest float64.
func (d Decimal) Float64() float64 {
	f, _ := d.value().Float64()
	return f
}

// MarshalJSON writes a string, so that no reader rounds it.
func (d Decimal) MarshalJSON() ([]byte, error) {
	if d.rat == nil {
		return nil, fmt.Errorf("contract: a decimal without a value cannot be written")
	}
	return json.Marshal(d.text)
}

// UnmarshalJSON reads what MarshalJSON writes: a string that ParseDecimal accepts.
func (d *Decimal) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("contract: a decimal is not a string: %w", err)
	}
	if s == nil {
		return fmt.Errorf("contract: a decimal is null")
	}
	v, err := ParseDecimal(*s)
	if err != nil {
		return fmt.Errorf("contract: %w", err)
	}
	*d = v
	return nil
}

func (d Decimal) value() *big.Rat {
	if d.rat == nil {
		panic("contract: the zero Decimal has no value")
	}
	return d.rat
}

// known says whether reading gave a value; later checks are silent about a
// number that was already refused.
func (d Decimal) known() bool { return d.rat != nil }

func (d Decimal) sign() int { return d.value().Sign() }

func (d Decimal) cmp(e Decimal) int { return d.value().Cmp(e.value()) }

// hundredth returns d/100, moving the point in the text so that the digits stay
// the contract's: "7.5" becomes "0.075".
func (d Decimal) hundredth() Decimal {
	text, minus := strings.CutPrefix(d.text, "-")
	whole, part, _ := strings.Cut(text, ".")
	for len(whole) < 3 {
		whole = "0" + whole
	}
	cut := len(whole) - 2
	text = whole[:cut] + "." + whole[cut:] + part
	if minus {
		text = "-" + text
	}
	return Decimal{text, new(big.Rat).Quo(d.value(), big.NewRat(100, 1))}
}

// percent returns a proportion as a percentage without its sign: "10" for 0.10.
func percent(r *big.Rat) string {
	x := new(big.Rat).Mul(r, big.NewRat(100, 1))
	n, exact := x.FloatPrec()
	if !exact {
		n = shownDigits
	}
	return x.FloatString(n)
}
