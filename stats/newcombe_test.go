package stats

import (
	"math"
	"strings"
	"testing"
)

// Zero events in both arms: the estimate is 0 and the interval is not.
func TestNewcombeEdges(t *testing.T) {
	for _, tt := range []struct{ x1, n1, x0, n0, value, lo, hi float64 }{
		{0, 100, 0, 1300, 0, -0.0029, 0.0370},
		{100, 100, 1300, 1300, 0, -0.0370, 0.0029},
		{1, 1, 0, 1, 1, -0.1221, 1},
	} {
		e, err := Newcombe(tt.x1, tt.n1, tt.x0, tt.n0, 0.95)
		if err != nil || e.Value != tt.value || math.Abs(e.Lo-tt.lo) > 5e-5 || math.Abs(e.Hi-tt.hi) > 5e-5 {
			t.Errorf("%v: %+v, %v", tt, e, err)
		}
	}
	if e, _ := Newcombe(7, 7, 0, 9, 0.95); e.Hi != 1 {
		t.Errorf("all against none: upper limit %v, want exactly 1", e.Hi)
	}
}

func TestNewcombeErrors(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		a    [5]float64
		want string
	}{
		{[5]float64{0, 0, 1, 2, 0.95}, "newcombe: n1 is 0"},
		{[5]float64{1, 2, 0, 0, 0.95}, "newcombe: n0 is 0"},
		{[5]float64{3, 2, 0, 1, 0.95}, "newcombe: x1 is 3, more than n1, which is 2"},
		{[5]float64{1, 2, -1, 1, 0.95}, "newcombe: x0 is -1"},
		{[5]float64{1, 2, nan, 1, 0.95}, "newcombe: x0 is NaN"},
		{[5]float64{1, nan, 1, 1, 0.95}, "newcombe: n1 is NaN"},
		{[5]float64{1.5, 2, 1, 1, 0.95}, "newcombe: x1 is 1.5: want a whole number"},
		{[5]float64{1, 2.5, 1, 1, 0.95}, "newcombe: n1 is 2.5: want a whole number"},
		{[5]float64{1, 2, 1, 1, 1}, "newcombe: level is 1"},
	} {
		if _, err := Newcombe(tt.a[0], tt.a[1], tt.a[2], tt.a[3], tt.a[4]); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%v: %v, want %q", tt.a, err, tt.want)
		}
	}
}
