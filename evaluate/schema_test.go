package evaluate

import (
	"bytes"
	"encoding/json"
	flags "flag" // a type of this package is called flag
	"math/big"
	"os"
	"reflect"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/evidence"
	"sib/internal/typeschema"
)

var update = flags.Bool("update", false, "write the schema of evaluation.json")

// How numbers and days that are text are written.
const (
	exact     = `^-?[0-9]+(\.[0-9]+|/[0-9]+)?$`
	condition = `^(-?[0-9]+(\.[0-9]+|/[0-9]+)?|true|false)$`
	day10     = `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`
)

// schemaOptions is what the types do not say by themselves.
var schemaOptions = typeschema.Options{
	Source: os.DirFS(".."),
	Module: "sib",
	Title:  "Evaluation of an outcomes contract (evaluation.json)",
	Custom: map[reflect.Type]typeschema.Node{
		reflect.TypeFor[money.Amount](): {
			Description: "An exact amount of money.", Type: "object", Closed: true, Required: []string{"currency", "amount"},
			Properties: typeschema.Named{
				{Name: "currency", Node: typeschema.Node{Description: "The ISO 4217 code of the currency.", Type: "string", Pattern: "^[A-Z]{3}$"}},
				{Name: "amount", Node: typeschema.Node{
					Description: "The amount in units of the currency, as decimals (278697.74), or as a fraction in lowest terms (1000/3) where decimals do not end. Text, so that no reader rounds it.",
					Type:        "string", Pattern: exact,
				}},
			},
		},
		reflect.TypeFor[big.Rat]():          {Description: "An exact number: a whole number, or a fraction in lowest terms such as 133/320. Text, so that no reader rounds it.", Type: "string", Pattern: `^-?[0-9]+(/[0-9]+)?$`},
		reflect.TypeFor[evidence.Digest]():  {Description: "A SHA-256: sha256: and 64 hexadecimal digits.", Type: "string", Pattern: `^sha256:[0-9a-f]{64}$`},
		reflect.TypeFor[money.Currency]():   {Description: "An ISO 4217 code.", Type: "string", Pattern: `^[A-Z]{3}$`},
		reflect.TypeFor[money.Date]():       {Description: "A day, as 2014-03-10.", Type: "string", Pattern: day10},
		reflect.TypeFor[contract.Decimal](): {Description: "An exact decimal number as the contract writes it; percentages and percentage points are proportions. Text, so that no reader rounds it.", Type: "string", Pattern: `^-?[0-9]+(\.[0-9]+)?$`},
		reflect.TypeFor[contract.Paths](): {Description: "Files, globs and directories as the contract writes them: a text if there is one, else a list.", AnyOf: []typeschema.Node{
			{Type: "string"}, {Type: "array", Items: &typeschema.Node{Type: "string"}},
		}},
	},
	Common: map[string]string{
		"clause":    "The clause of the signed contract that this comes from.",
		"id":        "Short name, by which other parts of the document cite this.",
		"rule":      "Id of the rule.",
		"measure":   "Id of the measure.",
		"cohort":    "Cohort year; left out for all of them together.",
		"node":      "Id of the node of the trace that the amount comes from.",
		"covariate": "Name of the covariate.",
	},
	Enums: map[string]string{
		"evaluate.Evaluation.SchemaVersion": "SchemaVersion",
		"evaluate.Stage.Name":               "StageReceived",
		"contract.Terms.Language":           "Language",
		"contract.Outcome.Counts":           "CountPeople",
		"contract.Spells.Condition":         "OnWorkingDays",
		"contract.Interval.Method":          "WeightedNewcombe",
		"contract.Measure.Source":           "Compared",
		"contract.Measure.Scope":            "EachCohort",
		"contract.Measure.Pooling":          "Participants",
		"contract.Measure.Statistic":        "PointEstimate",
		"contract.Verdict.Statistic":        "PointEstimate",
		"contract.Condition.Quantity":       "ProgrammePeople",
		"outlook.Uncertainty.Method":        "Bootstrap",
	},
	Patterns: map[string]string{
		"evaluate.Rate.Exact":          exact,
		"contract.Verdict.Observed":    exact,
		"contract.GateResult.Observed": exact,
		"outlook.Result.MOIC":          exact,
		"outlook.Curve.Grid":           exact,
		"trace.Node.Exact":             condition,
		"trace.Node.Rounded":           condition,
		"contract.Amendment.Effective": day10,
		"contract.Calendar.From":       day10,
		"contract.Calendar.Until":      day10,
		"contract.Discount.Base":       day10,
		"contract.Drawdown.Date":       day10,
		"contract.Due.Date":            day10,
		"contract.Due.LongStop":        day10,
		"contract.FollowUp.Until":      day10,
		"contract.RedemptionFrom.From": day10,
		"contract.Window.From":         day10,
		"contract.Window.Until":        day10,
	},
	Values: map[string][]string{
		"contract.Party.Role":          listed("parties", "role"),
		"contract.Eligibility.Kind":    listed("eligibility", "kind"),
		"contract.Eligibility.Missing": listed("eligibility", "missing"),
		"contract.Outcome.Missing":     listed("outcome", "missing"),
		"contract.Spells.Without":      listed("outcome", "spells", "without"),
		"contract.Covariate.Kind":      listed("covariates", "kind"),
		"contract.Covariate.Match":     listed("covariates", "match"),
		"contract.Covariate.Missing":   listed("covariates", "missing"),
		"contract.Bins.Rule":           listed("covariates", "bins", "rule"),
		"contract.Matching.Estimand":   listed("matching", "estimand"),
		"contract.Matching.Unmatched":  listed("matching", "unmatched"),
		"contract.Matching.Method":     listed("matching", "method"),
		"contract.Matching.Order":      listed("matching", "order"),
		"contract.Matching.Support":    listed("matching", "support"),
		"contract.Distance.Metric":     listed("matching", "distance", "metric"),
		"contract.Distance.Link":       listed("matching", "distance", "link"),
		"contract.Distance.Scale":      listed("matching", "distance", "scale"),
		"contract.Caliper.Unit":        listed("matching", "calipers", "unit"),
		"contract.Gate.Scope":          listed("payment", "gates", "scope"),
		"contract.Coupon.Compounding":  listed("payment", "rules", "coupon", "compounding"),
		"contract.Limit.Each":          listed("payment", "limits", "each"),
		"contract.Limit.Of":            listed("payment", "limits", "of"),
		"contract.Due.DayCount":        listed("payment", "due", "day_count"),
		"contract.WaterLevel.Pay":      listed("payment", "waterfall", "pay"),
		"contract.Receipt.Pay":         append(listed("payment", "waterfall", "pay"), "guarantee"),
		"contract.Verdict.Comparing":   {"at-least", "above", "at-most", "below"},
		"outlook.Chance.Comparing":     {"at-least", "above", "at-most", "below"},
		"evaluate.Domain.Kind":         listed("covariates", "kind"),
		"evaluate.Input.Role":          {"programme", "comparison", "people"},
		"matching.ScoreModel.Link":     listed("matching", "distance", "link"),
		"matching.Distance.Link":       listed("matching", "distance", "link"),
	},
	Present: map[string]bool{
		"evaluate.Evaluation.Contract": true, "evaluate.Evaluation.Matching": true, "evaluate.Evaluation.Decision": true,
		"contract.Figure.Value": true,
	},
}

