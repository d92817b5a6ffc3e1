package outlook

import (
	"math"
	"strings"
	"testing"

	"sib/contract"
	"sib/contract/money"
	"sib/stats"
)

func sizes(n1, n0 int64, base float64, years ...int) []Size {
	var out []Size
	for _, y := range years {
		out = append(out, Size{y, n1, n0, base})
	}
	return out
}

// The figures of the founding case: how often a useless programme clears 10 %
// relative, and one worth 20 % misses it.
func TestPublishedChances(t *testing.T) {
	rule := stats.ThresholdRule{Relative: true, T: effects(t, "10 % relative")[0].Value.Rat()}
	for _, c := range []struct {
		name           string
		terms          *contract.Terms
		sizes          []Size
		n1, n0         int64
		clears, misses float64
	}{
		{"a year", terms(t, "2014, 2015, 2016", each, paid), sizes(107, 1333, 0.33, 2014, 2015, 2016), 107, 1333, 0.244, 0.253},
		{"pooled", terms(t, "2014, 2015, 2016", pooled, paid), sizes(107, 1333, 0.33, 2014, 2015, 2016), 321, 3999, 0.116, 0.123},
		{"large", terms(t, "2014", pooled, paid), sizes(1000, 10000, 0.33, 2014), 1000, 10000, 0.019, 0.021},
	} {
		f, err := Design(c.terms, Plan{Sizes: c.sizes, Effects: effects(t, "0 % relative", "20 % relative")}, nil)
		must(t, err)
		if f.Method != Exact || !f.Scenarios[0].None || f.Scenarios[1].None {
			t.Errorf("%s: %s, %v, %v", c.name, f.Method, f.Scenarios[0].None, f.Scenarios[1].None)
		}
		for i, p1 := range []float64{0.33, 0.396} {
			want, err := stats.ThresholdPower(rule, c.n1, c.n0, p1, 0.33)
			must(t, err)
			for _, ch := range f.Scenarios[i].Chances {
				near(t, c.name, ch.Met, want, 1e-12)
			}
		}
		near(t, c.name+" clears", f.Scenarios[0].Chances[0].Met, c.clears, 0.0005)
		near(t, c.name+" misses", 1-f.Scenarios[1].Chances[0].Met, c.misses, 0.0005)
	}
}

// Every way of working a prospect out agrees with deciding on every result there is.
func TestDesignAgainstBruteForce(t *testing.T) {
	oneCohort, two := sizes(9, 14, 0.3, 2014), []Size{{2014, 3, 4, 0.3}, {2015, 4, 5, 0.45}}
	even2 := []Size{{2014, 3, 6, 0.3}, {2015, 2, 4, 0.45}}
	rounded := func(s string) string {
		return strings.Replace(s, "rounding: none", "rounding: {to: 1 %, mode: half-up}", 1)
	}
	points := strings.NewReplacer("effect: relative", "effect: points", "point-estimate", "lower-bound", "rounding: none", "rounding: {to: 0.1 points, mode: half-up}")
	paidPoints := strings.Replace(paid, "10 % relative", "-20 points", 1)
	both := each + "\n" + strings.Replace(pooled, "id: gain", "id: all", 1)
	paidBoth := strings.Replace(paid, "cap:", `  - {id: whole, clause: "4.3", text: Paid for all., measure: all, at_least: 20 % relative, pay: {amount: 30000}}
cap:`, 1)
	limited := strings.Replace(paid, "cap:", `limits: [{id: a-year, clause: "7", each: cohort, at_most: 40000}]
cap:`, 1)
	quota := strings.NewReplacer("rules:", `rules:
  - {id: small, clause: "4.1", text: Paid at no change., measure: gain, at_least: 0 % relative, pay: {amount: 3000}}`, "cap:",
		`limits: [{id: quota, clause: "7", rules: [bonus], share_at_most: 40 %, of: total}]
cap:`).Replace(paid)
	for _, c := range []struct {
		name   string
		terms  *contract.Terms
		sizes  []Size
		effect string
		method string
	}{
		{"a limit for each cohort", terms(t, "2014, 2015", each, limited), two, "40 % relative", Exact},
		{"a quota over the cohorts", terms(t, "2014, 2015", each, quota), two, "40 % relative", Simulated},
		{"one cohort", terms(t, "2014", each, paid), oneCohort, "40 % relative", Exact},
		{"a table", terms(t, "2014", pooled, table), oneCohort, "10 points", Exact},
		{"rounded", terms(t, "2014", rounded(pooled), table), oneCohort, "10 points", Exact},
		{"a lower bound", terms(t, "2014", points.Replace(each), paidPoints), oneCohort, "20 points", Exact},
		{"both scopes of one cohort", terms(t, "2014", both, paidBoth), oneCohort, "0 points", Exact},
		{"a reduction", as(t, terms(t, "2014", pooled, paid), contract.Reduction, "10 % reduction"), oneCohort, "30 % reduction", Exact},
		{"two cohorts", terms(t, "2014, 2015", each, paid), two, "40 % relative", Exact},
		{"a cap on both", terms(t, "2014, 2015", each, strings.Replace(paid, "120000", "70000", 1)), two, "40 % relative", Exact},
		{"two cohorts pooled", terms(t, "2014, 2015", pooled, table), even2, "20 % relative", Exact},
		{"two cohorts pooled unevenly", terms(t, "2014, 2015", pooled, table), two, "20 % relative", Simulated},
		{"both scopes of two cohorts", terms(t, "2014, 2015", both, paidBoth), two, "20 % relative", Simulated},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Plan{Sizes: c.sizes, Effects: effects(t, c.effect), Draws: 4000}
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
				if s.Draws != 4000 || s.ExpectedSE <= 0 {
					t.Errorf("%d draws, standard error %v", s.Draws, s.ExpectedSE)
				}
			}
			holds(t, c.name, s.Prospect, due, undecided, met, tolerance)
		})
	}
}

