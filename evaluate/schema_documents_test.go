package evaluate

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"sib/contract"
	"sib/evidence"
	"sib/settle"
)

// compile returns the published schema, or one of its definitions.
func compile(t *testing.T, part string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	const name = "https://sib.invalid/evaluation.schema.json"
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name + part)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func document(t *testing.T, v any) any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// Runs of every kind are documents of the schema.
func TestSchemaTakesRuns(t *testing.T) {
	s := compile(t, "")
	for name, e := range map[string]func(*testing.T) *Evaluation{
		"duo":      func(t *testing.T) *Evaluation { return run(t, duoContract) },
		"one file": func(t *testing.T) *Evaluation { return run(t, "../testdata/parquet/contract.yaml") },
		"weighting": func(t *testing.T) *Evaluation {
			return designed(t, "distance", "estimand: ATO, method: weighting", "weighted-newcombe")
		},
		"entropy balancing": func(t *testing.T) *Evaluation {
			return designed(t, "distance", "estimand: ATT, method: entropy", "weighted-newcombe")
		},
		"subclasses": func(t *testing.T) *Evaluation {
			return designed(t, "distance", "estimand: ATT, method: subclassification, subclasses: 5", "weighted-newcombe")
		},
		"pairs": func(t *testing.T) *Evaluation {
			return designed(t, "distance", "estimand: ATT, method: optimal, distance: {metric: mahalanobis}", "weighted-newcombe")
		},
		"given and amended":          amendedRun,
		"gates and waterfall":        settledRun,
		"spells and second outcomes": registerRun,
	} {
		t.Run(name, func(t *testing.T) {
			if err := s.Validate(document(t, e(t))); err != nil {
				t.Error(err)
			}
		})
	}
}

