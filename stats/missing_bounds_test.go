package stats

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

func TestManskiBounds(t *testing.T) {
	lo, hi, err := ManskiBounds(MissingCounts{43, 100, 10}, MissingCounts{429, 1300, 50})
	if err != nil || math.Abs(lo-(43.0/110-479.0/1350)) > 1e-16 || math.Abs(hi-(53.0/110-429.0/1350)) > 1e-16 {
		t.Errorf("%v %v %v", lo, hi, err)
	}
	// Nobody missing: the difference itself. Nobody observed: everything is possible.
	if lo, hi, err := ManskiBounds(MissingCounts{1, 4, 0}, MissingCounts{1, 2, 0}); err != nil || lo != -0.25 || hi != -0.25 {
		t.Errorf("%v %v %v", lo, hi, err)
	}
	if lo, hi, err := ManskiBounds(MissingCounts{0, 0, 3}, MissingCounts{0, 0, 9}); err != nil || lo != -1 || hi != 1 {
		t.Errorf("%v %v %v", lo, hi, err)
	}
}

// All completions of a small table lie within the bounds, and both are reached.
func TestManskiBoundsAreTight(t *testing.T) {
	one, zero := MissingCounts{2, 5, 3}, MissingCounts{1, 4, 2}
	lo, hi, err := ManskiBounds(one, zero)
	must(t, err)
	least, most := 1.0, -1.0
	for a := 0.0; a <= 3; a++ {
		for b := 0.0; b <= 2; b++ {
			d := (2+a)/8 - (1+b)/6
			least, most = math.Min(least, d), math.Max(most, d)
		}
	}
	if math.Abs(lo-least) > 1e-16 || math.Abs(hi-most) > 1e-16 {
		t.Errorf("[%v, %v], all completions [%v, %v]", lo, hi, least, most)
	}
	if l, h, _ := ManskiBounds(zero, one); l != -hi || h != -lo {
		t.Errorf("arms exchanged: [%v, %v]", l, h)
	}
}

func TestManskiBoundsErrors(t *testing.T) {
	ok := MissingCounts{1, 2, 3}
	for want, c := range map[string]MissingCounts{
		"count below 0": {1, 2, -1}, "3 events among 2": {3, 2, 0}, "no people": {0, 0, 0},
	} {
		if _, _, err := ManskiBounds(ok, c); err == nil || !strings.Contains(err.Error(), "comparison group") || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func ExampleManskiBounds() {
	lo, hi, _ := ManskiBounds(MissingCounts{X: 43, N: 100, M: 4}, MissingCounts{X: 429, N: 1300, M: 26})
	fmt.Printf("%.4f to %.4f\n", lo, hi)
	// Output: 0.0703 to 0.1284
}
