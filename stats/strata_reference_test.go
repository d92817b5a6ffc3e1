package stats

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// readStrata reads "x1/n1-x0/n0;…".
func readStrata(t testing.TB, s string) []Stratum {
	t.Helper()
	var out []Stratum
	for _, cell := range strings.Split(s, ";") {
		var c Stratum
		if _, err := fmt.Sscanf(cell, "%d/%d-%d/%d", &c.X1, &c.N1, &c.X0, &c.N0); err != nil {
			t.Fatalf("cell %q: %v", cell, err)
		}
		out = append(out, c)
	}
	return out
}

// Every row of the reference table. A method that the table calls undefined is an error.
func TestStrataReference(t *testing.T) {
	count := map[string]int{}
	for _, r := range readReference(t, "stratified_rd.csv") {
		count[r["method"]]++
		if strings.HasPrefix(r["method"], "cmh") {
			checkTestRow(t, r)
		} else {
			checkStrataRow(t, r)
		}
	}
	rows := 0
	for _, n := range count {
		rows += n
	}
	if len(count) != 15 || rows != 272 {
		t.Errorf("%d methods in %d rows", len(count), rows)
	}
}

func checkTestRow(t *testing.T, r row) {
	t.Helper()
	f, ok := StrataTest(r["method"])
	if !ok {
		t.Fatalf("no test %q", r["method"])
	}
	got, err := f(readStrata(t, r["strata"]))
	if err != nil {
		t.Errorf("%s: %v", r.label(), err)
		return
	}
	r.check(t, "variance", got.Statistic)
	r.check(t, "p_value", got.PValue)
	checkRelative(t, r, "variance", got.Statistic)
	checkRelative(t, r, "p_value", got.PValue)
}

func checkStrataRow(t *testing.T, r row) {
	t.Helper()
	f, ok := Strata(r["method"])
	if !ok {
		t.Fatalf("no method %q", r["method"])
	}
	e, err := f(readStrata(t, r["strata"]), r.float(t, "level"))
	if math.IsNaN(r.float(t, "lower")) {
		if err == nil || !strings.Contains(err.Error(), "undefined") {
			t.Errorf("%s: %+v, %v, want an error", r.label(), e, err)
		}
		return
	}
	if err != nil {
		t.Errorf("%s: %v", r.label(), err)
		return
	}
	r.check(t, "estimate", e.Value)
	r.check(t, "lower", e.Lo)
	r.check(t, "upper", e.Hi)
	if r["p_value"] != "" {
		r.check(t, "p_value", *e.PValue)
		checkRelative(t, r, "p_value", *e.PValue)
	}
	switch {
	case r["variance"] == "":
	case r["method"] == "att_newcombe_kish": // the column holds the effective size
		checkRelative(t, r, "variance", *e.EffectiveN)
	default:
		r.check(t, "variance", *e.Variance)
		checkRelative(t, r, "variance", *e.Variance)
	}
}

// checkRelative is for numbers that may be as small as 1e-20.
func checkRelative(t *testing.T, r row, column string, got float64) {
	t.Helper()
	if want := r.float(t, column); r["decimals"] == "" && !(math.Abs(got-want) <= 1e-9*math.Abs(want)) {
		t.Errorf("%s: %s = %.15g, want %.15g", r.label(), column, got, want)
	}
}