// TestSchemaIsOfTheCode holds the committed schema to be the one of the types and their comments.
func TestSchemaIsOfTheCode(t *testing.T) {
	s, lacking, err := typeschema.Generate(reflect.TypeFor[Evaluation](), schemaOptions)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lacking {
		t.Error(l)
	}
	want, err := s.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"schema.json", "../docs/evaluation.schema.json"} {
		if *update && len(lacking) == 0 {
			if err := os.WriteFile(name, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the code gives (%v): go test ./evaluate -run Schema -update", name, err)
		}
	}
}

// listed is what the schema of the contract lists for a key.
func listed(keys ...string) []string {
	var n map[string]any
	if err := json.Unmarshal(contract.Schema(), &n); err != nil {
		panic(err)
	}
	for _, k := range keys {
		n = part(n, k)
	}
	var out []string
	for _, v := range n["enum"].([]any) {
		out = append(out, v.(string))
	}
	return out
}

// part is the schema of a key, in a mapping or in the mappings of a list.
func part(n map[string]any, key string) map[string]any {
	if items, ok := n["items"].(map[string]any); ok {
		return part(items, key)
	}
	if props, ok := n["properties"].(map[string]any); ok {
		return props[key].(map[string]any)
	}
	for _, form := range n["anyOf"].([]any) {
		if m := form.(map[string]any); m["properties"] != nil || m["items"] != nil {
			return part(m, key)
		}
	}
	panic("the schema of the contract has no " + key)
}
