package stats

import (
	"math"
	"slices"
	"strings"
	"testing"
)

var levels = []float64{0.5, 0.8, 0.9, 0.95, 0.99, 0.999999}

// notAround are the methods whose interval need not hold the estimate.
var notAround = []string{"agresti-caffo", "haldane-beal", "jeffreys-perks-beal"}

// tables are all tables of small arms, and some large ones for methods that are
// not enumerations.
func tables(method string) [][4]float64 {
	var out [][4]float64
	sizes := [][2]float64{{1, 1}, {1, 4}, {2, 3}, {5, 5}, {7, 2}}
	switch method {
	case "hauck-anderson": // undefined for one person
		sizes = [][2]float64{{2, 2}, {2, 3}, {5, 5}, {7, 2}}
	case "chan-zhang-exact": // slow
		sizes = [][2]float64{{1, 1}, {1, 3}, {4, 2}}
	}
	for _, n := range sizes {
		for x1 := 0.0; x1 <= n[0]; x1++ {
			for x0 := 0.0; x0 <= n[1]; x0++ {
				out = append(out, [4]float64{x1, n[0], x0, n[1]})
			}
		}
	}
	if method == "chan-zhang-exact" {
		return out
	}
	return append(out, [][4]float64{
		{43, 100, 429, 1300}, {0, 100, 0, 1300}, {100, 100, 1300, 1300}, {36, 84, 433, 1300}, {99, 100, 0, 1300},
		{4e6, 1e7, 3e6, 1e7}, {3, 1e7, 0, 1e7}, {1e7, 1e7, 1e7 - 2, 1e7}, {45, 105, 4e6, 1e7}, {0, 1e7, 1e7, 1e7},
	}...)
}

// slack is how far a method's own numerics may be off.
func slack(method string) float64 {
	if method == "chan-zhang-exact" {
		return 1e-5
	}
	return 1e-9
}

func eachTable(t *testing.T, check func(t *testing.T, method string, f TwoSampleFunc, a [4]float64)) {
	for _, method := range TwoSampleMethods() {
		f, ok := TwoSample(method)
		if !ok {
			t.Fatalf("%s is listed and not there", method)
		}
		t.Run(method, func(t *testing.T) {
			for _, a := range tables(method) {
				check(t, method, f, a)
			}
		})
	}
}

func mustTwoSample(t *testing.T, f TwoSampleFunc, a [4]float64, level float64) Estimate {
	t.Helper()
	e, err := f(a[0], a[1], a[2], a[3], level)
	if err != nil {
		t.Fatalf("%v at %v: %v", a, level, err)
	}
	return e
}

func TestIntervalsDescribeThemselves(t *testing.T) {
	eachTable(t, func(t *testing.T, method string, f TwoSampleFunc, a [4]float64) {
		e := mustTwoSample(t, f, a, 0.95)
		if e.Method != method || e.Level != 0.95 || e.Value != a[0]/a[1]-a[2]/a[3] {
			t.Errorf("%v: %+v", a, e)
		}
	})
}

func TestIntervalsStayWithinOne(t *testing.T) {
	eachTable(t, func(t *testing.T, method string, f TwoSampleFunc, a [4]float64) {
		for _, level := range levels {
			e := mustTwoSample(t, f, a, level)
			if !(e.Lo >= -1 && e.Lo <= e.Hi && e.Hi <= 1) {
				t.Errorf("%v at %v: [%v, %v]", a, level, e.Lo, e.Hi)
			}
			if !slices.Contains(notAround, method) && !(e.Lo <= e.Value && e.Value <= e.Hi) {
				t.Errorf("%v at %v: [%v, %v] does not hold %v", a, level, e.Lo, e.Hi, e.Value)
			}
			if (e.Lo == e.Hi) != (len(e.Warnings) > 0) {
				t.Errorf("%v at %v: [%v, %v] with warnings %q", a, level, e.Lo, e.Hi, e.Warnings)
			}
		}
	})
}

