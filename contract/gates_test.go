package contract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// gated is a contract on points with a bonus of each cohort and one of all, behind gates.
func gated(t testing.TB, gates string) *Terms {
	t.Helper()
	return onFigures(t, `
- {id: yearly, clause: "3.1", effect: points, scope: each-cohort, statistic: point-estimate, rounding: none}
- {id: pooled, clause: "3.2", effect: points, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
- {id: other, clause: "3.3", effect: points, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
- {id: left, clause: "3.4", effect: points, scope: unpaid, unpaid_by: each, pooling: participants, statistic: point-estimate, rounding: none}`, `
principal: {clause: "1", amount: 1000}
rounding: {to: 0.01, mode: half-up}
gates:
`+gates+`
rules:
  - {id: each, clause: "4.1", text: Each., measure: yearly, at_least: 5 points, pay: {amount: 100}}
  - {id: all, clause: "4.2", text: All., measure: pooled, at_least: 5 points, pay: {amount: 1000}}
  - {id: rest, clause: "4.3", text: The others., measure: left, at_least: 5 points, pay: {amount: 10000}}
cap: {clause: "5", amount: 100000}`)
}

// quality is what somebody counted.
func quality(n int64, change func(*Quality)) *Quality {
	smd := 0.05
	q := &Quality{Eligible: [2]int64{n, 10 * n}, Matched: [2]int64{n, 10 * n}, Analysed: [2]int64{n, 10 * n}, ESS: float64(5 * n), LargestSMD: &smd}
	if change != nil {
		change(q)
	}
	return q
}

// three cohorts of 100, 100 and 99 people, each 10 points better.
func threeCohorts() Measurements {
	in := Measurements{Compared: []Measurement{measured(2014, 50, 100, "0.4"), measured(2015, 50, 100, "0.4"), measured(2016, 50, 99, "0.4")}}
	for i := range in.Compared {
		in.Compared[i].Quality = quality(in.Compared[i].ProgrammeN, nil)
	}
	return in
}

func amounts(d *Decision) string {
	var out []string
	for _, a := range d.Amounts {
		out = append(out, fmt.Sprintf("%s %d %s", a.Rule, a.Cohort, strings.TrimSuffix(a.Amount.Decimal(), ".00")))
	}
	return strings.Join(out, ", ")
}

func TestGateConsequences(t *testing.T) {
	const head = `  - {id: g, clause: "2", text: Enough., `
	for gate, want := range map[string]struct{ amounts, consequence, deferred string }{
		head + `rules: [each], scope: each-cohort, require: {quantity: programme-people, at_least: 99 people}, on_failure: {pay: nothing}}`:                 {"each 2014 100, each 2015 100, each 2016 100, all 0 1000, rest 0 0", "the rules behind it apply as they stand", ""},
		head + `rules: [each], scope: each-cohort, require: {quantity: programme-people, at_least: 100 people}, on_failure: {pay: nothing}}`:                {"each 2014 100, each 2015 100, each 2016 0, all 0 1000, rest 0 10000", `rule "each" pays nothing`, ""},
		head + `rules: [each], scope: each-cohort, require: {quantity: programme-people, above: 99 people}, on_failure: {pay: {amount: 7}}}`:                {"each 2014 100, each 2015 100, each 2016 7, all 0 1000, rest 0 0", `rule "each": EUR 7.00 is paid in place of what it says`, ""},
		head + `rules: [each], scope: each-cohort, require: {quantity: programme-people, above: 99 people}, on_failure: {defer: true}}`:                     {"each 2014 100, each 2015 100, each 2016 0, all 0 1000, rest 0 0", `rule "each": nothing is decided yet`, "each 2016, rest 0"},
		head + `rules: [each], scope: each-cohort, require: {quantity: programme-people, above: 99 people}, on_failure: {deem: 4.999 points}}`:              {"each 2014 100, each 2015 100, each 2016 0, all 0 1000, rest 0 10000", `rule "each": the effect is taken to be 4.999 points`, ""},
		head + `rules: [each], scope: each-cohort, require: {quantity: programme-people, above: 99 people}, on_failure: {deem: 5 points}}`:                  {"each 2014 100, each 2015 100, each 2016 100, all 0 1000, rest 0 0", `rule "each": the effect is taken to be 5 points`, ""},
		head + `rules: [all], scope: pooled, require: {quantity: programme-people, at_least: 300 people}, on_failure: {use: other}}`:                        {"each 2014 100, each 2015 100, each 2016 100, all 0 0, rest 0 0", `rule "all": measure "other" takes the place of its own`, ""},
		head + `rules: [all], scope: pooled, require: {quantity: programme-people, at_least: 300 people}, on_failure: {pay: {share_of_principal: 12.5 %}}}`: {"each 2014 100, each 2015 100, each 2016 100, all 0 125, rest 0 0", `rule "all": 12.5 % of the principal is paid in place of what it says`, ""},
		head + `scope: pooled, require: {quantity: programme-people, at_most: 298 people}, on_failure: {pay: nothing}}`:                                     {"each 2014 0, each 2015 0, each 2016 0, all 0 0, rest 0 0", `rules "each", "all" and "rest" pay nothing`, ""},
		head + `scope: pooled, require: {measure: pooled, below: 11 points}, on_failure: {pay: nothing}}`:                                                   {"each 2014 100, each 2015 100, each 2016 100, all 0 1000, rest 0 0", "the rules behind it apply as they stand", ""},
	} {
		in := threeCohorts()
		in.Reported = []Figure{figure("other", 0, "0.0499")}
		d := decideOn(t, gated(t, gate), in)
		got := amounts(d)
		last := d.Gates[len(d.Gates)-1]
		if got != want.amounts {
			t.Errorf("%s\npays %s\nwant %s", gate, got, want.amounts)
		}
		if strings.ReplaceAll(last.Consequence, "\u00a0", " ") != want.consequence || last.Passed != (last.Consequence == "the rules behind it apply as they stand") {
			t.Errorf("%s\n%+v", gate, last)
		}
		var deferred []string
		for _, a := range d.Deferred {
			deferred = append(deferred, fmt.Sprintf("%s %d", a.Rule, a.Cohort))
		}
		if strings.Join(deferred, ", ") != want.deferred {
			t.Errorf("%s\ndefers %v", gate, deferred)
		}
		for _, v := range d.Verdicts {
			if v.Rule == "each" && v.Cohort == 2016 && strings.Contains(gate, "rules: [each]") && !last.Passed && v.Binding == (strings.Contains(gate, "pay:") || strings.Contains(gate, "defer:")) {
				t.Errorf("%s\n%+v", gate, v)
			}
		}
	}
}

