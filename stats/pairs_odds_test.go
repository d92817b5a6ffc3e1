package stats

import (
	"math"
	"strings"
	"testing"
)

func TestPairsOdds(t *testing.T) {
	for _, method := range PairsOddsMethods() {
		f, _ := PairsOdds(method)
		for _, p := range pairsCases() {
			if p.b+p.c == 0 {
				if r, err := f(p.a, p.b, p.c, p.d, 0.95); err == nil || !strings.Contains(err.Error(), "b and c are 0") {
					t.Errorf("%s %v: %+v, %v", method, p, r, err)
				}
				continue
			}
			narrow := Ratio{Lo: p.b / p.c, Hi: p.b / p.c}
			for _, level := range levels {
				r, err := f(p.a, p.b, p.c, p.d, level)
				if err != nil || r.Method != method || r.Level != level || r.Value != p.b/p.c {
					t.Fatalf("%s %v: %+v, %v", method, p, r, err)
				}
				if r.Lo > narrow.Lo*(1+1e-12) || r.Hi < narrow.Hi*(1-1e-12) || (p.b == 0) != (r.Lo == 0) || (p.c == 0) != math.IsInf(r.Hi, 1) {
					t.Errorf("%s %v at %v: [%v, %v], before [%v, %v]", method, p, level, r.Lo, r.Hi, narrow.Lo, narrow.Hi)
				}
				narrow = r
				m, err := f(p.d, p.c, p.b, p.a, level)
				if err != nil || math.Abs(m.Lo*r.Hi-1) > 1e-12 && !math.IsInf(r.Hi, 1) {
					t.Errorf("%s %v: [%v, %v], with the arms swapped [%v, %v]", method, p, r.Lo, r.Hi, m.Lo, m.Hi)
				}
			}
		}
		if _, err := f(1, 1, 1, 1, 2); err == nil || !strings.Contains(err.Error(), "level is 2") {
			t.Error(err)
		}
	}
}

// The exact test at ½ and the exact limits of the odds are one: the upper limit of
// fewer b is where the test turns.
func TestExactOddsAgreeWithMcNemar(t *testing.T) {
	for _, p := range pairsCases() {
		if p.b+p.c == 0 {
			continue
		}
		for _, level := range []float64{0.5, 0.9, 0.95} {
			r, err := OddsClopperPearson(p.a, p.b, p.c, p.d, level)
			if err != nil {
				t.Fatal(err)
			}
			test, err := McNemarExact(p.a, p.b, p.c, p.d, TwoSided)
			if err != nil {
				t.Fatal(err)
			}
			if outside := r.Lo > 1 || r.Hi < 1; outside != (test.PValue < 1-level) && math.Abs(test.PValue-(1-level)) > 1e-9 {
				t.Errorf("%v at %v: [%v, %v] and p-value %v", p, level, r.Lo, r.Hi, test.PValue)
			}
		}
	}
}
