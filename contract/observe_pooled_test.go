package contract

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"sib/contract/money"
)

const onePayment = `
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: bonus, clause: "4", text: Paid when it is reached., measure: gain, at_least: %s, pay: {amount: 1000}}
cap: {clause: "5", amount: 1000}`

// oneRule is a contract with one measure and one rule on it.
func oneRule(t testing.TB, measure, at string) *Terms {
	t.Helper()
	return onFigures(t, "- {id: gain, clause: \"3\", "+measure+", rounding: none}", fmt.Sprintf(onePayment, at))
}

// valueOf is the value of a node of a decision.
func valueOf(t testing.TB, d *Decision, id string) string {
	t.Helper()
	for _, n := range d.Trace {
		if n.ID == id {
			return n.Rounded
		}
	}
	t.Fatalf("%s is not in the trace", id)
	return ""
}

// decideOn decides on measurements of any kind, and holds the trace.
func decideOn(t testing.TB, terms *Terms, in Measurements) *Decision {
	t.Helper()
	d, err := Decide(terms, in, money.Date{})
	if err != nil {
		t.Fatal(err)
	}
	if tt, ok := t.(*testing.T); ok {
		recompute(tt, d)
	}
	return d
}

// refused decides and expects an error with the words.
func refusedDecision(t *testing.T, terms *Terms, in Measurements, words string) {
	t.Helper()
	if d, err := Decide(terms, in, money.Date{}); err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("it says %v, decides %v, want %q", err, d != nil, words)
	}
}

// The founding case's three poolings are three numbers.
func TestThreePoolings(t *testing.T) {
	years := Measurements{Compared: []Measurement{measured(2014, 429, 1000, "0.337"), measured(2015, 1308, 3000, "0.305"), measured(2016, 387, 1000, "0.334")}}
	mean := rat("429/337")
	mean.Add(mean, rat("436/305"))
	mean.Add(mean, rat("387/334"))
	mean.Sub(mean.Quo(mean, rat("3")), rat("1"))
	for pooling, want := range map[string]struct{ p, q, effect string }{
		Participants:  {"2124/5000", "1586/5000", "269/793"}, // 337 + 915 + 334 expected of 5,000
		MeanOfRates:   {"0.417333333333333333333", "0.325333333333333333333", "69/244"},
		MeanOfEffects: {"", "", mean.RatString()},
	} {
		d := decideOn(t, oneRule(t, "effect: relative, scope: pooled, pooling: "+pooling+", statistic: point-estimate", "10 % relative"), years)
		if got := valueOf(t, d, "gain.pooled.effect"); rat(got).Cmp(rat(want.effect)) != 0 {
			t.Errorf("%s: %s, want %s", pooling, got, want.effect)
		}
		if pooling == MeanOfEffects {
			continue
		}
		for id, w := range map[string]string{"programme-rate": want.p, "comparison-rate": want.q} {
			if got := rat(valueOf(t, d, "gain.pooled."+id)); math.Abs(float(got)-float(rat(w))) > 1e-15 {
				t.Errorf("%s: %s %s, want %s", pooling, id, got, w)
			}
		}
	}
}

// Rounding comes once, after the mean: yearly 9.95 and 10.04 round up to 10 each, their mean down to 9.995.
func TestMeanOfEffectsRoundsOnce(t *testing.T) {
	terms := onFigures(t, `- {id: gain, clause: "3", effect: points, scope: pooled, pooling: mean-of-effects, statistic: point-estimate, rounding: {to: 0.1 points, mode: down}}`, fmt.Sprintf(onePayment, "10 points"))
	terms.Cohorts = []int{2014, 2015}
	for q, due := range map[string]string{"0.4005": "0.00", "0.4": "1000.00"} {
		in := Measurements{Compared: []Measurement{measured(2014, 1, 2, "0.3995"), measured(2015, 1, 2, q)}}
		in.Compared[0].ComparisonRate = rat("0.4")
		if got := decideOn(t, terms, in).Due.Decimal(); got != due {
			t.Errorf("%s: %s, want %s", q, got, due)
		}
	}
}

