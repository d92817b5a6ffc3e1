package contract

import (
	"fmt"
	"strings"
	"testing"
)

func TestRefusesMeasureForms(t *testing.T) {
	const interval = "interval: {clause: \"2\", method: weighted-newcombe, level: 0.95}\n"
	for _, tt := range []struct{ head, measure, at, code, what, remedy string }{
		{"", "effect: count, scope: each-cohort, statistic: point-estimate", "5 people", codeMissingKey, "a count has no unit", "unit: people"},
		{"", "effect: points, unit: people, scope: each-cohort, statistic: point-estimate", "5 points", codeValue, "own words", "delete"},
		{"", "effect: money, scope: each-cohort, statistic: point-estimate", "5 EUR", codeValue, "does not follow from two rates", "source: reported"},
		{"", "effect: index, scope: each-cohort, statistic: point-estimate", "5 % of target", codeValue, "made of other measures", "of:"},
		{"", "effect: points, scope: pooled, statistic: point-estimate", "5 points", codePooling, "how the cohorts are pooled", "mean-of-effects (the mean of the yearly effects)"},
		{"", "effect: points, source: reported, scope: pooled, pooling: participants, statistic: point-estimate", "5 points", codePooling, "cannot be pooled by", "single (one figure for all)"},
		{"", "effect: points, scope: each-cohort, pooling: participants, statistic: point-estimate", "5 points", codePooling, "pools nothing", "delete"},
		{"", "effect: count, unit: people, scope: pooled, pooling: mean-of-rates, statistic: point-estimate", "5 people", codePooling, "a mean of rates has none", "participants"},
		{"", "effect: points, scope: pooled, pooling: participants, unpaid_by: bonus, statistic: point-estimate", "5 points", codeValue, "does not depend on what was paid", "scope: unpaid"},
		{"", "effect: points, scope: each-cohort, statistic: point-estimate, level: 0.95", "5 points", codeBinding, "no level", "delete"},
		{"", "effect: points, scope: each-cohort, statistic: point-estimate, sides: 1", "5 points", codeBinding, "no sides", "delete"},
		{"", "effect: points, scope: each-cohort, statistic: lower-bound", "5 points", codeBinding, "agrees no interval", "add interval"},
		{"", "effect: points, scope: each-cohort, statistic: p-value, sides: 1", "5 % significance", codeBinding, "agrees no interval", "add interval"},
		{interval, "effect: points, scope: each-cohort, statistic: lower-bound, level: 0.9", "5 points", codeBinding, "level or its sides, but not both", "sides: 1"},
		{interval, "effect: points, scope: each-cohort, statistic: lower-bound, sides: 1", "5 points", codeBinding, "level or its sides, but not both", "sides: 1"},
		{interval, "effect: points, scope: each-cohort, statistic: lower-bound, level: 0.5, sides: 1", "5 points", codeBinding, "no bound", "above 0.5"},
		{interval, "effect: points, scope: each-cohort, statistic: upper-bound, level: 1, sides: 1", "5 points", codeValue, "between 0 and 1", "0.95"},
		{interval, "effect: relative, scope: each-cohort, statistic: lower-bound", "5 % relative", codeBinding, "a relative change has no interval", "effect: points"},
		{interval, "effect: reduction, scope: each-cohort, statistic: upper-bound", "5 % reduction", codeBinding, "a reduction has no interval", "effect: points"},
		{interval, "effect: rate, scope: each-cohort, statistic: upper-bound", "5 % rate", codeBinding, "stands by itself", "effect: points"},
		{interval, "effect: points, scope: pooled, pooling: mean-of-rates, statistic: lower-bound", "5 points", codeBinding, "no agreed interval", "participants"},
		{interval, "effect: points, scope: each-cohort, statistic: p-value", "5 % significance", codeBinding, "one side or two", "sides: 2"},
		{interval, "effect: points, scope: each-cohort, statistic: p-value, sides: 2, level: 0.9", "5 % significance", codeBinding, "a p-value has no level", "5 % significance"},
		{interval, "effect: points, scope: each-cohort, statistic: lower-bound, comparison_rate: 25 %", "5 points", codeValue, "leaves no lower bound", "point-estimate"},
		{"", "effect: points, source: reported, scope: each-cohort, statistic: lower-bound", "5 points", codeBinding, "does not say its level and its sides", "sides: 1"},
		{"", "effect: points, source: reported, scope: each-cohort, statistic: point-estimate, comparison_rate: 25 %", "5 points", codeValue, "compared with no rate", "delete"},
		{"", "effect: rate, scope: each-cohort, statistic: point-estimate, comparison_rate: 25 %", "5 % rate", codeValue, "stands by itself", "delete"},
		{"", "effect: relative, scope: each-cohort, statistic: point-estimate, comparison_rate: 0 %", "5 % relative", codeValue, "a rate of zero", "points"},
		{"", "effect: points, scope: each-cohort, statistic: point-estimate, comparison_rate: 101 %", "5 points", codeValue, "not between 0 and 100 %", "correct"},
		{"", "effect: points, source: composite, scope: each-cohort, statistic: point-estimate", "5 points", codeMissingKey, "what it is made of", "of:"},
	} {
		rounding := "rounding: {to: 0.01 points, mode: down}"
		for word, step := range map[string]string{"effect: count": "1 people", "effect: money": "1 EUR", "p-value": "0.1 %", "effect: re": "0.1 %", "effect: rate": "0.1 %", "effect: index": "0.1 %"} {
			if strings.Contains(tt.measure, word) {
				rounding = "rounding: {to: " + step + ", mode: down}"
			}
		}
		if strings.Contains(rounding, "1 people") && !strings.Contains(tt.measure, "unit") {
			rounding = "rounding: none"
		}
		text := tt.head + givenText(`- {id: gain, clause: "3", `+tt.measure+`, `+rounding+`}`, fmt.Sprintf(onePayment, tt.at))
		t.Run(tt.measure, func(t *testing.T) { oneProblem(t, text, tt.code, tt.what, tt.remedy) })
	}
}

