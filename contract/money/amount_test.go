package money

import (
	"math/big"
	"testing"
)

func TestArithmetic(t *testing.T) {
	a, b := New("EUR", rat("0.1")), New("EUR", rat("0.2"))
	if got := a.Add(b); got.Cmp(New("EUR", rat("0.3"))) != 0 {
		t.Errorf("0.1 + 0.2 = %s", got)
	}
	if got := a.Sub(b); got.Sign() != -1 || got.String() != "EUR -0.10" {
		t.Errorf("0.1 - 0.2 = %s", got)
	}
	if got := b.Mul(rat("1/3")).Mul(rat("3")); got.Cmp(b) != 0 {
		t.Errorf("0.2 / 3 * 3 = %s", got)
	}
	if Min(a, b).Cmp(a) != 0 || Min(b, a).Cmp(a) != 0 {
		t.Error("Min is not the smaller")
	}
	if got := New("JPY", rat("1250")).Round(rat("100"), HalfEven); got.String() != "JPY 1200" {
		t.Errorf("rounded %s", got)
	}
	if z := Zero("GBP"); z.Sign() != 0 || z.Currency() != "GBP" || z.String() != "GBP 0.00" {
		t.Errorf("Zero = %s", z)
	}
}

func TestAmountsDoNotShare(t *testing.T) {
	r := big.NewRat(5, 1)
	a := New("EUR", r)
	r.SetInt64(6)
	a.Rat().SetInt64(7)
	if a.String() != "EUR 5.00" {
		t.Errorf("an amount changed: %s", a)
	}
}

func TestPrint(t *testing.T) {
	tests := []struct {
		cur              Currency
		in               string
		decimal, display string
	}{
		{"EUR", "278697.74", "278697.74", "EUR\u00a0278,697.74"},
		{"EUR", "0", "0.00", "EUR\u00a00.00"},
		{"EUR", "999", "999.00", "EUR\u00a0999.00"},
		{"EUR", "1000", "1000.00", "EUR\u00a01,000.00"},
		{"EUR", "1234567.891", "1234567.891", "EUR\u00a01,234,567.891"},
		{"EUR", "-1234.5", "-1234.50", "EUR\u00a0−1,234.50"},
		{"EUR", "-123", "-123.00", "EUR\u00a0−123.00"},
		{"EUR", "10000/3", "10000/3", "EUR\u00a010,000/3"},
		{"JPY", "1234567", "1234567", "JPY\u00a01,234,567"},
		{"JPY", "0.5", "0.5", "JPY\u00a00.5"},
	}
	for _, tt := range tests {
		a := New(tt.cur, rat(tt.in))
		if got := a.Decimal(); got != tt.decimal {
			t.Errorf("Decimal of %s = %q, want %q", tt.in, got, tt.decimal)
		}
		if got := a.Format(); got != tt.display {
			t.Errorf("Format of %s = %q, want %q", tt.in, got, tt.display)
		}
	}
}

func TestMistakesPanic(t *testing.T) {
	eur, gbp := Zero("EUR"), Zero("GBP")
	for name, f := range map[string]func(){
		"add":     func() { eur.Add(gbp) },
		"sub":     func() { eur.Sub(gbp) },
		"compare": func() { eur.Cmp(gbp) },
		"no value": func() {
			var a Amount
			_ = a.Decimal()
		},
	} {
		if !panics(f) {
			t.Errorf("%s: no panic", name)
		}
	}
}

func TestParseCurrency(t *testing.T) {
	for code, want := range map[string]int{"EUR": 2, "JPY": 0, "KRW": 0, "USD": 2} {
		c, err := ParseCurrency(code)
		if err != nil || c.Digits() != want {
			t.Errorf("%s: %d digits, %v", code, c.Digits(), err)
		}
	}
	for _, code := range []string{"", "eur", "EURO", "XTS"} {
		if _, err := ParseCurrency(code); err == nil {
			t.Errorf("currency %q was accepted", code)
		}
	}
}
