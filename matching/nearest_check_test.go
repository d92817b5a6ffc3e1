package matching

import (
	"errors"
	"strings"
	"testing"
)

func TestNearestCheck(t *testing.T) {
	d := chosen(Choice{Reuse: 2}).with(onLine{5, [2]int64{2, 0}}, onLine{6, [2]int64{0, 1}}, onLine{9, [2]int64{0, 1}}, onLine{6, [2]int64{0, 1}})
	d.limits = []limit{{at: d.score, width: 2}}
	d.outside[3] = true
	r, err := d.nearestRules()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		links []Link
		want  string
	}{
		{[]Link{{0, 1, 2, 2}}, ""},
		{[]Link{{0, 1, 2, 2.001}}, "more people are matched"},
		{[]Link{{0, 1, 2.001, 2}}, "serve more often"},
		{[]Link{{0, 2, 1, 1}}, "breaks a caliper"},
		{[]Link{{0, 1, 0, 1}}, "no people"},
		{[]Link{{0, 3, 1, 1}}, "two cells"},
	} {
		err := errors.Join(r.check(tt.links), d.checkLinks(tt.links))
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%v: error %v, want %q", tt.links, err, tt.want)
		}
	}
}
