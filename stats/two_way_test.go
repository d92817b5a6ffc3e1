package stats

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// Without reuse a person is one unit, and what is left is the variance by set, to the bit.
func TestTwoWayWithoutReuse(t *testing.T) {
	for _, name := range []string{"A_k1to5_noreuse", "many pairs"} {
		units := matchedCases(t)[name]
		got, want := mustSpread(t, "two-way", units), mustSpread(t, "set-cr0", units)
		if name == "A_k1to5_noreuse" && got.SE == want.SE { // one person is used twice
			t.Errorf("%s: %v", name, got.SE)
		}
		if name == "many pairs" && (got.SE != want.SE || got.DF != want.DF) {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

// A comparison group that is the same two people in every set is known no better than
// from two people.
func TestTwoWaySeesReuse(t *testing.T) {
	var units []Unit
	for i := range int64(100) {
		units = append(units, Unit{i, i, true, float64(i % 2), 1}, Unit{i, 1000 + i/50, false, float64(i / 50), 1})
	}
	sets, both := mustSpread(t, "set-cr0", units), mustSpread(t, "two-way", units)
	if both.SE < 0.35 || sets.SE > 0.1 || both.Clusters != 100 {
		t.Errorf("by set %+v, two ways %+v", sets, both)
	}
}

func TestTwoWayRefusesNegativeVariance(t *testing.T) {
	// Within sets the influences cancel, and within people too; the units alone do not.
	units := []Unit{
		{1, 1, true, 1, 1}, {1, 1, false, 1, 1}, {2, 1, true, 0, 1}, {2, 1, false, 0, 1},
		{1, 2, true, 1, 1}, {1, 2, false, 1, 1}, {2, 2, true, 0, 1}, {2, 2, false, 0, 1},
	}
	if s, err := TwoWay(units); err != nil || s.SE != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	units = []Unit{
		{1, 1, true, 1, 1}, {1, 2, true, 0, 1}, {2, 1, true, 0, 1}, {2, 2, true, 1, 1},
		{1, 1, false, 0, 1}, {1, 2, false, 1, 1}, {2, 1, false, 1, 1}, {2, 2, false, 0, 1},
	}
	if _, err := TwoWay(units); !errors.Is(err, errNegative) || !strings.HasPrefix(err.Error(), "two-way: the variance is negative") {
		t.Error(err)
	}
	if _, err := TwoWay(nil); err == nil {
		t.Error("nobody")
	}
	if math.IsNaN(mustSpread(t, "two-way", pairsOf(1, 1, 1, 1)).SE) {
		t.Error("not a number")
	}
}
