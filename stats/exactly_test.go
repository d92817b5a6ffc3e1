package stats

import "testing"

func TestExactly(t *testing.T) {
	var e exactly
	for range 10_000_000 {
		e.add(0.1)
	}
	if got := e.total(); got != 1_000_000 {
		t.Errorf("ten million tenths are %.17g", got)
	}
	var cancel exactly
	for _, x := range []float64{1e16, 1, -1e16, 1} {
		cancel.add(x)
	}
	if got := cancel.total(); got != 2 {
		t.Errorf("1e16 + 1 − 1e16 + 1 = %v", got)
	}
	if got := sumOf(5, func(i int) float64 { return float64(i) }); got != 10 {
		t.Errorf("0 to 4: %v", got)
	}
}
