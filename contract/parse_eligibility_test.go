package contract

import (
	"reflect"
	"testing"
)

// eligibleIf adds a condition to those of the example.
func eligibleIf(s string) []string {
	return change("at_most: 33\n", "at_most: 33\n  - {"+s+"}\n")
}

func TestParsesEligibilityOfColumns(t *testing.T) {
	pairs := eligibleIf(`id: registered, clause: "2.1", column: registered, kind: category, one_of: ["true"], missing: refuse}
  - {id: seen, clause: "2.2", column: registered, kind: category, none_of: [(missing)], missing: refuse`)
	pairs[1] = `at_most: 33
  - {id: registered, clause: "2.1", column: registered, kind: category, one_of: ["true", (missing)], missing: level}
  - {id: seen, clause: "2.2", column: registered, kind: category, none_of: ["false"], missing: level}
  - {id: adult, clause: "2.3", column: born, kind: age, at_least: 18, missing: exclude}
`
	terms := parsed(t, pairs...)
	want := Eligibility{ID: "registered", Clause: "2.1", Column: "registered", Kind: "category", Missing: "level", OneOf: []string{"true", missingLevel}}
	if !reflect.DeepEqual(terms.Eligibility[1], want) {
		t.Errorf("%+v", terms.Eligibility[1])
	}
	if e := terms.Eligibility[3]; e.Kind != "age" || e.AtLeast.String() != "18" || e.Missing != "exclude" {
		t.Errorf("%+v", e)
	}
	validates(t, duo(t, pairs...))
}

func TestRefusesEligibilityOfColumns(t *testing.T) {
	const r = `id: r, clause: "2", `
	runRefusals(t, []refusalTest{
		{eligibleIf(r + `covariate: gender, column: x, one_of: [F]`), "x, one_of", "on a covariate or on a column, not both", "keep one"},
		{eligibleIf(r + `covariate: gender, kind: category, one_of: [F]`), "category, one_of", "the covariate says its kind itself", "delete"},
		{eligibleIf(r + `covariate: gender, missing: refuse, one_of: [F]`), "refuse, one_of", "the covariate says its missing itself", "delete"},
		{eligibleIf(r + `column: x, missing: refuse, one_of: [F]`), "{id: r", `needs the key "kind"`, "kind: category"},
		{eligibleIf(r + `column: x, kind: category, one_of: [F]`), "{id: r", `needs the key "missing"`, "missing: refuse"},
		{eligibleIf(r + `column: x, kind: category, missing: refuse`), "{id: r", "no condition", "one_of"},
		{eligibleIf(r + `column: x, kind: text, missing: refuse, one_of: [F]`), "text, missing", `"kind" cannot be "text"`, "category, integer, number or age"},
		{eligibleIf(r + `column: x, kind: age, missing: refuse, one_of: [F]`), "x, kind", "one_of and none_of are for categories", "at_least"},
		{eligibleIf(r + `column: x, kind: category, missing: refuse, at_least: 3`), "x, kind", "at_least and at_most are for numbers", "one_of"},
		{eligibleIf(r + `column: x, kind: number, missing: level, at_least: 3`), "level, at", "a missing number cannot be a level", "refuse or exclude"},
		{eligibleIf(r + `column: x, kind: category, missing: exclude, one_of: [a, (missing)]`), "exclude, one_of", "a missing value is no level", "missing: level"},
		{eligibleIf(r + `column: placed, kind: category, missing: refuse, one_of: ["1"]`), "placed, kind", `holds the outcome "placement": what happened cannot decide`, "known at entry"},
		{eligibleIf(r + `column: person_id, kind: category, missing: refuse, one_of: ["1"]`), "person_id, kind", "it holds the person's id", "another"},
		{eligibleIf(r + `column: year, kind: integer, missing: refuse, at_least: 1`), "year, kind", "it holds the cohort year", "another"},
		{eligibleIf(r + `column: gender, kind: category, missing: refuse, one_of: [F]`), "gender, kind", `holds the covariate "gender"`, "covariate: gender in place of column"},
		{eligibleIf(`id: gender, clause: "2", column: x, kind: category, missing: refuse, one_of: [F]`), "gender, clause", `"gender" is a covariate too`, "another id"},
		{eligibleIf(r + `column: x, kind: integer, missing: refuse, at_least: 1}
  - {id: s, clause: "2", column: x, kind: number, missing: refuse, at_least: 1`), "x, kind: number", `read in another way by "r"`, "same kind"},
		{append(eligibleIf(r+`column: later, kind: category, missing: refuse, one_of: [F]`), "covariates:\n", "secondary_outcomes:\n  - {name: x, clause: \"1\", column: later, definition: d, missing: refuse}\ncovariates:\n"), "later, kind", `holds the outcome "x"`, "known at entry"},
	})
}
