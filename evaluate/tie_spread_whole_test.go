package evaluate

import (
	"math"
	"reflect"
	"testing"

	"sib/contract"
)

// TestTieSpread carries out the usual tool's matching on the synthetic people: the
// trigger of 10 points is met or missed as the rows happen to lie.
func TestTieSpread(t *testing.T) {
	terms, err := contract.Load(synthContract)
	if err != nil {
		t.Fatal(err)
	}
	var last int64
	spread := func(progress Progress) *Spread {
		s, err := TieSpread(t.Context(), terms, Data{Dir: dirOf(synthContract)}, 100, Given{}, progress)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	got := spread(func(stage string, done, _ int64) {
		if stage == StageTies {
			last = done
		}
	})
	pooled := got.Results[len(got.Results)-1]
	if d := pooled.Difference; last != 100 || d.N != 100 || !(d.Min < 0.1 && d.Max > 0.13) {
		t.Errorf("after %d draws: %+v", last, d)
	}
	if th := got.Thresholds[0]; th.Met == 0 || th.Missed == 0 || th.Met+th.Missed != 100 || got.Due.Min.Cmp(got.Due.Max) == 0 {
		t.Errorf("%+v, due %+v", th, got.Due)
	}
	// Shared ties are near the middle of what orders give, and within the range.
	if s := pooled.Shared; s == nil || *s < pooled.Difference.P05 || *s > pooled.Difference.P95 || math.Abs(*s-pooled.Difference.Median) > 0.01 {
		t.Errorf("shared %v (%s), %+v", s, pooled.SharedError, pooled.Difference)
	}
	if !reflect.DeepEqual(spread(nil), got) {
		t.Error("the same contract gives another spread")
	}
}
