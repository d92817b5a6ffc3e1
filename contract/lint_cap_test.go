package contract

import (
	"slices"
	"strings"
	"testing"
)

const lintMeasures = `
- {id: gain, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
- {id: yearly, clause: "3", effect: points, scope: each-cohort, statistic: point-estimate, rounding: none}
- {id: hired, clause: "3", effect: count, unit: people, source: reported, scope: each-cohort, statistic: point-estimate, rounding: none}
- {id: savings, clause: "3", effect: money, source: reported, scope: pooled, pooling: single, statistic: point-estimate, rounding: none}`

// linted is a contract with the cap and one rule, r.
func linted(t *testing.T, cap, rule, more string) *Terms {
	t.Helper()
	return onFigures(t, lintMeasures, `
principal: {clause: "1", amount: 1000}
rounding: {to: 0.01, mode: half-up}
indices: [{id: cpi, clause: "6", source: the office, base: 2014, values: [{year: 2014, value: 100}, {year: 2015, value: 110}, {year: 2016, value: 120}]}]
rules: [{id: r, clause: "4", text: Paid., `+rule+`}]
cap: {clause: "8", amount: `+cap+`}
`+more)
}

// The most that each shape can pay: a cap a cent above never applies, a cap a
// cent below cuts, and the cap itself is worth no word.
func TestMostOfARule(t *testing.T) {
	for rule, most := range map[string][3]string{
		`measure: gain, at_least: 1 points, pay: {amount: 100}`:                                                                                {"99.99", "100", "100.01"},
		`measure: gain, at_least: 1 points, pay: {share_of_principal: 20 %}`:                                                                   {"199.99", "200", "200.01"},
		`measure: gain, at_least: 1 points, pay: {amount: 5, rising_to: 100, at: 9 points}`:                                                    {"99.99", "100", "100.01"},
		`measure: gain, at_most: 9 points, pay: {amount: 5, rising_to: 100, at: 1 points}`:                                                     {"99.99", "100", "100.01"},
		`measure: yearly, at_least: 1 points, pay: {amount: 100}`:                                                                              {"299.99", "300", "300.01"},
		`measure: yearly, at_least: 1 points, pay: {amount: 100}, cap: {clause: "4.9", amount: 99}`:                                            {"296.99", "297", "297.01"},
		`measure: yearly, at_least: 1 points, pay: {amount: 100}, cap: {clause: "4.9", amount: 101}`:                                           {"299.99", "300", "300.01"},
		`if: {all: [{measure: yearly, at_least: 1 points}]}, pay: {amount: 100}`:                                                               {"299.99", "300", "300.01"},
		`if: {all: [{measure: gain, at_least: 1 points}]}, pay: {amount: 100}`:                                                                 {"99.99", "100", "100.01"},
		`measure: gain, tiers: [{at_least: 1 points, pay: {amount: 5}}, {at_least: 2 points, pay: {amount: 100}}]`:                             {"99.99", "100", "100.01"},
		`measure: gain, tiers: [{at_least: 1 points, rate: 1 %, rising_to: 10 %, at: 5 points}], coupon: {years: 1, compounding: simple}`:      {"99.99", "100", "100.01"},
		`measure: gain, tiers: [{at_least: 1 points, rate: 5 %}, {at_least: 2 points, rate: 10 %}], coupon: {years: 1, compounding: compound}`: {"99.99", "100", "100.01"},
		`measure: hired, prices: [{amount: 5, each: 1 person}], cap: {clause: "4.9", amount: 100}`:                                             {"299.99", "300", "300.01"},
		`measure: yearly, at_least: 1 points, pay: {amount: 100}, indexed: cpi, cap: {clause: "4.9", amount: 100}`:                             {"299.99", "300", "300.01"},
		`measure: gain, at_least: 1 points, pay: {amount: 5, plus: 1, each: 1 point, beyond: 1 points}, cap: {clause: "4.9", amount: 100}`:     {"99.99", "100", "100.01"},
		`measure: savings, at_least: 0 EUR, pay: {share_of_measure: 50 %}, cap: {clause: "4.9", amount: 100}`:                                  {"99.99", "100", "100.01"},
	} {
		for i, want := range []string{"cuts the best results", "", "never applies"} {
			got := ""
			for _, a := range Lint(linted(t, most[i], rule, "")) {
				if a.Code == adviceNoCap {
					got = a.What
				}
			}
			if (want == "") != (got == "") || !strings.Contains(got, want) {
				t.Errorf("%s under a cap of %s: %q, want %q", rule, most[i], got, want)
			}
		}
	}
}

// Where only the cap bounds a rule, nothing is said of it.
func TestUnboundedRule(t *testing.T) {
	for _, rule := range []string{
		`measure: gain, at_least: 1 points, pay: {amount: 5, plus: 1, each: 1 point, beyond: 1 points}`,
		`measure: savings, at_least: 0 EUR, pay: {share_of_measure: 50 %}`,
		`measure: savings, tiers: [{at_least: 1 EUR, pay: {amount: 5}}, {at_least: 20 EUR, pay: {share_of_measure: 50 %}}]`,
		`measure: hired, prices: [{amount: 5, each: 1 person}]`,
		`measure: yearly, at_least: 1 points, pay: {amount: 100}, indexed: cpi`,
		`card: {outcomes: [{id: a, clause: "5", amount: 3}]}`,
		`card: {outcomes: [{id: a, clause: "5", amount: 3}]}, cap: {clause: "4.9", amount: 100}`,
	} {
		for _, cap := range []string{"1", "1000000"} {
			if got := advised(linted(t, cap, rule, "")); slices.Contains(got, adviceNoCap+" payment") {
				t.Errorf("%s under a cap of %s: %q", rule, cap, got)
			}
		}
	}
}
