package stats

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// weighStrata reads "x1/n1-x0/n0;…" and weighs the comparison people by n1/n0.
func weighStrata(t *testing.T, s string) (p1, n1, p0, neff float64) {
	t.Helper()
	var x1, w2 float64
	for _, cell := range strings.Split(s, ";") {
		var a, n, b, m float64
		if _, err := fmt.Sscanf(cell, "%g/%g-%g/%g", &a, &n, &b, &m); err != nil {
			t.Fatalf("cell %q: %v", cell, err)
		}
		if n == 0 || m == 0 {
			continue
		}
		x1, n1, p0, w2 = x1+a, n1+n, p0+n*b/m, w2+n*n/m
	}
	neff, err := KishESS(n1, w2)
	if err != nil {
		t.Fatal(err)
	}
	return x1 / n1, n1, p0 / n1, neff
}

func TestWeightedNewcombeReference(t *testing.T) {
	n := 0
	for _, r := range readReference(t, "stratified_rd.csv") {
		if r["method"] != "att_newcombe_kish" {
			continue
		}
		n++
		p1, n1, p0, neff := weighStrata(t, r["strata"])
		e, err := WeightedNewcombe(p1, n1, p0, neff, r.float(t, "level"))
		if err != nil {
			t.Errorf("%s: %v", r.label(), err)
			continue
		}
		r.check(t, "estimate", e.Value)
		r.check(t, "lower", e.Lo)
		r.check(t, "upper", e.Hi)
		if want := r.float(t, "variance"); math.Abs(neff-want) > 1e-9*want { // the column holds the effective size
			t.Errorf("%s: effective size %v, want %v", r.label(), neff, want)
		}
	}
	if n < 15 {
		t.Errorf("only %d rows", n)
	}
}

// The worked example that an auditor can follow by hand: six cells.
func TestWeightedNewcombeWorkedExample(t *testing.T) {
	p1, n1, p0, neff := weighStrata(t, "4/12-61/240;9/18-92/260;7/14-55/150;5/16-70/280;11/22-80/220;7/18-71/150")
	e, err := WeightedNewcombe(p1, n1, p0, neff, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	l1, u1, err := WilsonRate(p1, n1, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name      string
		got, want float64
		decimals  int
	}{
		{"n1", n1, 100, 12}, {"p1", p1, 0.43, 12}, {"p0", p0, 0.3507, 4}, {"neff", neff, 1186.6, 1},
		{"l1", l1, 0.3373, 4}, {"u1", u1, 0.5278, 4},
		{"d", e.Value, 0.0793, 4}, {"L", e.Lo, -0.0174, 4}, {"U", e.Hi, 0.1807, 4},
	} {
		if math.Abs(tt.got-tt.want) > 0.5*math.Pow(10, -float64(tt.decimals)) {
			t.Errorf("%s = %.6f, want %v to %d decimals", tt.name, tt.got, tt.want, tt.decimals)
		}
	}
	if e.Method != "weighted-newcombe" || e.Level != 0.95 {
		t.Errorf("estimate does not describe itself: %+v", e)
	}
}

// Four strata of one programme person each: methods that use each stratum's own
// variance would pay here.
func TestWeightedNewcombeOneEach(t *testing.T) {
	if p1, n1, p0, neff := weighStrata(t, "0/1-0/5;0/1-0/8;0/1-0/3;0/1-0/4"); p1 != 0 || p0 != 0 {
		t.Fatal("strata misread")
	} else if e, err := WeightedNewcombe(p1, n1, p0, neff, 0.95); err != nil || e.Value != 0 || !(e.Lo < 0 && e.Hi > 0) {
		t.Errorf("no events anywhere: %+v, %v", e, err)
	}
}

func TestWeightedNewcombeEqualWeightsIsNewcombe(t *testing.T) {
	for _, a := range [][4]float64{{43, 100, 429, 1300}, {0, 10, 0, 20}, {1, 1, 0, 1}, {7, 9, 9, 9}, {36, 84, 433, 1300}} {
		want, err := Newcombe(a[0], a[1], a[2], a[3], 0.95)
		if err != nil {
			t.Fatal(err)
		}
		got, err := WeightedNewcombe(a[0]/a[1], a[1], a[2]/a[3], a[3], 0.95)
		if err != nil || got.Value != want.Value || got.Lo != want.Lo || got.Hi != want.Hi {
			t.Errorf("%v: %+v, want %+v (%v)", a, got, want, err)
		}
	}
}

func TestWeightedNewcombeSwap(t *testing.T) {
	a, _ := WeightedNewcombe(0.43, 100, 0.3507, 1186.6, 0.9)
	b, err := WeightedNewcombe(0.3507, 1186.6, 0.43, 100, 0.9)
	if err != nil || b.Value != -a.Value || b.Lo != -a.Hi || b.Hi != -a.Lo {
		t.Errorf("%+v and %+v do not mirror (%v)", a, b, err)
	}
}

func TestWeightedNewcombeErrors(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		a    [5]float64
		want string
	}{
		{[5]float64{-0.1, 9, 0.2, 9, 0.95}, "weighted-newcombe: p1 is -0.1: want a proportion"},
		{[5]float64{0.1, 0, 0.2, 9, 0.95}, "weighted-newcombe: n1 is 0"},
		{[5]float64{0.1, 9, nan, 9, 0.95}, "weighted-newcombe: p0 is NaN"},
		{[5]float64{0.1, 9, 33.4, 9, 0.95}, "weighted-newcombe: p0 is 33.4"},
		{[5]float64{0.1, 9, 0.2, 0, 0.95}, "weighted-newcombe: neff is 0"},
		{[5]float64{0.1, 9, 0.2, nan, 0.95}, "weighted-newcombe: neff is NaN"},
		{[5]float64{0.1, 9, 0.2, 9, 1.5}, "weighted-newcombe: level is 1.5"},
	} {
		_, err := WeightedNewcombe(tt.a[0], tt.a[1], tt.a[2], tt.a[3], tt.a[4])
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%v: %v, want %q", tt.a, err, tt.want)
		}
	}
}