func amendedRun(t *testing.T) *Evaluation {
	e, err := runGiven(t, givenTerms(t), figures())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func parsed(t *testing.T, text, dir string) *Evaluation {
	t.Helper()
	terms, err := contract.Parse("contract.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	e, _, err := Run(t.Context(), terms, Data{Dir: dir}, Given{}, evidence.Tool{Name: "test", Version: "1"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func duoText(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile(duoContract)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// settledRun has a gate of each consequence, limits, payers, tranches and a waterfall.
func settledRun(t *testing.T) *Evaluation {
	head, _, _ := strings.Cut(duoText(t), "measures:\n")
	return parsed(t, head+`
measures:
  - {id: gain, clause: "3.1", effect: relative, scope: pooled, pooling: participants, statistic: point-estimate, rounding: {to: 0.1 %, mode: half-up}}
  - {id: chance, clause: "3.2", effect: points, scope: pooled, pooling: participants, statistic: p-value, sides: 2, rounding: {to: 0.01 %, mode: half-up}}
payment:
  principal: {clause: "1.1", amount: 234000}
  drawdowns: [{date: 2014-01-01, amount: 234000}]
  rounding: {to: 0.01, mode: half-up}
  gates:
    - {id: enough, clause: "2.1", text: Enough people., scope: pooled, require: {quantity: programme-people, at_least: 10 people}, on_failure: {pay: nothing}}
    - {id: alike, clause: "2.2", text: Alike., rules: [step], scope: pooled, require: {quantity: largest-smd, below: 0.001 sd}, on_failure: {deem: 16 % relative}}
    - {id: clear, clause: "2.3", text: Clear., rules: [bonus], scope: pooled, require: {measure: chance, below: 0.01 % significance}, on_failure: {defer: true}}
  rules:
    - {id: step, clause: "4.1", text: Paid., measure: gain, tiers: [{at_least: 5 % relative, pay: {amount: 100000, plus: 1000, each: 1 % relative, beyond: 5 % relative}}]}
    - {id: bonus, clause: "4.2", text: Paid., measure: gain, at_least: 0 % relative, pay: {share_of_principal: 1 %}}
    - {id: coupon, clause: "4.3", text: Paid., measure: gain, tiers: [{at_least: 10 % relative, rate: 3 %, rising_to: 6 %, at: 40 % relative}], coupon: {years: 1, compounding: simple}}
  limits: [{id: quota, clause: "7.1", rules: [coupon], share_at_most: 1 %, of: total}]
  cap: {clause: "8", amount: 290000}
  payers: [{name: the city, clause: "13", share: 60 %}, {name: the state, clause: "13"}]
  tranches:
    - {id: senior, clause: "14", amount: 134000, rate: 4 %, coupon: {years: 3, compounding: simple}, guarantee: {clause: "14.3", by: a foundation, at_most: 1500}}
    - {id: junior, clause: "14", amount: 100000}
  waterfall: [{to: senior, clause: "15.1", pay: principal}, {to: senior, clause: "15.2", pay: interest}, {to: junior, clause: "15.2", pay: principal}, {to: provider, clause: "15.3", pay: rest}]
disclosure: {threshold: 10}
`, "../testdata/duo")
}

func registerRun(t *testing.T) *Evaluation {
	head, rest, _ := strings.Cut(duoText(t), "data:\n")
	_, tail, _ := strings.Cut(rest, "matching:\n")
	data := strings.NewReplacer("PEOPLE", "duckdb11-hive", "SPELLS", "spells-duckdb11.parquet").Replace(registerTerms)
	return parsed(t, head+data+"matching:\n"+tail, "../testdata/sources")
}

// Contracts of every shape, and what their scenarios pay, are parts of the schema.
func TestSchemaTakesContracts(t *testing.T) {
	terms, decision := compile(t, "#/definitions/contract.Terms"), compile(t, "#/definitions/contract.Decision")
	paths, err := filepath.Glob("../testdata/contracts/*/contract.yaml")
	if err != nil || len(paths) < 10 {
		t.Fatalf("%d contracts, %v", len(paths), err)
	}
	for _, p := range append(paths, "../testdata/nsw/contract.yaml", duoContract) {
		c, err := contract.Load(p)
		if err != nil {
			t.Fatal(err)
		}
		if err := terms.Validate(document(t, c)); err != nil {
			t.Errorf("%s: %v", p, err)
		}
	}
	for _, p := range paths {
		c, err := contract.Load(p)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(filepath.Dir(p), "scenarios.yaml")
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		scenarios, err := settle.ReadScenarios(name, b)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range settle.Run(c, scenarios) {
			if o.Decision == nil {
				continue
			}
			if err := decision.Validate(document(t, o.Decision)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// What the schema refuses: it would be a poor check that takes anything.
func TestSchemaRefuses(t *testing.T) {
	s := compile(t, "")
	b, err := json.Marshal(run(t, duoContract))
	if err != nil {
		t.Fatal(err)
	}
	for name, pair := range map[string][2]string{
		"a missing field":         {`"programme_ess":`, `"programme_eff":`},
		"an unknown field":        {`"people_sha256":`, `"extra":1,"people_sha256":`},
		"a number as text":        {`"level":0.95`, `"level":"0.95"`},
		"another version":         {`"sib-evaluation/1"`, `"sib-evaluation/2"`},
		"an unknown severity":     {`"severity":"`, `"severity":"very `},
		"an unknown stage":        {`"name":"received"`, `"name":"recieved"`},
		"an amount as a number":   {`"amount":"278697.74"`, `"amount":278697.74`},
		"an amount with a comma":  {`"amount":"278697.74"`, `"amount":"278,697.74"`},
		"a digest that is short":  {`"people_sha256":"sha256:`, `"people_sha256":"sha256:x`},
		"no decision":             {`"decision":{`, `"decision":null,"x":{`},
		"three arms":              {`"n":[`, `"n":[1,`},
		"a rate that is no ratio": {`"rate_exact":"`, `"rate_exact":"~`},
	} {
		text := strings.Replace(string(b), pair[0], pair[1], 1)
		if text == string(b) {
			t.Errorf("%s: the run does not hold %s", name, pair[0])
			continue
		}
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(doc) == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

// Every number says what it counts or measures.
func TestSchemaSaysUnits(t *testing.T) {
	var root map[string]any
	if err := json.Unmarshal(Schema(), &root); err != nil {
		t.Fatal(err)
	}
	n := 0
	look := func(where string, def map[string]any) {
		props, _ := def["properties"].(map[string]any)
		for name, p := range props {
			if text := p.(map[string]any)["description"].(string); isNumber(p.(map[string]any)) {
				n++
				if !unit.MatchString(text) {
					t.Errorf("%s.%s: %q says no unit", where, name, text)
				}
			}
		}
	}
	look("evaluation", root)
	for name, def := range root["definitions"].(map[string]any) {
		look(name, def.(map[string]any))
	}
	if n < 100 {
		t.Errorf("only %d numbers", n)
	}
}

// unit is what a number may be of.
var unit = regexp.MustCompile(`(?i)proportion|percentage points|people|currency|\bratio\b|divided by|standard (deviation|error)|(own|same|covariate's) unit|number of|how (many|often)|\b(calendar|cohort )?years?\b|Σw|pure number|distance|in the (type|measure's type)|months|weight|in units of|a number of|scale of the link|sides|counts`)

// isNumber says whether a property is a number or a list of numbers.
func isNumber(p map[string]any) bool {
	if items, ok := p["items"].(map[string]any); ok && isNumber(items) {
		return true
	}
	b, _ := json.Marshal(p["type"])
	return strings.Contains(string(b), "number") || strings.Contains(string(b), "integer")
}
