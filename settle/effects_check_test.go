package settle_test

import (
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/settle"
)

// given is a contract on figures: measures and rules as lists in flow style.
func given(t testing.TB, measures, rules string) *contract.Terms {
	t.Helper()
	terms, err := contract.Parse("contract.yaml", []byte(`contract: sib/1
id: given
title: On given figures
parties: [{role: payer, name: the city}]
currency: EUR
cohorts: [2014, 2015]
interval: {clause: "2", method: weighted-newcombe, level: 0.95}
measures: [`+measures+`]
payment:
  rounding: {to: 0.01, mode: half-up}
  rules: [`+rules+`]
  cap: {clause: "9", amount: 1000}
`))
	if err != nil {
		t.Fatal(err)
	}
	return terms
}

const (
	eachGain = `{id: gain, clause: "3", effect: points, scope: each-cohort, statistic: point-estimate, rounding: none}`
	reward   = `{id: reward, clause: "4", text: EUR 100 at 10 points., measure: gain, at_least: 10 points, pay: {amount: 100}}`
)

// refuses wants an error of the effects file with all of some words.
func refuses(t *testing.T, terms *contract.Terms, text string, want ...string) {
	t.Helper()
	in, err := settle.ReadEffects("e.csv", []byte(text), terms)
	if err == nil {
		t.Errorf("%q is read: %+v", text, in)
		return
	}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q: it says %v, want %q", text, err, w)
		}
	}
}

func TestRefusesWhatContradicts(t *testing.T) {
	const head = "year,programme_events,programme_n,comparison_rate\n"
	terms := duo(t)
	refuses(t, terms, "year;programme_n\n", "not separated by commas")
	refuses(t, terms, "year\tprogramme_n\n", "not separated by commas")
	refuses(t, terms, head+",,,\n", "row 1: gives no figure", "delete it")
	refuses(t, terms, head+",133,320,32.4\n", `row 1, column "comparison_rate": is 32.4, above 1`, "write 32.4 %, or 0.324")
	refuses(t, terms, head+",133,320,100.1 %\n", "above 1")
	refuses(t, terms, head+",133,320,-3 %\n", `column "comparison_rate": is -0.03, below zero`)
	refuses(t, terms, head+",321,320,32.4 %\n", `column "programme_events": is 321 of 320 people`)
	refuses(t, terms, "programme_rate,programme_n,comparison_rate\n101 %,320,0.3\n", `column "programme_rate": is 1.01, above 1`)
	refuses(t, terms, "programme_events,programme_n,comparison_events,comparison_n\n1,2,5,4\n", `column "comparison_events": is 5 of 4 people`)
	refuses(t, terms, "programme_events,programme_n,comparison_rate,comparison_n\n1,2,0.5,0\n", `column "comparison_n": is 0`)
	for _, edge := range []string{"0", "0 %", "1", "100 %"} {
		read(t, terms, head+",320,320,"+edge+"\n")
	}
}

// The second of two rows on the same thing is refused, however it is written.
func TestRefusesRowsTwice(t *testing.T) {
	const head = "year,programme_events,programme_n,comparison_rate\n"
	refuses(t, duo(t), head+"2014,36,84,0.3\n2015,36,84,0.3\n2014,37,84,0.3\n", `row 3, column "year": gives the comparison a second time for cohort 2014`, "the first is in row 1")
	refuses(t, duo(t), head+",36,84,0.3\npooled,36,84,0.3\n", "row 2", "all cohorts")
	refuses(t, duo(t), "year,measure,value\n,gain,1 % relative\n,gain,2 % relative\n", `the value of "gain" a second time`)
	card := load(t, library+"/innovation-fund/contract.yaml")
	refuses(t, card, "year,rule,outcomes,people\n2012,outcomes,behaviour+attendance,1\n2012,outcomes,attendance+behaviour,1\n", "row 2", "exactly these outcomes a second time")
	read(t, card, "year,rule,outcomes,people\n2012,outcomes,behaviour+attendance,1\n2012,outcomes,behaviour,1\n2013,outcomes,behaviour,1\n")
}

func TestRefusesUnknownNames(t *testing.T) {
	refuses(t, duo(t), "measure,value\ngian,1 % relative\n", `row 1, column "measure": there is no measure "gian"`, "write gain")
	card := load(t, library+"/innovation-fund/contract.yaml")
	for row, want := range map[string]string{
		"card,behaviour,1":               `column "rule": there is no rule "card" with a rate card`,
		"outcomes,level-4,1":             `column "outcomes": the rate card of "outcomes" has no outcome "level-4"`,
		"outcomes,behaviour+,1":          `has no outcome ""`,
		"outcomes,behaviour+behaviour,1": `names "behaviour" twice`,
		"outcomes,behaviour,":            `column "people": is empty`,
	} {
		refuses(t, card, "rule,outcomes,people\n"+row+"\n", want)
	}
}

// A rule of each cohort needs each; a pooled one does not.
func TestRefusesMissingCohorts(t *testing.T) {
	const one = "year,programme_events,programme_n,comparison_rate\n2014,50,100,0.4\n"
	terms := given(t, eachGain, reward)
	refuses(t, terms, one, `rule "reward" is decided in each cohort, and the row of 2015 is missing`)
	refuses(t, terms, strings.Replace(one, "2014", "pooled", 1), "the row of 2014, 2015 is missing")
	d, err := contract.Decide(terms, read(t, terms, one+"2015,49,100,0.4\n"), money.Date{})
	if err != nil || d.Due.Decimal() != "100.00" {
		t.Errorf("%+v, %v", d, err)
	}
	read(t, duo(t), strings.Replace(one, "2014", "pooled", 1))
}
