package contract

import (
	"errors"
	"math/big"
	"os"
	"strings"
	"testing"

	"sib/evidence"
	"sib/stats"
)

const duoFile = "../testdata/duo/contract.yaml"

// duo returns the example contract with pairs of old and new text replaced;
// each old text must occur exactly once.
func duo(t testing.TB, pairs ...string) string {
	t.Helper()
	b, err := os.ReadFile(duoFile)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for i := 0; i < len(pairs); i += 2 {
		if n := strings.Count(text, pairs[i]); n != 1 {
			t.Fatalf("%q occurs %d times in the contract", pairs[i], n)
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

// parsed returns the terms of the example contract with replacements.
func parsed(t testing.TB, pairs ...string) *Terms {
	t.Helper()
	terms, err := Parse("contract.yaml", []byte(duo(t, pairs...)))
	if err != nil {
		t.Fatal(err)
	}
	return terms
}

// problems returns what is wrong with text; it must be refused with Problems.
func problems(t testing.TB, text string) Problems {
	t.Helper()
	terms, err := Parse("dir/contract.yaml", []byte(text))
	if err == nil {
		t.Fatal("the contract was accepted")
	}
	if terms != nil {
		t.Error("terms were returned beside an error")
	}
	var ps Problems
	if !errors.As(err, &ps) {
		t.Fatalf("the error is a %T: %v", err, err)
	}
	var one *evidence.Problem
	if !errors.As(err, &one) {
		t.Error("the error does not unwrap to a problem")
	}
	return ps
}

func rat(s string) *big.Rat {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic("test: not a number: " + s)
	}
	return r
}

func dec(s string) Decimal {
	d, err := ParseDecimal(s)
	if err != nil {
		panic("test: " + err.Error())
	}
	return d
}

// measured returns a measurement of events among n against the comparison rate q.
func measured(cohort int, events, n int64, q string) Measurement {
	p := big.NewRat(events, n)
	m := Measurement{Cohort: cohort, ProgrammeN: n, ProgrammeEvents: events, ProgrammeRate: p, ComparisonRate: rat(q)}
	d := float(new(big.Rat).Sub(p, m.ComparisonRate))
	m.Difference = stats.Estimate{Value: d, Lo: d - 0.05, Hi: d + 0.05, Level: 0.95, Method: "weighted-newcombe"}
	return m
}

// withInterval is measured with the agreed interval, the comparison group of effective size ess.
func withInterval(t testing.TB, cohort int, events, n int64, q string, ess float64) Measurement {
	t.Helper()
	m := withIntervalAt(t, events, n, q, ess, 0.95)
	m.Cohort = cohort
	return m
}

// withIntervalAt is withInterval at any level, pooled.
func withIntervalAt(t testing.TB, events, n int64, q string, ess, level float64) Measurement {
	t.Helper()
	m := measured(0, events, n, q)
	d, err := stats.WeightedNewcombe(float(m.ProgrammeRate), float64(n), float(m.ComparisonRate), ess, level)
	if err != nil {
		t.Fatal(err)
	}
	m.Difference = d
	return m
}

// published are the placement rates of the founding case, on 1,000 people each;
// the pooled ones are the means of the yearly rates.
func published() []Measurement {
	return []Measurement{
		measured(2014, 429, 1000, "0.337"),
		measured(2015, 436, 1000, "0.305"),
		measured(2016, 387, 1000, "0.334"),
		measured(0, 1252, 3000, "976/3000"),
	}
}

// The texts of the example contract that tests change.
const (
	measureText = `    effect: relative
    scope: pooled
    pooling: participants
    statistic: point-estimate
    rounding: {to: 0.1 %, mode: half-up}
`
	principalRule = `      at_least: 10 % relative
      pay: {share_of_principal: 100 %}
`
	tiersText = `      tiers:
        - {at_least: 10 % relative, rate: 3 %}
        - {at_least: 15 % relative, rate: 4 %}
        - {at_least: 20 % relative, rate: 5 %}
        - {at_least: 25 % relative, rate: 6 %}
        - {at_least: 30 % relative, rate: 7 %}
      coupon: {years: 3, compounding: compound}
`
	returnRule = `    - id: return
      clause: "4.2"
      text: Above that, a yearly return of 3 to 7 % is paid on the principal.
      note: The steps between 3 and 7 % and the compounding are assumptions; the published terms do not give them.
      measure: gain
` + tiersText
	covariateGender = `  - name: gender
    kind: category
    levels: [F, M]
    match: exact
    missing: refuse
`
)

// onPoints turns the contract's measure and thresholds into percentage points,
// with the principal's threshold only.
func onPoints() []string {
	return []string{
		"effect: relative", "effect: points", "{to: 0.1 %, mode", "{to: 0.1 points, mode",
		principalRule, strings.Replace(principalRule, "10 % relative", "10 points", 1), returnRule, "",
	}
}

// givenText is a contract that compares nobody: its figures are given. Measures
// and payment are the two sections, as YAML below their keys.
func givenText(measures, payment string) string {
	indent := func(s string) string {
		return "  " + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n  ") + "\n"
	}
	return `contract: sib/1
id: given
title: A contract on given figures
parties: [{role: payer, name: the payer}]
currency: EUR
cohorts: [2014, 2015, 2016]
measures:
` + indent(measures) + "payment:\n" + indent(payment)
}

// onFigures parses givenText.
func onFigures(t testing.TB, measures, payment string) *Terms {
	t.Helper()
	terms, err := Parse("contract.yaml", []byte(givenText(measures, payment)))
	if err != nil {
		t.Fatal(err)
	}
	return terms
}