// A pooled measurement that is given is used as it is; the cohorts may weigh otherwise.
func TestGivenPoolStands(t *testing.T) {
	terms := oneRule(t, "effect: points, scope: pooled, pooling: participants, statistic: point-estimate", "10 points")
	in := Measurements{Compared: []Measurement{measured(0, 1, 2, "0.1"), measured(2014, 1, 2, "0.5"), measured(2015, 1, 2, "0.5"), measured(2016, 1, 2, "0.5")}}
	if d := decideOn(t, terms, in); valueOf(t, d, "gain.pooled.effect") != "0.4" {
		t.Error("the cohorts were pooled")
	}
	in.Compared = in.Compared[1:]
	if d := decideOn(t, terms, in); valueOf(t, d, "gain.pooled.effect") != "0" {
		t.Error("the cohorts were not pooled")
	}
}

func TestWeightedCohortsAreNotAdded(t *testing.T) {
	in := Measurements{Compared: published()[:3]}
	in.Compared[1].Weighted = true
	terms := oneRule(t, "effect: points, scope: pooled, pooling: participants, statistic: point-estimate", "10 points")
	refusedDecision(t, terms, in, "the programme people of cohort 2015 do not weigh the same")
	for _, pooling := range []string{MeanOfRates, MeanOfEffects} {
		terms := oneRule(t, "effect: points, scope: pooled, pooling: "+pooling+", statistic: point-estimate", "9.2 points")
		if d := decideOn(t, terms, in); d.Due.Sign() != 1 {
			t.Errorf("%s: due %s", pooling, d.Due)
		}
	}
}

const peterborough = `
- {id: cohort-fall, clause: "3.1", effect: reduction, scope: each-cohort, statistic: point-estimate, rounding: none}
- {id: pooled-fall, clause: "3.2", effect: reduction, scope: unpaid, unpaid_by: cohort, pooling: participants, statistic: point-estimate, rounding: none}`

const peterboroughPayment = `
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: cohort, clause: "4.1", text: Each cohort., measure: cohort-fall, at_least: 10 % reduction, pay: {amount: 1000000}}
  - {id: together, clause: "4.2", text: The others., measure: pooled-fall, at_least: 7.5 % reduction, pay: {amount: 2000000}}
cap: {clause: "5", amount: 9000000}`

func events(cohort int, events, n int64, q string) Measurement {
	m := measured(cohort, events, n, q)
	m.PerPerson = true
	return m
}

// Peterborough: ten per cent in any cohort, else 7.5 % over those that were not paid for.
func TestUnpaidPool(t *testing.T) {
	head := "outcome: {name: reconviction, clause: \"1\", counts: events, definition: events within a year}\n"
	terms, err := Parse("c.yaml", []byte(head+givenText(peterborough, peterboroughPayment)))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		events [3]int64 // each against 1.55 for a person
		due    string
		pool   string // the pooled rate
	}{
		{"one cohort misses narrowly and stays in the pool", [3]int64{142, 139, 155}, "1000000.00", "1.485"},
		{"the pool is reached", [3]int64{142, 139, 144}, "3000000.00", "1.43"},
		{"all cohorts are paid for", [3]int64{139, 139, 139}, "3000000.00", ""},
		{"no cohort is", [3]int64{142, 142, 142}, "2000000.00", "1.42"},
		{"a rise", [3]int64{160, 160, 160}, "0.00", "1.6"},
	} {
		in := Measurements{}
		for i, k := range tt.events {
			in.Compared = append(in.Compared, events(2014+i, k, 100, "1.55"))
		}
		d := decideOn(t, terms, in)
		if d.Due.Decimal() != tt.due {
			t.Errorf("%s: due %s", tt.name, d.Due)
		}
		if tt.pool != "" && valueOf(t, d, "pooled-fall.unpaid.programme-rate") != tt.pool {
			t.Errorf("%s: pooled at %s", tt.name, valueOf(t, d, "pooled-fall.unpaid.programme-rate"))
		}
		if tt.name == "one cohort misses narrowly and stays in the pool" && math.Abs(d.Verdicts[0].ObservedF-0.0838709) > 1e-6 {
			t.Errorf("142 against 155: %v", d.Verdicts[0].ObservedF)
		}
		for _, v := range d.Verdicts {
			if v.Rule == "together" && v.Binding != (v.Cohort == 0) {
				t.Errorf("%s: %+v", tt.name, v)
			}
		}
	}
	terms.Outcome.Counts = ""
	refusedDecision(t, terms, Measurements{Compared: []Measurement{events(2014, 142, 100, "1.55")}}, "the contract's outcome counts people")
	terms.Outcome.Counts = CountEvents
	terms.Payment.Rules = terms.Payment.Rules[1:]
	refusedDecision(t, terms, Measurements{Compared: []Measurement{events(2014, 142, 100, "1.55")}}, `rule "cohort" does not pay for, and that rule is not decided before`)
}

