package contract

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"sib/contract/money"
	"sib/contract/trace"
)

// Contracts that between them use every part of the payment language: rules on
// rates, in cohorts, on reported figures and on people; and two settlements of sums.
const (
	measureGain   = `- {id: gain, clause: "3", effect: relative, scope: pooled, pooling: participants, statistic: point-estimate, rounding: {to: 0.1 %, mode: half-up}}`
	measureYearly = `- {id: yearly, clause: "3", effect: points, scope: each-cohort, statistic: point-estimate, rounding: none}`
	measureHired  = `- {id: hired, clause: "3", effect: count, unit: people, source: reported, scope: each-cohort, statistic: point-estimate, rounding: none}`

	onRates = measureGain + `
- {id: fixed, clause: "3", effect: points, scope: pooled, pooling: mean-of-rates, statistic: point-estimate, comparison_rate: 25 %, rounding: none}
---
gates:
  - {id: many, clause: "2", text: Many., rules: [once], scope: pooled, require: {quantity: programme-people, at_least: 100 people}, on_failure: {deem: 11 % relative}}
rules:
  - {id: once, clause: "4", text: Once., measure: gain, at_least: 10 % relative, pay: {share_of_principal: 50 %}}
  - {id: grown, clause: "4", text: Grown., measure: gain, tiers: [{at_least: 5 % relative, rate: 1 %, rising_to: 2 %, at: 10 % relative}], coupon: {years: 3, compounding: compound}}
  - {id: table, clause: "4", text: Table., measure: fixed, tiers: [{at_least: 1 points, below: 5 points, pay: {amount: 1}}, {at_least: 5 points, pay: {share_of_principal: 1 %}}]}`

	onCohorts = measureYearly + "\n" + measureHired + `
- {id: left, clause: "3", effect: points, scope: unpaid, unpaid_by: cohort, pooling: mean-of-effects, statistic: point-estimate, rounding: none}
---
indices: [{id: cpi, clause: "6", source: the office, base: 2014, values: [{year: 2014, value: 100}, {year: 2015, value: 102}, {year: 2016, value: 103}]}]
gates:
  - {id: enough, clause: "2", text: Enough., rules: [cohort], scope: each-cohort, require: {quantity: programme-people, at_least: 2 people}, on_failure: {pay: {amount: 7}}}
rules:
  - {id: cohort, clause: "4", text: Cohort., measure: yearly, above: 5 points, if: {least: 1, of: [{measure: hired, at_least: 3 people}]}, pay: {amount: 10, plus: 1, each: 1 point, beyond: 5 points}, indexed: cpi, cap: {clause: "4.9", amount: 12}}
  - {id: rest, clause: "4", text: Rest., measure: left, at_least: 1 points, pay: {amount: 5, rising_to: 9, at: 9 points}}
limits: [{id: l, clause: "7", rules: [cohort, rest], at_most: 20}]`

	onFiguresAlone = measureHired + `
- {id: days, clause: "3", effect: duration, unit: days, source: reported, scope: pooled, pooling: sum, statistic: point-estimate, rounding: none}
- {id: savings, clause: "3", effect: money, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
- {id: score, clause: "3", effect: index, scope: pooled, statistic: point-estimate, of: [{measure: days, weight: 100 %, target: 300 days}], rounding: none}
---
gates:
  - {id: other, clause: "2", text: Other., rules: [saved], scope: pooled, require: {measure: score, above: 90 % of target}, on_failure: {pay: {share_of_principal: 1 %}}}
rules:
  - {id: units, clause: "4", text: Units., measure: hired, prices: [{amount: 2, each: 1 person, up_to: 5 people}, {amount: 1, each: 1 person}]}
  - {id: saved, clause: "4", text: Saved., measure: savings, at_least: 0 EUR, pay: {share_of_measure: 50 %}}
  - {id: people, clause: "4", text: People., card: {outcomes: [{id: a, clause: "5", amount: 3}, {id: b, clause: "5", amount: 4, needs: [a]}], person_cap: {clause: "5", amount: 6}}}
limits: [{id: c, clause: "7", rules: [units], each: cohort, share_at_most: 1 %, of: cap}]`

	everyStep = `
floor: {clause: "8", amount: -10}
cumulative: {clause: "9", recover: true}
due: {clause: "11", date: 2017-06-30, day_count: act/365, long_stop: 2018-06-30}
limits: [{id: l, clause: "7", rules: [a], share_at_most: 40 %, of: total}, {id: c, clause: "7", rules: [b], share_at_most: 1 %, of: cap}]
discount: {clause: "12", rate: 3 %, base: 2014-01-01}
payers: [{name: the city, clause: "13", share: 60 %}, {name: the state, clause: "13"}]
`
	everyEnd = `
early_end: {clause: "10", values: [{from: 2014-01-01, pay: {share_of_principal: 50 %}}, {from: 2015-01-01, pay: {amount: 80}}]}
cumulative: {clause: "9", recover: false}
`
	everyReceiver = `
limits: [{id: r, clause: "7", return_at_most: 5 %}, {id: l, clause: "7", rules: [b], at_most: 650}]
drawdowns: [{date: 2014-01-01, amount: 700, tranche: senior}, {date: 2014-07-01, amount: 300, tranche: junior}]
due: {clause: "11", date: 2017-06-30, day_count: 30/360}
payers: [{name: the city, clause: "13", rules: [a], at_most: 100}, {name: the land, clause: "13", at_most: 50}, {name: the state, clause: "13"}]
tranches:
  - {id: senior, clause: "14", amount: 700, rate: 4 %, coupon: {years: 3, compounding: simple}, guarantee: {clause: "14", by: a foundation, at_most: 500}}
  - {id: junior, clause: "14", amount: 300}
waterfall:
  - {to: fees, clause: "15", pay: amount, amount: 5}
  - {to: senior, clause: "15", pay: interest}
  - {to: senior, clause: "15", pay: principal}
  - {to: junior, clause: "15", pay: principal}
  - {to: provider, clause: "15", pay: rest, share: 50 %}
  - {to: junior, clause: "15", pay: rest}
`
)

