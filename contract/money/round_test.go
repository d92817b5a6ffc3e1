package money

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("test: not a number: " + s)
	}
	return r
}

func TestRound(t *testing.T) {
	tests := []struct {
		in, step               string
		halfUp, halfEven, down string
	}{
		{"0", "0.01", "0", "0", "0"},
		{"1.004", "0.01", "1", "1", "1"},
		{"1.005", "0.01", "1.01", "1", "1"},
		{"1.015", "0.01", "1.02", "1.02", "1.01"},
		{"1.0049999999999999999999", "0.01", "1", "1", "1"},
		{"1.0050000000000000000001", "0.01", "1.01", "1.01", "1"},
		{"-1.004", "0.01", "-1", "-1", "-1"},
		{"-1.005", "0.01", "-1.01", "-1", "-1"},
		{"-1.015", "0.01", "-1.02", "-1.02", "-1.01"},
		{"-0.004", "0.01", "0", "0", "0"},
		{"2.5", "1", "3", "2", "2"},
		{"3.5", "1", "4", "4", "3"},
		{"1234.5", "100", "1200", "1200", "1200"},
		{"1250", "100", "1300", "1200", "1200"},
		{"1/3", "0.001", "0.333", "0.333", "0.333"},
		{"2/3", "0.001", "0.667", "0.667", "0.666"},
		{"0.075", "0.05", "0.1", "0.1", "0.05"},
		{"0.125", "0.05", "0.15", "0.1", "0.1"},
	}
	for _, tt := range tests {
		for mode, want := range map[Mode]string{HalfUp: tt.halfUp, HalfEven: tt.halfEven, Down: tt.down} {
			if got := Round(rat(tt.in), rat(tt.step), mode); got.Cmp(rat(want)) != 0 {
				t.Errorf("Round(%s, %s, %s) = %s, want %s", tt.in, tt.step, mode, got.RatString(), want)
			}
		}
	}
}

func TestRoundProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := big.NewRat(rapid.Int64Range(-1e12, 1e12).Draw(t, "num"), rapid.Int64Range(1, 1e6).Draw(t, "den"))
		step := big.NewRat(rapid.Int64Range(1, 1000).Draw(t, "step"), 1000)
		mode := rapid.SampledFrom([]Mode{HalfUp, HalfEven, Down}).Draw(t, "mode")
		before := x.RatString()
		got := Round(x, step, mode)
		if x.RatString() != before {
			t.Fatal("the argument was changed")
		}
		if !new(big.Rat).Quo(got, step).IsInt() {
			t.Fatalf("%s is not a multiple of %s", got, step)
		}
		limit := new(big.Rat).Quo(step, big.NewRat(2, 1))
		if mode == Down {
			limit = step
		}
		if off := new(big.Rat).Sub(got, x); off.Abs(off).Cmp(limit) > 0 {
			t.Fatalf("%s moved by %s, more than %s", x, off, limit)
		}
		if Round(got, step, mode).Cmp(got) != 0 {
			t.Fatal("rounding twice is not rounding once")
		}
		if neg := Round(new(big.Rat).Neg(x), step, mode); neg.Neg(neg).Cmp(got) != 0 {
			t.Fatal("rounding is not symmetric about zero")
		}
	})
}

// Whole numbers are rounded as rational ones are: at random, about ties and near the limits of 64 bits.
func TestRoundIntIsRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		den := rapid.OneOf(rapid.Int64Range(1, 12), rapid.Int64Range(1, 1<<62-1)).Draw(t, "den")
		num := rapid.OneOf(rapid.Int64Range(-60, 60), rapid.Int64()).Draw(t, "num")
		if k := rapid.Int64Range(-1000, 1000).Draw(t, "halves"); den < 1e12 && rapid.Bool().Draw(t, "tie") {
			num = k*den/2 + rapid.Int64Range(-1, 1).Draw(t, "beside")
		}
		mode := rapid.SampledFrom([]Mode{HalfUp, HalfEven, Down}).Draw(t, "mode")
		want := Round(big.NewRat(num, den), big.NewRat(1, 1), mode)
		if got := RoundInt(num, den, mode); want.Cmp(new(big.Rat).SetInt64(got)) != 0 {
			t.Fatalf("RoundInt(%d, %d, %s) = %d, want %s", num, den, mode, got, want)
		}
	})
}

func TestRoundPanics(t *testing.T) {
	for name, f := range map[string]func(){
		"zero step":     func() { Round(rat("1"), new(big.Rat), HalfUp) },
		"negative step": func() { Round(rat("1"), rat("-1"), HalfUp) },
		"no mode":       func() { Round(rat("1"), rat("1"), "") },
		"no whole mode": func() { RoundInt(1, 1, "") },
		"zero den":      func() { RoundInt(1, 0, HalfUp) },
		"large den":     func() { RoundInt(1, 1<<62, HalfUp) },
	} {
		if !panics(f) {
			t.Errorf("%s: no panic", name)
		}
	}
}

func panics(f func()) (yes bool) {
	defer func() { yes = recover() != nil }()
	f()
	return false
}

func TestParseMode(t *testing.T) {
	for _, m := range []Mode{HalfUp, HalfEven, Down} {
		if got, err := ParseMode(string(m)); got != m || err != nil {
			t.Errorf("ParseMode(%q) = %q, %v", m, got, err)
		}
	}
	if _, err := ParseMode("up"); err == nil {
		t.Error("ParseMode(up) was accepted")
	}
}

// A step of zero is refused as such, and not as a division by zero.
func TestRoundSaysWhy(t *testing.T) {
	for _, step := range []string{"0", "-1"} {
		func() {
			defer func() {
				if r := recover(); r != "money: rounding step is not positive" {
					t.Errorf("step %s: %v", step, r)
				}
			}()
			Round(rat("1"), rat(step), Down)
		}()
	}
}
