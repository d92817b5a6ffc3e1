package stats

import "testing"

// The numbers that the authors' code and its ports print for the seed 1234567.
func TestSplitMix(t *testing.T) {
	s := splitMix(1234567)
	for _, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		if got := s.next(); got != want {
			t.Errorf("%d, want %d", got, want)
		}
	}
}

// Each number from 0 to n − 1 is as likely.
func TestSplitMixBelow(t *testing.T) {
	s := splitMix(1)
	var counts [7]float64
	for range 70_000 {
		counts[s.below(7)]++
	}
	chi2 := 0.0
	for _, c := range counts {
		chi2 += (c - 10_000) * (c - 10_000) / 10_000
	}
	if chi2 > 22.5 { // 0.999 of chi-square with 6 degrees of freedom
		t.Errorf("%v: chi-square %v", counts, chi2)
	}
}
