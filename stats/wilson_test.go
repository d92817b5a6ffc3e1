package stats

import (
	"math"
	"strings"
	"testing"
)

func TestWilsonReference(t *testing.T) {
	n := 0
	for _, r := range readReference(t, "single_proportion.csv") {
		if r["method"] != "wilson" {
			continue
		}
		if r["sides"] != "two-sided" {
			t.Fatalf("%s: sides %q", r.label(), r["sides"])
		}
		n++
		lo, hi, err := Wilson(r.float(t, "x"), r.float(t, "n"), r.float(t, "level"))
		if err != nil {
			t.Errorf("%s: %v", r.label(), err)
			continue
		}
		r.check(t, "lower", lo)
		r.check(t, "upper", hi)
	}
	if n < 25 {
		t.Errorf("only %d rows", n)
	}
}

func TestWilsonEdges(t *testing.T) {
	for _, n := range []float64{1, 7, 10, 138.46153846153845, 1186.6, 1e7} {
		for _, level := range []float64{0.001, 0.5, 0.95, 0.999999} {
			lo, hi, err := Wilson(0, n, level)
			if err != nil || lo != 0 || !(hi > 0 && hi < 1) {
				t.Errorf("Wilson(0, %v, %v) = %v, %v, %v", n, level, lo, hi, err)
			}
			lo, hi, err = Wilson(n, n, level)
			if err != nil || hi != 1 || !(lo > 0 && lo < 1) {
				t.Errorf("Wilson(n, %v, %v) = %v, %v, %v", n, level, lo, hi, err)
			}
		}
	}
}

func TestWilsonErrors(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		x, n, level float64
		want        string
	}{
		{0, 0, 0.95, "wilson: n is 0: want a number above 0"},
		{1, -3, 0.95, "wilson: n is -3"},
		{1, nan, 0.95, "wilson: n is NaN"},
		{1, math.Inf(1), 0.95, "wilson: n is +Inf"},
		{nan, 5, 0.95, "wilson: events is NaN"},
		{-1, 5, 0.95, "wilson: events is -1"},
		{6, 5, 0.95, "wilson: events is 6, more than n, which is 5"},
		{1, 5, 0, "wilson: level is 0: want more than 0 and less than 1"},
		{1, 5, 1, "wilson: level is 1"},
		{1, 5, 95, "wilson: level is 95"},
		{1, 5, nan, "wilson: level is NaN"},
	} {
		if _, _, err := Wilson(tt.x, tt.n, tt.level); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("Wilson(%v, %v, %v): %v, want %q", tt.x, tt.n, tt.level, err, tt.want)
		}
	}
	if _, _, err := WilsonRate(1.2, 5, 0.95); err == nil || !strings.Contains(err.Error(), "p is 1.2") {
		t.Errorf("WilsonRate(1.2): %v", err)
	}
}

func TestWilsonRateIsWilson(t *testing.T) {
	lo, hi, _ := Wilson(43, 100, 0.95)
	l, h, err := WilsonRate(0.43, 100, 0.95)
	if err != nil || l != lo || h != hi {
		t.Errorf("WilsonRate = %v, %v, %v; Wilson = %v, %v", l, h, err, lo, hi)
	}
}
