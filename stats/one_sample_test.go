package stats

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// Every row of the reference table: 1e-8 where it was computed, the printed
// decimals where it was published.
func TestOneSampleReference(t *testing.T) {
	count := map[string]int{}
	for _, r := range readReference(t, "single_proportion.csv") {
		f, ok := OneSample(r["method"])
		if !ok {
			t.Fatalf("no method %q", r["method"])
		}
		if r["sides"] != "two-sided" {
			t.Fatalf("%s: sides %q", r.label(), r["sides"])
		}
		count[r["method"]]++
		e, err := f(r.float(t, "x"), r.float(t, "n"), r.float(t, "level"))
		if err != nil {
			t.Errorf("%s: %v", r.label(), err)
			continue
		}
		r.check(t, "estimate", e.Value)
		r.check(t, "lower", e.Lo)
		r.check(t, "upper", e.Hi)
	}
	if len(count) != len(OneSampleMethods()) {
		t.Errorf("the table has %d of %d methods", len(count), len(OneSampleMethods()))
	}
}

// oneSampleCases are all samples of small sizes and some large ones.
func oneSampleCases() [][2]float64 {
	out := [][2]float64{{0, 1300}, {433, 1300}, {1300, 1300}, {1, 1e7}, {4e6, 1e7}, {1e7 - 3, 1e7}, {1e7, 1e7}}
	for _, n := range []float64{1, 2, 3, 7, 20} {
		for x := 0.0; x <= n; x++ {
			out = append(out, [2]float64{x, n})
		}
	}
	return out
}

func eachOneSample(t *testing.T, check func(t *testing.T, method string, at func(x, n, level float64) Estimate, x, n float64)) {
	for _, method := range OneSampleMethods() {
		f, _ := OneSample(method)
		t.Run(method, func(t *testing.T) {
			at := func(x, n, level float64) Estimate {
				e, err := f(x, n, level)
				if err != nil {
					t.Fatalf("%v/%v at %v: %v", x, n, level, err)
				}
				return e
			}
			for _, c := range oneSampleCases() {
				check(t, method, at, c[0], c[1])
			}
		})
	}
}

func TestOneSampleHoldsItsRate(t *testing.T) {
	eachOneSample(t, func(t *testing.T, method string, at func(x, n, level float64) Estimate, x, n float64) {
		for _, level := range []float64{0.8, 0.95, 0.999999} {
			e := at(x, n, level)
			holds := e.Lo <= x/n && x/n <= e.Hi
			if e.Method != method || e.Level != level || e.Value != x/n || e.Lo < 0 || e.Hi > 1 || !holds && method != "agresti-coull-plus4" {
				t.Errorf("%v/%v: %+v", x, n, e)
			}
			if (e.Lo == e.Hi) != (len(e.Warnings) > 0) || e.Lo == e.Hi && method != "wald" {
				t.Errorf("%v/%v: [%v, %v] with warnings %q", x, n, e.Lo, e.Hi, e.Warnings)
			}
		}
	})
}

func TestOneSampleWidensWithTheLevel(t *testing.T) {
	eachOneSample(t, func(t *testing.T, method string, at func(x, n, level float64) Estimate, x, n float64) {
		narrow := at(x, n, levels[0])
		for _, level := range levels[1:] {
			wide := at(x, n, level)
			if wide.Lo > narrow.Lo+1e-12 || wide.Hi < narrow.Hi-1e-12 {
				t.Errorf("%v/%v: [%v, %v] at %v is not within [%v, %v] at %v", x, n, narrow.Lo, narrow.Hi, narrow.Level, wide.Lo, wide.Hi, level)
			}
			narrow = wide
		}
	})
}

func TestOneSampleMirrorsWhenEventsSwap(t *testing.T) {
	eachOneSample(t, func(t *testing.T, method string, at func(x, n, level float64) Estimate, x, n float64) {
		e, m := at(x, n, 0.95), at(n-x, n, 0.95)
		if math.Abs(e.Lo-(1-m.Hi)) > 1e-15 || math.Abs(e.Hi-(1-m.Lo)) > 1e-15 {
			t.Errorf("%v/%v: [%v, %v] and [%v, %v]", x, n, e.Lo, e.Hi, m.Lo, m.Hi)
		}
	})
}

func TestOneSampleNarrowsAsItGrows(t *testing.T) {
	for _, method := range OneSampleMethods() {
		f, _ := OneSample(method)
		last := math.Inf(1)
		for _, k := range []float64{1, 2, 10, 1000, 1e6} {
			e, err := f(3*k, 10*k, 0.95)
			if err != nil || !(e.Hi-e.Lo < last) {
				t.Errorf("%s: %v with %v people, was %v wide: %v", method, e.Hi-e.Lo, 10*k, last, err)
			}
			last = e.Hi - e.Lo
		}
		if want := 2 * 1.959963984540054 * math.Sqrt(0.3*0.7/1e7); math.Abs(last-want) > 2e-7 {
			t.Errorf("%s: %v wide with ten million people, want about %v", method, last, want)
		}
	}
}

// One-sided at 97.5 % is a limit of two-sided at 95 %.
func TestOneSided(t *testing.T) {
	for _, method := range OneSampleMethods() {
		f, _ := OneSample(method)
		both, err := f(7, 20, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		lower, err := OneSampleLower(f, 7, 20, 0.975)
		if err != nil || lower.Lo != both.Lo || lower.Hi != 1 || lower.Level != 0.975 || lower.Value != 0.35 {
			t.Errorf("%s: %+v, %v", method, lower, err)
		}
		upper, err := OneSampleUpper(f, 7, 20, 0.975)
		if err != nil || upper.Hi != both.Hi || upper.Lo != 0 {
			t.Errorf("%s: %+v, %v", method, upper, err)
		}
	}
	for _, level := range []float64{0.5, 1, math.NaN()} {
		if _, err := OneSampleLower(OneSampleWilson, 1, 2, level); err == nil || !strings.Contains(err.Error(), "level") {
			t.Errorf("level %v: %v", level, err)
		}
	}
	if _, err := OneSampleUpper(OneSampleWilson, 3, 2, 0.9); err == nil || !strings.Contains(err.Error(), "wilson: x is 3") {
		t.Error(err)
	}
}

func TestOneSampleRefusesBadInput(t *testing.T) {
	nan := math.NaN()
	for _, method := range OneSampleMethods() {
		f, _ := OneSample(method)
		for want, a := range map[string][3]float64{
			"n is 0": {0, 0, 0.9}, "n is +Inf": {1, math.Inf(1), 0.9}, "n is 2.5": {1, 2.5, 0.9},
			"x is 4, more than n": {4, 3, 0.9}, "x is -1": {-1, 3, 0.9}, "x is NaN": {nan, 3, 0.9}, "x is 0.5": {0.5, 3, 0.9},
			"level is 0": {1, 3, 0}, "level is 1": {1, 3, 1}, "level is NaN": {1, 3, nan},
		} {
			if _, err := f(a[0], a[1], a[2]); err == nil || !strings.HasPrefix(err.Error(), method+": "+want) {
				t.Errorf("%s %v: %v, want %q", method, a, err, want)
			}
		}
	}
}

func TestOneSampleNames(t *testing.T) {
	if names := OneSampleMethods(); len(names) != 8 || !slices.IsSorted(names) {
		t.Errorf("%q", names)
	}
	if _, ok := OneSample("clopper_pearson"); !ok {
		t.Error("underscores are not accepted")
	}
	if f, ok := OneSample("exact"); ok || f != nil {
		t.Error("an unknown method was found")
	}
}
