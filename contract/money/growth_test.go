package money

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestGrowthOverWholeYears(t *testing.T) {
	for _, tt := range []struct{ rate, years, want string }{
		{"0.05", "0", "1"}, {"0.05", "3", "1.157625"}, {"0.25", "-1", "0.8"}, {"0", "0.3", "1"}, {"-0.5", "2", "0.25"},
		// Roots that come out.
		{"0.21", "1/2", "1.1"}, {"0.21", "3/2", "1.331"}, {"0.331", "2/3", "1.21"}, {"3", "-1/2", "0.5"},
	} {
		if got, err := Growth(rat(tt.rate), rat(tt.years)); err != nil || got.Cmp(rat(tt.want)) != 0 {
			t.Errorf("%s over %s: %v, %v, want %s", tt.rate, tt.years, got, err, tt.want)
		}
	}
	if got := SimpleGrowth(rat("0.04"), rat("2.5")); got.Cmp(rat("1.1")) != 0 {
		t.Errorf("simple: %s", got)
	}
	for _, bad := range [][2]string{{"-1", "1"}, {"-2", "1/2"}, {"0.05", "101"}, {"0.05", "-101"}, {"9", "61/2"}} {
		if got, err := Growth(rat(bad[0]), rat(bad[1])); err == nil {
			t.Errorf("%v: %s", bad, got)
		}
	}
}

// In exact numbers: g^d ≤ (1 + r)^n < (g + 1e-40)^d, and so the neighbours
// bracket the true growth.
func TestGrowthIsBracketed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := big.NewRat(rapid.Int64Range(-90, 300).Draw(t, "rate"), 1000)
		d := rapid.SampledFrom([]int64{2, 12, 360, 365}).Draw(t, "d")
		n := rapid.Int64Range(-3*d, 12*d).Draw(t, "n")
		bracketed(t, rate, big.NewRat(n, d))
	})
}

// The denominators of act/act are the largest there are.
func TestGrowthOverActAct(t *testing.T) {
	years := ActAct.YearFraction(day(t, "2015-11-13"), day(t, "2016-03-01"))
	got, err := Growth(rat("0.05"), years)
	// exp((49/365 + 60/366)·ln 1.05), by Python 3.11's decimal with 60 digits, cut.
	const want = "1.0146546416062468050794704966289020269202"
	if err != nil || got.FloatString(GrowthPlaces) != want {
		t.Errorf("%s, %v, want %s", got.FloatString(GrowthPlaces), err, want)
	}
}

func bracketed(t interface{ Fatalf(string, ...any) }, rate, years *big.Rat) {
	got, err := Growth(rate, years)
	if err != nil {
		t.Fatalf("%v", err)
	}
	places := new(big.Int).Exp(big.NewInt(10), big.NewInt(GrowthPlaces), nil)
	next := new(big.Rat).Add(got, new(big.Rat).SetFrac(big.NewInt(1), places))
	want := wholePower(new(big.Rat).Add(big.NewRat(1, 1), rate), years.Num())
	if wholePower(got, years.Denom()).Cmp(want) > 0 || wholePower(next, years.Denom()).Cmp(want) <= 0 {
		t.Fatalf("(1 + %s)^%s is not at %s", rate.RatString(), years.RatString(), got.FloatString(GrowthPlaces))
	}
	if years.IsInt() && wholePower(got, years.Denom()).Cmp(want) != 0 {
		t.Fatalf("(1 + %s)^%s is not exact", rate.RatString(), years.RatString())
	}
}
