package stats

import (
	"math"
	"slices"
	"testing"
)

// Every p-value of the reference table, to 1e-8. Where the table calls it
// undefined there is none. It leaves the column empty in printed rows and for the
// corrected score.
func TestTwoSamplePValueReference(t *testing.T) {
	checked := 0
	for _, r := range readReference(t, "ci_two_proportions.csv") {
		f, _ := TwoSample(r["method"])
		e, err := f(r.float(t, "x1"), r.float(t, "n1"), r.float(t, "x2"), r.float(t, "n2"), r.float(t, "level"))
		if err != nil {
			continue // TestTwoSampleReference has it
		}
		switch want := r["p_value"]; {
		case want == "NaN":
			if e.PValue != nil {
				t.Errorf("%s: p-value %v, want none", r.label(), *e.PValue)
			}
		case want != "" && e.PValue == nil:
			t.Errorf("%s: no p-value, want %s", r.label(), want)
		case want != "":
			checked++
			r.check(t, "p_value", *e.PValue)
		}
	}
	if checked < 200 {
		t.Errorf("checked %d p-values only", checked)
	}
}

// A method has a p-value for every table, or for none; Wald has none where its
// standard error is 0.
func TestWhichMethodsHaveAPValue(t *testing.T) {
	with := []string{"agresti-caffo", "mee", "miettinen-nurminen", "scas", "wald"}
	eachTable(t, func(t *testing.T, method string, f TwoSampleFunc, a [4]float64) {
		e := mustTwoSample(t, f, a, 0.95)
		want := slices.Contains(with, method) && (method != "wald" || e.Lo < e.Hi)
		if (e.PValue != nil) != want {
			t.Errorf("%v: p-value %v", a, e.PValue)
		}
		if want && !(*e.PValue >= 0 && *e.PValue <= 1) {
			t.Errorf("%v: p-value %v", a, *e.PValue)
		}
	})
}

// p < α exactly where the interval at 1 − α does not hold 0. Clipped limits count
// as outside: they are at ±1.
func TestPValuesAgreeWithTheirIntervals(t *testing.T) {
	eachTable(t, func(t *testing.T, _ string, f TwoSampleFunc, a [4]float64) {
		for _, level := range levels {
			e := mustTwoSample(t, f, a, level)
			if e.PValue == nil || math.Abs(*e.PValue-(1-level)) < 1e-9 {
				continue
			}
			if outside := e.Lo > 1e-12 || e.Hi < -1e-12; outside != (*e.PValue < 1-level) {
				t.Errorf("%v at %v: [%v, %v] and p-value %v", a, level, e.Lo, e.Hi, *e.PValue)
			}
		}
	})
}

// The p-value does not depend on the level, nor on which arm comes first.
func TestPValuesMirrorWhenArmsSwap(t *testing.T) {
	eachTable(t, func(t *testing.T, _ string, f TwoSampleFunc, a [4]float64) {
		e := mustTwoSample(t, f, a, 0.9)
		m := mustTwoSample(t, f, [4]float64{a[2], a[3], a[0], a[1]}, 0.99)
		if e.PValue != nil && *e.PValue != *m.PValue {
			t.Errorf("%v: p-values %v and %v", a, *e.PValue, *m.PValue)
		}
	})
}

// Tails from R 4.2.2: 2·pnorm(-z).
func TestNormalTails(t *testing.T) {
	for _, tt := range []struct{ z, two float64 }{
		{0, 1}, {1.959963984540054, 0.05}, {8, 1.244192114854357e-15}, {30, 9.8134278542963744e-198},
	} {
		if got := twoSidedP(-tt.z); math.Abs(got-tt.two) > 1e-12*tt.two {
			t.Errorf("twoSidedP(%v) = %.17g, want %v", tt.z, got, tt.two)
		}
		if got := upperP(tt.z); math.Abs(got-tt.two/2) > 1e-12*tt.two {
			t.Errorf("upperP(%v) = %.17g, want %v", tt.z, got, tt.two/2)
		}
	}
}
