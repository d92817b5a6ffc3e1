package evaluate

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/trace"
	"sib/evidence"
	"sib/stats"
)

// A contract with gates on every quantity, a one-sided bound and a p-value is decided
// from people, and so are its scenarios.
func TestGatedContract(t *testing.T) {
	b, err := os.ReadFile("../testdata/duo/contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(b), "measures:\n")
	for method, statistic := range map[string]string{"weighted-newcombe": "lower-bound, level: 0.95, sides: 1", "strat-score-att": "point-estimate"} {
		text := strings.Replace(head, "method: weighted-newcombe", "method: "+method, 1) + `
measures:
  - {id: gain, clause: "3.1", effect: points, scope: pooled, pooling: participants, statistic: ` + statistic + `, rounding: {to: 0.01 points, mode: half-up}}
  - {id: chance, clause: "3.2", effect: points, scope: pooled, pooling: participants, statistic: p-value, sides: 2, rounding: {to: 0.0001 %, mode: half-up}}
payment:
  rounding: {to: 0.01, mode: half-up}
  gates:
    - {id: a, clause: "2", text: A., scope: pooled, require: {quantity: programme-people, at_least: 100 people}, on_failure: {pay: nothing}}
    - {id: b, clause: "2", text: B., scope: each-cohort, rules: [yearly], require: {quantity: match-rate, at_least: 50 % rate}, on_failure: {pay: nothing}}
    - {id: c, clause: "2", text: C., scope: pooled, require: {quantity: largest-smd, at_most: 0.25 sd}, on_failure: {pay: nothing}}
    - {id: d, clause: "2", text: D., scope: pooled, require: {quantity: attrition-gap, at_most: 50 % rate}, on_failure: {pay: nothing}}
    - {id: e, clause: "2", text: E., scope: pooled, require: {measure: chance, below: 5 % significance}, on_failure: {pay: nothing}}
  rules:
    - {id: bonus, clause: "4", text: Paid., measure: gain, at_least: 0 points, pay: {amount: 1000}}
    - {id: yearly, clause: "4", text: Paid., measure: each, at_least: 0 points, pay: {amount: 10}}
  cap: {clause: "5", amount: 5000}
disclosure: {threshold: 10}
`
		text = strings.Replace(text, "payment:\n", `  - {id: each, clause: "3.3", effect: points, scope: each-cohort, statistic: point-estimate, rounding: none}
payment:
`, 1)
		terms, err := contract.Parse("contract.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		e, _, err := Run(t.Context(), terms, Data{Dir: "../testdata/duo"}, Given{}, evidence.Tool{Name: "test"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := trace.Recompute(e.Decision.Trace); err != nil {
			t.Error(err)
		}
		if len(e.Decision.Gates) != 4+len(terms.Cohorts) {
			t.Errorf("%d gates", len(e.Decision.Gates))
		}
		for _, g := range e.Decision.Gates {
			if !g.Passed {
				t.Errorf("%s: %s", method, g.Words)
			}
		}
		if got := e.Decision.Due.Decimal(); got != "1030.00" {
			t.Errorf("%s: due %s", method, got)
		}
		pooled := e.Results[len(e.Results)-1]
		if method == "weighted-newcombe" {
			p1, p0 := pooled.Programme, pooled.Comparison
			want, err := stats.WeightedNewcombe(p1.Value, pooled.ProgrammeESS, p0.Value, pooled.ESS, 0.9)
			i := slices.IndexFunc(e.Decision.Verdicts, func(v contract.Verdict) bool { return v.Binding && v.Rule == "bonus" })
			if got := e.Decision.Verdicts[i].ObservedF; err != nil || math.Abs(got-want.Lo) > 0.00005001 {
				t.Errorf("bound %v, want %v (%v)", got, want.Lo, err)
			}
		}
		s, err := Assess(e)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range append(s.Specifications, s.Missing...) {
			// Without matching nobody has looked at how alike the groups are.
			refused := strings.Contains(x.Error, "nobody has counted") || strings.Contains(x.Error, "there is no largest")
			if refused != (x.Name == "without-matching") || x.Error != "" && !refused && !strings.Contains(x.Error, "undefined") {
				t.Errorf("%s: %s: %q", method, x.Name, x.Error)
			}
		}
		if agreed := s.Specifications[0]; agreed.Due == nil || agreed.Due.Cmp(e.Decision.Due) != 0 {
			t.Errorf("%s: as agreed %+v", method, agreed)
		}
	}
}