// part is one of the contracts.
func part(t *testing.T, text string) *Terms {
	t.Helper()
	measures, payment, _ := strings.Cut(text, "---\n")
	return onFigures(t, measures, "principal: {clause: \"1\", amount: 3000}\nrounding: {to: 0.01, mode: half-up}\ncap: {clause: \"8\", amount: 2000}\n"+payment)
}

// everything are measurements for all of them.
func everything() Measurements {
	return Measurements{Compared: []Measurement{measured(2014, 5, 10, "0.4"), measured(2015, 5, 10, "0.4"), measured(2016, 1, 10, "0.2")}}
}

// reportedFor adds to in what was reported of the measures and cards of t.
func reportedFor(terms *Terms, in Measurements) Measurements {
	for _, m := range terms.Measures {
		for _, c := range []int{0, 2014, 2015, 2016} {
			if m.Source == Reported && (c == 0) == (m.Pooling == Single) {
				in.Reported = append(in.Reported, figure(m.ID, c, "99"))
			}
		}
	}
	for _, r := range terms.Payment.Rules {
		if r.Card != nil {
			in.Tallies = append(in.Tallies, Tally{r.ID, 2014, []string{"a", "b"}, 2}, Tally{r.ID, 2015, []string{"b"}, 1})
		}
	}
	return in
}

// Terms that no contract file has said may lack anything, or hold anything. A
// decision on them is one that can be worked out again, or an error: no panic.
func TestSpoiltTerms(t *testing.T) {
	paid := money.New("EUR", rat("3"))
	early := allMet()
	early.PaidToDate, early.Ended = &paid, onDay("2014-06-01")
	for name, tt := range map[string]struct {
		terms  *Terms
		in     Measurements
		spoilt []string
	}{
		"rates":    {part(t, onRates), everything(), []string{"Measures", "Payment", "Currency", "Cohorts"}},
		"cohorts":  {part(t, onCohorts), everything(), []string{"Measures", "Payment"}},
		"figures":  {part(t, onFiguresAlone), everything(), []string{"Measures", "Payment"}},
		"settled":  {sums{once: []string{"10", "20"}, more: everyStep}.terms(t), allMet(), []string{"Payment"}},
		"ended":    {sums{once: []string{"10"}, more: everyEnd}.terms(t), early, []string{"Payment"}},
		"received": {sums{once: []string{"500", "700"}, more: everyReceiver}.terms(t), allMet(), []string{"Payment"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tt.in = reportedFor(tt.terms, tt.in)
			paying(t, tt.terms, tt.in, "2017-07-01")
			spoil := func(path string, v, to reflect.Value) {
				was := reflect.New(v.Type()).Elem()
				was.Set(v)
				v.Set(to)
				survives(t, path, tt.terms, tt.in)
				v.Set(was)
			}
			for _, part := range tt.spoilt {
				each("", reflect.ValueOf(tt.terms).Elem().FieldByName(part), spoil)
			}
			paying(t, tt.terms, tt.in, "2017-07-01")
		})
	}
}

// survives decides on spoilt terms.
func survives(t *testing.T, path string, terms *Terms, in Measurements) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: %v", path, r)
		}
	}()
	d, err := Decide(terms, in, *onDay("2017-07-01"))
	if err != nil {
		if d != nil || len(err.Error()) < 20 {
			t.Errorf("%s: %v, %v", path, d, err)
		}
		return
	}
	if err := trace.Recompute(d.Trace); err != nil {
		t.Errorf("%s: %v", path, err)
	}
	partsAddUp(t, terms, d)
	if flows, err := terms.Flows(d); err == nil {
		_, _ = terms.PresentValue(flows)
	}
}

// each sets v, and all that it consists of, to what it could be instead.
func each(path string, v reflect.Value, set func(path string, v, to reflect.Value)) {
	if !v.IsZero() {
		set(path+" is not set", v, reflect.Zero(v.Type()))
	}
	switch x := v.Interface().(type) {
	case Decimal:
		set(path+" is below zero", v, reflect.ValueOf(dec("-3.5")))
		set(path+" is zero", v, reflect.ValueOf(dec("0")))
		return
	case money.Amount:
		set(path+" is below zero", v, reflect.ValueOf(money.New(x.Currency(), rat("-7"))))
		set(path+" is in dollars", v, reflect.ValueOf(money.New("USD", rat("7"))))
		return
	}
	switch v.Kind() {
	case reflect.String:
		set(path+" is x", v, reflect.ValueOf("x").Convert(v.Type()))
		if strings.HasSuffix(path, " ID") {
			set(path+" is payment", v, reflect.ValueOf("payment"))
		}
	case reflect.Int:
		set(path+" is negative", v, reflect.ValueOf(-1))
	case reflect.Bool:
		set(path+" is the other", v, reflect.ValueOf(!v.Bool()))
	case reflect.Pointer:
		if !v.IsNil() {
			each(path, v.Elem(), set)
		}
	case reflect.Slice:
		if v.Len() > 0 {
			set(path+" is twice", v, reflect.AppendSlice(v, v))
		}
		for i := range v.Len() {
			each(fmt.Sprintf("%s %d", path, i+1), v.Index(i), set)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; name != "Clause" && name != "Text" {
				each(path+" "+name, v.Field(i), set)
			}
		}
	}
}
