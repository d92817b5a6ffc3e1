package stats

import (
	"math"
	"strings"
	"testing"
)

// independent are x1 of n1 programme people against x0 of n0, each in a set of its own.
func independent(x1, n1, x0, n0 int) []Unit {
	var units []Unit
	for i := range n1 + n0 {
		u := Unit{Set: int64(i), Person: int64(i), Programme: i < n1, Weight: 1}
		if i < x1 || i >= n1 && i < n1+x0 {
			u.Y = 1
		}
		units = append(units, u)
	}
	return units
}

// With equal weights the robust variances are p(1 − p)/n, with n − 1 or (n − 1)²/n for n.
func TestHCEqualWeights(t *testing.T) {
	const x1, n1, x0, n0 = 43, 100, 429, 1300
	units := independent(x1, n1, x0, n0)
	tab := table{x1, n1, x0, n0}
	variance := func(f func(n float64) float64) float64 {
		return math.Sqrt(tab.p1()*(1-tab.p1())/f(n1) + tab.p0()*(1-tab.p0())/f(n0))
	}
	for method, want := range map[string]float64{
		"hc0": tab.waldSE(),
		"hc1": tab.waldSE() * math.Sqrt(1400.0/1398),
		"hc2": variance(func(n float64) float64 { return n - 1 }),
		"hc3": variance(func(n float64) float64 { return (n - 1) * (n - 1) / n }),
	} {
		s := mustSpread(t, method, units)
		if math.Abs(s.SE-want) > 1e-15 || math.Abs(s.Value-tab.diff()) > 1e-16 || !math.IsInf(s.DF, 1) || s.Clusters != 1400 {
			t.Errorf("%s: %+v, want %v", method, s, want)
		}
	}
	e, err := Wald(x1, n1, x0, n0, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := mustSpread(t, "hc0", units).Interval(0.95); err != nil || !nearEstimate(got, e, 1e-15) {
		t.Errorf("%+v, want Wald's %+v (%v)", got, e, err)
	}
}

func TestHCRefusesOneAlone(t *testing.T) {
	for method, f := range map[string]SpreadFunc{"hc2": HC2, "hc3": HC3} {
		if _, err := f(independent(1, 1, 2, 5)); err == nil || !strings.Contains(err.Error(), method+": an arm has one unit") {
			t.Error(err)
		}
	}
	if _, err := HC1(independent(1, 1, 0, 1)); err == nil || !strings.Contains(err.Error(), "hc1: 2 units") {
		t.Error(err)
	}
	if s, err := HC0(independent(1, 1, 0, 1)); err != nil || s.SE != 0 || s.Value != 1 {
		t.Errorf("%+v, %v", s, err)
	}
}
