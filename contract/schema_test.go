package contract

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"sib/contract/money"
)

const schemaCopy = "../docs/contract.schema.json"

func TestSchemaCopy(t *testing.T) {
	b, err := os.ReadFile(schemaCopy)
	if err != nil || !bytes.Equal(b, Schema()) {
		t.Errorf("%s is not a copy of contract/schema.json (%v)", schemaCopy, err)
	}
	Schema()[0] = 'x'
	if Schema()[0] != '{' {
		t.Error("a caller can change the schema")
	}
}

// validates holds a contract against the schema, as an editor would.
func validates(t *testing.T, text string) {
	t.Helper()
	if err := validate(t, text); err != nil {
		t.Errorf("the schema refuses what Parse accepts: %v", err)
	}
}

var compiled = sync.OnceValues(func() (*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("contract.schema.json", doc); err != nil {
		return nil, err
	}
	return c.Compile("contract.schema.json")
})

func validate(t *testing.T, text string) error {
	t.Helper()
	s, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	var n yaml.Node
	if err := yaml.Unmarshal([]byte(text), &n); err != nil {
		t.Fatal(err)
	}
	return s.Validate(plainValue(t, n.Content[0]))
}

// plainValue reads YAML as editors do, by the rules of YAML 1.2: a date is text.
func plainValue(t *testing.T, n *yaml.Node) any {
	t.Helper()
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plainValue(t, n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, plainValue(t, c))
		}
		return list
	}
	switch n.Tag {
	case "!!int", "!!float":
		if _, err := strconv.ParseFloat(n.Value, 64); err != nil {
			t.Fatal(err)
		}
		return json.Number(n.Value)
	case "!!null":
		return nil
	case "!!bool":
		return n.Value == "true"
	}
	return n.Value
}

func TestSchemaAcceptsDuo(t *testing.T) { validates(t, duo(t)) }

// What a schema can say it does say, so that editors mark it.
func TestSchemaRefuses(t *testing.T) {
	for _, pairs := range [][]string{
		change("title: ", "titel: "),
		change("at_least: 10 % relative\n      pay", "at_least: 10 %\n      pay"),
		change("at_least: 10 % relative\n      pay", "at_least: 0.1\n      pay"),
		change("rate: 3 %", "rate: 3"),
		change("    pooling: participants\n", ""),
		change("scope: pooled", "scope: each-cohort"),
		change("    cuts: [20.5, 23.5, 26.5, 29.5]\n", ""),
		change("  comparison: comparison.parquet\n", ""),
		change("  id: person_id\n", "  id: person_id\n  people: x\n"),
		change("      pay: {share_of_principal: 100 %}\n", ""),
		change("      pay: {share_of_principal: 100 %}\n", "      pay: {amount: 5, plus: 3}\n"),
		change("      pay: {share_of_principal: 100 %}\n", "      prices: [{amount: 5, each: 1 % relative}]\n"),
		change(principalRule, "      card: {outcomes: [{id: a, clause: x, amount: 1}]}\n"),
		change(principalRule, "      if: {least: 1, all: [{measure: gain, at_least: 1 % relative}]}\n      prices: [{amount: 5, each: 1 % relative}]\n"),
		change("{share_of_principal: 100 %}", "{}"),
		change("amount: 290000", "amount: -1"),
		change("date: 2014-01-01", "date: 1.1.2014"),
		change("currency: EUR", "currency: XTS"),
		change("level: 0.95", "level: 95"),
		change("estimand: ATT", "estimand: ATU"),
		change("    clause: \"3.1\"\n", "    clause: 3.1\n"),
		change("threshold: 10\n", "threshold: 0\n"),
	} {
		text := duo(t, pairs...)
		if validate(t, text) == nil {
			t.Errorf("the schema accepts %q", pairs)
		}
		problems(t, text)
	}
}

// The schema and the parser know the same keys, and require the same ones.
func TestSchemaIsTheGrammar(t *testing.T) {
	var root map[string]any
	if err := json.Unmarshal(Schema(), &root); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	walkSchema(t, root, "", found)
	for path := range grammar {
		if !found[path] {
			t.Errorf("the schema has no mapping %q", path)
		}
	}
}

func walkSchema(t *testing.T, s map[string]any, path string, found map[string]bool) {
	t.Helper()
	if props, ok := s["properties"].(map[string]any); ok && s["type"] == "object" {
		found[path] = true
		sameKeys(t, path, s, props)
		for name, sub := range props {
			if sub.(map[string]any)["description"] == nil {
				t.Errorf("%s.%s has no description", path, name)
			}
			walkSchema(t, sub.(map[string]any), strings.TrimPrefix(path+"."+name, "."), found)
		}
	}
	if items, ok := s["items"].(map[string]any); ok {
		walkSchema(t, items, path+"[]", found)
	}
	if forms, ok := s["anyOf"].([]any); ok {
		for _, sub := range forms {
			walkSchema(t, sub.(map[string]any), path, found)
		}
	}
}

func sameKeys(t *testing.T, path string, s, props map[string]any) {
	t.Helper()
	var got, want, gotRequired, wantRequired []string
	for name := range props {
		got = append(got, name)
	}
	for _, name := range s["required"].([]any) {
		gotRequired = append(gotRequired, name.(string))
	}
	for _, k := range grammar[path] {
		want = append(want, k.name)
		if k.required {
			wantRequired = append(wantRequired, k.name)
		}
	}
	for _, list := range [][]string{got, want, gotRequired, wantRequired} {
		sort.Strings(list)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q: the schema has %v, the parser %v", path, got, want)
	}
	if !slices.Equal(gotRequired, wantRequired) {
		t.Errorf("%q: the schema requires %v, the parser %v", path, gotRequired, wantRequired)
	}
	if s["additionalProperties"] != false {
		t.Errorf("%q: the schema lets unknown keys pass", path)
	}
}

func TestSchemaCurrencies(t *testing.T) {
	var s struct {
		Properties struct {
			Currency struct{ Enum []string }
		}
	}
	if err := json.Unmarshal(Schema(), &s); err != nil {
		t.Fatal(err)
	}
	var known []string
	for i := range 26 * 26 * 26 {
		code := string([]byte{byte('A' + i/676), byte('A' + i/26%26), byte('A' + i%26)})
		if _, err := money.ParseCurrency(code); err == nil {
			known = append(known, code)
		}
	}
	if !slices.Equal(known, s.Properties.Currency.Enum) {
		t.Errorf("the schema has %v, money knows %v", s.Properties.Currency.Enum, known)
	}
}
