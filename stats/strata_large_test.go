package stats

import (
	"math"
	"testing"
)

// Up to ten million people, with rates near 0, near 1, and a cell of two people
// beside them: no digit of the answer is lost that matters.
func TestStrataLarge(t *testing.T) {
	rows := readReference(t, "strata_large.csv")
	for _, r := range rows {
		f, ok := Strata(r["method"])
		if !ok {
			t.Fatalf("no method %q", r["method"])
		}
		e := mustStrata(t, f, readStrata(t, r["strata"]), r.float(t, "level"))
		for column, got := range map[string]float64{"estimate": e.Value, "lower": e.Lo, "upper": e.Hi} {
			if want := r.float(t, column); !(math.Abs(got-want) <= 1e-15) {
				t.Errorf("%s: %s = %.17g, want %.17g", r.label(), column, got, want)
			}
		}
	}
	if len(rows) != 24 {
		t.Errorf("%d rows", len(rows))
	}
}
