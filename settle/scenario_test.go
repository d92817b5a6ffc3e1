package settle_test

import (
	"errors"
	"strings"
	"testing"

	"sib/evidence"
	"sib/settle"
)

// cases reads scenarios below their key.
func cases(t *testing.T, text string) []settle.Scenario {
	t.Helper()
	all, err := settle.ReadScenarios("s.yaml", []byte("scenarios:\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRefusesScenarios(t *testing.T) {
	for want, text := range map[string]string{
		"holds no scenario": "",
		"is larger than":    strings.Repeat("#", 5<<20),
		`s.yaml:3:1: unknown key "when" in a scenario`: "scenarios:\n  - name: a\n    when: now\n",
		"scenario 1 has no name":                       "scenarios: [{source: x, expect: {due: 1}}]",
		"scenario 2 does not say where":                "scenarios: [{name: a, source: x, expect: {due: 1}}, {name: b, expect: {due: 1}}]",
		"scenario 1 expects nothing":                   "scenarios: [{name: a, source: x}]",
		"is not a file of scenarios":                   "scenarios: [",
	} {
		_, err := settle.ReadScenarios("s.yaml", []byte(text))
		var p *evidence.Problem
		if !errors.As(err, &p) || p.Remedy == "" || !strings.Contains(err.Error(), want) {
			t.Errorf("it says %v, want %q", err, want)
		}
	}
}

// Whatever does not come out is said.
func TestDiffers(t *testing.T) {
	const met = "given: {compared: [{programme_events: 44, programme_n: 100, comparison_rate: 40 %}]}"
	for name, tt := range map[string]struct{ text, want string }{
		"as expected": {met + ", expect: {due: 255698.12, amounts: {principal: 234000, return: 21698.12}, met: [principal]}", ""},
		"due":         {met + ", expect: {due: 255698.13}", "due is EUR 255,698.12, expected EUR 255,698.13"},
		"amount":      {met + ", expect: {amounts: {principal: 0}}", `rule "principal" is EUR 234,000.00, expected EUR 0.00`},
		"no rule":     {met + ", expect: {amounts: {bonus: 0}}", `rule "bonus": there is none`},
		"no payer":    {met + ", expect: {payers: {the city: 0}}", `payer "the city": there is none`},
		"no receiver": {met + ", expect: {receipts: {loan: 0}}", `receipts of "loan": there is none`},
		"number":      {met + ", expect: {due: many}", "due: "},
		"not met":     {met + ", expect: {not_met: [principal]}", `rule "principal" is met`},
		"no test":     {met + ", expect: {not_met: [bonus]}", `rule "bonus" is met, or tests nothing`},
		"met":         {"given: {compared: [{programme_events: 43, programme_n: 100, comparison_rate: 40 %}]}, expect: {met: [principal]}", `rule "principal" is not met`},
		"not refused": {met + ", expect: {refused: zero}", "not refused: due EUR 255,698.12"},
		"refused":     {"given: {compared: [{programme_events: 43, programme_n: 100, comparison_rate: 0 %}]}, expect: {refused: comparison rate is zero}", ""},
		"otherwise":   {"given: {compared: [{programme_events: 43, programme_n: 100, comparison_rate: 0 %}]}, expect: {refused: missing}", "refused: decide: "},
		"no date":     {met + ", expect: {irr: 3 %}", "the return is flows: "},
		"bad rate":    {"given: {compared: [{programme_events: 43, programme_n: 100, comparison_rate: many}]}, expect: {due: 1}", `"many" is not a rate`},
		"bad value":   {"given: {reported: [{measure: gain, value: 10 %}]}, expect: {due: 1}", "two ways"},
		"bad paid":    {met[:len(met)-1] + ", paid_to_date: some}, expect: {due: 1}", "paid_to_date: "},
		"bad end":     {met[:len(met)-1] + ", ended: soon}, expect: {due: 1}", "ended: "},
		"bad day":     {met + ", as_of: soon, expect: {due: 1}", "soon"},
		"paid":        {met[:len(met)-1] + ", paid_to_date: 5}, expect: {due: 1}", "payment.cumulative"},
		"ended":       {met[:len(met)-1] + ", ended: 2015-01-01}, expect: {due: 1}", "early_end"},
	} {
		t.Run(name, func(t *testing.T) {
			o := settle.Run(duo(t), cases(t, "  - {name: a, source: x, "+tt.text+"}\n"))[0]
			got := strings.Join(o.Differs, "; ")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
			if (o.Decision == nil) != (o.Refused != "") {
				t.Errorf("%+v", o)
			}
		})
	}
}

func TestUndefinedReturn(t *testing.T) {
	terms := load(t, library+"/educate-girls/contract.yaml")
	o := settle.Run(terms, cases(t, `
  - name: nothing comes back
    source: own arithmetic
    given: {reported: [{measure: learning, value: 0 levels}, {measure: enrolment, value: 0 girls}]}
    expect: {due: 0, irr: undefined}
`))[0]
	if len(o.Differs) > 0 {
		t.Error(o.Differs)
	}
}
