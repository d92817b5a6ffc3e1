package stats

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Without covariates the model is the two weighted rates: the difference, and with HC0
// the standard error of the weighted regression.
func TestGComputationWithoutCovariates(t *testing.T) {
	for _, name := range []string{"A_k1to5_noreuse", "C_pairs", "E_k2to13", "uneven pairs", "many pairs"} {
		units := matchedCases(t)[name]
		for kind, method := range map[GVariance]string{GHC0: "hc0", GSet: "set-cr0", GPerson: "person-cr0"} {
			s, err := GComputation(units, make([][]float64, len(units)), kind)
			want := mustSpread(t, method, units)
			if err != nil || math.Abs(s.Value-want.Value) > 1e-13 || math.Abs(s.SE-want.SE) > 1e-13 || s.Clusters != want.Clusters {
				t.Errorf("%s, %s: %+v, want %+v (%v)", name, method, s, want, err)
			}
		}
	}
}

// The model variance without covariates is Wald's.
func TestGComputationModelVariance(t *testing.T) {
	units := independent(43, 100, 429, 1300)
	s, err := GComputation(units, make([][]float64, len(units)), GModel)
	if want := (table{43, 100, 429, 1300}).waldSE(); err != nil || math.Abs(s.SE-want) > 1e-14 {
		t.Errorf("%+v, want %v (%v)", s, want, err)
	}
}

// With exact strata and weights that give both arms the same shares of each, g-computation
// is the weighted difference.
func TestGComputationWithStrataIsTheWeightedDifference(t *testing.T) {
	var units []Unit
	var strata []int64
	for i, c := range [][4]int{{4, 12, 61, 240}, {9, 18, 92, 260}, {7, 14, 55, 150}} {
		for _, u := range independent(c[0], c[1], c[2], c[3]) {
			u.Set, u.Person = int64(i), u.Person+int64(1000*i)
			if !u.Programme {
				u.Weight = float64(c[1]) / float64(c[3])
			}
			units, strata = append(units, u), append(strata, int64(10*i))
		}
	}
	s, err := GComputation(units, Dummies(strata), GHC0)
	if want := mustSpread(t, "hc0", units).Value; err != nil || math.Abs(s.Value-want) > 1e-13 {
		t.Errorf("%+v, want %v (%v)", s, want, err)
	}
}

// Covariates travel with their units, whatever the order; numbers far from 0 do no harm.
func TestGComputationIgnoresOrderAndShift(t *testing.T) {
	units, _ := referenceUnits(t, "E_k2to13")
	x := make([][]float64, len(units))
	for i := range x {
		x[i] = []float64{float64(i%17) / 4, float64(i % 3)}
	}
	want, err := GComputation(units, x, GSet)
	if err != nil {
		t.Fatal(err)
	}
	order := rand.New(rand.NewPCG(1, 2)).Perm(len(units))
	var u2 []Unit
	var x2, shifted [][]float64
	for _, i := range order {
		u2, x2 = append(u2, units[i]), append(x2, x[i])
		shifted = append(shifted, []float64{1000 + 50*x[i][0], x[i][1] - 3})
	}
	before := slices.Clone(u2)
	if got, err := GComputation(u2, x2, GSet); err != nil || got.Value != want.Value || got.SE != want.SE || !slices.Equal(before, u2) {
		t.Errorf("%+v, want %+v (%v)", got, want, err)
	}
	if got, err := GComputation(u2, shifted, GSet); err != nil || math.Abs(got.Value-want.Value) > 1e-10 || math.Abs(got.SE-want.SE) > 1e-10 {
		t.Errorf("%+v, want %+v (%v)", got, want, err)
	}
}

func TestGComputationRefuses(t *testing.T) {
	units := append(pairsOf(3, 4, 2, 5), pairsOf(0, 0, 0, 4)...)
	strata := make([]int64, len(units))
	for i := 28; i < len(units); i++ {
		strata[i] = 1 // nobody has an event there
	}
	ones, arms, clean := make([][]float64, len(units)), make([][]float64, len(units)), make([][]float64, len(units))
	for i, u := range units {
		ones[i], arms[i], clean[i] = []float64{1}, []float64{float64(u.arm())}, []float64{float64(i % 5)}
	}
	for _, kind := range []GVariance{GModel, GHC0, GSet, GPerson} {
		if _, err := GComputation(units, Dummies(strata), kind); !errors.Is(err, errSeparated) {
			t.Errorf("separated: %v", err)
		}
		for _, x := range [][][]float64{ones, arms} {
			if _, err := GComputation(units, x, kind); !errors.Is(err, errCollinear) {
				t.Errorf("collinear: %v", err)
			}
		}
		if _, err := GComputation(pairsOf(0, 9, 0, 0), make([][]float64, 18), kind); !errors.Is(err, errSeparated) {
			t.Errorf("all against none: %v", err)
		}
		if s, err := GComputation(units, clean, kind); err != nil || s.Method != gNames[kind] {
			t.Errorf("%+v, %v", s, err)
		}
	}
	// A number that parts the outcomes at a threshold.
	threshold := make([][]float64, len(units))
	for i, u := range units {
		threshold[i] = []float64{float64(i%4)/10 + u.Y}
	}
	if _, err := GComputation(units, threshold, GHC0); !errors.Is(err, errSeparated) {
		t.Errorf("threshold: %v", err)
	}
}

func TestGComputationRefusesBadInput(t *testing.T) {
	units := pairsOf(2, 2, 2, 2)
	good := make([][]float64, len(units))
	with := func(x ...float64) [][]float64 {
		out := slices.Clone(good)
		out[3] = x
		return out
	}
	half := slices.Clone(units)
	half[0].Y = 0.5
	for want, f := range map[string]func() (Spread, error){
		"3 rows of covariates for 16 units":     func() (Spread, error) { return GComputation(units, good[:3], GModel) },
		"unit 3 has 1 covariates, unit 0 has 0": func() (Spread, error) { return GComputation(units, with(1), GModel) },
		"an outcome is 0.5: want 0 or 1":        func() (Spread, error) { return GComputation(half, good, GModel) },
		"unknown variance 9":                    func() (Spread, error) { return GComputation(units, good, GVariance(9)) },
		"no comparison people":                  func() (Spread, error) { return GComputation(nil, nil, GModel) },
		"unit 0: covariate 0 is NaN": func() (Spread, error) {
			return GComputation(units[:1], [][]float64{{math.NaN()}}, GModel)
		},
	} {
		if _, err := f(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func TestDummies(t *testing.T) {
	want := [][]float64{{0, 1}, {0, 0}, {1, 0}, {0, 1}}
	if got := Dummies([]int64{9, -3, 4, 9}); !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("%v", got)
	}
	if got := Dummies([]int64{5, 5}); len(got) != 2 || len(got[0]) != 0 {
		t.Errorf("%v", got)
	}
	if got := Dummies(nil); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
