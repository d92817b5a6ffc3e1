package stats

import (
	"math"
	"testing"
)

// Roots of smooth, steep, flat and broken functions, from good guesses and none.
func TestCrossing(t *testing.T) {
	for name, tt := range map[string]struct {
		f    func(float64) float64
		want float64
	}{
		"line":   {func(x float64) float64 { return x - 0.25 }, 0.25},
		"cubic":  {func(x float64) float64 { return x*x*x - 0.125 }, 0.5},
		"steep":  {func(x float64) float64 { return math.Tanh(1e6 * (x - 0.7)) }, 0.7},
		"flat":   {func(x float64) float64 { return math.Cbrt(x - 0.3) }, 0.3},
		"broken": {func(x float64) float64 { return math.Copysign(1, x-0.9) }, 0.9},
		"tiny":   {func(x float64) float64 { return x - 1e-12 }, 1e-12},
	} {
		for _, guess := range []float64{-1, 0.1, 0.5, 0.69, 0.999, 3, math.NaN()} {
			calls := 0
			got := crossing(func(x float64) float64 { calls++; return tt.f(x) }, 0, 1, guess)
			if math.Abs(got-tt.want) > 1e-15 || calls > 130 {
				t.Errorf("%s from %v: %v after %d calls, want %v", name, guess, got, calls, tt.want)
			}
		}
	}
}