// At 7.5 % and a hair's breadth below, over the unpaid cohorts.
func TestUnpaidPoolBoundary(t *testing.T) {
	terms := onFigures(t, peterborough, peterboroughPayment)
	for q, due := range map[string]string{"0.4": "2000000.00", "0.39999999999999999999": "0.00", "0.4000000000000000001": "2000000.00"} {
		in := Measurements{Compared: []Measurement{measured(2014, 37, 100, q), measured(2015, 37, 100, q), measured(2016, 37, 100, q)}}
		if got := decideOn(t, terms, in).Due.Decimal(); got != due {
			t.Errorf("%s: %s, want %s", q, got, due)
		}
	}
}

func TestOtherEffects(t *testing.T) {
	in := Measurements{Compared: []Measurement{measured(2014, 30, 100, "0.2"), measured(2015, 30, 100, "0.2"), measured(2016, 60, 100, "0.2")}}
	for measure, want := range map[string][2]string{
		"effect: ratio, scope: pooled, pooling: participants":                                      {"2 times", "2"},
		"effect: rate, scope: pooled, pooling: participants":                                       {"40 % rate", "0.4"},
		"effect: rate, scope: pooled, pooling: mean-of-effects":                                    {"40 % rate", "0.4"},
		"effect: count, unit: people, scope: pooled, pooling: participants":                        {"60 people", "60"},
		"effect: count, unit: people, scope: pooled, pooling: mean-of-effects":                     {"20 people", "20"},
		"effect: count, unit: people, comparison_rate: 25 %, scope: pooled, pooling: participants": {"45 people", "45"},
		"effect: points, comparison_rate: 25 %, scope: pooled, pooling: mean-of-rates":             {"15 points", "0.15"},
		"effect: reduction, comparison_rate: 80 %, scope: pooled, pooling: participants":           {"50 % reduction", "0.5"},
		"effect: relative, comparison_rate: 32 %, scope: pooled, pooling: mean-of-effects":         {"25 % relative", "0.25"},
	} {
		d := decideOn(t, oneRule(t, measure+", statistic: point-estimate", want[0]), in)
		if got := valueOf(t, d, "gain.pooled.effect"); got != want[1] || d.Due.Sign() != 1 || d.Verdicts[len(d.Verdicts)-1].Margin != 0 {
			t.Errorf("%s: %s, due %s", measure, got, d.Due)
		}
	}
	// Nothing is compared: the comparison rate may be unknown.
	in.Compared[0].ComparisonRate, in.Compared[1].ComparisonRate, in.Compared[2].ComparisonRate = nil, nil, nil
	decideOn(t, oneRule(t, "effect: rate, scope: pooled, pooling: participants, statistic: point-estimate", "40 % rate"), in)
	decideOn(t, oneRule(t, "effect: points, comparison_rate: 25 %, scope: each-cohort, statistic: point-estimate", "40 points"), in)
	refusedDecision(t, oneRule(t, "effect: points, scope: pooled, pooling: participants, statistic: point-estimate", "4 points"), in, "a rate is missing")
}

