package report

import (
	"math/big"
	"os"
	"strings"
	"sync"

	"sib/contract"
	"sib/contract/money"
	"sib/evaluate"
	"sib/stats"
)

// shaped is the founding case under other measures and another payment, written as a
// contract writes them, decided on its rates and on the figures that are reported.
func shaped(text string, in contract.Measurements) *evaluate.Evaluation {
	b, err := os.ReadFile("../testdata/duo/contract.yaml")
	if err != nil {
		panic(err)
	}
	head, _, _ := strings.Cut(string(b), "measures:\n")
	t, err := contract.Parse("contract.yaml", []byte(head+text+"\ndisclosure: {threshold: 10}\n"))
	if err != nil {
		panic(err)
	}
	e := duo()
	e.Contract, e.Sensitivity = t, nil // what other choices would pay under these terms nobody has worked out
	e.Measured = measuredIn(e)
	for i := range e.Measured.Compared {
		m := &e.Measured.Compared[i]
		m.P = &contract.PValues{Method: "weighted-newcombe", OneSided: 0.0016, TwoSided: 0.0032}
		for _, level := range t.Levels() {
			p1, _ := m.ProgrammeRate.Float64()
			p0, _ := m.ComparisonRate.Float64()
			at, err := stats.WeightedNewcombe(p1, float64(m.ProgrammeN), p0, m.Quality.ESS, level)
			if err != nil {
				panic(err)
			}
			m.Intervals = append(m.Intervals, at)
		}
	}
	e.Measured.Reported, e.Measured.Tallies, e.Measured.PaidToDate, e.Measured.Ended = in.Reported, in.Tallies, in.PaidToDate, in.Ended
	if e.Decision, err = contract.Decide(t, e.Measured, money.Date{}); err != nil {
		panic(err)
	}
	return e
}

func ratio(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return r
}

