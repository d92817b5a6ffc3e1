package matching

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"sib/cohort"
)

// randomPeople are people of both arms in two years, some of them alike.
func randomPeople(rng *rand.Rand) []person {
	people := []person{{p, 2014, 20, "F"}, {q, 2014, 20, "F"}, {p, 2015, 25, "M"}, {q, 2015, 25, "M"}}
	for range 20 + rng.IntN(150) {
		people = append(people, person{cohort.Arm(rng.IntN(2)), 2014 + rng.IntN(2), float64(18 + rng.IntN(16)), []string{"F", "M", "X"}[rng.IntN(3)]})
	}
	return people
}

func matched(t *testing.T, people []person, spec Spec) *Sample {
	t.Helper()
	s, err := Match(build(people), spec)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// byTerm indexes balance rows by all that names them.
func byTerm(s *Sample) map[BalanceRow]BalanceRow {
	out := map[BalanceRow]BalanceRow{}
	for _, r := range s.BalanceRows() {
		out[BalanceRow{Year: r.Year, Covariate: r.Covariate, Level: r.Level, Sample: r.Sample}] = r
	}
	return out
}

func near(a, b *float64, within float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(*a-*b) <= within
}

func TestBalanceBounds(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	for range 100 {
		s := matched(t, randomPeople(rng), byBand)
		for _, r := range s.BalanceRows() {
			for _, v := range []float64{r.ECDFMean, r.ECDFMax, r.Overlap} {
				if !(v >= 0 && v <= 1) {
					t.Fatalf("%+v is not within 0 and 1", r)
				}
			}
			if r.ECDFMean > r.ECDFMax || r.Overlap > 1-r.ECDFMax+1e-12 {
				t.Fatalf("%+v: the mean exceeds the maximum, or more is shared than the distributions allow", r)
			}
		}
		for _, b := range s.Balance {
			// Coarsened exact matching balances its own bins.
			if l := b.L1; !(l.Before >= 0 && l.Before <= 1) || l.After > 1e-12 || l.Cells == 0 {
				t.Fatalf("year %d: L1 %+v", b.Year, l)
			}
		}
		if _, err := json.Marshal(s); err != nil {
			t.Fatal(err)
		}
	}
}

func TestBalanceSwappedArms(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 2))
	spec := byBand
	spec.Estimand = OnAll
	for range 30 {
		people := randomPeople(rng)
		swapped := slices.Clone(people)
		for i := range swapped {
			swapped[i].arm = 1 - swapped[i].arm
		}
		a, b := matched(t, people, spec), matched(t, swapped, spec)
		got := byTerm(b)
		for key, x := range byTerm(a) {
			y := got[key]
			minus := y.SMD
			if minus != nil {
				m := -*minus
				minus = &m
			}
			if !near(x.SMD, minus, 1e-12) || x.Programme != y.Comparison || math.Abs(x.Overlap-y.Overlap) > 1e-12 ||
				math.Abs(x.ECDFMean-y.ECDFMean) > 1e-12 || !near(x.PairDistance, y.PairDistance, 1e-12) {
				t.Fatalf("%+v, swapped %+v", x, y)
			}
		}
		for i := range a.Balance {
			if math.Abs(a.Balance[i].L1.Before-b.Balance[i].L1.Before) > 1e-12 {
				t.Fatal("L1 depends on which group is called what")
			}
		}
	}
}

// Everybody twice: nothing but the n − 1 of a variance may move.
func TestBalanceDuplicatedPools(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	for range 30 {
		people := randomPeople(rng)
		a, b := matched(t, people, byBand), matched(t, append(slices.Clone(people), people...), byBand)
		got := byTerm(b)
		for key, x := range byTerm(a) {
			y := got[key]
			if math.Abs(x.Programme-y.Programme) > 1e-12 || math.Abs(x.Comparison-y.Comparison) > 1e-12 ||
				math.Abs(x.ECDFMean-y.ECDFMean) > 1e-12 || math.Abs(x.Overlap-y.Overlap) > 1e-12 {
				t.Fatalf("%+v, twice %+v", x, y)
			}
			if key.Level != "" && (!near(x.SMD, y.SMD, 1e-12) || !near(x.PairDistance, y.PairDistance, 1e-12)) {
				t.Fatalf("%+v, twice %+v", x, y)
			}
		}
		for i := range a.Balance {
			if x, y := a.Balance[i].L1, b.Balance[i].L1; math.Abs(x.Before-y.Before) > 1e-12 || x.Cells != y.Cells {
				t.Fatalf("L1 %+v, twice %+v", x, y)
			}
		}
	}
}

func TestBalancePermutedAndRenamed(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	names := map[string]string{"F": "z", "M": "y", "X": "x"} // the other way round
	for range 30 {
		people := randomPeople(rng)
		a := matched(t, people, byBand)
		rng.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
		if b := matched(t, people, byBand); !reflect.DeepEqual(a, b) {
			t.Fatal("another order of rows, another balance")
		}
		for i := range people {
			people[i].sex = names[people[i].sex]
		}
		got := byTerm(matched(t, people, byBand))
		for key, x := range byTerm(a) {
			if key.Covariate == "sex" {
				key.Level = names[key.Level]
			}
			y, ok := got[key]
			if !ok || !near(x.SMD, y.SMD, 1e-12) || !near(x.VarianceRatio, y.VarianceRatio, 1e-10) || !near(x.PairDistance, y.PairDistance, 1e-12) {
				t.Fatalf("%+v, renamed %+v", x, y)
			}
		}
	}
}

