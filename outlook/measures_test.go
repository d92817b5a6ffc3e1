package outlook

import (
	"math"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
)

func TestMeasuresByBruteForce(t *testing.T) {
	head := "rounding: {to: 0.01, mode: half-up}\nrules:\n"
	rule := func(at string) string {
		return head + `  - {id: bonus, clause: "4", text: x, measure: gain, at_least: ` + at + `, pay: {amount: 50000}}
cap: {clause: "5", amount: 120000}`
	}
	r := strings.NewReplacer
	pv := r("point-estimate", "p-value, sides: 1", "rounding: none", "rounding: {to: 0.1 %, mode: half-up}")
	lbr := strings.NewReplacer("effect: relative", "effect: points", "point-estimate", "lower-bound, level: 0.8, sides: 1", "rounding: none", "rounding: {to: 0.1 points, mode: half-up}")
	ub := strings.NewReplacer("effect: relative", "effect: points", "point-estimate", "upper-bound, level: 0.8, sides: 2", "rounding: none", "rounding: {to: 0.1 points, mode: half-up}")
	sig := strings.Replace(strings.Replace(rule("X"), "at_least: X", "at_least: 70 % significance", 1), "", "", 1)
	gate := strings.Replace(paid, "rules:", `gates:
  - {id: enough, clause: "3.4", text: x, scope: each-cohort, require: {quantity: programme-people, at_least: 4 people}, on_failure: {pay: {amount: 700}}}
rules:`, 1)
	gateM := strings.Replace(paid, "rules:", `gates:
  - {id: sure, clause: "3.4", text: x, scope: each-cohort, require: {measure: low, at_least: 0 points}, on_failure: {deem: 12 % relative}}
rules:`, 1)
	low := "\n" + strings.Replace(lbr.Replace(each), "id: gain", "id: low", 1)
	unpaid := each + "\n" + `- {id: rest, clause: "3", effect: relative, scope: unpaid, unpaid_by: bonus, pooling: participants, statistic: point-estimate, rounding: none}`
	paidUnpaid := strings.Replace(paid, "cap:", `  - {id: pool, clause: "4.3", text: x, measure: rest, at_least: 5 % relative, pay: {amount: 30000}}
cap:`, 1)
	two := []Size{{2014, 3, 4, 0.3}, {2015, 4, 5, 0.45}}
	even2 := []Size{{2014, 3, 6, 0.3}, {2015, 2, 4, 0.45}}
	one1 := sizes(9, 14, 0.3, 2014)
	for _, c := range []struct {
		name              string
		measures, payment string
		sizes             []Size
		method            string
	}{
		{"reduction", strings.Replace(pooled, "relative", "reduction", 1), rule("20 % reduction"), one1, Exact},
		{"ratio", strings.Replace(each, "relative", "ratio", 1), rule("1.2 times"), two, Exact},
		{"count", strings.Replace(each, "relative", "count, unit: people", 1), rule("1 people"), two, Exact},
		{"rate", strings.Replace(each, "relative", "rate", 1), rule("40 % rate"), two, Exact},
		{"p", pv.Replace(pooled), sig, one1, Exact},
		{"p reduction", strings.Replace(pv.Replace(pooled), "relative", "reduction", 1), sig, one1, Exact},
		{"lb", lbr.Replace(each), rule("-10 points"), two, Exact},
		{"ub", ub.Replace(each), rule("50 points"), two, Exact},
		{"fixed", strings.Replace(each, "rounding: none", "rounding: none, comparison_rate: 30 %", 1), rule("10 % relative"), two, Exact},
		{"mean of rates", strings.Replace(pooled, "participants", "mean-of-rates", 1), paid, even2, Simulated},
		{"mean of effects", strings.Replace(strings.Replace(pooled, "participants", "mean-of-effects", 1), "relative", "points", 1), rule("5 points"), even2, Simulated},
		{"gate", each, gate, two, Exact},
		{"gate on measure", each + low, gateM, two, Exact},
		{"unpaid", unpaid, paidUnpaid, two, Simulated},
	} {
		t.Run(c.name, func(t *testing.T) {
			years := "2014"
			if len(c.sizes) > 1 {
				years = "2014, 2015"
			}
			x := terms(t, years, c.measures, c.payment)
			p := Plan{Sizes: c.sizes, Effects: effects(t, "15 % relative"), Draws: 4000}
			f, err := Design(x, p, nil)
			must(t, err)
			if f.Method != c.method {
				t.Errorf("by %s: %v", f.Method, f.Words)
			}
			s := f.Scenarios[0]
			due, undecided, met := bruteForce(t, x, f.Sizes, s.ProgrammeRates)
			tolerance := 1e-11
			if f.Method == Simulated {
				tolerance = 4 * 0.5 / math.Sqrt(4000)
			}
			holds(t, c.name, s.Prospect, due, undecided, met, tolerance)
		})
	}
}

func bruteForce(t testing.TB, terms *contract.Terms, sizes []Size, rates []float64) (map[string]float64, float64, map[string]float64) {
	e, err := newEngine(terms, contract.Measurements{}, money.Date{}, nil)
	must(t, err)
	due, met, undecided := map[string]float64{}, map[string]float64{}, 0.0
	var walk func(i int, p float64, cells []cell)
	walk = func(i int, p float64, cells []cell) {
		if i == len(sizes) {
			var in []contract.Measurement
			for j, c := range cells {
				m, err := c.measurement(sizes[j].Cohort, e.levels)
				must(t, err)
				in = append(in, m)
			}
			m, err := pooledOf(cells).measurement(0, e.levels)
			must(t, err)
			d, err := contract.Decide(terms, contract.Measurements{Compared: append(in, m)}, money.Date{})
			if err != nil {
				undecided += p
				return
			}
			due[d.Due.Decimal()] += p
			for _, v := range d.Verdicts {
				if v.Binding && v.Met {
					met[v.Rule+" "+v.Required.String()+named(v.Cohort)] += p
				}
			}
			return
		}
		s := sizes[i]
		u := counted(nil, s.Programme, s.Comparison, e.level)
		for a := range s.Programme + 1 {
			for b := range s.Comparison + 1 {
				walk(i+1, p*binomial(s.Programme, a, rates[i])*binomial(s.Comparison, b, s.BaseRate), append(append([]cell(nil), cells...), u.at(a, b)))
			}
		}
	}
	walk(0, 1, nil)
	return due, undecided, met
}
