package stats

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// Quantiles to 50 digits with mpmath: sqrt(2)·erfinv(level).
func TestZFor(t *testing.T) {
	for _, tt := range []struct{ level, want float64 }{
		{0.5, 0.6744897501960817432},
		{0.8, 1.281551565544600467},
		{0.9, 1.6448536269514727149},
		{0.95, 1.9599639845400542355},
		{0.98, 2.3263478740408411009},
		{0.99, 2.575829303548900761},
		{0.999, 3.2905267314918947932},
		{0.999999, 4.8916384756985903862},
	} {
		if got := zFor(tt.level); math.Abs(got-tt.want) > 2e-15 {
			t.Errorf("zFor(%v) = %.17g, want %.17g", tt.level, got, tt.want)
		}
	}
	if got := zFor(0.95); got != 1.959963984540054 {
		t.Errorf("zFor(0.95) = %.17g, not the decimal that contracts quote", got)
	}
}

func TestNormalQuantileAgreesWithGonum(t *testing.T) {
	for _, p := range []float64{1e-300, 1e-100, 1e-20, 1e-12, 1e-7, 1e-4, 0.02, 0.074, 0.076, 0.3, 0.5, 0.7, 0.93, 0.999} {
		got, want := normalQuantile(p), distuv.UnitNormal.Quantile(p)
		if math.Abs(got-want) > 4e-15*math.Max(1, math.Abs(want)) {
			t.Errorf("normalQuantile(%v) = %.17g, gonum has %.17g", p, got, want)
		}
	}
}
