package contract

import (
	"strings"
	"testing"

	"sib/contract/money"
)

// Amounts grow with the index from its base year; the rule's own cap comes after.
func TestIndexed(t *testing.T) {
	const rule = `[{` + head + `, measure: yearly, at_least: 5 points, pay: {amount: 1000.01}, indexed: cpi`
	yearly := func(c string) Measurements {
		return Measurements{Reported: []Figure{asReported("yearly@2014", "0.05"), asReported("yearly@2015", c), asReported("yearly@2016", "0")}}
	}
	terms := ruled(t, rule+`}]`)
	if _, err := Decide(terms, yearly("0.05"), money.Date{}); err == nil || !strings.Contains(err.Error(), `index "cpi" has no value of 2016`) {
		t.Errorf("no index of 2016: %v", err)
	}
	terms.Payment.Indices[0].Values = append(terms.Payment.Indices[0].Values, IndexValue{2016, dec("99")})
	for value, want := range map[string]string{"0.05": "1000.01 1012.01 0.00", "0.0499": "1000.01 0.00 0.00"} {
		if got := payouts(paid(t, terms, yearly(value))); got != want {
			t.Errorf("amounts %s, want %s", got, want)
		}
	}
	terms = ruled(t, rule+`, cap: {clause: "4.9", amount: 1010}}]`)
	terms.Payment.Indices[0].Values = append(terms.Payment.Indices[0].Values, IndexValue{2016, dec("99")})
	if got := payouts(paid(t, terms, yearly("0.05"))); got != "1000.01 1010.00 0.00" {
		t.Errorf("amounts %s", got)
	}
	terms.Payment.Indices[0].Values[0].Value = dec("0")
	if _, err := Decide(terms, yearly("0.05"), money.Date{}); err == nil || !strings.Contains(err.Error(), "not above zero") {
		t.Errorf("an index of zero: %v", err)
	}
}

func TestRefusesIndexed(t *testing.T) {
	refusedRules(t, [][3]string{
		{`[{` + head + `, measure: yearly, at_least: 5 points, pay: {amount: 5}, indexed: cpy}]`, codeValue, `no index "cpy"`},
		{`[{` + head + `, measure: jail-days, at_least: 5 points, pay: {amount: 5}, indexed: cpi}]`, codeValue, "which year's index"},
	})
	const index = "  indices: [{id: cpi, clause: \"6\", source: the office, base: 2014, values: [{year: 2014, value: 100}, {year: 2015, value: 101.2}]}]\n"
	with := func(pairs ...string) []string {
		text := index
		for i := 0; i < len(pairs); i += 2 {
			text = strings.Replace(text, pairs[i], pairs[i+1], 1)
		}
		return change("  rules:\n", text+"  rules:\n")
	}
	parsed(t, with()...)
	runRefusals(t, []refusalTest{
		{with("base: 2014", "base: 2013"), "2013", "no value of its base year 2013", "add it"},
		{with("year: 2015", "year: 2014"), "2014, value: 101.2", "the value of 2014 follows that of 2014", "earliest first"},
		{with("value: 101.2", "value: 0"), "0}]}]", "not above zero", "positive"},
		{with(", source: the office", ""), "{id: cpi", `no key "source"`, "statistics office"},
		{with("cpi", "CPI"), "CPI", "is not an id", "small letters"},
	})
}

// A rule's own cap, on, below and above what it comes to, in each cohort.
func TestRuleCap(t *testing.T) {
	for limit, want := range map[string]string{"4.99": "4.99", "5": "5.00", "5.01": "5.00", "0": "0.00"} {
		terms := ruled(t, `[{`+head+`, measure: jail-days, at_least: 5 points, pay: {amount: 5}, cap: {clause: "9", amount: `+limit+`}}]`)
		if got := payouts(paid(t, terms, Measurements{Reported: []Figure{asReported("jail-days", "0.05")}})); got != want {
			t.Errorf("a cap of %s: %s", limit, got)
		}
	}
}

// An index without values is refused for that alone.
func TestEmptyIndex(t *testing.T) {
	payment := func(values string) string {
		return givenText(sumMeasures, sums{once: []string{"1"}, more: `indices: [{id: cpi, clause: "6", source: the office, base: 2014, values: [` + values + `]}]`}.payment())
	}
	oneProblem(t, payment(""), codeForm, "empty list", "at least one")
	oneProblem(t, payment("{year: 2015, value: 100}"), codeValue, "no value of its base year 2014", "add it")
	oneProblem(t, payment("{year: 2014, value: 0}"), codeValue, "not above zero", "positive")
	if _, err := Parse("c.yaml", []byte(payment("{year: 2014, value: 0.1}"))); err != nil {
		t.Error(err)
	}
}
