package contract

import "maps"

// key is one key of the contract language. Example is how it may be written: an
// error about a missing key ends with it.
type key struct {
	name     string
	required bool
	example  string
}

// code is that of a key which is not there: some omissions are questions of their own.
func (k key) code() string {
	switch k.name {
	case "cap":
		return codeUncapped
	case "rounding":
		return codeRounding
	case "compounding":
		return codeGrowth
	case "statistic":
		return codeBinding
	case "on_failure":
		return codeGate
	case "day_count":
		return codeDayCount
	}
	return codeMissingKey
}

// grammar is every mapping of the language with the keys it may hold, by the
// path of the mapping; [] stands for any entry of a list. Keys that are required
// only beside certain others are checked where they are read.
var grammar = joined(map[string][]key{
	"": {
		{"contract", true, "contract: " + Language},
		{"id", true, "id: my-contract"},
		{"title", true, "title: the programme, the place, the years"},
		{"note", false, "note: what a reader should know"},
		{"parties", true, "parties: [{role: payer, name: the ministry}]"},
		{"currency", true, "currency: EUR"},
		{"cohorts", true, "cohorts: [2014, 2015]"},
		{"data", false, "data: {programme: programme.parquet, comparison: comparison.parquet, id: person_id, cohort: year}"},
		{"eligibility", false, `eligibility: [{id: age, clause: "2.1", covariate: age, at_least: 18}]`},
		{"outcome", false, "outcome: with name, clause, column, definition and missing"},
		{"secondary_outcomes", false, "secondary_outcomes: outcomes that are reported and never paid on"},
		{"calendar", false, "calendar: with clause, from, until, week and holidays"},
		{"covariates", false, "covariates: [{name: gender, kind: category, match: exact, missing: refuse}]"},
		{"matching", false, `matching: {clause: "2.2", estimand: ATT, unmatched: drop}`},
		{"interval", false, `interval: {clause: "2.3", method: weighted-newcombe, level: 0.95}`},
		{"measures", false, "measures: with id, clause, effect, scope, statistic and rounding"},
		{"payment", true, "payment: with rounding, rules and cap"},
		{"disclosure", false, "disclosure: {threshold: 10}"},
		{"amendments", false, "amendments: with id, clause, effective and changes"},
	},
	"parties[]": {
		{"role", true, "role: payer"},
		{"name", true, "name: the ministry"},
	},
	"matching": {
		{"clause", true, `clause: "2.2"`},
		{"estimand", true, "estimand: ATT"},
		{"unmatched", true, "unmatched: drop"},
		{"method", false, "method: nearest"},
		{"distance", false, "distance: {metric: propensity, link: logit, scale: linear-predictor}"},
		{"ratio", false, "ratio: 1"},
		{"variable", false, "variable: {least: 1, most: 5}"},
		{"reuse", false, "reuse: unlimited"},
		{"order", false, "order: largest"},
		{"calipers", false, "calipers: [{of: linear-predictor, width: 0.2, unit: sd}]"},
		{"differ", false, "differ: [employer]"},
		{"support", false, "support: both"},
		{"subclasses", false, "subclasses: 5"},
	},
	"matching.distance": {
		{"metric", true, "metric: propensity"},
		{"link", false, "link: logit"},
		{"scale", false, "scale: linear-predictor"},
		{"covariates", false, "covariates: [age, earnings]"},
	},
	"matching.variable": {
		{"least", true, "least: 1"},
		{"most", true, "most: 5"},
	},
	"matching.calipers[]": {
		{"of", true, "of: linear-predictor"},
		{"width", true, "width: 0.2"},
		{"unit", true, "unit: sd"},
	},
	"interval": {
		{"clause", true, `clause: "2.3"`},
		{"method", true, "method: weighted-newcombe"},
		{"level", true, "level: 0.95"},
	},
	"measures[]": {
		{"id", true, "id: gain"},
		{"clause", true, `clause: "3.1"`},
		{"text", false, "text: the clause in its own words"},
		{"effect", true, "effect: relative, or effect: points"},
		{"unit", false, "unit: people"},
		{"source", false, "source: reported"},
		{"scope", true, "scope: pooled, or scope: each-cohort"},
		{"pooling", false, "pooling: participants"},
		{"unpaid_by", false, "unpaid_by: cohort-rule"},
		{"statistic", true, "statistic: point-estimate"},
		{"level", false, "level: 0.95"},
		{"sides", false, "sides: 1"},
		{"comparison_rate", false, "comparison_rate: 25 %"},
		{"of", false, "of: [{measure: trial, weight: 80 %}, {measure: trend, weight: 20 %}]"},
		{"rounding", true, "rounding: {to: 0.1 %, mode: half-up}, or rounding: none"},
	},
	"measures[].of[]": {
		{"measure", true, "measure: trial"},
		{"weight", true, "weight: 80 %"},
		{"target", false, "target: 100 people"},
	},
	"measures[].rounding": {
		{"to", true, "to: 0.1 %"},
		{"mode", false, "mode: half-up"},
	},
	"disclosure": {
		{"threshold", true, "threshold: 10"},
	},
}, peopleGrammar, paymentGrammar)

// names returns the keys of one mapping, in the grammar's order.
func names(keys []key) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = k.name
	}
	return out
}

// joined is all of the parts.
func joined(parts ...map[string][]key) map[string][]key {
	out := map[string][]key{}
	for _, p := range parts {
		maps.Copy(out, p)
	}
	return out
}
