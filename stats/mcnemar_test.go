package stats

import (
	"math"
	"strings"
	"testing"
)

// R 4.2.2: mcnemar.test without correction, and binom.test of b among b + c.
func TestMcNemarAgreesWithR(t *testing.T) {
	for _, tt := range []struct{ b, c, asymptotic, exact, greater float64 }{
		{110, 12, 7.15198454948836e-19, 5.46731578608132e-21, 2.73365789304066e-21},
		{5e6 + 3000, 5e6 - 3000, 0.0577795711235975, 0.0578212853158376, 0.0289106426579188},
	} {
		for want, run := range map[float64]struct {
			f PairsTestFunc
			a Alternative
		}{tt.asymptotic: {McNemar, TwoSided}, tt.exact: {McNemarExact, TwoSided}, tt.greater: {McNemarExact, Greater}} {
			r, err := run.f(10, tt.b, tt.c, 10, run.a)
			if err != nil {
				t.Fatal(err)
			}
			near(t, r.Method, r.PValue, want, 1e-11)
		}
	}
}

func TestMcNemarSides(t *testing.T) {
	for _, method := range PairsTestMethods() {
		f, _ := PairsTest(method)
		at := func(p pairs, a Alternative) float64 {
			r, err := f(p.a, p.b, p.c, p.d, a)
			if err != nil || r.Method != method || r.Alternative != a {
				t.Fatalf("%+v, %v", r, err)
			}
			return r.PValue
		}
		for _, p := range pairsCases() {
			two, greater, less := at(p, TwoSided), at(p, Greater), at(p, Less)
			if greater != at(p.swapped(), Less) || two != at(p.swapped(), TwoSided) {
				t.Errorf("%s %v: arms do not mirror", method, p)
			}
			if want := math.Min(1, 2*math.Min(greater, less)); math.Abs(two-want) > 1e-12 {
				t.Errorf("%s %v: two-sided %v, want %v", method, p, two, want)
			}
			if p.b+p.c == 0 && (two != 1 || greater != 1 || less != 1) {
				t.Errorf("%s %v: %v, %v and %v, want 1", method, p, two, greater, less)
			}
			more := pairs{p.a, p.b + 1, p.c, p.d}
			if p.b+p.c > 0 && p.n() < 100 && at(more, Greater) > greater {
				t.Errorf("%s %v: less sure with one pair more", method, p)
			}
		}
	}
}

func TestMcNemarRefusesBadInput(t *testing.T) {
	for _, method := range PairsTestMethods() {
		f, _ := PairsTest(method)
		for want, a := range map[string][4]float64{
			"b is -1": {1, -1, 1, 1}, "c is 0.5": {1, 1, 0.5, 1}, "a + b + c + d is 0": {0, 0, 0, 0},
		} {
			if _, err := f(a[0], a[1], a[2], a[3], TwoSided); err == nil || !strings.HasPrefix(err.Error(), method+": "+want) {
				t.Errorf("%v, want %q", err, want)
			}
		}
		if _, err := f(1, 1, 1, 1, ""); err == nil || !strings.Contains(err.Error(), `alternative is ""`) {
			t.Error(err)
		}
	}
}
