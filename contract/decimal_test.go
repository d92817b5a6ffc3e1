package contract

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseDecimal(t *testing.T) {
	for _, s := range []string{"0", "-0", "0.5", "-0.5", "234000", "1.50", "20.5", strings.Repeat("9", 40)} {
		d, err := ParseDecimal(s)
		if err != nil || d.String() != s || d.Rat().Cmp(rat(s)) != 0 {
			t.Errorf("ParseDecimal(%q) = %q, %v", s, d, err)
		}
	}
	if f := dec("0.1").Float64(); f != 0.1 {
		t.Errorf("0.1 as a float is %v", f)
	}
}

var notDecimals = []string{
	"", "-", "+1", " 1", "1 ", "1.", ".5", "1e3", "1E3", "1e999999999", "0x1f", "0o17", "0b1", "017", "-017", "00", "00.5",
	"1_000", "1,5", "1/3", ".inf", "-.inf", "inf", "NaN", ".nan", "1.2.3", "--1", "١٢", strings.Repeat("9", 41),
}

func TestParseDecimalRefuses(t *testing.T) {
	for _, s := range notDecimals {
		if d, err := ParseDecimal(s); err == nil {
			t.Errorf("ParseDecimal(%q) = %q", s, d)
		}
	}
}

func TestDecimalJSON(t *testing.T) {
	b, err := json.Marshal(dec("1.50"))
	if err != nil || string(b) != `"1.50"` {
		t.Errorf("marshalled %s, %v", b, err)
	}
	var d Decimal
	if err := json.Unmarshal(b, &d); err != nil || d.String() != "1.50" || d.cmp(dec("1.5")) != 0 {
		t.Errorf("read back %q, %v", d, err)
	}
	for _, doc := range append([]string{"1.5", "null", "true", "[]"}, quote(notDecimals)...) {
		var d Decimal
		if err := d.UnmarshalJSON([]byte(doc)); err == nil {
			t.Errorf("%s was read as %q", doc, d)
		}
	}
	if _, err := json.Marshal(Decimal{}); err == nil {
		t.Error("the zero decimal was written")
	}
}

func quote(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		b, err := json.Marshal(w)
		if err != nil {
			panic(err)
		}
		out[i] = string(b)
	}
	return out
}

func TestZeroDecimalPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("the zero decimal had a value")
		}
	}()
	Decimal{}.Rat()
}

func TestHundredth(t *testing.T) {
	for in, want := range map[string]string{
		"10": "0.10", "7.5": "0.075", "100": "1.00", "0.1": "0.001", "0": "0.00", "-5": "-0.05", "12345.6": "123.456", "1": "0.01",
	} {
		if got := dec(in).hundredth(); got.String() != want || got.Rat().Cmp(rat(want)) != 0 {
			t.Errorf("%s / 100 = %s (%s), want %s", in, got, got.Rat(), want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`-?(0|[1-9][0-9]{0,9})(\.[0-9]{1,9})?`).Draw(t, "decimal")
		h := dec(s).hundredth()
		again, err := ParseDecimal(h.String())
		if err != nil || again.cmp(h) != 0 {
			t.Fatalf("%s / 100 = %q with value %s: %v", s, h, h.Rat(), err)
		}
		if back := dec(percent(h.Rat())); back.cmp(dec(s)) != 0 {
			t.Fatalf("%s came back as %s", s, back)
		}
	})
}
