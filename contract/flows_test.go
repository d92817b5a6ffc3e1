package contract

import (
	"strings"
	"testing"

	"sib/contract/money"
)

func TestFlows(t *testing.T) {
	const dates = "\ndrawdowns: [{date: 2014-01-01, amount: 600}, {date: 2015-01-01, amount: 400}]\ndue: {clause: \"4\", date: 2017-06-30, day_count: act/365}\n"
	for more, want := range map[string]string{
		dates:                            "1346.00", // what is due
		dates + tranchesText + waterText: "1186.00", // 96 + 800 + 200 + 90, without fees, provider and surplus
	} {
		terms := sums{once: []string{"1346"}, more: more}.terms(t)
		flows, err := terms.Flows(paying(t, terms, allMet(), ""))
		if err != nil || len(flows) != 3 || flows[1].Amount.Decimal() != "-400.00" || flows[1].Date.String() != "2015-01-01" || flows[2].Amount.Decimal() != want {
			t.Errorf("%v, %v, want %s", flows, err, want)
		}
	}
	for more, want := range map[string]string{
		"": "needs payment.drawdowns",
		"\ndrawdowns: [{date: 2014-01-01, amount: 1000}]": "needs payment.due",
	} {
		terms := sums{once: []string{"1"}, more: more}.terms(t)
		if flows, err := terms.Flows(paying(t, terms, allMet(), "")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, %v, want %q", flows, err, want)
		}
	}
}

func TestPresentValue(t *testing.T) {
	const due = "due: {clause: \"4\", date: 2017-06-30, day_count: 30/360}\n"
	terms := sums{once: []string{"1"}, more: due + `discount: {clause: "5", rate: 25 %, base: 2014-01-01}`}.terms(t)
	flow := func(day, amount string) money.Flow {
		return money.Flow{Date: *onDay(day), Amount: money.New("EUR", rat(amount))}
	}
	for _, tt := range []struct {
		flows []money.Flow
		want  string
	}{
		{nil, "0.00"},
		{[]money.Flow{flow("2014-01-01", "100")}, "100.00"},
		{[]money.Flow{flow("2015-01-01", "125"), flow("2016-01-01", "-125")}, "20.00"},
		{[]money.Flow{flow("2013-01-01", "100")}, "125.00"},
		{[]money.Flow{flow("2014-07-01", "100")}, "89.44"}, // 100 ÷ √1.25 = 89.4427…
	} {
		if got, err := terms.PresentValue(tt.flows); err != nil || got.Decimal() != tt.want {
			t.Errorf("%v: %v, %v, want %s", tt.flows, got, err, tt.want)
		}
	}
	if _, err := terms.PresentValue([]money.Flow{{Amount: money.Zero("GBP")}}); err == nil {
		t.Error("a flow in pounds was valued")
	}
	for _, more := range []string{"", due} {
		if _, err := (sums{once: []string{"1"}, more: more}.terms(t)).PresentValue(nil); err == nil || !strings.Contains(err.Error(), "needs payment.discount") {
			t.Errorf("%q: %v", more, err)
		}
	}
}

// Investors may pay twice on one day, and never before.
func TestDrawdownsOfADay(t *testing.T) {
	drawn := func(first, second string) string {
		return givenText(sumMeasures, sums{once: []string{"1"}, more: "drawdowns: [{date: " + first + ", amount: 600}, {date: " + second + ", amount: 400}]"}.payment())
	}
	if _, err := Parse("c.yaml", []byte(drawn("2014-01-02", "2014-01-02"))); err != nil {
		t.Error(err)
	}
	oneProblem(t, drawn("2014-01-02", "2014-01-01"), codeValue, "the drawdown of 2014-01-01 follows that of 2014-01-02", "earliest first")
}
