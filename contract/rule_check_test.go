package contract

import (
	"strings"
	"testing"

	"sib/contract/money"
)

// What a rule that no contract file has said may lack, part by part.
func TestRuleCheck(t *testing.T) {
	one, at := money.New("EUR", rat("1")), &Threshold{Effect: Points, Value: dec("0.1")}
	share := dec("0.1")
	if err := (Rule{Measure: "m", Bound: Bound{AtLeast: at}, Pay: &Pay{Amount: &one}}).check(); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		rule Rule
		want string
	}{
		{Rule{Measure: "m"}, "it does not say what it pays"},
		{Rule{Measure: "m", Pay: &Pay{}, Tiers: []Tier{{}}}, "it says in more than one way what it pays"},
		{Rule{Measure: "m", Bound: Bound{AtLeast: at}, Pay: &Pay{Amount: &one}, Coupon: &Coupon{}}, "its coupon has no tiers"},
		{Rule{Bound: Bound{AtLeast: at}, Pay: &Pay{Amount: &one}}, "it tests no measure"},
		{Rule{Tiers: []Tier{{}}}, "it tests no measure"},
		{Rule{Measure: "m", Bound: Bound{AtLeast: at}, Tiers: []Tier{{}}}, "its bound decides nothing"},
		{Rule{Measure: "m", Pay: &Pay{Amount: &one}}, "it does not say when it pays"},
		{Rule{If: &Conditions{Least: 1, Of: []Condition{{Measure: "m", Bound: Bound{AtLeast: at}}}}, Pay: &Pay{MeasureShare: &share}}, "what it pays depends on a measure, and it has none"},
		{Rule{If: &Conditions{Least: 2, Of: []Condition{{Measure: "m", Bound: Bound{AtLeast: at}}}}, Pay: &Pay{Amount: &one}}, "2 of its 1 conditions cannot hold"},
		{Rule{If: &Conditions{Least: 0, Of: []Condition{{Measure: "m", Bound: Bound{AtLeast: at}}}}, Pay: &Pay{Amount: &one}}, "0 of its 1 conditions cannot hold"},
		{Rule{Measure: "m", Bound: Bound{AtLeast: at}, Pay: &Pay{Share: &share, Plus: &one, Each: at, Beyond: at}}, "it does not say from where its amount rises"},
		{Rule{Measure: "m", Bound: Bound{AtLeast: at}, Pay: &Pay{Amount: &one, RisingTo: &one, At: at, Plus: &one}}, "it does not say from where its amount rises"},
		{Rule{Measure: "m", Bound: Bound{AtLeast: at}, Pay: &Pay{Amount: &one, RisingTo: &one}}, "it does not say how its amount rises"},
		{Rule{Measure: "m", Bound: Bound{AtLeast: at}, Pay: &Pay{Amount: &one, Plus: &one, Each: &Threshold{Effect: Points, Value: dec("0")}, Beyond: at}}, "it does not say how its amount rises"},
		{Rule{Measure: "m", Prices: []Price{{Amount: dec("1"), Each: Threshold{Value: dec("0")}}}}, "price 1 is for nothing"},
		{Rule{Measure: "m", Prices: []Price{{Amount: dec("1"), Each: *at}, {Amount: dec("1"), Each: *at}}}, "price 1 has no end, but another follows"},
	} {
		if err := tt.rule.check(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %q", err, tt.want)
		}
	}
}

// Shares need a principal, wherever they stand.
func TestSharesNeedAPrincipal(t *testing.T) {
	for _, rule := range []string{
		`measure: gain, at_least: 5 % relative, pay: {share_of_principal: 5 %}`,
		`measure: gain, tiers: [{at_least: 5 % relative, pay: {share_of_principal: 5 %}}]`,
		`measure: gain, tiers: [{at_least: 5 % relative, rate: 5 %}], coupon: {years: 5, compounding: simple}`,
	} {
		terms := ruled(t, `[{`+head+`, `+rule+`}]`)
		terms.Payment.Principal = nil
		refusedDecision(t, terms, Measurements{Reported: []Figure{asReported("gain", "0.1")}}, `rule "r": it needs a principal, and the contract has none`)
	}
	gate := `  - {id: g, clause: "2", text: G., rules: [all], scope: pooled, require: {quantity: programme-people, at_least: 300 people}, on_failure: {pay: {share_of_principal: 5 %}}}`
	terms := gated(t, gate)
	terms.Payment.Principal = nil
	refusedDecision(t, terms, threeCohorts(), `gate "g" needs a principal, and the contract has none`)
	// What nobody measured passes no gate.
	each := gated(t, `  - {id: g, clause: "2", text: G., rules: [each], scope: each-cohort, require: {quantity: programme-people, at_least: 1 people}, on_failure: {pay: nothing}}`)
	in := threeCohorts()
	in.Compared = in.Compared[:2]
	refusedDecision(t, each, in, `gate "g", cohort 2016: there is no measurement of cohort 2016`)
	refusedDecision(t, terms, in, "there is no measurement of all cohorts pooled, nor one of cohort 2016")
}

// Days that are none are errors of what needs them.
func TestDaysThatAreNone(t *testing.T) {
	const days = "drawdowns: [{date: 2014-01-01, amount: 1000}]\ndue: {clause: \"4\", date: 2017-06-30, day_count: act/365}\ndiscount: {clause: \"5\", rate: 3 %, base: 2014-01-01}"
	for want, spoil := range map[string]func(*Payment){
		"flows: drawdown: ":  func(p *Payment) { p.Drawdowns[0].Date = "soon" },
		"flows: due date: ":  func(p *Payment) { p.Due.Date = "soon" },
		"present value: due": func(p *Payment) { p.Due.Date = "2017-02-30" },
		"present value: ":    func(p *Payment) { p.Discount.Base = "soon" },
	} {
		terms := sums{once: []string{"10"}, more: days}.terms(t)
		d := paying(t, terms, allMet(), "")
		flows, err := terms.Flows(d)
		if err != nil {
			t.Fatal(err)
		}
		spoil(&terms.Payment)
		if _, err = terms.Flows(d); strings.HasPrefix(want, "present") {
			_, err = terms.PresentValue(flows)
		}
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}
