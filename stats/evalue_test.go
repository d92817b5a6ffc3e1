package stats

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

var evalueScales = map[string]string{"RR": "risk-ratio", "OR_common": "odds_ratio_common", "OR_rare": "odds-ratio-rare", "HR_common": "hazard-ratio-common"}

// evalueRow recalculates a row; the limit is NaN where the table has none.
func evalueRow(t *testing.T, r row) (point, limit float64) {
	t.Helper()
	null := r.float(t, "true_value")
	if r["scale"] == "RD_counts" {
		c := numbers(t, strings.ReplaceAll(r["counts_n11_n10_n01_n00"], "/", ";"))
		e, err := EValueDifference(c[0], c[0]+c[1], c[2], c[2]+c[3], null, 0.95)
		must(t, err)
		return e.Point, e.Limit
	}
	scale, ok := evalueScales[r["scale"]]
	if !ok {
		t.Fatalf("unknown scale %q", r["scale"])
	}
	point, err := EValue(scale, r.float(t, "estimate"), null)
	must(t, err)
	if r["lower"] == "" {
		return point, math.NaN()
	}
	limit, err = EValueLimit(scale, r.float(t, "lower"), r.float(t, "upper"), null)
	must(t, err)
	return point, limit
}

// Every row of the table: 1e-8 where computed, relative for the large ones, else the printed
// decimals.
func TestEValueReference(t *testing.T) {
	rows := readReference(t, "evalue.csv")
	if len(rows) != 23 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, r := range rows {
		point, limit := evalueRow(t, r)
		for column, got := range map[string]float64{"evalue_point": point, "evalue_ci": limit} {
			if r[column] == "" {
				if !math.IsNaN(got) {
					t.Errorf("%v: %s is empty", r, column)
				}
				continue
			}
			want := r.float(t, column)
			if !(math.Abs(got-want) <= r.tolerance(t)*math.Max(1, math.Abs(want)/1e3)) {
				t.Errorf("%s %s %s: %.12g, want %.12g", r["scale"], r["estimate"], column, got, want)
			}
		}
	}
}

// Protective and harmful ratios of the same size need the same confounder; more needs more.
func TestEValueProperties(t *testing.T) {
	for _, scale := range EValueScales() {
		last := 1.0
		for _, ratio := range []float64{1, 1 + 1e-9, 1.01, 1.5, 4, 100, 1e4} {
			up, err := EValue(scale, ratio, 1)
			must(t, err)
			down, err := EValue(scale, 1/ratio, 1)
			must(t, err)
			if !(up >= last) || math.Abs(up/down-1) > 1e-6 {
				t.Errorf("%s %v: %v, inverse %v, after %v", scale, ratio, up, down, last)
			}
			last = up
			if limit, err := EValueLimit(scale, ratio*0.99, ratio*3, ratio); limit != 1 || err != nil {
				t.Errorf("%s %v: an interval that holds null gives %v, %v", scale, ratio, limit, err)
			}
		}
	}
	if e, err := EValue("risk-ratio", 1e300, 1); err != nil || math.Abs(e/2e300-1) > 1e-12 {
		t.Errorf("%v, %v", e, err)
	}
	if !slices.IsSorted(EValueScales()) || len(EValueScales()) != 5 {
		t.Errorf("%q", EValueScales())
	}
}

// The bounding factor leaves exactly null, and is found either way round.
func TestEValueDifferenceSolvesItsEquation(t *testing.T) {
	for _, tb := range []table{{43, 100, 429, 1300}, {9, 10, 1, 1e6}, {397, 78954, 51, 108829}, {1e6 + 1, 1e7, 1e6, 1e7}, {100, 100, 20, 40}} {
		for _, null := range []float64{0, tb.diff() / 2, -0.3} {
			b := tb.boundingFactor(null)
			f := tb.n1 / (tb.n1 + tb.n0)
			if left := (tb.p1() - b*tb.p0()) * (f + (1-f)/b); math.Abs(left-null) > 1e-12 {
				t.Errorf("%v, %v: factor %v leaves %v", tb, null, b, left)
			}
		}
		a, err := EValueDifference(tb.x1, tb.n1, tb.x0, tb.n0, 0, 0.95)
		must(t, err)
		m, err := EValueDifference(tb.x0, tb.n0, tb.x1, tb.n1, 0, 0.95)
		must(t, err)
		if a != m || !(a.Point >= a.Limit && a.Limit >= 1) {
			t.Errorf("%v: %+v, arms exchanged %+v", tb, a, m)
		}
	}
}

func TestEValueDifferenceEdges(t *testing.T) {
	if e, err := EValueDifference(5, 10, 50, 100, 0, 0.95); err != nil || e.Point != 1 || e.Limit != 1 {
		t.Errorf("no difference: %+v, %v", e, err)
	}
	if e, err := EValueDifference(0, 10, 0, 100, 0, 0.95); err != nil || !(e.Limit == 1) || e.Point < 1 {
		t.Errorf("no events: %+v, %v", e, err)
	}
	// No confounder on the ratio scale makes a rate of 0 anything else.
	if e, err := EValueDifference(50, 100, 0, 100, 0, 0.95); err != nil || !math.IsInf(e.Point, 1) || !math.IsInf(e.Limit, 1) {
		t.Errorf("no events to compare with: %+v, %v", e, err)
	}
}

func TestEValueRefusesBadInput(t *testing.T) {
	for want, call := range map[string]func() error{
		`unknown scale "rr"`: func() error { _, err := EValue("rr", 2, 1); return err },
		"ratio is 0":         func() error { _, err := EValue("risk-ratio", 0, 1); return err },
		"null is -1":         func() error { _, err := EValue("risk-ratio", 2, -1); return err },
		"lower limit is NaN": func() error { _, err := EValueLimit("risk-ratio", math.NaN(), 2, 1); return err },
		"is above the upper": func() error { _, err := EValueLimit("risk-ratio", 3, 2, 1); return err },
		"n0 is 0":            func() error { _, err := EValueDifference(1, 2, 0, 0, 0, 0.95); return err },
		"null is 1":          func() error { _, err := EValueDifference(1, 2, 0, 5, 1, 0.95); return err },
		"level is 0":         func() error { _, err := EValueDifference(1, 2, 0, 5, 0, 0); return err },
	} {
		if err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func ExampleEValueLimit() {
	point, _ := EValue("risk-ratio", 1.27, 1)
	limit, _ := EValueLimit("risk-ratio", 1.05, 1.53, 1)
	fmt.Printf("%.2f, limit %.2f\n", point, limit)
	// Output: 1.86, limit 1.28
}

func ExampleEValueDifference() {
	e, _ := EValueDifference(143, 334, 1290, 3900, 0, 0.95)
	fmt.Printf("%.2f, limit %.2f\n", e.Point, e.Limit)
	// Output: 1.91, limit 1.50
}
