package contract

// peopleGrammar is the part of the grammar that says who is read and what happened to them.
var peopleGrammar = joined(map[string][]key{
	"cohorts[]": {
		{"year", true, "year: 2014"},
		{"from", true, "from: 2013-09-01"},
		{"until", true, "until: 2014-08-31"},
	},
	"data": {
		{"programme", false, "programme: programme.parquet"},
		{"comparison", false, "comparison: comparison.parquet"},
		{"people", false, "people: people.parquet"},
		{"arm", false, "arm: {column: arm, programme: mentee, comparison: jobseeker}"},
		{"id", true, "id: person_id"},
		{"cohort", false, "cohort: year"},
		{"entry", false, "entry: entry_date"},
		{"spells", false, "spells: {files: spells.parquet, id: person_id, start: start, end: end}"},
	},
	"data.arm": {
		{"column", true, "column: arm"},
		{"programme", true, "programme: mentee"},
		{"comparison", true, "comparison: jobseeker"},
	},
	"data.spells": {
		{"files", true, "files: spells.parquet"},
		{"id", true, "id: person_id"},
		{"start", true, "start: start"},
		{"end", true, "end: end"},
		{"kind", false, "kind: kind"},
		{"contract_months", false, "contract_months: contract_months"},
	},
	"eligibility[]": {
		{"id", true, "id: age"},
		{"clause", true, `clause: "2.1"`},
		{"covariate", false, "covariate: age"},
		{"column", false, "column: registered"},
		{"kind", false, "kind: category"},
		{"missing", false, "missing: refuse"},
		{"at_least", false, "at_least: 18"},
		{"at_most", false, "at_most: 33"},
		{"one_of", false, "one_of: [F, M]"},
		{"none_of", false, "none_of: [UNKNOWN]"},
	},
	"calendar": {
		{"clause", true, `clause: "1.3"`},
		{"from", true, "from: 2014-01-01"},
		{"until", true, "until: 2018-12-31"},
		{"week", true, "week: [monday, tuesday, wednesday, thursday, friday]"},
		{"holidays", true, "holidays: [2014-01-01, 2014-04-21], or holidays: none"},
	},
	"covariates[]": {
		{"name", true, "name: age"},
		{"column", false, "column: age_at_entry"},
		{"kind", true, "kind: integer"},
		{"map", false, `map: {"Bac+3": high, "Bac": medium}`},
		{"bands", false, "bands: [{name: young, at_least: 18, below: 25}]"},
		{"match", true, "match: exact"},
		{"cuts", false, "cuts: [20.5, 25.5]"},
		{"bins", false, "bins: {rule: quantiles, count: 5}"},
		{"groups", false, "groups: [{name: low, levels: [A, B]}]"},
		{"levels", false, "levels: [F, M]"},
		{"missing", true, "missing: refuse"},
	},
	"covariates[].bands[]": {
		{"name", true, "name: young"},
		{"at_least", false, "at_least: 18"},
		{"at_most", false, "at_most: 33"},
		{"below", false, "below: 25"},
	},
	"covariates[].bins": {
		{"rule", true, "rule: quantiles"},
		{"count", false, "count: 5"},
	},
	"covariates[].groups[]": {
		{"name", true, "name: low"},
		{"levels", true, "levels: [A, B]"},
	},
}, outcomeGrammar("outcome"), outcomeGrammar("secondary_outcomes[]"))

// outcomeGrammar is the keys of an outcome: the one that binds and secondary ones have the same.
func outcomeGrammar(path string) map[string][]key {
	return map[string][]key{
		path: {
			{"name", true, "name: placement"},
			{"clause", true, `clause: "1.2"`},
			{"counts", false, "counts: events"},
			{"column", false, "column: placed"},
			{"definition", true, "definition: 90 or more working days within a year after the programme"},
			{"missing", false, "missing: exclude"},
			{"follow_up", false, "follow_up: {months: 12, until: 2017-12-31}"},
			{"spells", false, "spells: {condition: working-days, at_least: 90, without: not-placed}"},
		},
		path + ".follow_up": {
			{"months", true, "months: 12"},
			{"until", true, "until: 2017-12-31"},
		},
		path + ".spells": {
			{"condition", true, "condition: working-days"},
			{"at_least", false, "at_least: 90"},
			{"month", false, "month: 6"},
			{"kinds", false, "kinds: [job]"},
			{"contract_months", false, "contract_months: 3"},
			{"without", true, "without: not-placed"},
		},
	}
}
