package contract

import (
	"strings"
	"testing"
)

// Values are written in the type of their measure, as in a contract.
func TestParseValue(t *testing.T) {
	terms := &Terms{Currency: "EUR", Measures: testMeasures()}
	for _, tt := range []struct{ measure, text, want string }{
		{"gain", "10 % relative", "1/10"},
		{"jail-days", "8.5 points", "17/200"},
		{"jail-days", "8.5 percentage points", "17/200"},
		{"in-work", "20 people", "20"},
		{"in-work", "1 person", "1"},
		{"stable-days", "1 day", "1"},
		{"stable-days", "-3.5 days", "-7/2"},
		{"savings", "12.34 EUR", "617/50"},
		{"rearrested", "0 % rate", "0"},
		{"chance", "5 % significance", "1/20"},
	} {
		if got, err := terms.ParseValue(tt.measure, tt.text); err != nil || got.Cmp(rat(tt.want)) != 0 {
			t.Errorf("%s: %v, %v, want %s", tt.text, got, err, tt.want)
		}
	}
	for _, tt := range []struct{ measure, text, want string }{
		{"loss", "10 points", `there is no measure "loss"`},
		{"gain", "10 %", `"10 %" can be read two ways`},
		{"gain", "ten", `"ten" is not a threshold: write a decimal number and its type`},
		{"gain", "10 points", `"10 points" is of type points, but the measure "gain" is of type relative`},
		{"in-work", "20 days", `"20 days" is of type count of days, but the measure "in-work" is of type count of people`},
		{"stable-days", "20 people", `"20 people" is of type count of people, but the measure "stable-days" is of type duration of days`},
		{"savings", "20 USD", `"20 USD" is not in the contract's currency EUR`},
		{"chance", "10 points", `"10 points" is of type points, but the measure "chance" is of type significance`},
	} {
		if got, err := terms.ParseValue(tt.measure, tt.text); err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), "\u00a0", " "), tt.want) {
			t.Errorf("%s: %v, %v, want %q", tt.text, got, err, tt.want)
		}
	}
}

func TestParseRate(t *testing.T) {
	for text, want := range map[string]string{"42.9 %": "429/1000", "42.9%": "429/1000", "0.429": "429/1000", "0": "0", "100 %": "1", "-1": "-1"} {
		if got, err := ParseRate(text); err != nil || got.Cmp(rat(want)) != 0 {
			t.Errorf("%s: %v, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "%", "x", "42.9 points", "42,9 %", "4 2 %"} {
		if got, err := ParseRate(text); err == nil || !strings.Contains(err.Error(), "is not a rate: write 42.9 % or 0.429") {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}