// everythingText has a measure of every type and a rule of every shape.
const everythingText = `measures:
  - {id: gain, clause: "3.1", effect: relative, scope: pooled, pooling: participants, statistic: point-estimate, rounding: {to: 0.1 %, mode: half-up}}
  - {id: fall, clause: "3.2", effect: reduction, scope: each-cohort, statistic: point-estimate, rounding: none}
  - {id: further, clause: "3.3", effect: count, unit: people, scope: pooled, pooling: participants, statistic: point-estimate, rounding: {to: 1 person, mode: down}}
  - {id: gain-lower, clause: "3.4", effect: points, scope: pooled, pooling: participants, statistic: lower-bound, level: 0.95, sides: 1, rounding: {to: 0.01 points, mode: down}}
  - {id: chance, clause: "3.5", effect: points, scope: pooled, pooling: participants, statistic: p-value, sides: 2, rounding: {to: 0.01 %, mode: half-up}}
  - {id: in-work, clause: "3.6", effect: count, unit: people, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
  - {id: savings, clause: "3.7", effect: money, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
  - {id: days, clause: "3.8", effect: duration, unit: days, source: reported, scope: each-cohort, statistic: point-estimate, rounding: {to: 1 day, mode: down}}
  - {id: yearly, clause: "3.9", effect: rate, scope: each-cohort, statistic: point-estimate, rounding: none}
  - {id: times, clause: "3.10", effect: ratio, scope: pooled, pooling: mean-of-rates, statistic: point-estimate, rounding: {to: 0.01 times, mode: half-up}}
  - {id: score, clause: "3.11", effect: index, scope: pooled, statistic: point-estimate, rounding: none, of: [{measure: in-work, weight: 70 %, target: 20 people}, {measure: savings, weight: 30 %, target: 10000 EUR}]}
  - {id: grades, clause: "3.12", effect: standardised, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
payment:
  principal: {clause: "1.1", amount: 234000}
  drawdowns:
    - {date: 2014-01-01, amount: 134000}
    - {date: 2015-01-01, amount: 100000}
  rounding: {to: 0.01, mode: half-up}
  gates:
    - {id: enough-people, clause: "2.1", text: At least 100 participants are analysed., scope: pooled, require: {quantity: programme-people, at_least: 100 people}, on_failure: {pay: nothing}}
    - {id: few-lost, clause: "2.2", text: Attrition is at most 20 per cent., rules: [work], scope: pooled, require: {quantity: attrition, at_most: 20 % rate}, on_failure: {pay: {amount: 10}}}
    - {id: alike, clause: "2.3", text: The groups are alike., rules: [step], scope: pooled, require: {quantity: largest-smd, below: 0.01 sd}, on_failure: {deem: 16 % relative}}
    - {id: clear, clause: "2.4", text: The gain is clear., rules: [shared], scope: pooled, require: {measure: chance, below: 0.1 % significance}, on_failure: {defer: true}}
  rules:
    - {id: work, clause: "4.1", text: EUR 25 000 if twenty are in work., measure: in-work, at_least: 20 people, pay: {amount: 25000}}
    - {id: step, clause: "4.2", text: A premium for each point., measure: gain, tiers: [{above: 5 % relative, below: 15 % relative, pay: {amount: 1000, plus: 100, each: 1 % relative, beyond: 5 % relative}}, {at_least: 15 % relative, pay: {amount: 3000, rising_to: 5000, at: 30 % relative}}]}
    - {id: housing, clause: "4.3", text: A price for each day., measure: days, prices: [{amount: 15.125, each: 1 day, up_to: 100 days}, {amount: 10, each: 1 day}], cap: {clause: "4.31", amount: 2000}}
    - {id: shared, clause: "4.4", text: Half of the savings., measure: savings, at_least: 0 EUR, pay: {share_of_measure: 50 %}}
    - id: card
      clause: "4.5"
      text: A rate card.
      card:
        outcomes: [{id: entry, clause: "A1", amount: 500}, {id: kept, clause: "A2", amount: 700, needs: [entry]}]
        person_cap: {clause: "A9", amount: 1100}
    - {id: both, clause: "4.6", text: Two of three., if: {least: 2, of: [{measure: gain-lower, above: 0 points}, {measure: chance, below: 5 % significance}, {measure: times, at_least: 2 times}]}, pay: {amount: 700}}
    - {id: year, clause: "4.7", text: A bonus for each year., measure: yearly, at_least: 40 % rate, pay: {amount: 600}, if: {all: [{measure: further, at_least: 20 people}, {measure: score, at_most: 110 % of target}]}}
    - {id: drop, clause: "4.8", text: A malus if outcomes fall., measure: fall, at_least: 0.05 % reduction, pay: {amount: -100}}
    - {id: marks, clause: "4.9", text: A bonus for grades., measure: grades, above: 0.2 sd, pay: {share_of_principal: 1 %}}
    - {id: coupon, clause: "4.10", text: A coupon., measure: gain, tiers: [{at_least: 10 % relative, rate: 3 %}, {at_least: 20 % relative, rate: 4 %, rising_to: 6 %, at: 40 % relative}], coupon: {years: 1, compounding: simple}}
  limits:
    - {id: days-limit, clause: "7.1", rules: [housing, card], at_most: 4000}
    - {id: quota, clause: "7.2", rules: [work], share_at_most: 40 %, of: total}
    - {id: of-cap, clause: "7.3", rules: [step, coupon], share_at_most: 50 %, of: cap}
    - {id: investors, clause: "7.4", return_at_most: 5 %}
  floor: {clause: "7.9", amount: -200}
  cap: {clause: "8", amount: 290000}
  early_end: {clause: "10", values: [{from: 2014-01-01, pay: {share_of_principal: 50 %}}, {from: 2015-01-01, pay: {amount: 200000}}]}
  due: {clause: "11", date: 2017-06-30, day_count: act/365, long_stop: 2018-06-30}
  discount: {clause: "12", rate: 3 %, base: 2014-01-01}
  payers:
    - {name: the city, clause: "13", share: 60 %, at_most: 15000}
    - {name: the state, clause: "13"}
  tranches:
    - {id: senior, clause: "14", amount: 20000, rate: 4 %, coupon: {years: 3, compounding: simple}, guarantee: {clause: "14.3", by: a foundation, at_most: 1500}}
    - {id: junior, clause: "14", amount: 214000}
  waterfall:
    - {to: fees, clause: "15.1", pay: amount, amount: 500}
    - {to: senior, clause: "15.2", pay: interest}
    - {to: senior, clause: "15.3", pay: principal}
    - {to: junior, clause: "15.4", pay: principal}
    - {to: provider, clause: "15.5", pay: rest, share: 50 %}
amendments:
  - {id: one, clause: "A1", effective: 2015-07-01, changes: [{at: payment.rules.work.at_least, was: 20 people, is: 18 people}]}
`

// everything is decided on figures of every kind: some rules pay, some do not, one gate
// deems an effect and one defers.
func everything() *evaluate.Evaluation {
	e := shaped(everythingText, contract.Measurements{
		Reported: []contract.Figure{
			{Measure: "in-work", Value: ratio("19")}, {Measure: "savings", Value: ratio("12345.67")},
			{Measure: "days", Cohort: 2014, Value: ratio("99.9")}, {Measure: "days", Cohort: 2015, Value: ratio("150")}, {Measure: "days", Cohort: 2016, Value: ratio("0")},
			{Measure: "grades", Value: ratio("0.2")},
		},
		Tallies: []contract.Tally{{Rule: "card", Outcomes: []string{"entry"}, People: 3}, {Rule: "card", Outcomes: []string{"entry", "kept"}, People: 2}},
	})
	e.Outlook = ahead(e)
	return e
}

var (
	aheadOnce sync.Once
	aheadOf   evaluate.Outlook
)

// ahead is the outlook of everything, which takes thousands of decisions.
func ahead(e *evaluate.Evaluation) evaluate.Outlook {
	aheadOnce.Do(func() { aheadOf = evaluate.LookAhead(e.Contract, e.Measured, money.Date{}) })
	return aheadOf
}
