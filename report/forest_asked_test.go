package report

import (
	"math"
	"testing"

	"sib/contract"
	"sib/contract/trace"
)

func TestAsked(t *testing.T) {
	e := duo()
	if got := asked(e.Contract); len(got) != 5 {
		t.Fatalf("%d marks, want 5 distinct ones", len(got))
	}
	below := contract.Threshold{Effect: contract.Relative, Value: dec("0.10")}
	e.Contract.Payment.Rules[0].Bound = contract.Bound{Below: &below}
	got := asked(e.Contract)
	if len(got) != 6 || got[0].words(en) != "less than 10% relative" {
		t.Errorf("%d marks, the first %q", len(got), got[0].words(en))
	}
	for _, change := range []func(*contract.Measure){
		func(m *contract.Measure) { m.Source = contract.Reported },
		func(m *contract.Measure) { m.Source = contract.Composite },
		func(m *contract.Measure) { m.Statistic = contract.PValue },
	} {
		e := duo()
		change(&e.Contract.Measures[0])
		if got := asked(e.Contract); len(got) != 0 {
			t.Errorf("%+v has marks", e.Contract.Measures[0])
		}
	}
}

func TestMarkInPoints(t *testing.T) {
	g := group{result: duo().Results[0]}
	n, q, fixed := float64(g.result.Programme.N), g.result.Comparison.Value, dec("0.25")
	for _, tt := range []struct {
		effect contract.EffectType
		value  string
		fixed  *contract.Decimal
		want   float64
	}{
		{contract.Relative, "0.10", nil, 3.3666}, // 10 % of a comparison rate of 33.666 %
		{contract.Reduction, "0.10", nil, -3.3666},
		{contract.Points, "0.05", nil, 5},
		{contract.Ratio, "1.2", nil, 20 * q},
		{contract.Rate, "0.4", nil, 40 - 100*q},
		{contract.Count, "21", nil, 2100 / n},
		{contract.Relative, "0.10", &fixed, 27.5 - 100*q},
		{contract.Points, "0.05", &fixed, 30 - 100*q},
	} {
		m := mark{contract.Threshold{Effect: tt.effect, Value: dec(tt.value)}, trace.AtLeast, contract.Measure{Effect: tt.effect, Scope: contract.EachCohort, ComparisonRate: tt.fixed}}
		if got, ok := m.inPoints(g); !ok || math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%s %s: %v, %v, want %v", tt.value, tt.effect, got, ok, tt.want)
		}
	}
	for _, effect := range []contract.EffectType{contract.Duration, contract.Money, contract.Standardised, contract.Index, contract.Significance} {
		if _, ok := (mark{Threshold: contract.Threshold{Effect: effect, Value: dec("1")}}).inPoints(g); ok {
			t.Errorf("%s has a place on an axis of points", effect)
		}
	}
	// A number of people over all years has no place in the row of one, except that it is the only one.
	all := mark{Threshold: contract.Threshold{Effect: contract.Count, Value: dec("21")}, measure: contract.Measure{Effect: contract.Count, Scope: contract.Pooled}}
	if _, ok := all.inPoints(g); ok {
		t.Error("a number over all years stands in the row of one")
	}
	g.only = true
	if _, ok := all.inPoints(g); !ok {
		t.Error("the only year is all years")
	}
}
