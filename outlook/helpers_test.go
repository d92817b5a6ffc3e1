package outlook

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/stats"
)

// terms parses a contract on given figures: measures and payment are the two
// sections as YAML, cohorts the years.
func terms(t testing.TB, cohorts, measures, payment string) *contract.Terms {
	t.Helper()
	indent := func(s string) string { return "  " + strings.ReplaceAll(strings.TrimSpace(s), "\n", "\n  ") + "\n" }
	text := `contract: sib/1
id: planned
title: A contract that is planned
parties: [{role: payer, name: the payer}]
currency: EUR
cohorts: [` + cohorts + `]
interval: {clause: "2", method: weighted-newcombe, level: 0.95}
measures:
` + indent(measures) + "payment:\n" + indent(payment)
	out, err := contract.Parse("contract.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const (
	each   = `- {id: gain, clause: "3", effect: relative, scope: each-cohort, statistic: point-estimate, rounding: none}`
	pooled = `- {id: gain, clause: "3", effect: relative, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}`
	paid   = `
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: bonus, clause: "4", text: Paid at ten per cent., measure: gain, at_least: 10 % relative, pay: {amount: 50000}}
cap: {clause: "5", amount: 120000}`
	table = `
principal: {clause: "1", amount: 234000}
drawdowns: [{date: 2014-01-01, amount: 234000}]
rounding: {to: 0.01, mode: half-up}
rules:
  - {id: principal, clause: "4", text: Repaid at ten per cent., measure: gain, at_least: 10 % relative, pay: {share_of_principal: 100 %}}
  - id: return
    clause: "4.2"
    text: A return above that.
    measure: gain
    tiers:
      - {at_least: 10 % relative, rate: 3 %}
      - {at_least: 20 % relative, rate: 5 %}
      - {at_least: 30 % relative, rate: 7 %}
    coupon: {years: 3, compounding: compound}
cap: {clause: "5", amount: 280000}`
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %.15g, want %.15g", what, got, want)
	}
}

func effects(t testing.TB, texts ...string) []contract.Threshold {
	t.Helper()
	var out []contract.Threshold
	for _, s := range texts {
		e, err := contract.ParseThreshold(s)
		must(t, err)
		out = append(out, e)
	}
	return out
}

// binomial is the chance of x among n, by its formula.
func binomial(n, x int64, p float64) float64 {
	c, _ := new(big.Float).SetInt(new(big.Int).Binomial(n, x)).Float64()
	return c * math.Pow(p, float64(x)) * math.Pow(1-p, float64(n-x))
}

// counts of a comparison that was measured, its comparison people counting once each.
func measured(t testing.TB, cohort int, x1, n1, x0, n0 int64) contract.Measurement {
	t.Helper()
	m := contract.Measurement{Cohort: cohort, ProgrammeN: n1, ProgrammeEvents: x1, ProgrammeRate: big.NewRat(x1, n1), ComparisonRate: big.NewRat(x0, n0)}
	var err error
	m.Difference, err = stats.WeightedNewcombe(float(m.ProgrammeRate), float64(n1), float(m.ComparisonRate), float64(n0), 0.95)
	must(t, err)
	return m
}

// brute decides on every result of every cohort by contract.Decide, and weighs it by
// the binomial formula. Measurements of the pool are added.
func brute(t testing.TB, terms *contract.Terms, sizes []Size, rates []float64) (due map[string]float64, undecided float64, met map[string]float64) {
	t.Helper()
	due, met = map[string]float64{}, map[string]float64{}
	var walk func(i int, p float64, in []contract.Measurement, x1, n1 int64, q *big.Rat)
	walk = func(i int, p float64, in []contract.Measurement, x1, n1 int64, q *big.Rat) {
		if i == len(sizes) {
			pool := contract.Measurement{ProgrammeN: n1, ProgrammeEvents: x1, ProgrammeRate: big.NewRat(x1, n1), ComparisonRate: new(big.Rat).Quo(q, big.NewRat(n1, 1))}
			pool.Difference = in[0].Difference
			if len(in) > 1 {
				pool.Difference = stats.Estimate{}
			}
			all := append(append([]contract.Measurement(nil), in...), pool)
			d, err := contract.Decide(terms, contract.Measurements{Compared: all}, money.Date{})
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
		for a := range s.Programme + 1 {
			for b := range s.Comparison + 1 {
				m := measured(t, s.Cohort, a, s.Programme, b, s.Comparison)
				share := new(big.Rat).Mul(big.NewRat(s.Programme, 1), m.ComparisonRate)
				walk(i+1, p*binomial(s.Programme, a, rates[i])*binomial(s.Comparison, b, s.BaseRate), append(append([]contract.Measurement(nil), in...), m),
					x1+a, n1+s.Programme, share.Add(share, q))
			}
		}
	}
	walk(0, 1, nil, 0, 0, new(big.Rat))
	return due, undecided, met
}

// holds compares a prospect with what brute force found.
func holds(t *testing.T, name string, p Prospect, due map[string]float64, undecided float64, met map[string]float64, tolerance float64) {
	t.Helper()
	mean, square, nothing, limit := 0.0, 0.0, undecided, 0.0
	most := 0.0
	for text, chance := range due {
		r, _ := new(big.Rat).SetString(text)
		x := float(r)
		mean += chance * x
		square += chance * x * x
		if x <= 0 {
			nothing += chance
		}
		most = math.Max(most, x)
	}
	for _, a := range p.Amounts {
		want := due[a.Amount.Decimal()]
		if a.Amount.Sign() == 0 {
			want += undecided
		}
		near(t, name+": "+a.Amount.String(), a.Chance, want, tolerance)
		limit += a.Chance
	}
	near(t, name+": sum of chances", limit, 1, 1e-9)
	near(t, name+": expected", p.Expected, mean, tolerance*most)
	near(t, name+": sd", p.SD, math.Sqrt(square-mean*mean), 2*tolerance*most+1e-3)
	near(t, name+": nothing", p.Nothing, nothing, tolerance)
	near(t, name+": undecided", p.Undecided, undecided, tolerance)
	for _, c := range p.Chances {
		near(t, name+": "+c.Rule+" "+c.Required.String(), c.Met, met[c.Rule+" "+c.Required.String()+named(c.Cohort)], tolerance)
	}
}

// as gives the first measure another type and its rules other thresholds, in their order.
func as(t testing.TB, terms *contract.Terms, effect contract.EffectType, thresholds ...string) *contract.Terms {
	t.Helper()
	out := *terms
	out.Measures = append([]contract.Measure(nil), terms.Measures...)
	out.Measures[0].Effect = effect
	out.Payment.Rules = append([]contract.Rule(nil), terms.Payment.Rules...)
	for i, s := range thresholds {
		th, err := contract.ParseThreshold(s)
		must(t, err)
		out.Payment.Rules[i].AtLeast = &th
	}
	return &out
}
