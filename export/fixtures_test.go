package export

import (
	"testing"

	"sib/contract"
	"sib/contract/money"
)

const amendment = `
amendments:
  - id: lower
    clause: "A1"
    effective: 2015-07-01
    changes:
      - {at: payment.rules.principal.at_least, was: 10 % relative, is: 8 % relative}
      - {at: payment.cap.amount, was: 290000, is: 250000}
`

const cardText = `contract: sib/1
id: rate-card
title: A rate card
parties: [{role: payer, name: the department}]
currency: GBP
cohorts: [2012, 2013]
measures:
  - {id: reached, clause: "1", text: people reached, effect: count, unit: people, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}
payment:
  rounding: {to: 0.01, mode: half-up}
  rules:
    - id: outcomes
      clause: "2"
      text: Each outcome of a young person is paid for once.
      card:
        outcomes:
          - {id: job-13-weeks, clause: "2.9", amount: 3500}
          - {id: job-26-weeks, clause: "2.10", amount: 2000, needs: [job-13-weeks]}
        person_cap: {clause: "3", amount: 5000}
    - {id: reach, clause: "3", text: Reaching people is paid., measure: reached, at_least: 10 people, pay: {amount: 100, rising_to: 1100, at: 20 people}}
  cap: {clause: "4", amount: 450000}
`

// rateCard pays for people's outcomes.
func rateCard(t testing.TB) Input {
	t.Helper()
	return decided(t, singleTerms(t, cardText), contract.Measurements{
		Tallies: []contract.Tally{
			{Rule: "outcomes", Cohort: 2012, Outcomes: []string{"job-13-weeks"}, People: 10},
			{Rule: "outcomes", Cohort: 2013, Outcomes: []string{"job-13-weeks", "job-26-weeks"}, People: 4},
		},
		Reported: []contract.Figure{{Measure: "reached", Value: rat("15")}},
	})
}

const tranches = `
  payers:
    - {name: the city, clause: "13", share: 60 %, at_most: 150000}
    - {name: the state, clause: "13"}
  tranches:
    - {id: senior, clause: "14", amount: 200000, rate: 4 %, coupon: {years: 3, compounding: simple}, guarantee: {clause: "14.3", by: a foundation, at_most: 150000}}
    - {id: junior, clause: "14", amount: 34000}
  waterfall:
    - {to: senior, clause: "15.2", pay: interest}
    - {to: senior, clause: "15.3", pay: principal}
    - {to: junior, clause: "15.4", pay: principal}
    - {to: junior, clause: "15.6", pay: rest}

disclosure:`

// tranched splits what is due between payers, and what is received between tranches.
func tranched(t testing.TB) Input {
	t.Helper()
	return duo(t, "{date: 2014-01-01, amount: 234000}", "{date: 2014-01-01, amount: 200000, tranche: senior}\n    - {date: 2014-02-01, amount: 34000, tranche: junior}",
		"\n\ndisclosure:", tranches)
}

// single is a contract on reported figures with a price for each unit, an index,
// a due date and money that was paid before.
const singleText = `contract: sib/1
id: stable-days
title: Stable days
parties:
  - {role: payer, name: the city}
  - {role: evaluator, name: the evaluator}
currency: EUR
cohorts: [2014]
measures:
  - {id: days, clause: "3", text: days in stable housing, effect: duration, unit: days, source: reported, scope: each-cohort, statistic: point-estimate, rounding: none}
  - {id: share, clause: "3.1", effect: rate, source: reported, scope: each-cohort, statistic: point-estimate, rounding: none}
payment:
  rounding: {to: 0.01, mode: half-up}
  indices:
    - {id: cpi, clause: "6", source: the statistics office, base: 2014, values: [{year: 2014, value: 100}]}
  rules:
    - {id: stable, clause: "4", text: Each stable day is paid., measure: days, prices: [{amount: 15.12, each: 1 day}], indexed: cpi}
    - {id: bonus, clause: "5", text: A bonus., measure: days, at_least: 100 days, pay: {amount: 500}, if: {any: [{measure: share, at_least: 50 % rate}, {measure: share, above: 60 % rate}]}}
  cap: {clause: "8", amount: 100000}
  cumulative: {clause: "9", recover: true}
  due: {clause: "11", date: 2017-06-30, day_count: act/365, long_stop: 2018-06-30}
`

func singleTerms(t testing.TB, text string) *contract.Terms {
	t.Helper()
	tm, err := contract.Parse("contract.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return tm
}

func single(t testing.TB) Input {
	t.Helper()
	return decided(t, singleTerms(t, singleText), contract.Measurements{
		Reported:   []contract.Figure{{Measure: "days", Cohort: 2014, Value: rat("1000")}, {Measure: "share", Cohort: 2014, Value: rat("0.55")}},
		PaidToDate: euros("5000.5"),
	})
}

const gates = `
  gates:
    - id: enough-people
      clause: "3.4"
      text: At least 100 participants are analysed.
      rules: [return]
      scope: pooled
      require: {quantity: programme-people, at_least: 5000 people}
      on_failure: {defer: true}
  rules:`

// gated defers a rule.
func gated(t testing.TB) Input {
	t.Helper()
	in := duo(t, "\n  rules:", gates)
	return in
}

// on decides on a day.
func on(t testing.TB, terms *contract.Terms, in contract.Measurements, day string) Input {
	t.Helper()
	date, err := money.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	d, err := contract.Decide(terms, in, date)
	if err != nil {
		t.Fatal(err)
	}
	return Input{Terms: terms, Decision: d}
}