func TestGateLog(t *testing.T) {
	d := decideOn(t, gated(t, `  - {id: g, clause: "2.7", text: Enough., rules: [each], scope: each-cohort, require: {quantity: programme-people, at_least: 100 people}, on_failure: {pay: nothing}}`), threeCohorts())
	if len(d.Gates) != 3 || !slices.Equal([]bool{true, true, false}, []bool{d.Gates[0].Passed, d.Gates[1].Passed, d.Gates[2].Passed}) {
		t.Fatalf("%+v", d.Gates)
	}
	want := GateResult{
		Gate: "g", Clause: "2.7", Cohort: 2016, Observed: "99", Required: "at least 100 people", Consequence: `rule "each" pays nothing`, Margin: -1,
		Words: "the number of programme people analysed, cohort 2016, is 99 people, which is not at least 100 people",
	}
	if d.Gates[2] != want {
		t.Errorf("%+v", d.Gates[2])
	}
}

// The first gate that fails counts.
func TestFirstGateCounts(t *testing.T) {
	const first, second = `  - {id: a, clause: "2", text: A., rules: [all], scope: pooled, require: {quantity: programme-people, at_least: 300 people}, on_failure: {pay: {amount: 3}}}
`, `  - {id: b, clause: "2", text: B., scope: pooled, require: {quantity: programme-people, at_least: 301 people}, on_failure: {pay: nothing}}
`
	d := decideOn(t, gated(t, first+second), threeCohorts())
	if got := amounts(d); got != "each 2014 0, each 2015 0, each 2016 0, all 0 3, rest 0 0" {
		t.Error(got)
	}
	if got := d.Gates[1].Consequence; got != `rules "each" and "rest" pay nothing` {
		t.Error(got)
	}
	if d := decideOn(t, gated(t, second+first), threeCohorts()); d.Due.Sign() != 0 || d.Gates[1].Consequence != `nothing more: gate "b" has failed before it` {
		t.Errorf("due %s, %+v", d.Due, d.Gates)
	}
}