// One person in each group: nothing varies, and nothing may be NaN.
func TestBalanceOfTwoPeople(t *testing.T) {
	spec := Spec{Unmatched: Drop, Covariates: []Covariate{{Name: "age", Mode: Coarsened, Cuts: []float64{50}}, {Name: "sex", Mode: Exact}}}
	s := matched(t, []person{{p, 2014, 20, "F"}, {q, 2014, 22, "F"}}, spec)
	if _, err := json.Marshal(s); err != nil {
		t.Fatal(err)
	}
	age := s.Balance[0].Terms[0]
	if age.Denominator != 0 || age.Before.SMD != nil || age.After.PairDistance != nil || age.After.VarianceRatio != nil || age.After.Overlap != 0 {
		t.Errorf("age %+v", age)
	}
	if sex := s.Balance[0].Terms[1]; *sex.After.SMD != 0 || *sex.After.PairDistance != 0 || sex.After.Overlap != 1 {
		t.Errorf("sex %+v", sex)
	}
}

// A denominator by hand: programme 20, 22, 24 (variance 4), comparison 20, 30 (variance 50).
func TestBalanceDenominators(t *testing.T) {
	people := []person{{p, 2014, 20, "F"}, {p, 2014, 22, "F"}, {p, 2014, 24, "F"}, {q, 2014, 20, "F"}, {q, 2014, 30, "F"}}
	for estimand, want := range map[Estimand]float64{OnTreated: 2, OnControl: math.Sqrt(50), OnAll: math.Sqrt(27)} {
		spec := Spec{Unmatched: Drop, Estimand: estimand, Covariates: []Covariate{{Name: "age", Mode: Coarsened, Cuts: []float64{50}}, {Name: "sex", Mode: Exact}}}
		age := matched(t, people, spec).Balance[0].Terms[0]
		if math.Abs(age.Denominator-want) > 1e-12 || math.Abs(*age.Before.SMD+3/want) > 1e-12 {
			t.Errorf("%s: %+v, want the denominator %v", estimand, age, want)
		}
		// The pairs are 0, 10, 2, 8, 4 and 6 years apart.
		if math.Abs(*age.After.PairDistance-5/want) > 1e-12 {
			t.Errorf("%s: pairs %v SDs apart, want %v", estimand, *age.After.PairDistance, 5/want)
		}
	}
	if got := Overlap.spread([2]float64{4, 50}); got != math.Sqrt(27) {
		t.Errorf("ATO: %v", got)
	}
}

// A programme group that does not vary takes the SD within groups.
func TestBalanceWithoutSpread(t *testing.T) {
	people := []person{{p, 2014, 20, "F"}, {p, 2014, 20, "F"}, {q, 2014, 20, "F"}, {q, 2014, 24, "M"}, {q, 2014, 22, "F"}}
	spec := Spec{Unmatched: Drop, Covariates: []Covariate{{Name: "age", Mode: Coarsened, Cuts: []float64{50}}, {Name: "sex", Mode: Coarsened, Groups: []LevelGroup{{"any", []string{"F", "M"}}}}}}
	terms := matched(t, people, spec).Balance[0].Terms
	if want := math.Sqrt(8.0 / 3); math.Abs(terms[0].Denominator-want) > 1e-12 { // Σ(x−m)² = 8, n − 2 = 3
		t.Errorf("age %+v, want the denominator %v", terms[0], want)
	}
	if want := math.Sqrt(3.0 * (1.0 / 3) * (2.0 / 3) / 5); math.Abs(terms[1].Denominator-want) > 1e-12 {
		t.Errorf("sex %+v, want the denominator %v", terms[1], want)
	}
}

// A number that is 0 or 1 is a share.
func TestBalanceBinaryNumber(t *testing.T) {
	people := []person{{p, 2014, 0, "F"}, {p, 2014, 1, "F"}, {p, 2014, 1, "F"}, {q, 2014, 0, "F"}, {q, 2014, 1, "F"}}
	spec := Spec{Unmatched: Drop, Covariates: []Covariate{{Name: "age", Mode: Coarsened, Cuts: []float64{5}}, {Name: "sex", Mode: Exact}}}
	age := matched(t, people, spec).Balance[0].Terms[0]
	if math.Abs(age.Denominator-math.Sqrt(2.0/9)) > 1e-15 || age.Before.VarianceRatio != nil ||
		math.Abs(age.Before.Programme-2.0/3) > 1e-15 || math.Abs(age.Before.ECDFMean-1.0/6) > 1e-15 || age.Level != "" {
		t.Errorf("%+v", age)
	}
}

func TestBandsAndRows(t *testing.T) {
	at := func(v float64) TermBalance { return TermBalance{After: Moments{SMD: &v}} }
	for _, tt := range []struct {
		smd      float64
		band     Band
		balanced bool
	}{
		{0, Equivalent, true}, {-0.05, Equivalent, true}, {0.0501, NeedsAdjustment, true}, {0.1, NeedsAdjustment, true}, {-0.11, NeedsAdjustment, false},
		{0.25, NeedsAdjustment, false}, {-0.2501, NotEquivalent, false},
	} {
		if got := at(tt.smd); got.Band() != tt.band || got.Balanced() != tt.balanced {
			t.Errorf("%v: %q, %v", tt.smd, got.Band(), got.Balanced())
		}
	}
	if none := (TermBalance{}); none.Band() != Unknown || none.Balanced() {
		t.Error("a term without SMD has a verdict")
	}
	s := matched(t, small, byBand)
	terms := 0
	for _, b := range s.Balance {
		terms += len(b.Terms)
	}
	rows := s.BalanceRows()
	if len(rows) != 2*terms || rows[0].Sample != "before" || rows[1].Moments != s.Balance[0].Terms[0].After || rows[len(rows)-1].Year != 0 {
		t.Errorf("%d rows of %d terms: %+v", len(rows), terms, rows)
	}
}
