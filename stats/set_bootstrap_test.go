package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestSetBootstrap(t *testing.T) {
	units := matchedCases(t)["many pairs"]
	e, err := SetBootstrap(units, 0.95, 2000, 7)
	if err != nil || e.Value != mustSpread(t, "hc0", units).Value || e.Method != "set-bootstrap" || e.Warnings != nil {
		t.Fatalf("%+v, %v", e, err)
	}
	many, err := SetBootstrap(units, 0.95, 40_000, 7)
	if err != nil {
		t.Fatal(err)
	}
	// A thousandth is one set more or less; the quantiles themselves are good to 0.0003.
	if analytic, err := mustSpread(t, "set-cr1", units).Interval(0.95); err != nil || !nearEstimate(many, analytic, 0.0015) {
		t.Errorf("%+v, %+v (%v)", many, analytic, err)
	}
	if again, err := SetBootstrap(shuffled(units, 1), 0.95, 2000, 7); err != nil || !sameEstimate(again, e) {
		t.Errorf("another order: %+v, want %+v (%v)", again, e, err)
	}
	if other, err := SetBootstrap(units, 0.95, 2000, 8); err != nil || other.Lo == e.Lo && other.Hi == e.Hi {
		t.Errorf("the seed has no effect: %+v (%v)", other, err)
	}
	if wide, err := SetBootstrap(units, 0.99, 2000, 7); err != nil || wide.Lo >= e.Lo || wide.Hi <= e.Hi {
		t.Errorf("%+v is not wider than %+v (%v)", wide, e, err)
	}
	if flat, err := SetBootstrap(pairsOf(0, 9, 0, 0), 0.95, 100, 7); err != nil || flat.Lo != 1 || flat.Hi != 1 || len(flat.Warnings) != 1 {
		t.Errorf("%+v, %v", flat, err)
	}
}

// The reference pairs use one comparison person twice.
func TestSetBootstrapRefuses(t *testing.T) {
	if _, err := SetBootstrap(matchedCases(t)["C_pairs"], 0.95, 1000, 1); !errors.Is(err, errReused) {
		t.Error(err)
	}
	units := pairsOf(1, 1, 1, 1)
	for want, f := range map[string]func() (Estimate, error){
		"draws is 99: want 100 to 1000000": func() (Estimate, error) { return SetBootstrap(units, 0.95, 99, 1) },
		"draws is 2e+06":                   func() (Estimate, error) { return SetBootstrap(units, 0.95, 2_000_000, 1) },
		"level is 1":                       func() (Estimate, error) { return SetBootstrap(units, 1, 1000, 1) },
		"one set":                          func() (Estimate, error) { return SetBootstrap(pairsOf(1, 0, 0, 0), 0.95, 1000, 1) },
		"a set lacks":                      func() (Estimate, error) { return SetBootstrap(independent(1, 2, 3, 4), 0.95, 1000, 1) },
		"no comparison people":             func() (Estimate, error) { return SetBootstrap(nil, 0.95, 1000, 1) },
	} {
		if _, err := f(); err == nil || !strings.HasPrefix(err.Error(), "set-bootstrap: "+want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// Quantiles of definition 7, as R's quantile() has them.
func TestQuantile7(t *testing.T) {
	x := []float64{1, 2, 4, 8, 16}
	for p, want := range map[float64]float64{0: 1, 0.1: 1.4, 0.25: 2, 0.5: 4, 0.9: 12.8, 1: 16} {
		if got := quantile7(x, p); math.Abs(got-want) > 1e-14 {
			t.Errorf("%v: %v, want %v", p, got, want)
		}
	}
}

// Each number from 0 to n − 1 is as likely.
func TestBelow(t *testing.T) {
	source := rand.NewPCG(1, 0)
	var counts [7]float64
	for range 70_000 {
		counts[below(source, 7)]++
	}
	chi2 := 0.0
	for _, c := range counts {
		chi2 += (c - 10_000) * (c - 10_000) / 10_000
	}
	if chi2 > 22.5 { // 0.999 of chi-square with 6 degrees of freedom
		t.Errorf("%v: chi-square %v", counts, chi2)
	}
}
