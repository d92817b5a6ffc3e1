package contract

import (
	"strings"
	"testing"
)

// A decimal number of up to 80 characters is written in full; of a longer one, or
// one that does not end, 30 decimals are, cut and not rounded.
func TestDecimalText(t *testing.T) {
	ends := "0." + strings.Repeat("7", 78)
	for in, want := range map[string]string{
		"0": "0", "-1/4": "-0.25", "2/3": "0." + strings.Repeat("6", 30) + "…", "-2/3": "-0." + strings.Repeat("6", 30) + "…",
		ends:                                  ends,
		ends + "7":                            "0." + strings.Repeat("7", 30) + "…",
		strings.Repeat("8", 80):               strings.Repeat("8", 80),
		strings.Repeat("8", 81):               strings.Repeat("8", 81) + "." + strings.Repeat("0", 30) + "…",
		"0." + strings.Repeat("0", 100) + "1": "0." + strings.Repeat("0", 30) + "…",
	} {
		if got := decimalText(rat(in)); got != want {
			t.Errorf("%s is written %s, want %s", in, got, want)
		}
	}
}

// A formula shows six decimals.
func TestShowValue(t *testing.T) {
	for _, tt := range []struct{ unit, in, want string }{
		{"EUR", "1234.5", "EUR 1,234.50"},
		{"EUR", "1/3", "EUR 0.333333…"},
		{"EUR", "0.000001", "EUR 0.000001"},
		{"EUR", "0.0000019", "EUR 0.000001…"},
		{"a year", "0.075", "7.5 % a year"},
		{"relative", "0.1", "10 % relative"},
		{"points", "0.085", "8.5 points"},
		{"times", "0.9", "0.9 times"},
		{"ratio", "0.9", "0.9 times"},
		{"people", "20", "20"},
		{"proportion", "0.123456", "0.123456"},
		{"proportion", "0.1234567", "0.123456…"},
		{"days", "3", "3 days"},
	} {
		if got := strings.ReplaceAll(showValue(tt.unit, rat(tt.in)), "\u00a0", " "); got != tt.want {
			t.Errorf("%s %s is written %q, want %q", tt.in, tt.unit, got, tt.want)
		}
	}
}
