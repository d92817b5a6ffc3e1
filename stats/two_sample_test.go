package stats

import (
	"math"
	"testing"
)

// Every row of the reference table: 1e-8 where it was computed, the printed
// decimals where it was published. A method that the table calls undefined is an error.
func TestTwoSampleReference(t *testing.T) {
	count := map[string]int{}
	for _, r := range readReference(t, "ci_two_proportions.csv") {
		f, ok := TwoSample(r["method"])
		if !ok {
			t.Fatalf("no method %q", r["method"])
		}
		count[r["method"]]++
		e, err := f(r.float(t, "x1"), r.float(t, "n1"), r.float(t, "x2"), r.float(t, "n2"), r.float(t, "level"))
		if math.IsNaN(r.float(t, "lower")) {
			if err == nil {
				t.Errorf("%s: %+v, want an error", r.label(), e)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", r.label(), err)
			continue
		}
		if math.Abs(e.Value-r.float(t, "estimate")) > 1e-12 {
			t.Errorf("%s: estimate %v", r.label(), e.Value)
		}
		r.check(t, "lower", e.Lo)
		r.check(t, "upper", e.Hi)
	}
	if len(count) != len(TwoSampleMethods()) {
		t.Errorf("the table has %d of %d methods", len(count), len(TwoSampleMethods()))
	}
}

// printed is a table and its limits at 95 %, rounded to three or four decimals.
type printed struct{ x1, n1, x0, n0, lo, hi float64 }

func checkPrinted(t *testing.T, f TwoSampleFunc, rows []printed) {
	t.Helper()
	for _, r := range rows {
		e, err := f(r.x1, r.n1, r.x0, r.n0, 0.95)
		if err != nil {
			t.Errorf("%v: %v", r, err)
			continue
		}
		for _, l := range []struct{ got, want float64 }{{e.Lo, r.lo}, {e.Hi, r.hi}} {
			half := 0.0005000001
			if math.Round(l.want*1e3)/1e3 != l.want {
				half = 0.00005000001
			}
			if !(math.Abs(l.got-l.want) <= half) {
				t.Errorf("%v: [%v, %v]", r, e.Lo, e.Hi)
			}
		}
	}
}