// Each quantity on its bound and a hair's breadth off it.
func TestQuantities(t *testing.T) {
	for require, counted := range map[string][2]func(*Quality){ // passes, fails
		"{quantity: comparison-people, at_least: 500 people}": {func(q *Quality) { q.ESS = 499.99999999 }, func(q *Quality) { q.ESS = 499.99 }},
		"{quantity: match-rate, at_least: 80 % rate}":         {func(q *Quality) { q.Eligible[0] = 125 }, func(q *Quality) { q.Eligible[0] = 126 }},
		"{quantity: attrition, at_most: 10 % rate}":           {func(q *Quality) { q.Eligible[0], q.Matched[0], q.Analysed[0] = 110, 110, 99+0 }, func(q *Quality) { q.Eligible[0], q.Matched[0] = 112, 112 }},
		"{quantity: attrition-gap, below: 2 % rate}":          {func(q *Quality) { q.Analysed[1] = 981 }, func(q *Quality) { q.Analysed[1] = 980 }},
		"{quantity: largest-smd, at_most: 0.1 sd}":            {func(q *Quality) { *q.LargestSMD = 0.10004 }, func(q *Quality) { *q.LargestSMD = 0.1001 }},
	} {
		terms := gated(t, `  - {id: g, clause: "2", text: G., rules: [each], scope: each-cohort, require: `+require+`, on_failure: {pay: nothing}}`)
		for i, change := range counted {
			in := threeCohorts()
			in.Compared[0] = measured(2014, 49, 99, "0.4")
			in.Compared[0].Quality = quality(100, change)
			if got := decideOn(t, terms, in).Gates[0]; got.Passed != (i == 0) {
				t.Errorf("%s: %+v", require, got)
			}
		}
		in := threeCohorts()
		in.Compared[1].Quality = nil
		refusedDecision(t, terms, in, `gate "g", cohort 2015: nobody has counted`)
	}
	smd := gated(t, `  - {id: g, clause: "2", text: G., rules: [all], scope: pooled, require: {quantity: largest-smd, at_most: 0.1 sd}, on_failure: {pay: nothing}}`)
	in := threeCohorts()
	refusedDecision(t, smd, in, "nobody has counted the largest standardised difference after matching of all cohorts pooled")
	in.Compared = append(in.Compared, measured(0, 150, 299, "0.4"))
	in.Compared[3].Quality = quality(299, func(q *Quality) { q.LargestSMD = nil })
	refusedDecision(t, smd, in, "there is no largest standardised difference")
	for want, spoil := range map[string]func(*Quality){
		"each is part of the one before": func(q *Quality) { q.Matched[0]++ },
		"but the rate is of 299":         func(q *Quality) { q.Analysed[0]-- },
		"effective size of -1":           func(q *Quality) { q.ESS = -1 },
		"is not an absolute number":      func(q *Quality) { *q.LargestSMD = -0.1 },
	} {
		in.Compared[3].Quality = quality(299, spoil)
		refusedDecision(t, smd, in, want)
	}
}

// Terms that did not come from Parse are not trusted.
func TestGatesRefuseTerms(t *testing.T) {
	for want, spoil := range map[string]func(*Gate){
		`cannot be of scope "yearly"`:            func(g *Gate) { g.Scope = "yearly" },
		"it requires nothing":                    func(g *Gate) { g.Require.AtLeast = nil },
		`there is no quantity "luck"`:            func(g *Gate) { g.Require.Quantity = "luck" },
		`there is no measure "x"`:                func(g *Gate) { g.Require.Measure = "x" },
		`but the measure "yearly" is of scope`:   func(g *Gate) { g.Require.Measure = "yearly" },
		`does not say what happens`:              func(g *Gate) { g.OnFailure = OnFailure{Pay: &Pay{}} },
		`cannot stand for`:                       func(g *Gate) { g.OnFailure = OnFailure{Use: "yearly"} },
		`gate "g": there is no measure "y"`:      func(g *Gate) { g.OnFailure = OnFailure{Use: "y"} },
		`is not of the type points`:              func(g *Gate) { g.OnFailure = OnFailure{Deem: &Threshold{Effect: Relative, Value: dec("1")}} },
		`pays for all cohorts together, and the`: func(g *Gate) { g.Scope = EachCohort },
	} {
		terms := gated(t, `  - {id: g, clause: "2", text: G., rules: [all], scope: pooled, require: {quantity: programme-people, at_least: 300 people}, on_failure: {pay: nothing}}`)
		if strings.HasPrefix(want, "pays for all") {
			terms = gated(t, `  - {id: g, clause: "2", text: G., rules: [all], scope: pooled, require: {quantity: programme-people, at_least: 100 people}, on_failure: {pay: nothing}}`)
		}
		spoil(&terms.Payment.Gates[0])
		refusedDecision(t, terms, threeCohorts(), want)
	}
}
