package contract

import (
	"fmt"
	"strings"
	"testing"
)

// What an evaluation must compute besides the point estimate depends on what decides.
func TestNeeds(t *testing.T) {
	const pooled, each = "scope: pooled, pooling: participants", "scope: each-cohort"
	for measure, want := range map[string]struct{ bounds, p, cohorts bool }{
		pooled + ", statistic: point-estimate":                                                            {},
		pooled + ", statistic: lower-bound":                                                               {bounds: true},
		pooled + ", statistic: upper-bound":                                                               {bounds: true},
		pooled + ", statistic: p-value, sides: 1":                                                         {p: true},
		each + ", statistic: point-estimate":                                                              {cohorts: true},
		each + ", statistic: lower-bound":                                                                 {bounds: true, cohorts: true},
		"scope: pooled, pooling: mean-of-rates, statistic: point-estimate":                                {cohorts: true},
		"scope: pooled, pooling: mean-of-effects, statistic: point-estimate":                              {cohorts: true},
		"source: reported, scope: each-cohort, statistic: point-estimate":                                 {},
		"source: reported, scope: pooled, pooling: sum, statistic: point-estimate":                        {},
		"source: reported, scope: pooled, pooling: single, statistic: lower-bound, level: 0.95, sides: 1": {},
		"source: reported, scope: pooled, pooling: single, statistic: p-value, sides: 2":                  {},
	} {
		at, rounding := "1 points", "{to: 0.1 points, mode: half-up}"
		if strings.Contains(measure, PValue) {
			at, rounding = "5 % significance", "{to: 0.1 %, mode: half-up}"
		}
		terms, err := Parse("c.yaml", []byte("interval: {clause: \"2\", method: weighted-newcombe, level: 0.95}\n"+
			givenText("- {id: gain, clause: \"3\", effect: points, "+measure+", rounding: "+rounding+"}", fmt.Sprintf(onePayment, at))))
		if err != nil {
			t.Errorf("%s: %v", measure, err)
			continue
		}
		if terms.NeedsBounds() != want.bounds || terms.NeedsPValue() != want.p || terms.NeedsCohorts() != want.cohorts {
			t.Errorf("%s: %v %v %v, want %+v", measure, terms.NeedsBounds(), terms.NeedsPValue(), terms.NeedsCohorts(), want)
		}
	}
	// A composite needs what its parts do.
	terms := onFigures(t, `
- {id: part, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
- {id: gain, clause: "3", effect: points, scope: pooled, of: [{measure: part, weight: 100 %}], statistic: point-estimate, rounding: none}`, fmt.Sprintf(onePayment, "1 points"))
	if terms.NeedsCohorts() {
		t.Error("a composite of a pooled measure needs cohorts")
	}
	gate := func(scope string) *Terms {
		return gated(t, `  - {id: g, clause: "2", text: G., rules: [each], scope: `+scope+`, require: {quantity: programme-people, at_least: 100 people}, on_failure: {pay: nothing}}`)
	}
	for scope, want := range map[string]bool{EachCohort: true, Pooled: false} {
		terms := gate(scope)
		terms.Measures = terms.Measures[1:2] // the pooled one
		if terms.NeedsCohorts() != want {
			t.Errorf("a gate of scope %s: %v", scope, !want)
		}
	}
}
