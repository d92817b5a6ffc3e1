package stats

import (
	"math"
	"strings"
	"testing"
)

func TestKishESS(t *testing.T) {
	// Equal weights: everybody counts in full.
	if got, err := KishESS(40*0.25, 40*0.25*0.25); err != nil || got != 40 {
		t.Errorf("equal weights: %v, %v", got, err)
	}
	// The worked example: Σ n1 = 100, Σ n1²/n0 over six cells.
	s2 := 0.0
	for _, c := range [][2]float64{{12, 240}, {18, 260}, {14, 150}, {16, 280}, {22, 220}, {18, 150}} {
		s2 += c[0] * c[0] / c[1]
	}
	got, err := KishESS(100, s2)
	if err != nil || math.Abs(s2-8.427) > 5e-4 || math.Abs(got-1186.6) > 0.05 {
		t.Errorf("worked example: Σw² = %v, size %v, %v", s2, got, err)
	}
}

func TestKishESSErrors(t *testing.T) {
	for _, tt := range []struct {
		w, w2 float64
		want  string
	}{
		{0, 1, "sum of weights is 0"},
		{1, 0, "sum of squared weights is 0"},
		{math.NaN(), 1, "sum of weights is NaN"},
		{1, -1, "sum of squared weights is -1"},
	} {
		if _, err := KishESS(tt.w, tt.w2); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("KishESS(%v, %v): %v, want %q", tt.w, tt.w2, err, tt.want)
		}
	}
}