// A better programme is paid more and misses less, whatever the method; all chances add up.
func TestDesignRisesWithTheEffect(t *testing.T) {
	for _, c := range []struct {
		name  string
		terms *contract.Terms
		sizes []Size
	}{
		{"cohorts", terms(t, "2014, 2015, 2016", each, paid), sizes(107, 1333, 0.33, 2014, 2015, 2016)},
		{"pooled", terms(t, "2014, 2015, 2016", pooled, table), sizes(107, 1333, 0.33, 2014, 2015, 2016)},
		{"drawn", terms(t, "2014, 2015, 2016", pooled, table), []Size{{2014, 107, 1333, 0.33}, {2015, 107, 1333, 0.3}, {2016, 110, 1333, 0.35}}},
	} {
		f, err := Design(c.terms, Plan{Sizes: c.sizes, Draws: 500}, nil)
		must(t, err)
		for i, s := range f.Scenarios {
			for _, p := range s.Cohorts {
				sum := 0.0
				for _, x := range p.Chances {
					sum += x
				}
				near(t, c.name+": cohorts paid", sum, 1, 1e-12)
			}
			if i == 0 {
				continue
			}
			before := f.Scenarios[i-1]
			if s.Expected < before.Expected || s.Nothing > before.Nothing {
				t.Errorf("%s: %s expects %v and misses %v; %s %v and %v", c.name, before.Effect, before.Expected, before.Nothing, s.Effect, s.Expected, s.Nothing)
			}
			for j, ch := range s.Chances {
				if ch.Met < before.Chances[j].Met {
					t.Errorf("%s: %s is met less often under %s", c.name, ch.Required, s.Effect)
				}
			}
			for j, q := range s.Quantiles {
				if q.Amount.Cmp(before.Quantiles[j].Amount) < 0 || q.Amount.Cmp(f.Cap) > 0 {
					t.Errorf("%s: quantile %v under %s is %s", c.name, q.At, s.Effect, q.Amount)
				}
			}
		}
	}
}

