package matching

import (
	"math"
	"math/rand/v2"
	"testing"

	"sib/cohort"
)

// TestVariableRatioCounts holds the numbers of people who want so many matches.
func TestVariableRatioCounts(t *testing.T) {
	for _, tt := range []struct {
		choice Choice
		want   []float64 // people who want at least 1, 2, … matches, of ten
	}{
		{Choice{Ratio: 2, Least: 1, Most: 5}, []float64{10, 3, 3, 2, 2, 0}}, // 7 × 1, 1 × 3, 2 × 5
		{Choice{Ratio: 2, Least: 1, Most: 3}, []float64{10, 5, 5, 0}},
		{Choice{Ratio: 2.5, Least: 2, Most: 6}, []float64{10, 10, 2, 1, 1, 1, 0}}, // 8 × 2, 1 × 3, 1 × 6
		{Choice{Ratio: 3, Least: 1, Most: 3}, []float64{10, 10, 10, 0}},
		{Choice{Ratio: 1, Least: 1, Most: 3}, []float64{10, 0, 0, 0}},
	} {
		rng := rand.New(rand.NewPCG(1, 10))
		d := chosen(tt.choice)
		left := int64(10)
		var profiles []onLine
		for left > 0 {
			n := min(left, 1+rng.Int64N(3))
			profiles = append(profiles, onLine{float64(rng.IntN(4)), [2]int64{n, 5}})
			left -= n
		}
		d.with(profiles...)
		r, err := d.nearestRules()
		if err != nil {
			t.Fatal(err)
		}
		for q, want := range tt.want {
			sum := 0.0
			for i := range profiles {
				sum += r.wants(int32(i), q+1)
			}
			if math.Abs(sum-want) > 1e-9 {
				t.Errorf("%+v: %v people want match %d, want %v", tt.choice, sum, q+1, want)
			}
		}
		if r.rounds != tt.choice.Most {
			t.Errorf("%+v: %d rounds", tt.choice, r.rounds)
		}
	}
}

// TestVariableRatioTowardsTheOther holds that those get many who lie towards the other
// arm, and that those who tie share.
func TestVariableRatioTowardsTheOther(t *testing.T) {
	for _, sign := range []float64{1, -1} {
		d := chosen(Choice{Ratio: 2, Least: 1, Most: 3}).with(
			onLine{sign * 9, [2]int64{1, 0}}, onLine{sign * 7, [2]int64{1, 0}}, onLine{sign * 7, [2]int64{3, 0}}, onLine{sign * 5, [2]int64{1, 0}},
			onLine{sign * 1, [2]int64{0, 50}})
		r, err := d.nearestRules()
		if err != nil {
			t.Fatal(err)
		}
		// Six people, three with 3: the one at 5, and two of the four at 7.
		for i, want := range []float64{0, 0.5, 1.5, 1} {
			if got := r.wants(int32(i), 3); math.Abs(got-want) > 1e-12 {
				t.Errorf("%v: profile %d: %v people want three, want %v", sign, i, got, want)
			}
		}
		a, err := d.nearest()
		if err != nil {
			t.Fatal(err)
		}
		sameLinks(t, "variable", a.links, []Link{{0, 4, 1, 1}, {1, 4, 2, 1}, {2, 4, 6, 3}, {3, 4, 3, 1}}, 1e-9)
	}
}

// TestVariableRatioOfComparisons holds the same for the other arm.
func TestVariableRatioOfComparisons(t *testing.T) {
	d := chosen(Choice{Ratio: 2, Least: 1, Most: 3})
	d.focal = cohort.Comparison
	d.with(onLine{1, [2]int64{0, 1}}, onLine{2, [2]int64{0, 1}}, onLine{3, [2]int64{9, 0}})
	a, err := d.nearest()
	if err != nil {
		t.Fatal(err)
	}
	sameLinks(t, "ATC", a.links, []Link{{2, 0, 1, 1}, {2, 1, 3, 1}}, 1e-9)
}
