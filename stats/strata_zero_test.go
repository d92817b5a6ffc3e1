package stats

import (
	"math"
	"testing"
)

func TestFallingZero(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    func(float64) float64
		want float64
	}{
		{"a line", func(x float64) float64 { return 0.3 - x }, 0.3},
		{"a parabola", func(x float64) float64 { return 0.5 - x*x }, math.Sqrt(0.5)},
		{"a root with infinite slope", func(x float64) float64 { return -math.Cbrt(x - 0.7) }, 0.7},
		{"a flat triple root", func(x float64) float64 { d := 0.1 - x; return d * d * d }, 0.1},
		{"near the end", func(x float64) float64 { return 1e-9 - x }, 1e-9},
		{"at the end", func(x float64) float64 { return 1 - x }, 1},
	} {
		calls := 0
		got := fallingZero(func(x float64) float64 { calls++; return tt.f(x) }, 0, 1)
		if math.Abs(got-tt.want) > 1e-15 || calls > 140 {
			t.Errorf("%s: %v after %d calls, want %v", tt.name, got, calls, tt.want)
		}
	}
}