func TestRefusesParts(t *testing.T) {
	for _, tt := range []struct{ of, effect, code, what, remedy string }{
		{"[{measure: trial, weight: 80 %}, {measure: trend, weight: 19 %}]", "points", codeRest, "add up to 99 %", "100 %"},
		{"[{measure: trial, weight: 100 %}, {measure: trial, weight: 10 %}]", "points", codeTwice, "a part twice", "keep one"},
		{"[{measure: trial, weight: 0 %}, {measure: trend, weight: 100 %}]", "points", codeValue, "not above zero", "positive"},
		{"[{measure: trial, weight: 100}]", "points", codeForm, "no unit", "100 %"},
		{"[{measure: tria, weight: 100 %}]", "points", codeValue, `no measure "tria"`, `"trial"`},
		{"[{measure: gain, weight: 100 %}]", "points", codeValue, `no measure "gain"`, "trial"},
		{"[{measure: trial, weight: 100 %}]", "relative", codeValue, "but the composite of type relative", "index"},
		{"[{measure: trial, weight: 100 %}]", "index", codeMissingKey, "no target", "add target"},
		{"[{measure: trial, weight: 100 %, target: 5 points}]", "points", codeValue, "of type index", "effect: index"},
		{"[{measure: trial, weight: 100 %, target: 0 points}]", "index", codeValue, "no share of it", "above zero"},
		{"[{measure: trial, weight: 100 %, target: 5 people}]", "index", codeValue, "of type count", "type of the measure"},
		{"[{measure: yearly, weight: 100 %}]", "points", codeValue, "of scope each-cohort", "same scope"},
	} {
		at := map[string]string{"points": "5 points", "relative": "5 % relative", "index": "5 % of target"}[tt.effect]
		text := givenText(`
- {id: trial, clause: "3.1", effect: points, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
- {id: trend, clause: "3.2", effect: points, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
- {id: yearly, clause: "3.2", effect: points, source: reported, scope: each-cohort, statistic: point-estimate, rounding: none}
- {id: gain, clause: "3.3", effect: `+tt.effect+`, scope: pooled, of: `+tt.of+`, statistic: point-estimate, rounding: none}`, fmt.Sprintf(onePayment, at))
		t.Run(tt.of, func(t *testing.T) { oneProblem(t, text, tt.code, tt.what, tt.remedy) })
	}
}

// Events are counted in given figures only.
func TestRefusesEvents(t *testing.T) {
	runRefusals(t, []refusalTest{
		{change("  column: placed\n", "  counts: events\n  column: placed\n"), "events\n", "not how often", "leave out data"},
		{change("  column: placed\n", ""), "outcome:", `outcome has no key "column"`, "add column: placed"},
	})
}
