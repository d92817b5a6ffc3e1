package contract

import (
	"slices"
	"testing"
)

// renamedGender gives the example's gender a map.
func renamedGender(lines string) []string {
	return change("    kind: category\n    levels: [F, M]\n    match: exact\n", "    kind: category\n"+lines+"    match: exact\n")
}

func TestParsesMap(t *testing.T) {
	for text, want := range map[string][]Rename{
		`    levels: [F, M]
    map: {"woman": F, "man": M, "1": M}
`: {{"1", "M"}, {"man", "M"}, {"woman", "F"}},
		`    map:
      "Bac+3": high
      Bac: medium
`: {{"Bac", "medium"}, {"Bac+3", "high"}},
	} {
		pairs := renamedGender(text)
		if got := parsed(t, pairs...).Covariates[1].Map; !slices.Equal(got, want) {
			t.Errorf("%v", got)
		}
		validates(t, duo(t, pairs...))
	}
}

func TestRefusesMap(t *testing.T) {
	const gender = "at_most: 33\n  - {id: x, clause: \"2\", covariate: gender, one_of: [woman]}\n"
	runRefusals(t, []refusalTest{
		{renamedGender("    map: []\n"), "map:", "not a mapping", `map: {"Bac+3"`},
		{renamedGender("    map: {}\n"), "map:", "not a mapping", `map: {"Bac+3"`},
		{renamedGender("    map: woman\n"), "map:", "not a mapping", `map: {"Bac+3"`},
		{renamedGender("    map: {woman: F, woman: M}\n"), "woman: M", `"woman" is renamed twice`, "keep one"},
		{renamedGender("    map: {1: F}\n"), "1: F", `may take 1 for something else`, `"1"`},
		{renamedGender("    map: {woman: no}\n"), "no}", `may take no for something else`, `"no"`},
		{renamedGender("    map: {woman: \"\"}\n"), `""`, `is empty`, "write its value"},
		{renamedGender("    map: {woman: [F]}\n"), `[F]`, `is a list`, "brackets"},
		{renamedGender("    map: {[woman]: F}\n"), `[woman]`, `is a list`, "brackets"},
		{renamedGender("    map: {(missing): F}\n"), `(missing): F`, `reserved`, "missing: level"},
		{renamedGender("    map: {woman: (missing)}\n"), `(missing)}`, `reserved`, "missing: level"},
		{renamedGender("    map: {F: F}\n"), `F}`, `"F" is renamed to itself`, "delete it"},
		{renamedGender("    map: {a: b, b: c}\n"), `b, b`, `"a" is renamed to "b", which line`, "in the end"},
		{renamedGender("    map: {woman: W}\n    levels: [F, M]\n"), "map:", `"woman" is renamed to "W", which is not a level`, "F or M"},
		{renamedGender("    map: {woman: F}\n    levels: [F, M, woman]\n"), "levels: [F, M, w", `the level "woman" never occurs`, "delete"},
		{append(renamedGender("    map: {woman: F}\n"), "at_most: 33\n", gender), "gender, one_of", `"woman" never occurs`, `write "F"`},
		{change("    kind: integer\n", "    kind: integer\n    map: {a: b}\n"), "map:", "a map is for categories", "kind: category"},
	})
	ps := problems(t, duo(t, change("    kind: category\n    levels: [F, M]\n    match: exact\n",
		"    kind: category\n    map: {woman: F}\n    match: coarsened\n    groups: [{name: x, levels: [woman, M]}]\n")...))
	if len(ps) != 1 || ps[0].Remedy != `write "F"` {
		t.Error(ps)
	}
}
