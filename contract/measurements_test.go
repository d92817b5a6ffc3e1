package contract

import (
	"math"
	"strings"
	"testing"

	"sib/contract/money"
)

func TestDecideRefuses(t *testing.T) {
	pooled := func(change func(*Measurement)) []Measurement {
		m := measured(0, 133, 320, "0.3")
		change(&m)
		return []Measurement{m}
	}
	relative, bound := parsed(t), parsed(t, append(onPoints(), "point-estimate", "lower-bound")...)
	each := parsed(t, "scope: pooled\n    pooling: participants", "scope: each-cohort", returnRule, "", "share_of_principal: 100 %", "amount: 78000")
	tests := []struct {
		name  string
		terms *Terms
		ms    []Measurement
		want  string
	}{
		{"nothing", relative, nil, `rule "principal": measure "gain", all cohorts pooled: there is no measurement of all cohorts pooled`},
		{"no pooled one", relative, published()[:2], "there is no measurement of all cohorts pooled, nor one of cohort 2016 to pool it from"},
		{"no 2015", each, []Measurement{published()[0], published()[2]}, "there is no measurement of cohort 2015"},
		{"twice", relative, append(published(), published()[3]), "all cohorts pooled: given twice"},
		{"unknown year", relative, append(published(), measured(2017, 1, 2, "0.3")), "cohort 2017: the contract has no such cohort"},
		{"comparison rate zero", relative, pooled(func(m *Measurement) { m.ComparisonRate = rat("0") }), `measure "gain", all cohorts pooled: the comparison rate is zero`},
		{"comparison rate above one", relative, pooled(func(m *Measurement) { m.ComparisonRate = rat("1.001") }), "the comparison rate 1.001 is not between"},
		{"comparison rate negative", relative, pooled(func(m *Measurement) { m.ComparisonRate = rat("-1/3") }), "is not between 0 and 1"},
		{"no rate", relative, pooled(func(m *Measurement) { m.ComparisonRate = nil }), "a rate is missing"},
		{"nobody", relative, pooled(func(m *Measurement) { m.ProgrammeN = 0 }), "nobody was measured"},
		{"negative events", relative, pooled(func(m *Measurement) { m.ProgrammeEvents = -1 }), "-1 outcomes among 320"},
		{"too many events", relative, pooled(func(m *Measurement) { m.ProgrammeEvents = 321 }), "321 outcomes among 320"},
		{"rate is not events of n", relative, pooled(func(m *Measurement) { m.ProgrammeRate = rat("0.4156") }), "the programme rate 0.4156 is not 133 of 320"},
		{"bound not a number", bound, pooled(func(m *Measurement) { m.Difference.Lo = math.NaN() }), "not a number"},
		{"bound infinite", bound, pooled(func(m *Measurement) { m.Difference.Lo = math.Inf(-1) }), "not a number"},
		{"bound too low", bound, pooled(func(m *Measurement) { m.Difference.Lo = -1.5 }), "-1.5 is not a difference of rates"},
		{"bound above the estimate", bound, pooled(func(m *Measurement) { m.Difference.Lo = 0.5 }), "above the difference"},
		{"other method", bound, pooled(func(m *Measurement) { m.Difference.Method = "wald" }), `by method "wald", the contract says "weighted-newcombe"`},
		{"other level", bound, pooled(func(m *Measurement) { m.Difference.Level = 0.9 }), "level 0.9, the contract says 0.95"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, err := Decide(tt.terms, Measurements{Compared: tt.ms}, money.Date{})
			if err == nil {
				t.Fatalf("due %s", d.Due)
			}
			if d != nil || !strings.HasPrefix(err.Error(), "decide: ") || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("it says %q, want %q", err, tt.want)
			}
		})
	}
}

// Terms that did not come from Parse are not trusted.
func TestDecideRefusesTerms(t *testing.T) {
	for want, spoil := range map[string]func(*Terms){
		`there is no measure "loss"`:      func(x *Terms) { x.Payment.Rules[0].Measure = "loss" },
		`"odds" is not of two rates`:      func(x *Terms) { x.Measures[0].Effect = "odds" },
		`unknown statistic "median"`:      func(x *Terms) { x.Measures[0].Statistic = "median" },
		`a lower bound of the type`:       func(x *Terms) { x.Measures[0].Statistic = LowerBound },
		`it does not say what it pays`:    func(x *Terms) { x.Payment.Rules[0].Pay = nil },
		`it needs a principal`:            func(x *Terms) { x.Payment.Principal = nil },
		`a coupon cannot be "weekly"`:     func(x *Terms) { x.Payment.Rules[1].Coupon.Compounding = "weekly" },
		`compound growth over 2.5 years`:  func(x *Terms) { x.Payment.Rules[1].Coupon.Years = dec("2.5") },
		`compound growth over 9999 years`: func(x *Terms) { x.Payment.Rules[1].Coupon.Years = dec("9999") },
	} {
		terms := parsed(t)
		spoil(terms)
		if _, err := Decide(terms, Measurements{Compared: published()}, money.Date{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("it says %v, want %q", err, want)
		}
	}
	terms := parsed(t)
	terms.Payment.Principal = nil
	terms.Payment.Rules = terms.Payment.Rules[1:]
	if _, err := Decide(terms, Measurements{Compared: published()}, money.Date{}); err == nil || !strings.Contains(err.Error(), "needs a principal") {
		t.Errorf("a coupon without principal: %v", err)
	}
}
