package stats

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func (r row) pairs(t *testing.T) (a, b, c, d float64) {
	t.Helper()
	return r.float(t, "a"), r.float(t, "b"), r.float(t, "c"), r.float(t, "d")
}

func (r row) checkP(t *testing.T, got *float64) {
	t.Helper()
	switch want := r["p_value"]; {
	case want == "NaN":
		if got != nil {
			t.Errorf("%s %v: p-value %v, want none", r.label(), r, *got)
		}
	case want != "" && got == nil:
		t.Errorf("%s %v: no p-value, want %s", r.label(), r, want)
	case want != "":
		r.check(t, "p_value", *got)
	}
}

// checkLimit checks a number of the table, which may be infinite, and empty if it
// has none.
func (r row) checkLimit(t *testing.T, column string, got float64) {
	t.Helper()
	if r[column] == "inf" {
		if !math.IsInf(got, 1) {
			t.Errorf("%v: %s = %v, want infinity", r, column, got)
		}
		return
	}
	if r[column] != "" {
		r.check(t, column, got)
	}
}

// Every row of the reference table: 1e-8 where it was computed, the printed
// decimals where it was published.
func TestPairsReference(t *testing.T) {
	count := map[string]int{}
	for _, r := range readReference(t, "paired_proportions.csv") {
		count[r["method"]]++
		a, b, c, d := r.pairs(t)
		if f, ok := Pairs(r["method"]); ok {
			e, err := f(a, b, c, d, r.float(t, "level"))
			if err != nil {
				t.Errorf("%v: %v", r, err)
				continue
			}
			r.checkLimit(t, "estimate", e.Value)
			r.checkLimit(t, "lower", e.Lo)
			r.checkLimit(t, "upper", e.Hi)
			r.checkP(t, e.PValue)
		} else if f, ok := PairsOdds(r["method"]); ok {
			e, err := f(a, b, c, d, r.float(t, "level"))
			if err != nil {
				t.Errorf("%v: %v", r, err)
				continue
			}
			r.checkLimit(t, "estimate", e.Value)
			r.checkLimit(t, "lower", e.Lo)
			r.checkLimit(t, "upper", e.Hi)
		} else if f, ok := PairsTest(r["method"]); ok {
			e, err := f(a, b, c, d, TwoSided)
			if err != nil {
				t.Errorf("%v: %v", r, err)
				continue
			}
			if r["decimals"] == "" {
				checkTestShape(t, r, e)
			} else {
				r.check(t, "p_value", e.PValue)
			}
		} else {
			t.Fatalf("no method %q", r["method"])
		}
	}
	if want := len(PairsMethods()) + len(PairsOddsMethods()) + len(PairsTestMethods()); len(count) != want {
		t.Errorf("the table has %d of %d methods", len(count), want)
	}
}

// pairsCases are all counts of up to five pairs, and some large ones.
func pairsCases() []pairs {
	out := []pairs{{53, 16, 8, 9}, {36, 0, 0, 18}, {0, 30, 0, 0}, {0, 0, 30, 0}, {794, 86, 150, 570},
		{3e6, 2e6, 1e6, 4e6}, {5e6, 3, 1, 5e6}, {0, 1e7, 1e7, 0}, {0, 1e7, 0, 0}}
	for n := 2.0; n <= 5; n++ {
		for a := 0.0; a <= n; a++ {
			for b := 0.0; a+b <= n; b++ {
				for c := 0.0; a+b+c <= n; c++ {
					out = append(out, pairs{a, b, c, n - a - b - c})
				}
			}
		}
	}
	return out
}

func eachPairs(t *testing.T, check func(t *testing.T, method string, at func(p pairs, level float64) Estimate, p pairs)) {
	for _, method := range PairsMethods() {
		f, _ := Pairs(method)
		t.Run(method, func(t *testing.T) {
			at := func(p pairs, level float64) Estimate {
				e, err := f(p.a, p.b, p.c, p.d, level)
				if err != nil {
					t.Fatalf("%v at %v: %v", p, level, err)
				}
				return e
			}
			for _, p := range pairsCases() {
				check(t, method, at, p)
			}
		})
	}
}

func TestPairsHoldTheirDifference(t *testing.T) {
	shrunk := []string{"agresti-min", "bonett-price"}
	eachPairs(t, func(t *testing.T, method string, at func(p pairs, level float64) Estimate, p pairs) {
		for _, level := range levels {
			e := at(p, level)
			if e.Method != method || e.Level != level || e.Value != p.diff() || e.Lo < -1 || e.Hi > 1 || e.Lo > e.Hi {
				t.Errorf("%v: %+v", p, e)
			}
			if !slices.Contains(shrunk, method) && !(e.Lo <= e.Value && e.Value <= e.Hi) {
				t.Errorf("%v at %v: [%v, %v] does not hold %v", p, level, e.Lo, e.Hi, e.Value)
			}
			if (e.Lo == e.Hi) != (len(e.Warnings) > 0) {
				t.Errorf("%v at %v: [%v, %v] with warnings %q", p, level, e.Lo, e.Hi, e.Warnings)
			}
			if e.Lo == e.Hi && method != "wald" && method != "newcombe-method8" {
				t.Errorf("%v at %v: no width at %v", p, level, e.Lo)
			}
		}
	})
}

func TestPairsWidenWithTheLevel(t *testing.T) {
	eachPairs(t, func(t *testing.T, _ string, at func(p pairs, level float64) Estimate, p pairs) {
		narrow := at(p, levels[0])
		for _, level := range levels[1:] {
			wide := at(p, level)
			if wide.Lo > narrow.Lo+1e-12 || wide.Hi < narrow.Hi-1e-12 {
				t.Errorf("%v: [%v, %v] at %v is not within [%v, %v] at %v", p, narrow.Lo, narrow.Hi, narrow.Level, wide.Lo, wide.Hi, level)
			}
			narrow = wide
		}
	})
}

