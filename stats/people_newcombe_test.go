package stats

import (
	"math"
	"strings"
	"testing"
)

// Equal weights are Newcombe and Miettinen–Nurminen, to the last bit.
func TestPeopleEqualWeights(t *testing.T) {
	for _, a := range [][4]int{{43, 100, 429, 1300}, {0, 10, 0, 20}, {10, 10, 20, 20}, {1, 1, 0, 1}, {7, 9, 9, 9}} {
		units := independent(a[0], a[1], a[2], a[3])
		for name, f := range map[string]TwoSampleFunc{"people-newcombe": Newcombe, "people-score": MiettinenNurminen} {
			want := mustTwoSample(t, f, [4]float64{float64(a[0]), float64(a[1]), float64(a[2]), float64(a[3])}, 0.9)
			m, _ := Matched(name)
			if got := mustMatched(t, m, units, 0.9); got.Value != want.Value || got.Lo != want.Lo || got.Hi != want.Hi || got.Method != name {
				t.Errorf("%v: %+v, want %+v", a, got, want)
			}
		}
	}
}

// Somebody in five sets is one person with the weight of five.
func TestKishPeopleSumsEachPerson(t *testing.T) {
	var units []Unit
	for i := range int64(5) {
		units = append(units, Unit{i, i, true, float64(i % 2), 1}, Unit{i, 100, false, 1, 1}, Unit{i, 101 + i, false, 0, 1})
	}
	r, err := KishPeople(units)
	if err != nil || r.N1 != 5 || r.People != [2]int{6, 5} || r.N0 != 100.0/30 || r.P0 != 0.5 || r.P1 != 0.4 {
		t.Errorf("%+v, %v", r, err)
	}
}

// The score test at 0 is the N − 1 chi-square.
func TestPeopleScorePValue(t *testing.T) {
	const x1, n1, x0, n0, n = 43.0, 100.0, 429.0, 1300.0, 1400.0
	e, err := PeopleScore(independent(x1, n1, x0, n0), 0.95)
	pooled := (x1 + x0) / n
	chi2 := (n - 1) / n * math.Pow(x1/n1-x0/n0, 2) / (pooled * (1 - pooled) * (1/n1 + 1/n0))
	if want := math.Erfc(math.Sqrt(chi2 / 2)); err != nil || math.Abs(*e.PValue-want) > 1e-14 {
		t.Errorf("%+v, %v, want %v", e, err, want)
	}
}

func TestFiniteNewcombe(t *testing.T) {
	units, _ := referenceUnits(t, "E_k2to13")
	plain, err := PeopleNewcombe(units, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	last := plain
	for _, f := range []float64{0, 0.2, 0.9, 1} {
		e, err := FiniteNewcombe(units, f, 0.95)
		if err != nil || e.Lo < last.Lo || e.Hi > last.Hi || e.Value != plain.Value || e.Method != "finite-newcombe" {
			t.Errorf("%v: %+v, %v", f, e, err)
		}
		if f == 0 && (e.Lo != plain.Lo || e.Hi != plain.Hi) {
			t.Errorf("no fraction: %+v, want %+v", e, plain)
		}
		last = e
	}
	// A comparison rate that is known leaves the programme's own limits.
	r, _ := KishPeople(units)
	l1, u1, _ := WilsonRate(r.P1, r.N1, 0.95)
	if math.Abs(last.Lo-(l1-r.P0)) > 1e-15 || math.Abs(last.Hi-(u1-r.P0)) > 1e-15 {
		t.Errorf("%+v, want %v and %v", last, l1-r.P0, u1-r.P0)
	}
	for _, f := range []float64{-1, 2, math.NaN()} {
		if _, err := FiniteNewcombe(units, f, 0.95); err == nil || !strings.Contains(err.Error(), "finite-newcombe: fraction") {
			t.Error(err)
		}
	}
	if _, err := FiniteNewcombe(units, 0, 2); err == nil {
		t.Error("level 2")
	}
}
