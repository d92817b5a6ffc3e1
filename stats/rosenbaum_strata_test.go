package stats

import (
	"math"
	"testing"
)

// byConvolution is the tail at one odds ratio, added up there and stratum by stratum.
func byConvolution(strata []Stratum, odds float64) float64 {
	total, observed := lattice{0, []float64{1}}, 0
	for _, s := range strata {
		observed += int(s.X1)
		total = total.plus(extendedHypergeometric(s, odds, leastPairs), leastPairs)
	}
	return total.atLeast(observed)
}

// One sum read at any odds ratio is the sum that is made at it, wherever the events
// observed lie: in the middle, far out under strata that pull both ways, or at an end.
func TestStrataBiasReadsOneSumAtEveryGamma(t *testing.T) {
	opposed := []Stratum{{X1: 270, N1: 300, X0: 300, N0: 3000}, {X1: 30, N1: 300, X0: 2700, N0: 3000}, {X1: 5, N1: 900, X0: 400, N0: 900}}
	var small []Stratum
	for i := range int64(300) {
		small = append(small, Stratum{X1: i % 3, N1: 2 + i%4, X0: i % 7, N0: 7 + i%11})
	}
	for name, strata := range map[string][]Stratum{
		"middle":  {{X1: 36, N1: 84, X0: 437, N0: 1300}, {X1: 51, N1: 117, X0: 412, N0: 1350}, {X1: 46, N1: 119, X0: 451, N0: 1350}},
		"opposed": opposed, "small": small,
		"least": {{X1: 0, N1: 20, X0: 9, N0: 90}, {X1: 0, N1: 30, X0: 8, N0: 70}},
		"most":  {{X1: 20, N1: 20, X0: 9, N0: 90}, {X1: 30, N1: 30, X0: 8, N0: 70}},
		"empty": {{X1: 3, N1: 20}, {X1: 3, N1: 9, X0: 8, N0: 70}, {X0: 4, N0: 9}},
	} {
		b, err := NewStrataBias(strata)
		if err != nil {
			t.Fatal(err)
		}
		for _, odds := range []float64{0.2, 1 / 1.5, 1, 1.1, 2, 6} {
			got, want := b.tail(odds), byConvolution(strata, odds)
			if want > 1e-60 && math.Abs(got-want) > 1e-11*want || math.IsNaN(got) || want <= 1e-60 && got > 1e-50 {
				t.Errorf("%s at %v: %v, want %v", name, odds, got, want)
			}
		}
	}
}

func TestStrataBiasRefuses(t *testing.T) {
	if _, err := NewStrataBias([]Stratum{{X1: 3, N1: 2, X0: 1, N0: 5}}); err == nil {
		t.Error("more events than people are taken")
	}
	b, err := NewStrataBias([]Stratum{{X1: 2, N1: 2, X0: 1, N0: 5}, {X1: 2, N1: 3, X0: 1, N0: 5}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Bounds(0.5); err == nil {
		t.Error("a bias below 1 is taken")
	}
	if _, _, err := b.CriticalGamma(0); err == nil {
		t.Error("a level of 0 is taken")
	}
}
