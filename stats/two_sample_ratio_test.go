package stats

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

// A trial of epinephrine, 7/34 v 1/34 (Perondi et al. 2004), in Fagerland,
// Lydersen, Laake 2015 (Stat. Methods Med. Res. 24:224) as printed by the test
// suite of the R package contingencytables; the last row is PropCIs' riskscoreci,
// as quoted in the test suite of statsmodels.
func TestTwoSampleRatioPublished(t *testing.T) {
	for _, tt := range []struct {
		method          string
		lo, hi, rounded float64
	}{
		{"katz-log", 0.9096, 53.8695, 0.00005},
		{"koopman", 1.2209, 42.5757, 0.00005},
		{"miettinen-nurminen", 1.2086, 43.0330, 0.00005},
		{"mover-wilson", 1.1537, 41.9763, 0.00005},
		{"koopman", 1.220853, 42.575718, 0.0000005},
	} {
		f, ok := TwoSampleRatio(tt.method)
		if !ok {
			t.Fatalf("no method %q", tt.method)
		}
		r, err := f(7, 34, 1, 34, 0.95)
		if err != nil || math.Abs(r.Value-7) > 1e-14 || math.Abs(r.Lo-tt.lo) > tt.rounded || math.Abs(r.Hi-tt.hi) > tt.rounded {
			t.Errorf("%s: %+v, %v, want [%v, %v]", tt.method, r, err, tt.lo, tt.hi)
		}
	}
}

func eachRatio(t *testing.T, check func(t *testing.T, method string, at func(a table, level float64) Ratio, a table)) {
	for _, method := range TwoSampleRatioMethods() {
		f, _ := TwoSampleRatio(method)
		t.Run(method, func(t *testing.T) {
			at := func(a table, level float64) Ratio {
				r, err := f(a.x1, a.n1, a.x0, a.n0, level)
				if err != nil {
					t.Fatalf("%v at %v: %v", a, level, err)
				}
				return r
			}
			for _, a := range testTables("") {
				empty := a.x1 == 0 || a.x0 == 0
				if a.x1+a.x0 > 0 && !(empty && method == "katz-log") {
					check(t, method, at, a)
				}
			}
		})
	}
}

func TestRatiosHoldTheirRatio(t *testing.T) {
	eachRatio(t, func(t *testing.T, method string, at func(a table, level float64) Ratio, a table) {
		for _, level := range levels {
			r := at(a, level)
			if r.Method != method || r.Level != level || r.Value != a.p1()/a.p0() {
				t.Errorf("%v: %+v", a, r)
			}
			if !(r.Lo >= 0 && r.Lo <= r.Value && r.Value <= r.Hi) || (r.Lo == r.Hi) != (len(r.Warnings) > 0) {
				t.Errorf("%v at %v: [%v, %v] and ratio %v", a, level, r.Lo, r.Hi, r.Value)
			}
			if (a.x1 == 0) != (r.Lo == 0) || (a.x0 == 0) != math.IsInf(r.Hi, 1) {
				t.Errorf("%v at %v: [%v, %v]", a, level, r.Lo, r.Hi)
			}
		}
	})
}

func TestRatiosWidenWithTheLevel(t *testing.T) {
	eachRatio(t, func(t *testing.T, _ string, at func(a table, level float64) Ratio, a table) {
		narrow := at(a, levels[0])
		for _, level := range levels[1:] {
			wide := at(a, level)
			if wide.Lo > narrow.Lo*(1+1e-12) || wide.Hi < narrow.Hi*(1-1e-12) {
				t.Errorf("%v: [%v, %v] at %v is not within [%v, %v] at %v", a, narrow.Lo, narrow.Hi, narrow.Level, wide.Lo, wide.Hi, level)
			}
			narrow = wide
		}
	})
}

func TestRatiosInvertWhenArmsSwap(t *testing.T) {
	near := func(a, b float64) bool { return a == b || math.Abs(a/b-1) < 1e-12 }
	eachRatio(t, func(t *testing.T, _ string, at func(a table, level float64) Ratio, a table) {
		if a.x1 == 0 || a.x0 == 0 {
			return
		}
		r, m := at(a, 0.95), at(a.swapped(), 0.95)
		if !near(m.Lo, 1/r.Hi) || !near(m.Hi, 1/r.Lo) {
			t.Errorf("%v: [%v, %v] and [%v, %v]", a, r.Lo, r.Hi, m.Lo, m.Hi)
		}
		if r.PValue != nil && math.Abs(*r.PValue-*m.PValue) > 1e-12 {
			t.Errorf("%v: p-values %v and %v", a, *r.PValue, *m.PValue)
		}
	})
}

func TestRatiosNarrowAsTheyGrow(t *testing.T) {
	for _, method := range TwoSampleRatioMethods() {
		f, _ := TwoSampleRatio(method)
		last := math.Inf(1)
		for _, k := range []float64{1, 2, 10, 1000, 1e6} {
			r, err := f(4*k, 10*k, 3*k, 10*k, 0.95)
			if err != nil || !(r.Hi-r.Lo < last) {
				t.Errorf("%s: %v wide with %v people, was %v: %v", method, r.Hi-r.Lo, 10*k, last, err)
			}
			last = r.Hi - r.Lo
		}
		if want := 4. / 3 * 2 * 1.959963984540054 * math.Sqrt(0.6/4e6+0.7/3e6); math.Abs(last-want) > 1e-8 {
			t.Errorf("%s: %v wide with ten million people, want about %v", method, last, want)
		}
	}
}

