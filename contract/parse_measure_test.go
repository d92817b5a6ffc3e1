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

// Measures on the edge of what can be, which are accepted; and the same a step beyond.
func TestMeasuresOnTheEdge(t *testing.T) {
	const events = "outcome: {name: arrest, clause: \"1\", counts: events, definition: arrests within a year}\n"
	for _, tt := range []struct{ head, measure, at, refused string }{
		{"", "effect: points, comparison_rate: 100 %", "5 points", ""},
		{"", "effect: points, comparison_rate: 100.01 %", "5 points", "not between 0 and 100 %"},
		{events, "effect: points, comparison_rate: 155 %", "5 points", ""},
		{"", "effect: points, comparison_rate: 0 %", "5 points", ""},
		{"", "effect: points, comparison_rate: -0.01 %", "5 points", "not between 0 and 100 %"},
		{"", "effect: relative, comparison_rate: 0.01 %", "5 % relative", ""},
		{"", "effect: relative, comparison_rate: 0 %", "5 % relative", "a rate of zero"},
		{"", "effect: reduction, comparison_rate: 0 %", "5 % reduction", "a rate of zero"},
		{"", "effect: ratio, comparison_rate: 0 %", "5 times", "a rate of zero"},
		{"", "effect: points, comparison_rate: 25", "5 points", `"25" has no unit`},
		{"", "effect: count, unit: man-days, comparison_rate: 0 %", "5 man-days", ""},
		{"", "effect: count, unit: 3 days", "5 people", `"3 days" cannot be a unit`},
		{"", "effect: count, unit: relative", "5 people", `"relative" cannot be a unit`},
		{"", "effect: wibble, unit: people", "5 people", `"effect" cannot be "wibble"`},
		{"", "effect: points, source: reported, of: [{measure: gain, weight: 100 %}]", "5 points", "a measure of others is no reported"},
		{"", "effect: points, source: comparison, of: [{measure: gain, weight: 100 %}]", "5 points", "a measure of others is no comparison"},
		{"", "effect: points, source: guess", "5 points", `"source" cannot be "guess"`},
	} {
		text := tt.head + givenText(`- {id: gain, clause: "3", `+tt.measure+`, scope: each-cohort, statistic: point-estimate, rounding: none}`, fmt.Sprintf(onePayment, tt.at))
		_, err := Parse("c.yaml", []byte(text))
		if (tt.refused == "") != (err == nil) || err != nil && !strings.Contains(strings.ReplaceAll(err.Error(), "\u00a0", " "), tt.refused) {
			t.Errorf("%s: %v, want %q", tt.measure, err, tt.refused)
		}
	}
}

// A composite whose source is written out is the same composite.
func TestPartsAndTheirPooling(t *testing.T) {
	const parts = `
- {id: trial, clause: "3.1", effect: points, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
- {id: days, clause: "3.2", effect: duration, unit: days, source: reported, scope: pooled, pooling: sum, statistic: point-estimate, rounding: none}
`
	for _, tt := range []struct{ measure, at, code, what, remedy string }{
		{"effect: points, source: composite, of: [{measure: trial, weight: 100 %}]", "5 points", "", "", ""},
		{"effect: points, pooling: single, of: [{measure: trial, weight: 100 %}]", "5 points", "", "", ""},
		{"effect: points, pooling: sum, of: [{measure: trial, weight: 100 %}]", "5 points", codePooling, `part "trial" is pooled by single, not by sum`, "delete it"},
		{"effect: duration, unit: days, pooling: single, of: [{measure: days, weight: 30 %}]", "5 days", codePooling, `part "days" is pooled by sum, not by single`, "delete it"},
		{"effect: index, pooling: sum, of: [{measure: days, weight: 50 %, target: 5 days}, {measure: trial, weight: 50 %, target: 5 points}]", "5 % of target", codePooling, `part "trial" is pooled by single`, "delete it"},
		{"effect: duration, unit: days, of: [{measure: days, weight: 30 %}]", "5 days", "", "", ""}, // days are added up
		{"effect: index, of: [{measure: days, weight: 50 %, target: 5 days}, {measure: trial, weight: 50 %, target: 5 points}]", "5 % of target", "", "", ""},
		{"effect: index, of: [{measure: days, weight: 50 %, target: 5 days}, {measure: trial, weight: 49 %, target: 5 points}]", "5 % of target", codeRest, "add up to 99 %", "100 %"},
		{"effect: index, of: [{measure: days, weight: 49 %, target: 5 days}, {measure: trial, weight: 50 %, target: 5}]", "5 % of target", codeBarePercent, "two ways", "signed"},
		{"effect: index, of: [{measure: days, weight: 100 %, target: -5 days}]", "5 % of target", codeValue, "no share of it", "above zero"},
	} {
		text := givenText(parts+`- {id: gain, clause: "3.3", `+tt.measure+`, scope: pooled, statistic: point-estimate, rounding: none}`, fmt.Sprintf(onePayment, tt.at))
		if tt.code != "" {
			oneProblem(t, text, tt.code, tt.what, tt.remedy)
		} else if _, err := Parse("c.yaml", []byte(text)); err != nil {
			t.Errorf("%s: %v", tt.measure, err)
		}
	}
	oneProblem(t, givenText(`- {id: gain, clause: "3.3", effect: points, scope: pooled, statistic: point-estimate, of: [{measure: trial, weight: 100 %}], rounding: none}`, fmt.Sprintf(onePayment, "5 points")),
		codeValue, `there is no measure "trial" before this one`, "first")
	oneProblem(t, givenText(`
- {id: low, clause: "3.1", effect: points, source: reported, scope: pooled, pooling: single, statistic: lower-bound, level: 0.95, sides: 1, rounding: none}
- {id: gain, clause: "3.3", effect: points, scope: pooled, statistic: point-estimate, of: [{measure: low, weight: 100 %}], rounding: none}`, fmt.Sprintf(onePayment, "5 points")),
		codeValue, `"low" is a lower bound`, "point estimate")
	oneProblem(t, givenText(parts+`- {id: gain, clause: "3.3", effect: points, scope: pooled, statistic: lower-bound, of: [{measure: trial, weight: 100 %}], rounding: none}`, fmt.Sprintf(onePayment, "5 points")),
		codeBinding, "a composite has no lower bound", "point-estimate")
}

