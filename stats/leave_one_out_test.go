package stats

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// Against the estimate written out for the strata that remain.
func TestLeaveOneStratumOut(t *testing.T) {
	strata := parseStrata(t, "4/12-61/240;9/18-92/260;7/14-55/150;3/5-0/0;0/0-2/9;5/16-70/280;11/22-80/220;7/18-71/150")
	out, err := LeaveOneStratumOut(strata, 0.95)
	must(t, err)
	if len(out) != len(strata) {
		t.Fatalf("%d of %d", len(out), len(strata))
	}
	for i, left := range out {
		var x1, n1, p0, w2 float64
		for j, s := range strata {
			if j != i && s.N1 > 0 && s.N0 > 0 {
				c := s.table()
				x1, n1, p0, w2 = x1+c.x1, n1+c.n1, p0+c.n1*c.x0/c.n0, w2+c.n1*c.n1/c.n0
			}
		}
		want, err := WeightedNewcombe(x1/n1, n1, p0/n1, n1*n1/w2, 0.95)
		must(t, err)
		got := left.Estimate
		if left.Stratum != i || left.N1 != n1 || math.Abs(got.Value-want.Value) > 1e-15 || math.Abs(got.Lo-want.Lo) > 1e-15 || math.Abs(got.Hi-want.Hi) > 1e-15 {
			t.Errorf("%+v %+v, want %+v", left, got, want)
		}
	}
	if a, b := out[3].Estimate, out[4].Estimate; a.Value != b.Value || a.Lo != b.Lo || a.Hi != b.Hi {
		t.Errorf("strata with an empty arm change the estimate: %+v, %+v", a, b)
	}
}

// One small stratum beside ten million people: nothing is subtracted, so no digit is lost.
func TestLeaveOneStratumOutKeepsDigits(t *testing.T) {
	small := Stratum{1, 3, 1, 7}
	out, err := LeaveOneStratumOut([]Stratum{{3_333_333, 1e7, 1_111_111, 9_999_999}, small}, 0.95)
	must(t, err)
	if want := 1.0/3 - 1.0/7; out[0].Estimate.Value != want {
		t.Errorf("%v, want %v", out[0].Estimate.Value, want)
	}
}

func TestLeaveOneStratumOutEdges(t *testing.T) {
	out, err := LeaveOneStratumOut([]Stratum{{1, 3, 1, 7}}, 0.95)
	if err != nil || len(out) != 1 || out[0].Estimate != nil || out[0].N1 != 0 {
		t.Errorf("%+v, %v", out, err)
	}
	if out, err := LeaveOneStratumOut(nil, 0.95); err != nil || len(out) != 0 {
		t.Errorf("%+v, %v", out, err)
	}
	if _, err := LeaveOneStratumOut([]Stratum{{4, 3, 1, 7}}, 0.95); err == nil || !strings.Contains(err.Error(), "stratum 1: x1 is 4") {
		t.Error(err)
	}
	if _, err := LeaveOneStratumOut(nil, 2); err == nil {
		t.Error("a level of 2 was accepted")
	}
}

func BenchmarkLeaveOneStratumOut(b *testing.B) {
	strata := make([]Stratum, 10_000)
	for i := range strata {
		strata[i] = Stratum{int64(i % 4), 4, int64(i % 30), 31}
	}
	for b.Loop() {
		if _, err := LeaveOneStratumOut(strata, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleLeaveOneStratumOut() {
	out, _ := LeaveOneStratumOut([]Stratum{{4, 12, 61, 240}, {9, 18, 92, 260}, {7, 14, 55, 150}}, 0.95)
	for _, o := range out {
		fmt.Printf("without %d: %.4f\n", o.Stratum, o.Estimate.Value)
	}
	// Output:
	// without 0: 0.1405
	// without 1: 0.1083
	// without 2: 0.1194
}