// The score is ±z at the limits, with the rates that fit best by bisection of the
// likelihood's slope instead of the quadratic.
func TestRatioScoreSolvesItsEquation(t *testing.T) {
	for _, a := range testTables("barnard-pooled") {
		if a.x1+a.x0 == 0 {
			continue
		}
		r, err := RatioMiettinenNurminen(a.x1, a.n1, a.x0, a.n0, 0.9)
		if err != nil {
			t.Fatal(err)
		}
		for _, theta := range []float64{r.Lo, r.Hi} {
			if theta == 0 || math.IsInf(theta, 1) {
				continue
			}
			p0 := fitRatio(a, theta)
			p1 := math.Min(theta*p0, 1)
			v := a.unbiased() * (binomialVariance(p1, a.n1) + theta*theta*binomialVariance(p0, a.n0))
			if got := math.Abs(a.p1()-theta*a.p0()) / math.Sqrt(v); math.Abs(got-zFor(0.9)) > 1e-6 {
				t.Errorf("%v: score %v at the limit %v", a, got, theta)
			}
		}
	}
}

// With nothing but events, and the higher ratio, the rates that fit best are 1 and
// 1/θ, and the limit is 1 + z²·N/(N − 1)/n0: no digit is lost next to 1.
func TestRatioOfNothingButEvents(t *testing.T) {
	for _, n := range []float64{3, 100, 9157551} {
		r, err := RatioMiettinenNurminen(1, 1, n, n, 0.95)
		z := zFor(0.95)
		if want := z * z * (n + 1) / n / n; err != nil || math.Abs((r.Hi-1)/want-1) > 1e-8 {
			t.Errorf("%v: upper limit 1 + %v, want 1 + %v: %v", n, r.Hi-1, want, err)
		}
	}
}

// fitRatio finds the p0 that fits best where p1 = theta·p0.
func fitRatio(a table, theta float64) float64 {
	lo, hi := 0.0, math.Min(1, 1/theta)
	for range 200 {
		p := (lo + hi) / 2
		if (a.x1+a.x0)/p-theta*share(a.n1-a.x1, 1-theta*p)-share(a.n0-a.x0, 1-p) > 0 {
			lo = p
		} else {
			hi = p
		}
	}
	return (lo + hi) / 2
}

// p < α exactly where the interval at 1 − α does not hold 1, and p is that of the
// score for the difference.
func TestRatioPValuesAgreeWithTheirIntervals(t *testing.T) {
	eachRatio(t, func(t *testing.T, method string, at func(a table, level float64) Ratio, a table) {
		for _, level := range levels {
			r := at(a, level)
			if (r.PValue == nil) != (method == "mover-wilson" || r.Lo == r.Hi) {
				t.Errorf("%v: p-value %v", a, r.PValue)
			}
			if r.PValue == nil || math.Abs(*r.PValue-(1-level)) < 1e-9 {
				continue
			}
			if outside := r.Lo > 1+1e-12 || r.Hi < 1-1e-12; outside != (*r.PValue < 1-level) {
				t.Errorf("%v at %v: [%v, %v] and p-value %v", a, level, r.Lo, r.Hi, *r.PValue)
			}
		}
	})
	r, err := RatioMiettinenNurminen(43, 100, 429, 1300, 0.95)
	e, err2 := MiettinenNurminen(43, 100, 429, 1300, 0.95)
	if err != nil || err2 != nil || *r.PValue != *e.PValue {
		t.Error(*r.PValue, *e.PValue, err, err2)
	}
}

func TestTwoSampleRatioRefusesBadInput(t *testing.T) {
	nan := math.NaN()
	for _, method := range TwoSampleRatioMethods() {
		f, _ := TwoSampleRatio(method)
		for want, a := range map[string][5]float64{
			"n1 is 0": {0, 0, 1, 3, 0.9}, "x0 is 4, more than n0": {1, 3, 4, 3, 0.9}, "x1 is NaN": {nan, 3, 1, 3, 0.9},
			"level is 1": {1, 3, 1, 3, 1}, "x1 and x0 are 0": {0, 3, 0, 3, 0.9},
		} {
			if _, err := f(a[0], a[1], a[2], a[3], a[4]); err == nil || !strings.HasPrefix(err.Error(), method+": "+want) {
				t.Errorf("%s %v: %v, want %q", method, a, err, want)
			}
		}
	}
	for want, a := range map[string]table{"katz-log: x1 is 0": {0, 3, 1, 3}, "katz-log: x0 is 0": {1, 3, 0, 3}} {
		if _, err := RatioKatz(a.x1, a.n1, a.x0, a.n0, 0.9); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func TestTwoSampleRatioNames(t *testing.T) {
	if names := TwoSampleRatioMethods(); len(names) != 4 || !slices.IsSorted(names) {
		t.Errorf("%q", names)
	}
	if _, ok := TwoSampleRatio("miettinen_nurminen"); !ok {
		t.Error("underscores are not accepted")
	}
	if f, ok := TwoSampleRatio("wald"); ok || f != nil {
		t.Error("an unknown method was found")
	}
}

// JSON has no infinity: an unbounded ratio is null.
func TestRatioJSON(t *testing.T) {
	r, err := RatioMOVER(3, 10, 0, 10, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(r)
	if err != nil || !strings.HasPrefix(string(b), `{"value":null,"lo":0.8`) || !strings.Contains(string(b), `"hi":null,"level":0.95,"method":"mover-wilson"}`) {
		t.Errorf("%s, %v", b, err)
	}
	p := 0.25
	b, err = json.Marshal(Ratio{Value: 2, Lo: 1, Hi: 4, Level: 0.9, Method: "m", PValue: &p, Warnings: []string{"w"}})
	if want := `{"value":2,"lo":1,"hi":4,"level":0.9,"method":"m","p_value":0.25,"warnings":["w"]}`; err != nil || string(b) != want {
		t.Errorf("%s, %v", b, err)
	}
}
