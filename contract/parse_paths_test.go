package contract

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestParsesPaths(t *testing.T) {
	for text, want := range map[string]Paths{
		"a/b.parquet":                         {"a/b.parquet"},
		"people/":                             {"people/"},
		`"**/*.parquet"`:                      {"**/*.parquet"},
		`[one.parquet]`:                       {"one.parquet"},
		`[b.parquet, a.parquet, "c/*/d-?"]`:   {"b.parquet", "a.parquet", "c/*/d-?"},
		"\n    - x.parquet\n    - /y.parquet": {"x.parquet", "/y.parquet"},
	} {
		pairs := change("comparison: comparison.parquet", "comparison: "+text)
		got := parsed(t, pairs...).Data.Comparison
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q", text, got)
		}
		validates(t, duo(t, pairs...))
		b, err := json.Marshal(got)
		var back Paths
		if err != nil || json.Unmarshal(b, &back) != nil || !slices.Equal(back, want) || (b[0] == '[') != (len(want) > 1) {
			t.Errorf("%s is %s in JSON (%v)", text, b, err)
		}
	}
}

func TestRefusesPaths(t *testing.T) {
	list := func(s string) []string { return change("comparison: comparison.parquet", "comparison: "+s) }
	runRefusals(t, []refusalTest{
		{list("[]"), "[]", "empty list", "at least one"},
		{list("[a, a]"), "a]", `lists "a" twice`, "counted twice"},
		{list("[a/b, ./a//b]"), "./a//b", `lists "a/b" twice`, "counted twice"},
		{list("[a, [b]]"), "[b]", "is a list", "brackets"},
		{list("{a: b}"), "{a: b}", "is a mapping", "line of its key"},
		{list("[a, 7]"), "7]", "may take 7 for something else", `"7"`},
		{list(`[a, ""]`), `""`, "is empty", "leave out"},
		{list("[a, ./programme.parquet]"), "comparison: [", `the same file, "./programme.parquet"`, "two files"},
		{onSpells("files: spells.parquet", "files: [s, programme.parquet]"), "files:", `"programme.parquet" holds the people`, "the register"},
	})
}
