package evaluate

import (
	"strings"
	"testing"

	"sib/contract"
	"sib/matching"
)

// A programme rate that is weighted says so, wherever it is shown.
func TestWeightedProgrammeRatesSaySo(t *testing.T) {
	for _, tt := range []struct {
		match, matching string
		weighted        bool
	}{
		{"exact", "estimand: ATT", false}, {"exact", "estimand: ATC", true}, {"exact", "estimand: ATE", true},
		{"distance", "estimand: ATT, method: weighting", false}, {"distance", "estimand: ATO, method: weighting", true},
		{"distance", "estimand: ATT, method: nearest", false}, {"distance", "estimand: ATC, method: nearest, reuse: unlimited", true},
	} {
		e := designed(t, tt.match, tt.matching, "weighted-newcombe")
		r := e.Results[len(e.Results)-1]
		if r.Programme.Weighted != tt.weighted || (r.ProgrammeESS < float64(r.Programme.N)-1e-6) != tt.weighted {
			t.Errorf("%s: weighted %v, effective size %v of %d", tt.matching, r.Programme.Weighted, r.ProgrammeESS, r.Programme.N)
		}
		for _, n := range e.Decision.Trace {
			if strings.HasSuffix(n.ID, "programme-rate") && strings.Contains(n.Formula, "÷") == tt.weighted {
				t.Errorf("%s: the trace has %s", tt.matching, n.Formula)
			}
		}
		for _, h := range e.Decision.Next {
			if (h.People == contract.Unequal) != tt.weighted {
				t.Errorf("%s: %d further people", tt.matching, h.People)
			}
		}
	}
}

// People who share too few matches are said to, though nobody is dropped.
func TestShortfallIsFound(t *testing.T) {
	s := &matching.Sample{Balance: []matching.Balance{{}}}
	if got := designFindings(s); len(got) != 0 {
		t.Errorf("findings of nothing: %+v", got)
	}
	s.Pooled.Shortfall = 1.5
	got := designFindings(s)
	if len(got) != 1 || got[0].Code != CodeShortfall || !strings.Contains(got[0].Message, "weigh 1.5 less") {
		t.Errorf("%+v", got)
	}
}
