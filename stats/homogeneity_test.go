package stats

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// By hand: +0.2 in one stratum and −0.2 in another of the same size have the
// common difference 0, at which both arms fit best at 0.5. Each stratum's variance
// is 0.25·(1/10 + 1/10)·20/19 = 1/19, so Q = 2·0.04·19 = 1.52; and the tail of
// chi-square with one degree of freedom is that of |Z| > √1.52.
func TestHomogeneityByHand(t *testing.T) {
	r, err := Homogeneity([]Stratum{{6, 10, 4, 10}, {4, 10, 6, 10}})
	if err != nil || math.Abs(r.Statistic-1.52) > 1e-13 || r.DF != 1 || math.Abs(r.PValue-math.Erfc(math.Sqrt(0.76))) > 1e-12 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestHomogeneityInvariants(t *testing.T) {
	strata := readStrata(t, "38/89-410/1255;52/121-447/1342;53/124-433/1303;1/9-30/70")
	want, err := Homogeneity(strata)
	if err != nil || want.DF != 3 || !(want.PValue > 0 && want.PValue < 1) {
		t.Fatalf("%+v, %v", want, err)
	}
	changed := map[string][]Stratum{"reversed": slices.Clone(strata), "with empty arms": append(slices.Clone(strata), Stratum{0, 0, 3, 9}, Stratum{1, 2, 0, 0})}
	slices.Reverse(changed["reversed"])
	for _, s := range strata {
		changed["arms swapped"] = append(changed["arms swapped"], Stratum{s.X0, s.N0, s.X1, s.N1})
		changed["events swapped"] = append(changed["events swapped"], Stratum{s.N1 - s.X1, s.N1, s.N0 - s.X0, s.N0})
	}
	for name, other := range changed {
		r, err := Homogeneity(other)
		if err != nil || r.DF != want.DF || math.Abs(r.Statistic-want.Statistic) > 1e-10 {
			t.Errorf("%s: %+v, want %+v, %v", name, r, want, err)
		}
	}
}

// Strata that all show the same difference are as homogeneous as can be; pulling
// them apart only adds to Q.
func TestHomogeneityGrowsWithTheGap(t *testing.T) {
	before := -1.0
	for gap := int64(0); gap <= 20; gap++ {
		r, err := Homogeneity([]Stratum{{50 + gap, 100, 80, 200}, {50 - gap, 100, 80, 200}})
		if err != nil || !(r.Statistic > before) {
			t.Errorf("gap %d: %+v after %v, %v", gap, r, before, err)
		}
		if gap == 0 && r.Statistic > 1e-25 {
			t.Errorf("no gap: %v", r.Statistic)
		}
		before = r.Statistic
	}
}

// In large samples it is Cochran's Q with inverse variances.
func TestHomogeneityAgreesWithCochranInLargeStrata(t *testing.T) {
	strata := readStrata(t, "400400/1000000-300000/1000000;201000/500000-600300/2000000;120100/300000-90000/300000")
	r, err := Homogeneity(strata)
	if err != nil {
		t.Fatal(err)
	}
	e := mustStrata(t, InverseVariance, strata, 0.95)
	q := 0.0
	for _, s := range strata {
		c := table{float64(s.X1), float64(s.N1), float64(s.X0), float64(s.N0)}
		q += (c.exactDiff() - e.Value) * (c.exactDiff() - e.Value) / c.plugIn()
	}
	if math.Abs(r.Statistic-q) > 1e-3*q {
		t.Errorf("Q = %v, Cochran's %v", r.Statistic, q)
	}
}

func TestHomogeneityErrors(t *testing.T) {
	for _, s := range []string{"3/9-4/10", "0/10-0/100;0/5-0/40", "1/1-0/1;1/1-0/1", "3/9-4/10;1/2-0/0"} {
		if r, err := Homogeneity(readStrata(t, s)); err == nil || !strings.Contains(err.Error(), "homogeneity-score: undefined") {
			t.Errorf("%s: %+v, %v", s, r, err)
		}
	}
}
