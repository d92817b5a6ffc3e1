package contract

import (
	"slices"
	"strings"
	"testing"

	"sib/contract/trace"
)

// Up to the long stop, on it, and after it; a decision without a day is not held against it.
func TestLongStop(t *testing.T) {
	terms := sums{once: []string{"100"}, more: `due: {clause: "11", date: 2017-06-30, day_count: act/365, long_stop: 2018-06-30}`}.terms(t)
	for _, tt := range []struct{ on, due, words string }{
		{"", "100.00", ""},
		{"2017-01-01", "100.00", "claimed in time"},
		{"2018-06-30", "100.00", "claimed in time"},
		{"2018-07-01", "0.00", "claimed too late: on 2018-07-01, after the long stop of 2018-06-30"},
	} {
		d := paying(t, terms, allMet(), tt.on)
		i := slices.IndexFunc(d.Trace, func(n trace.Node) bool { return n.ID == inTimeID })
		if d.Due.Decimal() != tt.due || (i >= 0) != (tt.words != "") || i >= 0 && !strings.Contains(d.Trace[i].Words, tt.words) {
			t.Errorf("on %q: %s, node %d, want %s and %q", tt.on, d.Due, i, tt.due, tt.words)
		}
	}
	terms.Payment.Due.LongStop = "soon"
	refusedToDecide(t, terms, allMet(), *onDay("2018-01-01"), "long stop")
}