func TestIntervalsWidenWithTheLevel(t *testing.T) {
	eachTable(t, func(t *testing.T, method string, f TwoSampleFunc, a [4]float64) {
		narrow := mustTwoSample(t, f, a, levels[0])
		for _, level := range levels[1:] {
			wide := mustTwoSample(t, f, a, level)
			if (wide.Lo > narrow.Lo+slack(method) || wide.Hi < narrow.Hi-slack(method)) && !slices.Contains(notAround, method) {
				t.Errorf("%v: [%v, %v] at %v is not within [%v, %v] at %v", a, narrow.Lo, narrow.Hi, narrow.Level, wide.Lo, wide.Hi, level)
			}
			if wide.Hi-wide.Lo < narrow.Hi-narrow.Lo-slack(method) {
				t.Errorf("%v: narrower at %v than at %v", a, level, narrow.Level)
			}
			narrow = wide
		}
	})
}

func TestIntervalsMirrorWhenArmsSwap(t *testing.T) {
	eachTable(t, func(t *testing.T, method string, f TwoSampleFunc, a [4]float64) {
		e := mustTwoSample(t, f, a, 0.95)
		m := mustTwoSample(t, f, [4]float64{a[2], a[3], a[0], a[1]}, 0.95)
		if m.Value != -e.Value || m.Lo != -e.Hi || m.Hi != -e.Lo {
			t.Errorf("%v: [%v, %v] and [%v, %v]", a, e.Lo, e.Hi, m.Lo, m.Hi)
		}
	})
}

func TestIntervalsMirrorWhenEventsSwap(t *testing.T) {
	eachTable(t, func(t *testing.T, method string, f TwoSampleFunc, a [4]float64) {
		e := mustTwoSample(t, f, a, 0.95)
		m := mustTwoSample(t, f, [4]float64{a[1] - a[0], a[1], a[3] - a[2], a[3]}, 0.95)
		if math.Abs(m.Lo+e.Hi) > slack(method) || math.Abs(m.Hi+e.Lo) > slack(method) {
			t.Errorf("%v: [%v, %v] and [%v, %v]", a, e.Lo, e.Hi, m.Lo, m.Hi)
		}
	})
}

// With ten million people in each arm all methods say the same.
func TestIntervalsAgreeInLargeSamples(t *testing.T) {
	for _, method := range TwoSampleMethods() {
		f, _ := TwoSample(method)
		if method == "chan-zhang-exact" {
			continue
		}
		e := mustTwoSample(t, f, [4]float64{4e6, 1e7, 3e6, 1e7}, 0.95)
		half := 1.959963984540054 * math.Sqrt((0.4*0.6+0.3*0.7)/1e7)
		if math.Abs(e.Lo-(0.1-half)) > 2e-7 || math.Abs(e.Hi-(0.1+half)) > 2e-7 {
			t.Errorf("%s: [%v, %v]", method, e.Lo, e.Hi)
		}
	}
}

func TestTwoSampleRefusesBadInput(t *testing.T) {
	nan := math.NaN()
	for _, method := range TwoSampleMethods() {
		f, _ := TwoSample(method)
		for want, a := range map[string][5]float64{
			"n1 is 0": {0, 0, 1, 3, 0.9}, "n0 is 0": {1, 3, 0, 0, 0.9},
			"x1 is 4, more than n1": {4, 3, 1, 3, 0.9}, "x0 is -1": {1, 3, -1, 3, 0.9},
			"x0 is NaN": {1, 3, nan, 3, 0.9}, "n1 is +Inf": {1, math.Inf(1), 1, 3, 0.9},
			"x1 is 0.5": {0.5, 3, 1, 3, 0.9}, "n0 is 3.5": {1, 3, 1, 3.5, 0.9},
			"level is 0": {1, 3, 1, 3, 0}, "level is 1": {1, 3, 1, 3, 1}, "level is NaN": {1, 3, 1, 3, nan},
		} {
			_, err := f(a[0], a[1], a[2], a[3], a[4])
			if err == nil || !strings.HasPrefix(err.Error(), method+": "+want) {
				t.Errorf("%s %v: %v, want %q", method, a, err, want)
			}
		}
	}
}

func TestTwoSampleNames(t *testing.T) {
	if names := TwoSampleMethods(); len(names) != 13 || !slices.IsSorted(names) || slices.ContainsFunc(names, func(s string) bool { return strings.Contains(s, "_") }) {
		t.Errorf("%q", names)
	}
	if _, ok := TwoSample("miettinen_nurminen"); !ok {
		t.Error("underscores are not accepted")
	}
	if f, ok := TwoSample("fisher"); ok || f != nil {
		t.Error("an unknown method was found")
	}
}