// The trace says whose rates they are.
func TestWhoIsPooled(t *testing.T) {
	d := decided(t, onFigures(t, peterborough, peterboroughPayment), []Measurement{measured(2014, 30, 100, "0.4"), measured(2015, 39, 100, "0.4"), measured(2016, 38, 100, "0.4")})
	for id, want := range map[string]string{
		"pooled-fall.unpaid.effect":          `effect "pooled-fall" (reduction), the cohorts that rule "cohort" does not pay for`,
		"pooled-fall.2015.comparison-rate":   "outcome rate of the comparison group, cohort 2015",
		"pooled-fall.unpaid.comparison-rate": `outcome rate of the comparison group, the cohorts that rule "cohort" does not pay for`,
		"cohort-fall.2014.effect":            `effect "cohort-fall" (reduction), cohort 2014`,
	} {
		if n := nodeOf(d, id); n == nil || n.Words != want {
			t.Errorf("%s: %+v, want %q", id, n, want)
		}
	}
	if n := nodeOf(decided(t, parsed(t), published()), "gain.pooled.programme-rate"); n.Words != "placement rate of the programme group, all cohorts pooled" {
		t.Error(n.Words)
	}
}

// Cohort years of a figure that is added up are shown for information.
func TestReportedCohortsAreShown(t *testing.T) {
	terms := oneRule(t, "effect: count, unit: people, source: reported, scope: pooled, pooling: sum, statistic: point-estimate", "6 people")
	d := decideOn(t, terms, Measurements{Reported: []Figure{figure("gain", 2014, "1"), figure("gain", 2015, "2"), figure("gain", 2016, "3")}})
	var got []string
	for _, v := range d.Verdicts {
		got = append(got, fmt.Sprint(v.Cohort, " ", v.Observed, " ", v.Binding, " ", v.Met))
	}
	if want := "2014 1 false false, 2015 2 false false, 2016 3 false false, 0 6 true true"; strings.Join(got, ", ") != want {
		t.Errorf("%v, want %s", got, want)
	}
	terms = oneRule(t, "effect: count, unit: people, source: reported, scope: pooled, pooling: single, statistic: point-estimate", "6 people")
	if d := decideOn(t, terms, Measurements{Reported: []Figure{figure("gain", 0, "6")}}); len(d.Verdicts) != 1 {
		t.Errorf("%+v", d.Verdicts)
	}
}

// Cohorts that are not all measured, or not compared, are not pooled.
func TestRefusesGapsInAPool(t *testing.T) {
	in := Measurements{Compared: published()[:2]}
	for _, pooling := range []string{MeanOfRates, MeanOfEffects} {
		refusedDecision(t, oneRule(t, "effect: points, scope: pooled, pooling: "+pooling+", statistic: point-estimate", "1 points"), in, "there is no measurement of cohort 2016")
	}
	refusedDecision(t, oneRule(t, "effect: points, scope: pooled, pooling: participants, statistic: point-estimate", "1 points"), in, "there is no measurement of all cohorts pooled, nor one of cohort 2016 to pool it from")
	// No effect of a year in which nobody of the comparison group has the outcome.
	in.Compared = published()[:3]
	in.Compared[1].ComparisonRate = rat("0")
	refusedDecision(t, oneRule(t, "effect: relative, scope: pooled, pooling: mean-of-effects, statistic: point-estimate", "1 % relative"), in, "cohort 2015: the comparison rate is zero")
	decideOn(t, oneRule(t, "effect: relative, scope: pooled, pooling: mean-of-rates, statistic: point-estimate", "1 % relative"), in)
	decideOn(t, oneRule(t, "effect: relative, scope: pooled, pooling: participants, statistic: point-estimate", "1 % relative"), in)
	terms := oneRule(t, "effect: points, scope: pooled, pooling: participants, statistic: point-estimate", "1 points")
	terms.Cohorts = nil
	refusedDecision(t, terms, Measurements{}, "there is no cohort to pool")
}
