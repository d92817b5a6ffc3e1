package contract

import (
	"testing"
)

const rocaMeasures = `
- {id: trial, clause: "3.1", effect: points, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
- {id: trend, clause: "3.2", effect: points, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
- {id: gain, clause: "3.3", effect: points, scope: pooled, of: [{measure: trial, weight: 80 %}, {measure: trend, weight: 20 %}], statistic: point-estimate, rounding: {to: 0.1 points, mode: half-up}}`

func figure(measure string, cohort int, value string) Figure {
	return Figure{measure, cohort, rat(value)}
}

// Massachusetts Roca's fallback: four fifths of one estimate and one fifth of another.
func TestComposite(t *testing.T) {
	terms := onFigures(t, rocaMeasures, gainPoints)
	for trend, want := range map[string][2]string{"0.02": {"0.1", "250000.00"}, "0.0174": {"0.099", "0.00"}, "0.0175": {"0.1", "250000.00"}} {
		d := decideOn(t, terms, Measurements{Reported: []Figure{figure("trial", 0, "0.12"), figure("trend", 0, trend)}})
		if got := valueOf(t, d, "gain.pooled.effect"); got != want[0] || d.Due.Decimal() != want[1] {
			t.Errorf("%s: %s, due %s", trend, got, d.Due)
		}
		if h := append(d.Next, d.Previous...)[0]; h.People != Unequal || h.Points != nil {
			t.Errorf("headroom %+v", h)
		}
	}
	refusedDecision(t, terms, Measurements{Reported: []Figure{figure("trial", 0, "0.12")}}, `measure "trend", all cohorts pooled: the reported figure of all cohorts pooled is missing`)
	loop := *terms
	loop.Measures = append([]Measure(nil), terms.Measures...)
	loop.Measures[2].Parts = []Part{{Measure: "gain", Weight: dec("1")}}
	refusedDecision(t, &loop, Measurements{}, `"gain" does not stand before "gain"`)
	loop.Measures[2].Parts = nil
	refusedDecision(t, &loop, Measurements{}, "it has no parts")
	loop.Measures[2].Source = "hearsay"
	refusedDecision(t, &loop, Measurements{}, `unknown source "hearsay"`)
}

const gainPoints = `
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: bonus, clause: "4", text: Paid at ten points., measure: gain, at_least: 10 points, pay: {amount: 250000}}
cap: {clause: "5", amount: 250000}`

// Weighted shares of targets, in each cohort.
func TestIndex(t *testing.T) {
	terms := onFigures(t, `
- {id: enrolled, clause: "3.1", effect: count, unit: girls, source: reported, scope: each-cohort, statistic: point-estimate, rounding: none}
- {id: learnt, clause: "3.2", effect: standardised, source: reported, scope: each-cohort, statistic: point-estimate, rounding: none}
- id: goals
  clause: "3.3"
  effect: index
  scope: each-cohort
  of: [{measure: enrolled, weight: 20 %, target: 100 girls}, {measure: learnt, weight: 80 %, target: 0.5 sd}]
  statistic: point-estimate
  rounding: {to: 1 %, mode: down}`, `
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: bonus, clause: "4", text: Paid for each cohort at all goals., measure: goals, at_least: 100 % of target, pay: {amount: 10}}
cap: {clause: "5", amount: 100}`)
	d := decideOn(t, terms, Measurements{Reported: []Figure{
		figure("enrolled", 2014, "80"), figure("learnt", 2014, "0.525"), // 16 % + 84 %
		figure("enrolled", 2015, "80"), figure("learnt", 2015, "0.524"), // 99.84 %
		figure("enrolled", 2016, "200"), figure("learnt", 2016, "0.4"), // 40 % + 64 %
	}})
	if d.Due.Decimal() != "20.00" || valueOf(t, d, "goals.2015.effect") != "0.99" || valueOf(t, d, "goals.2016.enrolled-share") != "2" {
		t.Errorf("due %s", d.Due)
	}
}

func TestReported(t *testing.T) {
	build := func(pooling, at string) *Terms {
		return oneRule(t, "effect: money, source: reported, scope: pooled, pooling: "+pooling+", statistic: point-estimate", at)
	}
	each := Measurements{Reported: []Figure{figure("gain", 2014, "100"), figure("gain", 2015, "200.005"), figure("gain", 2016, "-3")}}
	for pooling, want := range map[string]string{"sum": "297.005", "mean-of-effects": "59401/600"} {
		if d := decideOn(t, build(pooling, "99 EUR"), each); valueOf(t, d, "gain.pooled.effect") != want || d.Due.Sign() != 1 {
			t.Errorf("%s: %s", pooling, valueOf(t, d, "gain.pooled.effect"))
		}
	}
	refusedDecision(t, build("single", "99 EUR"), each, "one figure for all cohorts")
	refusedDecision(t, build("sum", "99 EUR"), Measurements{Reported: []Figure{figure("gain", 0, "1")}}, "a figure of each cohort")
	refusedDecision(t, build("sum", "99 EUR"), Measurements{Reported: each.Reported[:2]}, "the reported figure of cohort 2016 is missing")
	rate := oneRule(t, "effect: rate, source: reported, scope: each-cohort, statistic: point-estimate", "50 % rate")
	refusedDecision(t, rate, Measurements{Reported: []Figure{figure("gain", 2014, "1.01")}}, "101 % rate cannot be")
	rate.Cohorts = []int{2014} // then the cohort and all of them are the same
	if d := decideOn(t, rate, Measurements{Reported: []Figure{figure("gain", 0, "0.5")}}); d.Due.Sign() != 1 {
		t.Errorf("due %s", d.Due)
	}
}
