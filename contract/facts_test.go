package contract

import (
	"math"
	"math/big"
	"testing"
)

// Counts on the edge of what can be are accepted, and refused one person beyond.
func TestQualityOfNobody(t *testing.T) {
	terms := gated(t, `  - {id: g, clause: "2", text: G., rules: [each], scope: each-cohort, require: {quantity: match-rate, at_least: 80 % rate}, on_failure: {pay: nothing}}`)
	for want, change := range map[string]func(*Quality){
		"": func(q *Quality) {
			q.Eligible[1], q.Matched[1], q.Analysed[1], q.ESS, *q.LargestSMD = 0, 0, 0, 0, 0
		},
		"0 eligible, 0 matched and -1 analysed comparison people":        func(q *Quality) { q.Eligible[1], q.Matched[1], q.Analysed[1] = 0, 0, -1 },
		"1000 eligible, 999 matched and 1000 analysed comparison people": func(q *Quality) { q.Matched[1]-- },
		"999 eligible, 1000 matched and 1000 analysed comparison people": func(q *Quality) { q.Eligible[1]-- },
		"an effective size of NaN":                                       func(q *Quality) { q.ESS = math.NaN() },
		"an effective size of +Inf":                                      func(q *Quality) { q.ESS = math.Inf(1) },
		"a largest standardised difference of +Inf":                      func(q *Quality) { *q.LargestSMD = math.Inf(1) },
		"a largest standardised difference of NaN":                       func(q *Quality) { *q.LargestSMD = math.NaN() },
	} {
		in := threeCohorts()
		in.Compared[0].Quality = quality(100, change)
		in.Reported = []Figure{figure("other", 0, "0.05")}
		if want == "" {
			decideOn(t, terms, in)
		} else {
			refusedDecision(t, terms, in, "quality of cohort 2014: "+want)
		}
	}
}

// A rate to compare with is needed where a measure compares, and only there. A
// measure whose source is not said is a comparison.
func TestNeedsComparison(t *testing.T) {
	alone := measured(0, 50, 100, "0.4")
	alone.ComparisonRate = nil
	for measure, at := range map[string]string{
		"effect: points": "10 points", "effect: points, comparison_rate: 25 %": "10 points", "effect: rate": "50 % rate",
	} {
		terms := onFigures(t, `- {id: m, clause: "3", `+measure+`, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}`, oneAt(at))
		for _, source := range []string{Compared, ""} {
			terms.Measures[0].Source = source
			in := Measurements{Compared: []Measurement{alone}}
			if measure == "effect: points" {
				refusedDecision(t, terms, in, "measurement of all cohorts pooled: a rate is missing")
				in.Compared[0].ComparisonRate = rat("0.4")
			}
			if d := decideOn(t, terms, in); d.Due.Decimal() != "1.00" {
				t.Errorf("%s: %s", measure, d.Due)
			} else if h := d.Previous[0]; h.Points == nil || math.Abs(*h.Points-h.Gap) > 1e-15 {
				t.Errorf("%s from source %q: %+v", measure, source, h)
			}
		}
	}
	// Where all figures are reported, a measured group may stand by itself.
	terms := onFigures(t, `- {id: m, clause: "3", effect: points, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}`, oneAt("10 points"))
	in := Measurements{Compared: []Measurement{alone}, Reported: []Figure{figure("m", 0, "0.1")}}
	if d := decideOn(t, terms, in); d.Due.Decimal() != "1.00" {
		t.Error(d.Due)
	}
}

// oneAt is a payment of 1 from a threshold on.
func oneAt(threshold string) string {
	return `
rounding: {to: 0.01, mode: half-up}
rules: [{id: r, clause: "4", text: t, measure: m, at_least: ` + threshold + `, pay: {amount: 1}}]
cap: {clause: "5", amount: 10}`
}

