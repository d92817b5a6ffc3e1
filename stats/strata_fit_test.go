package stats

import (
	"math"
	"testing"
)

// The fast fit is the slow one, for all small tables and some large ones.
func TestFitIsRestricted(t *testing.T) {
	check := func(c table) {
		for _, delta := range []float64{-1, -0.999, -0.7, -0.3, -0.05, -1e-6, 0, 1e-12, 1e-4, 0.1, 0.32, 0.5, 0.9, 0.99999, 1} {
			p1, p0 := c.fit(delta)
			w1, w0 := c.restricted(delta)
			if math.Abs(p1-w1) > 4e-16 || math.Abs(p0-w0) > 4e-16 {
				t.Errorf("%v at %v: %v and %v, want %v and %v", c, delta, p1, p0, w1, w0)
			}
		}
	}
	for n1 := 1.0; n1 <= 6; n1++ {
		for n0 := 1.0; n0 <= 7; n0++ {
			for x1 := 0.0; x1 <= n1; x1++ {
				for x0 := 0.0; x0 <= n0; x0++ {
					check(table{x1, n1, x0, n0})
				}
			}
		}
	}
	check(table{4e6, 1e7, 3e6, 1e7})
	check(table{3, 1e7, 1, 1e7})
	check(table{1, 1, 4e6, 1e7})
	check(table{1e7 - 1, 1e7, 0, 3})
}

func BenchmarkFit(b *testing.B) {
	for b.Loop() {
		table{3, 7, 40, 120}.fit(0.083)
	}
}

func BenchmarkRestricted(b *testing.B) {
	for b.Loop() {
		table{3, 7, 40, 120}.restricted(0.083)
	}
}
