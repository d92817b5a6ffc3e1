package money

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestJSON(t *testing.T) {
	b, err := json.Marshal(New("EUR", rat("278697.74")))
	if want := `{"currency":"EUR","amount":"278697.74"}`; err != nil || string(b) != want {
		t.Errorf("marshalled %s, %v, want %s", b, err, want)
	}
}

func TestJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cur := rapid.SampledFrom([]Currency{"EUR", "JPY", "GBP"}).Draw(t, "currency")
		r := big.NewRat(rapid.Int64().Draw(t, "num"), rapid.Int64Range(1, 1e9).Draw(t, "den"))
		want := New(cur, r)
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got Amount
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		if got.Currency() != cur || got.Cmp(want) != 0 {
			t.Fatalf("%s came back as %s", want, got)
		}
	})
}

func TestJSONRefused(t *testing.T) {
	for _, amount := range []string{
		"1e999999999", "1E3", "1e-999999999", "0x10", "0b1", "0o7", "1_000", "+1", " 1", "1 ", "1.", ".5", "", "-",
		"1/0", "1/-2", "1/2.5", "1/", "NaN", "Inf", "1,000", strings.Repeat("9", maxText+1), "١",
	} {
		b, err := json.Marshal(map[string]string{"currency": "EUR", "amount": amount})
		if err != nil {
			t.Fatal(err)
		}
		var a Amount
		if err := json.Unmarshal(b, &a); err == nil {
			t.Errorf("amount %.20q was accepted as %s", amount, a)
		}
	}
	for _, doc := range []string{
		`{"currency":"EUR","amount":12}`, `{"currency":"EUR"}`, `{"currency":"EUR","amount":null}`, `{"amount":"1"}`,
		`{"currency":"XTS","amount":"1"}`, `{"currency":"EUR","amount":"1","tip":"2"}`, `"EUR 1"`, `[]`, `null`,
	} {
		var a Amount
		if err := json.Unmarshal([]byte(doc), &a); err == nil {
			t.Errorf("%s was accepted as %s", doc, a)
		}
	}
}

// A number of exactly the longest text is read.
func TestJSONLongest(t *testing.T) {
	var a Amount
	if err := json.Unmarshal([]byte(`{"currency":"EUR","amount":"`+strings.Repeat("9", maxText)+`"}`), &a); err != nil {
		t.Error(err)
	}
}
