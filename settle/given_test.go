package settle_test

import (
	"math"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/contract/trace"
)

const oneRow = "programme_events,programme_n,comparison_rate,comparison_n\n"

// Where the contract fixes the comparison rate nobody needs to give one.
func TestFixedComparisonRate(t *testing.T) {
	fixed := given(t, strings.Replace(eachGain, "scope: each-cohort", "comparison_rate: 25 %, scope: pooled, pooling: participants", 1), reward)
	for events, want := range map[string]string{"34": "0.00", "35": "100.00"} {
		d, err := contract.Decide(fixed, read(t, fixed, "programme_events,programme_n\n"+events+",100\n"), money.Date{})
		if err != nil || d.Due.Decimal() != want {
			t.Errorf("%s of 100: %+v, %v", events, d, err)
		}
	}
	refuses(t, fixed, "programme_events,programme_n,comparison_n\n34,100,5\n", "is missing") // the size of nothing
}

// A contract can be settled on a p-value, from the sizes of both groups.
func TestGivenPValue(t *testing.T) {
	tested := func(sides string) *contract.Terms {
		return given(t, `{id: gain, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: p-value, sides: `+sides+`, rounding: {to: 0.0001 %, mode: half-up}}`,
			`{id: reward, clause: "4", text: EUR 100 if chance is unlikely., measure: gain, below: 5 % significance, pay: {amount: 100}}`)
	}
	// By the interval: 0.42 − 0.33 of 100 and 1,000 people holds zero at 95 %, and not at 90 %.
	for sides, want := range map[string]string{"1": "100.00", "2": "0.00"} {
		terms := tested(sides)
		in := read(t, terms, oneRow+"42,100,33 %,1000\n")
		p := in.Compared[0].P
		if p == nil || p.Method != contract.WeightedNewcombe || p.OneSided != p.TwoSided/2 || p.TwoSided < 0.05 || p.TwoSided > 0.1 {
			t.Fatalf("%+v", p)
		}
		d, err := contract.Decide(terms, in, money.Date{})
		if err != nil || d.Due.Decimal() != want {
			t.Errorf("%s sides: %+v, %v", sides, d, err)
			continue
		}
		if err := trace.Recompute(d.Trace); err != nil {
			t.Error(err)
		}
	}
	if in := read(t, duo(t), oneRow+"42,100,33 %,1000\n"); in.Compared[0].P != nil {
		t.Error("a p-value that nobody asks for")
	}
}

// A bound of one side at 0.95 is that of the interval at 0.90.
func TestGivenBounds(t *testing.T) {
	terms := given(t, `{id: gain, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: lower-bound, level: 0.95, sides: 1, rounding: {to: 0.1 points, mode: half-up}}`,
		`{id: reward, clause: "4", text: EUR 100 above zero., measure: gain, above: 0 points, pay: {amount: 100}}`)
	in := read(t, terms, oneRow+"42,100,33 %,1000\n")
	if e := in.Compared[0].Intervals; len(e) != 1 || e[0].Level != 0.9 || e[0].Lo <= 0 || in.Compared[0].Difference.Lo >= 0 {
		t.Errorf("%+v, %+v", e, in.Compared[0].Difference)
	}
	if d, err := contract.Decide(terms, in, money.Date{}); err != nil || d.Due.Decimal() != "100.00" {
		t.Errorf("%+v, %v", d, err)
	}
}

// The interval is at the levels of every version of the terms.
func TestGivenLevelsOfAmendments(t *testing.T) {
	terms := *duo(t)
	amended := *given(t, `{id: gain, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: lower-bound, level: 0.99, sides: 2, rounding: {to: 0.1 points, mode: half-up}}`,
		`{id: reward, clause: "4", text: EUR 100 above zero., measure: gain, above: 0 points, pay: {amount: 100}}`)
	if in := read(t, &terms, oneRow+"42,100,33 %,1000\n"); len(in.Compared[0].Intervals) != 0 {
		t.Errorf("%+v", in.Compared[0].Intervals)
	}
	terms.Amendments = []contract.Amendment{{ID: "one", Amended: &amended}}
	if e := read(t, &terms, oneRow+"42,100,33 %,1000\n").Compared[0].Intervals; len(e) != 1 || math.Abs(e[0].Level-0.99) > 0 {
		t.Errorf("%+v", e)
	}
}

// A rounded rate has no count behind it, and the trace names none.
func TestRoundedRateHasNoCount(t *testing.T) {
	terms := duo(t)
	for text, counted := range map[string]bool{
		"programme_rate,programme_n,comparison_rate\n41.6 %,320,32.4 %\n": false,
		"programme_rate,programme_n,comparison_rate\n0,320,32.4 %\n":      true,
		"programme_events,programme_n,comparison_rate\n133,320,32.4 %\n":  true,
	} {
		d, err := contract.Decide(terms, read(t, terms, text), money.Date{})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, n := range d.Trace {
			found = found || n.ID == "gain.pooled.programme-events"
			if n.ID == "gain.pooled.programme-rate" && strings.Contains(n.Words, "as it is given") == counted {
				t.Errorf("%q: %q", text, n.Words)
			}
		}
		if found != counted {
			t.Errorf("%q: a count in the trace: %v", text, found)
		}
		if err := trace.Recompute(d.Trace); err != nil {
			t.Error(err)
		}
	}
}