func TestPairsMirrorWhenArmsSwap(t *testing.T) {
	eachPairs(t, func(t *testing.T, _ string, at func(p pairs, level float64) Estimate, p pairs) {
		e, m := at(p, 0.95), at(p.swapped(), 0.95)
		if m.Value != -e.Value || m.Lo != -e.Hi || m.Hi != -e.Lo {
			t.Errorf("%v: [%v, %v] and [%v, %v]", p, e.Lo, e.Hi, m.Lo, m.Hi)
		}
		f := at(pairs{p.d, p.c, p.b, p.a}, 0.95) // failures for events
		if math.Abs(f.Lo+e.Hi) > 1e-12 || math.Abs(f.Hi+e.Lo) > 1e-12 {
			t.Errorf("%v: [%v, %v], with failures for events [%v, %v]", p, e.Lo, e.Hi, f.Lo, f.Hi)
		}
	})
}

func TestPairsNarrowAsTheyGrow(t *testing.T) {
	for _, method := range PairsMethods() {
		f, _ := Pairs(method)
		last := math.Inf(1)
		for _, k := range []float64{1, 2, 10, 1000, 1e6} {
			e, err := f(3*k, 2*k, 1*k, 4*k, 0.95)
			if err != nil || !(e.Hi-e.Lo < last) {
				t.Errorf("%s: %v wide with %v pairs, was %v: %v", method, e.Hi-e.Lo, 10*k, last, err)
			}
			last = e.Hi - e.Lo
		}
		if want := 2 * 1.959963984540054 * math.Sqrt((0.3-0.01)/1e7); math.Abs(last-want) > 4e-7 {
			t.Errorf("%s: %v wide with ten million pairs, want about %v", method, last, want)
		}
	}
}

// The score is ±z at Tango's limits, with the rates that fit best by bisection of
// the likelihood's slope instead of the quadratic.
func TestTangoSolvesItsEquation(t *testing.T) {
	for _, p := range pairsCases() {
		if p.n() > 1e6 {
			continue
		}
		e, err := PairsTango(p.a, p.b, p.c, p.d, 0.9)
		if err != nil {
			t.Fatal(err)
		}
		for _, delta := range []float64{e.Lo, e.Hi} {
			if math.Abs(delta) > 1-1e-9 {
				continue
			}
			q21 := fitPairs(p, delta)
			v := (2*q21 + delta - delta*delta) / p.n()
			if got := math.Abs(p.diff()-delta) / math.Sqrt(v); math.Abs(got-zFor(0.9)) > 1e-6 {
				t.Errorf("%v: score %v at the limit %v", p, got, delta)
			}
		}
	}
}

// fitPairs finds the share of c-pairs that fits best at the difference delta.
func fitPairs(p pairs, delta float64) float64 {
	lo, hi := math.Max(0, -delta), (1-delta)/2
	for range 100 {
		q := (lo + hi) / 2
		if share(p.b, q+delta)+share(p.c, q)-2*share(p.a+p.d, 1-2*q-delta) > 0 {
			lo = q
		} else {
			hi = q
		}
	}
	return (lo + hi) / 2
}

// p < α exactly where Tango's interval at 1 − α does not hold 0.
func TestTangoAgreesWithItsTest(t *testing.T) {
	eachPairs(t, func(t *testing.T, method string, at func(p pairs, level float64) Estimate, p pairs) {
		if !strings.HasPrefix(method, "tango") {
			return
		}
		for _, level := range levels {
			e := at(p, level)
			if math.Abs(*e.PValue-(1-level)) < 1e-9 {
				continue
			}
			if outside := e.Lo > 0 || e.Hi < 0; outside != (*e.PValue < 1-level) {
				t.Errorf("%v at %v: [%v, %v] and p-value %v", p, level, e.Lo, e.Hi, *e.PValue)
			}
		}
	})
}

func TestPairsRefuseBadInput(t *testing.T) {
	nan := math.NaN()
	for _, method := range PairsMethods() {
		f, _ := Pairs(method)
		for want, a := range map[string][5]float64{
			"a is -1": {-1, 1, 1, 1, 0.9}, "b is 0.5": {1, 0.5, 1, 1, 0.9}, "c is NaN": {1, 1, nan, 1, 0.9},
			"d is +Inf": {1, 1, 1, math.Inf(1), 0.9}, "a + b + c + d is 0": {0, 0, 0, 0, 0.9},
			"level is 0": {1, 1, 1, 1, 0}, "level is 1": {1, 1, 1, 1, 1}, "level is NaN": {1, 1, 1, 1, nan},
		} {
			if _, err := f(a[0], a[1], a[2], a[3], a[4]); err == nil || !strings.HasPrefix(err.Error(), method+": "+want) {
				t.Errorf("%s %v: %v, want %q", method, a, err, want)
			}
		}
	}
	if _, err := PairsTangoNMinus1(0, 1, 0, 0, 0.95); err == nil || !strings.Contains(err.Error(), "at least 2") {
		t.Error(err)
	}
}

func TestPairsNames(t *testing.T) {
	for _, names := range [][]string{PairsMethods(), PairsOddsMethods(), PairsTestMethods()} {
		if !slices.IsSorted(names) || len(names) < 3 {
			t.Errorf("%q", names)
		}
	}
	if _, ok := Pairs("tango_score"); !ok {
		t.Error("underscores are not accepted")
	}
	_, a := Pairs("mcnemar-midp")
	_, b := PairsOdds("odds")
	_, c := PairsTest("tango-score")
	if a || b || c {
		t.Error("an unknown method was found")
	}
}