// A measure over unpaid cohorts says how they are pooled, which no single figure can be.
func TestRefusesUnpaidPoolings(t *testing.T) {
	const yearly = "- {id: yearly, clause: \"3\", effect: points, scope: each-cohort, statistic: point-estimate, rounding: none}\n"
	for _, tt := range []struct{ measure, code, what, remedy string }{
		{"scope: unpaid, unpaid_by: each", codePooling, "over the cohorts that are not paid for does not say how", "write pooling: participants (each programme participant counts once), mean-of-rates (the effect of the mean yearly rates) or mean-of-effects (the mean of the yearly effects)"},
		{"source: reported, scope: unpaid, unpaid_by: each", codePooling, "over the cohorts that are not paid for does not say how", "write pooling: mean-of-effects (the mean of the yearly effects) or sum (the cohorts' figures added up)"},
		{"source: reported, scope: unpaid, unpaid_by: each, pooling: single", codePooling, `a reported measure of scope unpaid cannot be pooled by "single"`, "or sum"},
		{"source: reported, scope: pooled", codePooling, "a pooled measure does not say how", "single (one figure for all)"},
		{"scope: unpaid, pooling: participants", codeMissingKey, "does not say which rule leaves cohorts unpaid", "add unpaid_by"},
		{"scope: unpaid, unpaid_by: each, of: [{measure: yearly, weight: 100 %}]", codeValue, "a composite is not pooled over cohorts that are not paid for", "scope: pooled"},
	} {
		ps := problems(t, givenText(yearly+`- {id: gain, clause: "3", effect: points, `+tt.measure+`, statistic: point-estimate, rounding: none}`, `
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: each, clause: "4", text: Each., measure: yearly, at_least: 1 points, pay: {amount: 1}}
  - {id: rest, clause: "4", text: Rest., measure: gain, at_least: 1 points, pay: {amount: 1}}
cap: {clause: "5", amount: 10}`))
		if ps[0].Code != tt.code && len(ps) == 1 || !strings.Contains(ps.Error(), tt.what) || !strings.Contains(ps.Error(), tt.remedy) {
			t.Errorf("%s: %v", tt.measure, ps)
		}
	}
	// A rule cannot wait for itself.
	ps := problems(t, givenText(`- {id: gain, clause: "3", effect: points, scope: unpaid, unpaid_by: bonus, pooling: participants, statistic: point-estimate, rounding: none}`, fmt.Sprintf(onePayment, "5 points")))
	if !strings.Contains(ps.Error(), `rule "bonus" is decided before rule "bonus"`) {
		t.Error(ps)
	}
}

// Levels of bounds and p-values at their edges.
func TestStatisticsOnTheEdge(t *testing.T) {
	const interval = "interval: {clause: \"2\", method: weighted-newcombe, level: 0.95}\n"
	for _, tt := range []struct{ measure, at, rounding, refused string }{
		{"effect: points, statistic: lower-bound, level: 0.51, sides: 1", "5 points", "0.1 points", ""},
		{"effect: points, statistic: lower-bound, level: 0.5, sides: 1", "5 points", "0.1 points", "one side at level 0.5 is no bound"},
		{"effect: points, statistic: lower-bound, level: 0.5, sides: 2", "5 points", "0.1 points", ""},
		{"effect: points, statistic: lower-bound, level: 0, sides: 2", "5 points", "0.1 points", "a level of 0 is not between 0 and 1"},
		{"effect: points, statistic: lower-bound, level: 0.0001, sides: 2", "5 points", "0.1 points", ""},
		{"effect: points, statistic: lower-bound, level: 0.9999, sides: 2", "5 points", "0.1 points", ""},
		{"effect: points, statistic: lower-bound, level: 1, sides: 2", "5 points", "0.1 points", "a level of 1 is not between 0 and 1"},
		{"effect: relative, statistic: p-value, sides: 1", "5 % significance", "0.1 %", ""},
		{"effect: rate, statistic: p-value, sides: 1", "5 % significance", "0.1 %", "a rate stands by itself: there is no difference to test"},
		{"effect: rate, source: reported, statistic: p-value, sides: 1", "5 % significance", "0.1 %", ""},
	} {
		text := interval + givenText(`- {id: gain, clause: "3", `+tt.measure+`, scope: each-cohort, rounding: {to: `+tt.rounding+`, mode: half-up}}`, fmt.Sprintf(onePayment, tt.at))
		_, err := Parse("c.yaml", []byte(text))
		if (tt.refused == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), tt.refused) {
			t.Errorf("%s: %v, want %q", tt.measure, err, tt.refused)
		}
	}
}
