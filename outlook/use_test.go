package outlook

import (
	"math/big"
	"testing"

	"sib/contract"
	"sib/contract/money"
)

// Only where money follows the value itself is more asked of a measure than which thresholds it reaches.
func TestUses(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*contract.Rule)
		line   bool
	}{
		"a threshold":      {func(*contract.Rule) {}, false},
		"a price a unit":   {func(r *contract.Rule) { r.Prices = []contract.Price{{}} }, true},
		"a rise":           {func(r *contract.Rule) { a := eur(1); r.Pay = &contract.Pay{Amount: &a, Plus: &a} }, true},
		"a straight line":  {func(r *contract.Rule) { a := eur(1); r.Pay = &contract.Pay{Amount: &a, RisingTo: &a} }, true},
		"a share of money": {func(r *contract.Rule) { r.Pay = &contract.Pay{MeasureShare: new(contract.Decimal)} }, true},
		"rising rates": {func(r *contract.Rule) {
			at := effects(t, "10 % relative")[0]
			r.Tiers = []contract.Tier{{Bound: contract.Bound{AtLeast: &at}, RisingTo: new(contract.Decimal)}}
		}, true},
	} {
		x := as(t, terms(t, "2014", pooled, paid), contract.Relative)
		c.change(&x.Payment.Rules[0])
		got, reported, err := uses(x)
		must(t, err)
		if len(got) != 1 || got[0].line != c.line || len(reported) > 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// Measures behind gates, conditions and composites count; those that nobody asks for do not.
func TestUsesOfGatesAndConditions(t *testing.T) {
	x := as(t, terms(t, "2014", pooled, paid), contract.Relative)
	for _, id := range []string{"gate", "part", "mix", "condition", "fallback", "idle", "told"} {
		m := x.Measures[0]
		m.ID = id
		x.Measures = append(x.Measures, m)
	}
	x.Measures[3].Source, x.Measures[3].Parts = contract.Composite, []contract.Part{{Measure: "part"}}
	x.Measures[7].Source = contract.Reported
	x.Payment.Rules[0].If = &contract.Conditions{Least: 1, Of: []contract.Condition{{Measure: "condition"}, {Measure: "told"}}}
	x.Payment.Gates = []contract.Gate{{Require: contract.Condition{Measure: "gate"}, OnFailure: contract.OnFailure{Use: "fallback"}}, {Require: contract.Condition{Measure: "mix"}}}
	got, reported, err := uses(x)
	must(t, err)
	var ids []string
	for _, u := range got {
		ids = append(ids, u.ID)
	}
	if len(ids) != 5 || ids[0] != "gain" || ids[1] != "gate" || ids[2] != "part" || ids[3] != "condition" || ids[4] != "fallback" {
		t.Error(ids)
	}
	if !got[2].line || !got[0].line || len(reported) != 1 || reported[0] != "told" {
		t.Errorf("%+v %v", got, reported)
	}
	x.Payment.Rules[0].Measure = "nobody"
	if _, _, err := uses(x); err == nil {
		t.Error("a measure that is not there")
	}
}

// The value that is sorted by is the one that the contract compares, in every result of a
// small comparison, rounded and not.
func TestTakeIsWhatTheContractCompares(t *testing.T) {
	for _, x := range []*contract.Terms{
		terms(t, "2014", pooled, paid),
		terms(t, "2014", `- {id: gain, clause: "3", effect: relative, scope: pooled, pooling: participants, statistic: point-estimate, rounding: {to: 0.1 %, mode: half-even}}`, paid),
		as(t, terms(t, "2014", pooled, paid), contract.Points, "10 points"),
		as(t, terms(t, "2014", pooled, paid), contract.Ratio, "0.9 times"),
		as(t, terms(t, "2014", pooled, paid), contract.Reduction, "10 % reduction"),
	} {
		e, err := newEngine(x, contract.Measurements{}, money.Date{}, nil)
		must(t, err)
		u := counted([]int{0}, 7, 9, e.level)
		for x1 := range int64(8) {
			for x0 := range int64(10) {
				c := u.at(x1, x0)
				v, ok := e.uses[0].take(c)
				in, err := u.measurements(c, nil)
				must(t, err)
				d, err := contract.Decide(x, contract.Measurements{Compared: in}, money.Date{})
				if ok != (err == nil) {
					t.Fatalf("%d, %d: %v, %v", x1, x0, ok, err)
				}
				if !ok {
					continue
				}
				want, _ := new(big.Rat).SetString(d.Verdicts[0].Observed)
				if v.Cmp(want) != 0 {
					t.Errorf("%s, %d of 7 and %d of 9: %s, the contract compares %s", x.Measures[0].Effect, x1, x0, v, want)
				}
			}
		}
	}
}
