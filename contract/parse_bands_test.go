package contract

import (
	"strings"
	"testing"
)

// banded makes the example's age a category of bands.
func banded(bands string, more ...string) []string {
	return append(change("    kind: integer\n"+oldAge, "    kind: category\n    match: exact\n    bands: ["+bands+"]\n",
		"covariate: age\n    at_least: 18\n    at_most: 33\n", "covariate: age\n    one_of: [young]\n"), more...)
}

func TestParsesBands(t *testing.T) {
	for _, text := range []string{
		"{name: young, at_least: 18, below: 25}, {name: old, at_least: 25, at_most: 33}",
		"{name: young, below: 25}, {name: old, at_least: 25.5}",
		"{name: young, at_most: 24.5}, {name: old, at_least: 24.51}",
		"{name: young, at_least: 20, at_most: 20}",
		"{name: young, at_least: 20}",
	} {
		pairs := banded(text)
		bands := parsed(t, pairs...).Covariates[0].Bands
		if len(bands) != strings.Count(text, "name") || bands[0].Name != "young" {
			t.Errorf("%s: %+v", text, bands)
		}
		validates(t, duo(t, pairs...))
	}
	b := parsed(t, banded("{name: young, at_least: 18, below: 25}, {name: old, at_least: 25, at_most: 33}")...).Covariates[0].Bands
	if b[0].AtLeast.String() != "18" || b[0].AtMost != nil || b[0].Below.String() != "25" || b[1].AtMost.String() != "33" || b[1].Below != nil {
		t.Errorf("%+v", b)
	}
	grouped := banded("{name: young, below: 25}, {name: old, at_least: 25}", "    match: exact\n    bands", "    match: coarsened\n    groups: [{name: all, levels: [young, old]}]\n    bands")
	if g := parsed(t, grouped...).Covariates[0].Groups; len(g) != 1 {
		t.Errorf("%+v", g)
	}
}

func TestRefusesBands(t *testing.T) {
	const two = "{name: young, below: 25}, {name: old, at_least: 25}"
	runRefusals(t, []refusalTest{
		{banded("{name: young, at_least: 18, at_most: 25}, {name: old, at_least: 25}"), "25}]", `"young" and "old" both claim 25`, "lowest band first"},
		{banded("{name: young, at_least: 18, below: 25}, {name: old, at_least: 24.9}"), "24.9", `both claim 24.9`, "lowest band first"},
		{banded("{name: young, at_least: 18}, {name: old, at_least: 25}"), "25}]", `both claim 25`, "lowest band first"},
		{banded("{name: old, at_least: 25}, {name: young, at_least: 18, below: 25}"), "18, below", `both claim 18, or are not in order`, "lowest band first"},
		{banded("{name: young, below: 25}, {name: old, at_most: 33}"), "{name: old", "no lower bound", "add at_least"},
		{banded("{name: young}"), "{name: young", "the band has no bound", "add at_least"},
		{banded("{name: young, at_least: 18, at_most: 17}"), "17}", "no number is at least 18 and at most 17", "correct"},
		{banded("{name: young, at_least: 18, below: 18}"), "18}", "no number is at least 18 and below 18", "correct"},
		{banded("{name: young, at_most: 18, below: 18}"), "18}", "ends twice", "keep one"},
		{banded("{name: young, below: 25}, {name: young, at_least: 25}"), "young, at_least", `two bands have the name "young"`, "rename"},
		{banded("{name: (missing), below: 25}, {name: young, at_least: 25}"), "(missing)", "reserved", "missing: level"},
		{banded(""), "[]", "empty list", "at least one"},
		{banded(two, "one_of: [young]", "one_of: [yuong]"), "age\n    one_of", `"yuong" is not a level of "age"`, "young or old"},
		{banded(two, "kind: category\n    match: exact\n    bands", "kind: category\n    match: exact\n    levels: [young, old]\n    bands"), "levels: [young", "whose names are its levels", "keep one"},
		{banded(two, "kind: category\n    match: exact\n    bands", "kind: category\n    match: exact\n    map: {a: young}\n    bands"), "map: {a", "whose names are its levels", "keep one"},
		{banded(two, "kind: category\n    match: exact\n    bands", "kind: category\n    match: coarsened\n    groups: [{name: x, levels: [young, older, old]}]\n    bands"), "groups:", `"older" is not a band`, "young or old"},
		{banded(two, "kind: category\n    match: exact\n    bands", "kind: category\n    match: coarsened\n    groups: [{name: x, levels: [young]}]\n    bands"), "groups:", `the band "old" is in no group`, "put it"},
		{change(oldAge, oldAge+"    bands: ["+two+"]\n"), "bands:", "bands make a category", "kind: category"},
	})
}
