package stats

import (
	"fmt"
	"math/big"
	"strings"
	"testing"
)

// tenPercentBetter is x1/n1 ≥ 1.1·x0/n0 in whole numbers.
func tenPercentBetter(x1, n1, x0, n0 int64) bool { return 10*x1*n0 >= 11*x0*n1 }

// 43/100 v 33/100 with ten missing each: the rule holds while 10·x1 ≥ 11·x0, x1 = 53 − k and
// x0 = 33 + j, so k must be 53 − ⌈1.1(33 + j)⌉ + 1.
func TestTippingPointByHand(t *testing.T) {
	tip, err := TippingPoint(MissingCounts{43, 100, 10}, MissingCounts{33, 100, 10}, tenPercentBetter)
	must(t, err)
	if !tip.Decision || tip.Counting != "failures" || len(tip.Rows) != 11 {
		t.Fatalf("%+v", tip)
	}
	for j, r := range tip.Rows {
		want := 53 - (11*(33+int64(j))+9)/10 + 1
		if want > 10 {
			want = -1
		}
		if r.ComparisonEvents != int64(j) || r.Needed != want {
			t.Errorf("%+v, want %d", r, want)
		}
	}
}

// A negative decision counts the events that would turn it.
func TestTippingPointOfANegativeDecision(t *testing.T) {
	tip, err := TippingPoint(MissingCounts{34, 100, 4}, MissingCounts{33, 100, 0}, tenPercentBetter)
	must(t, err)
	// 10·(34 + k)·100 ≥ 11·33·104 needs 34 + k ≥ 37.752.
	if tip.Decision || tip.Counting != "events" || len(tip.Rows) != 1 || tip.Rows[0].Needed != 4 {
		t.Errorf("%+v", tip)
	}
}

// Nothing is skipped: a decision that is not monotone is searched in full.
func TestTippingPointWithoutMonotony(t *testing.T) {
	odd := func(x1, _, x0, _ int64) bool { return (x1+x0)%2 == 0 }
	tip, err := TippingPoint(MissingCounts{2, 5, 2}, MissingCounts{2, 5, 1}, odd)
	must(t, err)
	if !tip.Decision || tip.Rows[0].Needed != 1 || tip.Rows[1].Needed != 0 {
		t.Errorf("%+v", tip)
	}
}

func TestTippingPointErrors(t *testing.T) {
	ok := MissingCounts{1, 2, 3}
	for want, c := range map[string]MissingCounts{
		"no observed": {0, 0, 2}, "3 events among 2": {3, 2, 0}, "of at most 10000000": {1, 2, 9_000_000}, "are missing": {1, 2, 1 << 60},
	} {
		if _, err := TippingPoint(ok, c, tenPercentBetter); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

func ExampleTippingPoint() {
	rule := ThresholdRule{Relative: true, T: big.NewRat(1, 10)}
	decide := func(x1, n1, x0, n0 int64) bool { ok, err := rule.Clears(x1, n1, x0, n0); return err == nil && ok }
	tip, _ := TippingPoint(MissingCounts{X: 38, N: 100, M: 8}, MissingCounts{X: 429, N: 1300, M: 26}, decide)
	for _, i := range []int{0, 13, 26} {
		fmt.Println(tip.Rows[i].ComparisonEvents, "events:", tip.Rows[i].Needed, tip.Counting)
	}
	// Output:
	// 0 events: 8 failures
	// 13 events: 7 failures
	// 26 events: 6 failures
}