// The number of cohorts paid is binomial where the cohorts are alike.
func TestCohortsPaid(t *testing.T) {
	f, err := Design(terms(t, "2014, 2015, 2016", each, paid), Plan{Sizes: sizes(107, 1333, 0.33, 2014, 2015, 2016), Effects: effects(t, "0 % relative")}, nil)
	must(t, err)
	s := f.Scenarios[0]
	p := s.Chances[0].Met
	for k, got := range s.Cohorts[0].Chances {
		near(t, "cohorts paid", got, binomial(3, int64(k), p), 1e-12)
	}
	near(t, "cap", s.AtCap, binomial(3, 3, p), 1e-12) // 150,000 is cut to 120,000
	near(t, "expected", s.Expected, 50000*(binomial(3, 1, p)+2*binomial(3, 2, p))+120000*binomial(3, 3, p), 1e-6)
}

// Where nobody of the comparison group has the outcome a relative effect has no value.
func TestUndecided(t *testing.T) {
	f, err := Design(terms(t, "2014, 2015", each, paid), Plan{Sizes: sizes(20, 30, 0.05, 2014, 2015), Effects: effects(t, "0 % relative")}, nil)
	must(t, err)
	p := math.Pow(0.95, 30)
	near(t, "undecided", f.Scenarios[0].Undecided, 1-(1-p)*(1-p), 1e-12)
}

func TestDefaultEffects(t *testing.T) {
	for _, c := range []struct {
		terms *contract.Terms
		want  string
	}{
		{terms(t, "2014", pooled, table), "0 % relative|10 % relative|20 % relative|30 % relative|40 % relative|60 % relative"},
		{as(t, terms(t, "2014", pooled, paid), contract.Ratio, "1.25 times"), "1 times|1.25 times|1.5 times"},
		{as(t, terms(t, "2014", pooled, paid), contract.Rate, "43 % rate"), "33 % rate|43 % rate|53 % rate"},
		{as(t, terms(t, "2014", pooled, paid), contract.Points, "40 points"), "0 points|40 points"}, // 113 % is no rate
	} {
		e, err := newEngine(c.terms, contract.Measurements{}, money.Date{}, nil)
		must(t, err)
		all, err := Plan{Sizes: sizes(20, 30, 0.33, 2014)}.effects(c.terms, e.uses)
		must(t, err)
		var got []string
		for _, e := range all {
			got = append(got, e.String())
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%v, want %s", got, c.want)
		}
	}
}

func TestDesignRefuses(t *testing.T) {
	good := terms(t, "2014, 2015", each, paid)
	plan := func(change func(*Plan)) Plan {
		p := Plan{Sizes: sizes(20, 30, 0.33, 2014, 2015)}
		change(&p)
		return p
	}
	for want, p := range map[string]Plan{
		"give each of them once": plan(func(p *Plan) { p.Sizes = p.Sizes[:1] }),
		"want 1 to":              plan(func(p *Plan) { p.Sizes[0].Programme = 0 }),
		"want a proportion":      plan(func(p *Plan) { p.Sizes[1].BaseRate = 33 }),
		"the programme rate is":  plan(func(p *Plan) { p.Effects = effects(t, "80 points") }),
		"does not come from two": plan(func(p *Plan) { p.Effects = effects(t, "5 % significance") }),
	} {
		if _, err := Design(good, p, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	reported := *good
	reported.Measures = append([]contract.Measure(nil), good.Measures...)
	reported.Measures[0].Source = contract.Reported
	card := *good
	card.Payment.Rules = append([]contract.Rule(nil), good.Payment.Rules...)
	card.Payment.Rules[0].Card = &contract.Card{}
	bound := *good
	bound.Measures = append([]contract.Measure(nil), good.Measures...)
	bound.Measures[0].Statistic, bound.Interval.Method = contract.LowerBound, contract.StratifiedScore
	for want, x := range map[string]*contract.Terms{"is reported": &reported, "rate card": &card, "follows from the people": &bound} {
		if _, err := Design(x, Plan{Sizes: sizes(20, 30, 0.33, 2014, 2015)}, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// Progress is told of every decision.
func TestProgress(t *testing.T) {
	last, total := int64(0), int64(0)
	_, err := Design(terms(t, "2014", pooled, table), Plan{Sizes: sizes(20, 30, 0.33, 2014), On: money.Date{}}, func(done, all int64) { last, total = done, all })
	must(t, err)
	if last == 0 || last != total {
		t.Errorf("%d of %d", last, total)
	}
}
