package outlook

import (
	"math/big"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/stats"
)

// tiersTo30 is the founding contract's shape with rounding, as a large programme has it.
const tiersTo30 = `
principal: {clause: "1", amount: 234000}
drawdowns: [{date: 2014-01-01, amount: 234000}]
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: principal, clause: "4", text: Repaid at ten per cent., measure: gain, at_least: 10 % relative, pay: {share_of_principal: 100 %}}
  - id: return
    clause: "4.2"
    text: A return above that.
    measure: gain
    tiers:
      - {at_least: 10 % relative, rate: 3 %}
      - {at_least: 15 % relative, rate: 4 %}
      - {at_least: 20 % relative, rate: 5 %}
      - {at_least: 25 % relative, rate: 6 %}
      - {at_least: 30 % relative, rate: 7 %}
    coupon: {years: 3, compounding: compound}
cap: {clause: "5", amount: 290000}`

// large is what 100,000 programme people beside 10 million comparison people come to:
// a weighted comparison rate, and an effective size of 4.8 million.
func large(t testing.TB) contract.Measurements {
	t.Helper()
	const n1, ess = 99_403, 4_841_837.887325967
	q, _ := new(big.Rat).SetString("31609015702755302023/100000000000000000003")
	zero := 0.0
	m := contract.Measurement{ProgrammeN: n1, ProgrammeEvents: 40_247, ProgrammeRate: big.NewRat(40_247, n1), ComparisonRate: q}
	both := [2]int64{n1, 9_990_000}
	m.Quality = &contract.Quality{Eligible: both, Matched: both, Analysed: both, ESS: ess, LargestSMD: &zero}
	var err error
	m.Difference, err = stats.WeightedNewcombe(float(m.ProgrammeRate), n1, float(q), ess, 0.95)
	must(t, err)
	m.P = &contract.PValues{Method: contract.WeightedNewcombe, TwoSided: 1e-9, OneSided: 5e-10}
	return contract.Measurements{Compared: []contract.Measurement{m}}
}

func BenchmarkPayout(b *testing.B) {
	rounded := strings.Replace(pooled, "rounding: none", "rounding: {to: 0.1 %, mode: half-up}", 1)
	bound := strings.NewReplacer("effect: relative", "effect: points", "point-estimate", "lower-bound", "rounding: none", "rounding: {to: 0.1 points, mode: half-up}")
	rising := `
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: line, clause: "4", text: x, measure: gain, tiers: [{at_least: 5 % relative, pay: {amount: 1000, rising_to: 100000, at: 40 % relative}}]}
cap: {clause: "5", amount: 120000}`
	significant := `
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: bonus, clause: "4", text: x, if: {all: [{measure: gain, at_most: 5 % significance}]}, pay: {amount: 50000}}
cap: {clause: "5", amount: 120000}`
	for _, c := range []struct {
		name  string
		terms *contract.Terms
	}{
		{"tiers", terms(b, "2014, 2015, 2016", rounded, tiersTo30)},
		{"unrounded", terms(b, "2014, 2015, 2016", pooled, tiersTo30)},
		{"bound", terms(b, "2014, 2015, 2016", bound.Replace(pooled), strings.Replace(paid, "10 % relative", "8.5 points", 1))},
		{"p-value", terms(b, "2014, 2015, 2016", strings.NewReplacer("point-estimate", "p-value, sides: 1", "rounding: none", "rounding: {to: 0.1 %, mode: half-up}").Replace(pooled), significant)},
		{"rising", terms(b, "2014, 2015, 2016", rounded, rising)},
	} {
		in := large(b)
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Payout(c.terms, in, money.Date{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
