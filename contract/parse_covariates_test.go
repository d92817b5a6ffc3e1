package contract

import "testing"

// An age is a number of years, whatever its column holds.
func TestParsesAge(t *testing.T) {
	for _, match := range []string{"match: coarsened\n    cuts: [20.5]", "match: coarsened\n    bins: {rule: sturges}", "match: exact"} {
		pairs := change("    kind: integer\n"+oldAge, "    column: birth_date\n    kind: age\n    "+match+"\n")
		c := parsed(t, pairs...).Covariates[0]
		if c.Kind != "age" || c.Column != "birth_date" || c.Missing != "exclude" {
			t.Errorf("%+v", c)
		}
		validates(t, duo(t, pairs...))
	}
	terms := parsed(t, append(design("  method: nearest\n  distance: {metric: mahalanobis, covariates: [age]}\n  calipers: [{of: age, width: 2, unit: raw}]\n"), "kind: integer", "kind: age")...)
	if terms.Matching.Calipers[0].Of != "age" {
		t.Errorf("%+v", terms.Matching)
	}
}

func TestRefusesAge(t *testing.T) {
	age := func(lines string) []string {
		return change("    kind: integer\n"+oldAge+"    missing: exclude\n", "    column: born\n    kind: age\n"+lines)
	}
	runRefusals(t, []refusalTest{
		{age("    match: exact\n    missing: level\n"), "level\n", "a missing age cannot be a level", "refuse or exclude"},
		{age("    match: exact\n    missing: refuse\n    levels: [a]\n"), "levels: [a]", "of kind age", "delete them"},
		{age("    match: coarsened\n    missing: refuse\n"), "name: age", "no cuts", "add cuts"},
		{age("    match: coarsened\n    groups: [{name: a, levels: [b]}]\n    missing: refuse\n"), "groups:", "groups are for categories", "cuts"},
		{append(age("    match: exact\n    missing: refuse\n"), "name: gender\n", "name: gender\n    column: born\n"), "born\n    kind: category", `it holds the covariate "age"`, "another"},
	})
}
