package stats

import (
	"math"
	"strings"
	"testing"
)

// The mean and its standard error written as a paired t test, and a warning on reuse.
func TestSetDifference(t *testing.T) {
	units := []Unit{
		{1, 1, true, 1, 1}, {1, 11, false, 0, 0.5}, {1, 12, false, 1, 0.5},
		{2, 2, true, 0, 1}, {2, 21, false, 1, 1},
		{3, 3, true, 1, 1}, {3, 31, false, 0, 1},
	}
	s := mustSpread(t, "set-difference", units) // differences 0.5, −1, 1
	if want := math.Sqrt((1.0/9 + 49.0/36 + 25.0/36) / 2 / 3); math.Abs(s.Value-1.0/6) > 1e-16 || math.Abs(s.SE-want) > 1e-15 || s.DF != 2 || s.Warnings != nil {
		t.Errorf("%+v, want %v", s, want)
	}
	units[6].Person = 21
	if s := mustSpread(t, "set-difference", units); len(s.Warnings) != 1 {
		t.Errorf("%q", s.Warnings)
	}
}

// Sets count by their programme people: two people in a set are as two sets of one.
func TestSetDifferenceWeighsByProgramme(t *testing.T) {
	units := []Unit{
		{1, 1, true, 1, 1}, {1, 2, true, 1, 1}, {1, 11, false, 0, 1},
		{2, 3, true, 0, 1}, {2, 21, false, 1, 1},
	}
	if s := mustSpread(t, "set-difference", units); math.Abs(s.Value-1.0/3) > 1e-15 || math.Abs(s.SE-math.Sqrt(2*(16.0/9+16.0/9)/9)) > 1e-15 {
		t.Errorf("%+v", s)
	}
}

func TestSetDifferenceRefuses(t *testing.T) {
	if _, err := SetDifference(pairsOf(1, 0, 0, 0)); err == nil || !strings.Contains(err.Error(), "one set") {
		t.Error(err)
	}
	if _, err := SetDifference(independent(1, 2, 3, 4)); err == nil || !strings.Contains(err.Error(), "a set lacks") {
		t.Error(err)
	}
}
