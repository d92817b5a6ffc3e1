package money

import "fmt"

// Currency is an ISO 4217 code.
type Currency string

// digits is the number of decimals of each currency that contracts may use (ISO 4217).
var digits = map[Currency]int{
	"AUD": 2, "BRL": 2, "CAD": 2, "CHF": 2, "CLP": 0, "COP": 2, "CZK": 2, "DKK": 2, "EUR": 2, "GBP": 2,
	"HUF": 2, "ILS": 2, "INR": 2, "JPY": 0, "KES": 2, "KRW": 0, "MXN": 2, "NOK": 2, "NZD": 2, "PEN": 2,
	"PLN": 2, "RON": 2, "SEK": 2, "SGD": 2, "TRY": 2, "UGX": 0, "USD": 2, "ZAR": 2,
}

// ParseCurrency returns the currency with the given code.
func ParseCurrency(code string) (Currency, error) {
	c := Currency(code)
	if _, ok := digits[c]; !ok {
		return "", fmt.Errorf("unknown currency %q: want an ISO 4217 code such as EUR, GBP or USD", code)
	}
	return c, nil
}

// Digits returns the number of decimals of c's smallest unit: 2 for EUR.
func (c Currency) Digits() int { return digits[c] }