func TestRefusesFigures(t *testing.T) {
	terms := onFigures(t, `
- {id: m, clause: "3", effect: points, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
- {id: yearly, clause: "3", effect: points, source: reported, scope: each-cohort, statistic: point-estimate, rounding: none}
- {id: own, clause: "3", effect: points, scope: each-cohort, statistic: point-estimate, rounding: none}`, oneAt("10 points"))
	for want, f := range map[string][]Figure{
		`figure of measure "x", all cohorts pooled: there is no measure "x"`:       {figure("x", 0, "0")},
		`figure of measure "yearly", cohort 1999: the contract has no such cohort`: {figure("yearly", 1999, "0")},
		`figure of measure "m", all cohorts pooled: the value is missing`:          {{Measure: "m"}},
		`figure of measure "m", all cohorts pooled: given twice`:                   {figure("m", 0, "0"), figure("m", 0, "0.1")},
		"the contract takes one figure for all cohorts: give it without a cohort":  {figure("m", 2014, "0")},
		"the contract takes a figure of each cohort, not one for all: give each":   {figure("yearly", 0, "0")},
	} {
		refusedDecision(t, terms, Measurements{Reported: f}, want)
	}
	// A difference of rates is at most 100 points, either way.
	for value, can := range map[string]bool{"-1": true, "1": true, "-1.0001": false, "1.0001": false} {
		in := Measurements{Reported: []Figure{figure("m", 0, value)}}
		if can {
			decideOn(t, terms, in)
		} else {
			refusedDecision(t, terms, in, "cannot be: no points has that value")
		}
	}
	// In a contract of one cohort, that cohort and all cohorts are the same.
	terms.Cohorts = []int{2015}
	for _, cohort := range []int{0, 2015} {
		if d := decideOn(t, terms, Measurements{Reported: []Figure{figure("m", cohort, "0.1"), figure("yearly", cohort, "0.1")}}); d.Due.Decimal() != "1.00" {
			t.Errorf("%d: %s", cohort, d.Due)
		}
	}
}

// Measurements that contradict themselves, on the edge and one beyond.
func TestChecksMeasurements(t *testing.T) {
	for want, m := range map[string]Measurement{
		"":                                      {ProgrammeN: 1, ProgrammeEvents: 1, ProgrammeRate: rat("1"), ComparisonRate: rat("1")},
		"0 programme people":                    {ProgrammeN: 0, ProgrammeRate: rat("0"), ComparisonRate: rat("0")},
		"2 outcomes among 1 programme people":   {ProgrammeN: 1, ProgrammeEvents: 2, ProgrammeRate: rat("2"), ComparisonRate: rat("0")},
		"-1 outcomes among 1 programme people":  {ProgrammeN: 1, ProgrammeEvents: -1, ProgrammeRate: rat("-1"), ComparisonRate: rat("0")},
		"the comparison rate 1.1 is not":        {ProgrammeN: 1, ProgrammeRate: rat("0"), ComparisonRate: rat("1.1")},
		"the comparison rate -0.1 is not":       {ProgrammeN: 1, ProgrammeRate: rat("0"), ComparisonRate: rat("-0.1")},
		"the programme rate 1.5 is not between": {ProgrammeN: 2, ProgrammeEvents: 1, ProgrammeRate: rat("1.5"), ComparisonRate: rat("0"), Weighted: true},
		"the programme rate 0.4 is not 1 of 2":  {ProgrammeN: 2, ProgrammeEvents: 1, ProgrammeRate: rat("0.4"), ComparisonRate: rat("0")},
	} {
		switch err := m.check(true); {
		case want == "" && err != nil, want != "" && (err == nil || err.Error()[:len(want)] != want):
			t.Errorf("%v, want %q", err, want)
		}
	}
	m := Measurement{ProgrammeN: 2, ProgrammeEvents: 3, ProgrammeRate: big.NewRat(3, 2), ComparisonRate: rat("4"), PerPerson: true}
	if err := m.check(true); err != nil {
		t.Errorf("events for each person: %v", err)
	}
}
