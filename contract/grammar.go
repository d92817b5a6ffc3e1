package contract

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
var grammar = map[string][]key{
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
	"data": {
		{"programme", false, "programme: programme.parquet"},
		{"comparison", false, "comparison: comparison.parquet"},
		{"people", false, "people: people.parquet"},
		{"arm", false, "arm: {column: arm, programme: mentee, comparison: jobseeker}"},
		{"id", true, "id: person_id"},
		{"cohort", false, "cohort: year"},
	},
	"data.arm": {
		{"column", true, "column: arm"},
		{"programme", true, "programme: mentee"},
		{"comparison", true, "comparison: jobseeker"},
	},
	"eligibility[]": {
		{"id", true, "id: age"},
		{"clause", true, `clause: "2.1"`},
		{"covariate", true, "covariate: age"},
		{"at_least", false, "at_least: 18"},
		{"at_most", false, "at_most: 33"},
		{"one_of", false, "one_of: [F, M]"},
		{"none_of", false, "none_of: [UNKNOWN]"},
	},
	"outcome": {
		{"name", true, "name: placement"},
		{"clause", true, `clause: "1.2"`},
		{"counts", false, "counts: events"},
		{"column", false, "column: placed"},
		{"definition", true, "definition: 90 or more working days within a year after the programme"},
		{"missing", false, "missing: exclude"},
	},
	"covariates[]": {
		{"name", true, "name: age"},
		{"column", false, "column: age_at_entry"},
		{"kind", true, "kind: integer"},
		{"match", true, "match: exact"},
		{"cuts", false, "cuts: [20.5, 25.5]"},
		{"bins", false, "bins: {rule: quantiles, count: 5}"},
		{"groups", false, "groups: [{name: low, levels: [A, B]}]"},
		{"levels", false, "levels: [F, M]"},
		{"missing", true, "missing: refuse"},
	},
	"covariates[].bins": {
		{"rule", true, "rule: quantiles"},
		{"count", false, "count: 5"},
	},
	"covariates[].groups[]": {
		{"name", true, "name: low"},
		{"levels", true, "levels: [A, B]"},
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
	"payment": {
		{"principal", false, `principal: {clause: "1.1", amount: 234000}`},
		{"drawdowns", false, "drawdowns: [{date: 2014-01-01, amount: 234000}]"},
		{"rounding", true, "rounding: {to: 0.01, mode: half-up}"},
		{"indices", false, `indices: [{id: cpi, clause: "6", source: the statistics office, base: 2014, values: [{year: 2014, value: 100}]}]`},
		{"gates", false, "gates: with id, clause, text, scope, require and on_failure"},
		{"rules", true, "rules: with id, clause, text, measure and what they pay"},
		{"limits", false, `limits: [{id: a-year, clause: "4.4", each: cohort, at_most: 100000}]`},
		{"cap", true, `the most that can ever be paid: cap: {clause: "4.3", amount: 290000}`},
		{"floor", false, `floor: {clause: "4.5", amount: -50000}`},
		{"cumulative", false, `cumulative: {clause: "5.1", recover: false}`},
		{"early_end", false, `early_end: {clause: "5.2", values: [{from: 2014-01-01, pay: {share_of_principal: 50 %}}]}`},
		{"due", false, `due: {clause: "5.3", date: 2017-06-30, day_count: act/365}`},
		{"discount", false, `discount: {clause: "5.4", rate: 3 %, base: 2014-01-01}`},
		{"payers", false, `payers: [{name: the ministry, clause: "6.1"}]`},
		{"tranches", false, `tranches: [{id: senior, clause: "7.1", amount: 234000}]`},
		{"waterfall", false, `waterfall: [{to: senior, clause: "7.2", pay: principal}, {to: senior, clause: "7.3", pay: rest}]`},
	},
	"payment.rounding": {
		{"to", true, "to: 0.01"},
		{"mode", true, "mode: half-up"},
	},
	"payment.principal": {
		{"clause", true, `clause: "1.1"`},
		{"amount", true, "amount: 234000"},
	},
	"payment.drawdowns[]": {
		{"date", true, "date: 2014-01-01"},
		{"amount", true, "amount: 234000"},
		{"tranche", false, "tranche: senior"},
	},
	"payment.indices[]": {
		{"id", true, "id: cpi"},
		{"clause", true, `clause: "6"`},
		{"source", true, "source: the statistics office"},
		{"base", true, "base: 2014"},
		{"values", true, "values: [{year: 2014, value: 100}]"},
	},
	"payment.indices[].values[]": {
		{"year", true, "year: 2014"},
		{"value", true, "value: 100"},
	},
	"payment.gates[]": {
		{"id", true, "id: enough-people"},
		{"clause", true, `clause: "3.4"`},
		{"text", true, "text: the clause in its own words"},
		{"rules", false, "rules: [bonus]"},
		{"scope", true, "scope: pooled, or scope: each-cohort"},
		{"require", true, "require: {quantity: programme-people, at_least: 100 people}"},
		{"on_failure", true, "on_failure: {pay: nothing}, or another amount, defer: true, use: another-measure, or deem: 0 points"},
	},
	"payment.gates[].require": {
		{"measure", false, "measure: gain"},
		{"quantity", false, "quantity: programme-people"},
		{"at_least", false, "at_least: 100 people"},
		{"above", false, "above: 0 points"},
		{"at_most", false, "at_most: 0.1 sd"},
		{"below", false, "below: 5 % significance"},
	},
	"payment.gates[].on_failure": {
		{"pay", false, "pay: nothing"},
		{"defer", false, "defer: true"},
		{"use", false, "use: another-measure"},
		{"deem", false, "deem: 0 points"},
	},
	"payment.gates[].on_failure.pay": {
		{"amount", false, "amount: 1000"},
		{"share_of_principal", false, "share_of_principal: 100 %"},
	},
	"payment.rules[]": {
		{"id", true, "id: principal"},
		{"clause", true, `clause: "4.1"`},
		{"text", true, "text: the clause in its own words"},
		{"note", false, "note: what a reader should know"},
		{"measure", false, "measure: gain"},
		{"if", false, "if: {all: [{measure: gain, at_least: 10 % relative}]}"},
		{"at_least", false, "at_least: 10 % relative"},
		{"above", false, "above: 10 % relative"},
		{"at_most", false, "at_most: 40 % rate"},
		{"below", false, "below: 40 % rate"},
		{"pay", false, "pay: {share_of_principal: 100 %}"},
		{"tiers", false, "tiers: [{at_least: 10 % relative, rate: 3 %}]"},
		{"coupon", false, "coupon: {years: 3, compounding: compound}"},
		{"prices", false, "prices: [{amount: 15.12, each: 1 day}]"},
		{"card", false, "card: {outcomes: [{id: job-13-weeks, clause: \"A1\", amount: 3500}]}"},
		{"indexed", false, "indexed: cpi"},
		{"cap", false, `cap: {clause: "4.9", amount: 100000}`},
	},
	"payment.rules[].if": {
		{"all", false, "all: [{measure: gain, at_least: 10 % relative}]"},
		{"any", false, "any: [{measure: gain, at_least: 10 % relative}]"},
		{"least", false, "least: 2"},
		{"of", false, "of: [{measure: gain, at_least: 10 % relative}]"},
	},
	"payment.rules[].if.all[]": {
		{"measure", true, "measure: gain"},
		{"at_least", false, "at_least: 10 % relative"},
		{"above", false, "above: 10 % relative"},
		{"at_most", false, "at_most: 40 % rate"},
		{"below", false, "below: 40 % rate"},
	},
	"payment.rules[].if.any[]": {
		{"measure", true, "measure: gain"},
		{"at_least", false, "at_least: 10 % relative"},
		{"above", false, "above: 10 % relative"},
		{"at_most", false, "at_most: 40 % rate"},
		{"below", false, "below: 40 % rate"},
	},
	"payment.rules[].if.of[]": {
		{"measure", true, "measure: gain"},
		{"at_least", false, "at_least: 10 % relative"},
		{"above", false, "above: 10 % relative"},
		{"at_most", false, "at_most: 40 % rate"},
		{"below", false, "below: 40 % rate"},
	},
	"payment.rules[].pay": {
		{"amount", false, "amount: 250000"},
		{"share_of_principal", false, "share_of_principal: 100 %"},
		{"share_of_measure", false, "share_of_measure: 50 %"},
		{"plus", false, "plus: 38000"},
		{"each", false, "each: 1 point"},
		{"beyond", false, "beyond: 30 points"},
		{"rising_to", false, "rising_to: 100000"},
		{"at", false, "at: 17 points"},
	},
	"payment.rules[].tiers[]": {
		{"at_least", false, "at_least: 10 % relative"},
		{"above", false, "above: 10 % relative"},
		{"at_most", false, "at_most: 40 % rate"},
		{"below", false, "below: 40 % rate"},
		{"pay", false, "pay: {amount: 250000}"},
		{"rate", false, "rate: 3 %"},
		{"rising_to", false, "rising_to: 7.5 %"},
		{"at", false, "at: 100 % relative"},
	},
	"payment.rules[].tiers[].pay": {
		{"amount", false, "amount: 250000"},
		{"share_of_principal", false, "share_of_principal: 100 %"},
		{"share_of_measure", false, "share_of_measure: 50 %"},
		{"plus", false, "plus: 38000"},
		{"each", false, "each: 1 point"},
		{"beyond", false, "beyond: 30 points"},
		{"rising_to", false, "rising_to: 100000"},
		{"at", false, "at: 17 points"},
	},
	"payment.rules[].prices[]": {
		{"amount", true, "amount: 15.12"},
		{"each", true, "each: 1 day"},
		{"up_to", false, "up_to: 370 people"},
	},
	"payment.rules[].card": {
		{"outcomes", true, "outcomes: [{id: job-13-weeks, clause: \"A1\", amount: 3500}]"},
		{"person_cap", false, `person_cap: {clause: "A9", amount: 11700}`},
	},
	"payment.rules[].card.outcomes[]": {
		{"id", true, "id: job-13-weeks"},
		{"clause", true, `clause: "A1"`},
		{"amount", true, "amount: 3500"},
		{"needs", false, "needs: [entry-level]"},
	},
	"payment.rules[].card.person_cap": {
		{"clause", true, `clause: "A9"`},
		{"amount", true, "amount: 11700"},
	},
	"payment.rules[].cap": {
		{"clause", true, `clause: "4.9"`},
		{"amount", true, "amount: 100000"},
	},
	"payment.rules[].coupon": {
		{"years", true, "years: 3"},
		{"compounding", true, "compounding: compound, or compounding: simple"},
	},
	"payment.cap": {
		{"clause", true, `clause: "4.3"`},
		{"amount", true, "amount: 290000"},
	},
	"payment.limits[]": {
		{"id", true, "id: a-year"},
		{"clause", true, `clause: "4.4"`},
		{"rules", false, "rules: [principal]"},
		{"each", false, "each: cohort"},
		{"at_most", false, "at_most: 100000"},
		{"share_at_most", false, "share_at_most: 40 %"},
		{"of", false, "of: total, or of: cap"},
		{"return_at_most", false, "return_at_most: 5 %"},
	},
	"payment.floor": {
		{"clause", true, `clause: "4.5"`},
		{"amount", true, "amount: -50000"},
	},
	"payment.cumulative": {
		{"clause", true, `clause: "5.1"`},
		{"recover", true, "recover: true, if what was overpaid is paid back, or recover: false"},
	},
	"payment.early_end": {
		{"clause", true, `clause: "5.2"`},
		{"values", true, "values: [{from: 2014-01-01, pay: {share_of_principal: 50 %}}]"},
	},
	"payment.early_end.values[]": {
		{"from", true, "from: 2014-01-01"},
		{"pay", true, "pay: {share_of_principal: 50 %}"},
	},
	"payment.early_end.values[].pay": {
		{"amount", false, "amount: 117000"},
		{"share_of_principal", false, "share_of_principal: 50 %"},
	},
	"payment.due": {
		{"clause", true, `clause: "5.3"`},
		{"date", true, "date: 2017-06-30"},
		{"day_count", true, "day_count: act/365, act/360, 30/360 or act/act"},
		{"long_stop", false, "long_stop: 2018-06-30"},
	},
	"payment.discount": {
		{"clause", true, `clause: "5.4"`},
		{"rate", true, "rate: 3 %"},
		{"base", true, "base: 2014-01-01"},
	},
	"payment.payers[]": {
		{"name", true, "name: the ministry"},
		{"clause", true, `clause: "6.1"`},
		{"share", false, "share: 60 %"},
		{"rules", false, "rules: [principal]"},
		{"at_most", false, "at_most: 150000"},
	},
	"payment.tranches[]": {
		{"id", true, "id: senior"},
		{"clause", true, `clause: "7.1"`},
		{"amount", true, "amount: 200000"},
		{"rate", false, "rate: 4 %"},
		{"coupon", false, "coupon: {years: 3, compounding: simple}"},
		{"guarantee", false, `guarantee: {clause: "7.9", by: the foundation, at_most: 150000}`},
	},
	"payment.tranches[].coupon": {
		{"years", true, "years: 3"},
		{"compounding", true, "compounding: compound, or compounding: simple"},
	},
	"payment.tranches[].guarantee": {
		{"clause", true, `clause: "7.9"`},
		{"by", true, "by: the foundation"},
		{"at_most", true, "at_most: 150000"},
	},
	"payment.waterfall[]": {
		{"to", true, "to: senior"},
		{"clause", true, `clause: "7.2"`},
		{"pay", true, "pay: amount, interest, principal or rest"},
		{"amount", false, "amount: 5000"},
		{"share", false, "share: 50 %"},
	},
	"amendments[]": {
		{"id", true, "id: first"},
		{"clause", true, `clause: "A1"`},
		{"effective", true, "effective: 2015-07-01"},
		{"changes", true, "changes: [{at: payment.cap.amount, was: 290000, is: 300000}]"},
	},
	"amendments[].changes[]": {
		{"at", true, "at: payment.cap.amount"},
		{"was", true, "was: 290000"},
		{"is", true, "is: 300000"},
	},
	"disclosure": {
		{"threshold", true, "threshold: 10"},
	},
}

// names returns the keys of one mapping, in the grammar's order.
func names(keys []key) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = k.name
	}
	return out
}
