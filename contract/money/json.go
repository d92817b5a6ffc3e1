package money

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
)

// maxText bounds what UnmarshalJSON reads, so that a short file cannot ask for a huge number.
const maxText = 4096

// number is the whole grammar of an amount: no exponent, which would let ten
// characters stand for a gigabyte of digits, no sign but a minus, no blanks.
var number = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+|/[0-9]+)?$`)

type wire struct {
	Currency Currency `json:"currency"`
	Amount   *string  `json:"amount"`
}

// MarshalJSON writes {"currency":"EUR","amount":"278697.74"}: a string, so that no reader rounds it.
func (a Amount) MarshalJSON() ([]byte, error) {
	text := a.Decimal()
	return json.Marshal(wire{a.cur, &text})
}

// UnmarshalJSON reads what MarshalJSON writes, up to 4,096 characters: decimals
// or a fraction, never an exponent.
func (a *Amount) UnmarshalJSON(b []byte) error {
	var w wire
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&w); err != nil {
		return fmt.Errorf("money: %w", err)
	}
	cur, err := ParseCurrency(string(w.Currency))
	if err != nil {
		return fmt.Errorf("money: %w", err)
	}
	if w.Amount == nil {
		return fmt.Errorf("money: the amount in %s is missing", cur)
	}
	r, err := parseNumber(*w.Amount)
	if err != nil {
		return err
	}
	*a = Amount{r, cur}
	return nil
}

func parseNumber(s string) (*big.Rat, error) {
	if len(s) > maxText {
		return nil, fmt.Errorf("money: a number of %d characters is too long: want at most %d", len(s), maxText)
	}
	if !number.MatchString(s) {
		return nil, fmt.Errorf("money: %q is not a plain decimal number or fraction", s)
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil, fmt.Errorf("money: %q divides by zero", s)
	}
	return r, nil
}
