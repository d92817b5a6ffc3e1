package outlook

import (
	"math"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
)

func TestShapesByBruteForce(t *testing.T) {
	rounded := strings.Replace(each, "rounding: none", "rounding: {to: 1 %, mode: half-up}", 1)
	roundedPool := strings.Replace(pooled, "rounding: none", "rounding: {to: 1 %, mode: half-up}", 1)
	head := "rounding: {to: 0.01, mode: half-up}\nrules:\n"
	line := head + `  - {id: line, clause: "4", text: x, measure: gain, tiers: [{at_least: 5 % relative, pay: {amount: 1000, rising_to: 100000, at: 40 % relative}}]}
cap: {clause: "5", amount: 120000}`
	jump := head + `  - id: j
    clause: "4"
    text: x
    measure: gain
    tiers:
      - {at_least: 5 % relative, below: 20 % relative, pay: {amount: 0, plus: 100, each: 1 % relative, beyond: 0 % relative}}
      - {at_least: 20 % relative, pay: {amount: 50000}}
cap: {clause: "5", amount: 120000}`
	both := roundedPool + "\n" + strings.Replace(strings.Replace(each, "id: gain", "id: yearly", 1), "rounding: none", "rounding: {to: 1 %, mode: half-up}", 1)
	cond := head + `  - {id: a, clause: "4", text: x, measure: gain, at_least: 10 % relative, pay: {amount: 100}}
  - {id: b, clause: "4", text: x, if: {any: [{measure: gain, above: 40 % relative}, {measure: gain, below: -20 % relative}]}, pay: {amount: 7}, cap: {clause: "9", amount: 6}}
cap: {clause: "5", amount: 120000}`
	_ = both
	lim := strings.Replace(paid, "cap:", "limits:\n  - {id: a-year, clause: \"7\", each: cohort, at_most: 40000}\ncap:", 1)
	quota := strings.Replace(strings.Replace(paid, "rules:", "rules:\n  - {id: small, clause: \"4\", text: x, measure: gain, at_least: 0 % relative, pay: {amount: 3000}}", 1), "cap:", "limits:\n  - {id: q, clause: \"7\", rules: [bonus], share_at_most: 40 %, of: total}\ncap:", 1)
	two := []Size{{2014, 3, 4, 0.3}, {2015, 4, 5, 0.45}}
	one1 := sizes(9, 14, 0.3, 2014)
	for _, c := range []struct {
		name   string
		terms  *contract.Terms
		sizes  []Size
		method string
	}{
		{"line", terms(t, "2014", rounded, line), one1, Exact},
		{"line exact", terms(t, "2014", each, line), one1, Exact},
		{"line two", terms(t, "2014, 2015", rounded, line), two, Exact},
		{"jump", terms(t, "2014", roundedPool, jump), one1, Exact},
		{"cond", terms(t, "2014", roundedPool, cond), one1, Exact},
		{"limit each", terms(t, "2014, 2015", each, lim), two, Exact},
		{"quota", terms(t, "2014, 2015", each, quota), two, Simulated},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Plan{Sizes: c.sizes, Effects: effects(t, "15 % relative"), Draws: 4000}
			f, err := Design(c.terms, p, nil)
			must(t, err)
			if f.Method != c.method {
				t.Fatalf("by %s: %v", f.Method, f.Words)
			}
			s := f.Scenarios[0]
			due, undecided, met := brute(t, c.terms, f.Sizes, s.ProgrammeRates)
			tolerance := 1e-11
			if c.method == Simulated {
				tolerance = 4 * 0.5 / math.Sqrt(4000)
			}
			if len(due) <= 20 {
				holds(t, c.name, s.Prospect, due, undecided, met, tolerance)
			} else {
				mean := 0.0
				for k, p := range due {
					r, _ := money.ParseCurrency("EUR")
					_ = r
					x := exactly2(k)
					mean += p * x
				}
				near(t, "mean", s.Expected, mean, 1e-5)
			}
		})
	}
}
func exactly2(s string) float64 { d, _ := contract.ParseDecimal(s); return d.Float64() }
