package matching

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sib/cohort"
)

// person is one row of a small cohort made by hand.
type person struct {
	arm  cohort.Arm
	year int
	age  float64
	sex  string
}

// build counts people into profiles the way package cohort promises.
func build(people []person) *cohort.Cohort {
	c := &cohort.Cohort{Domains: []cohort.Domain{
		{Covariate: cohort.Covariate{Name: "age", Kind: cohort.Integer}},
		{Covariate: cohort.Covariate{Name: "sex", Kind: cohort.Category}},
	}}
	for _, p := range people {
		c.Years = append(c.Years, p.year)
		c.Domains[0].Numbers = append(c.Domains[0].Numbers, p.age)
		c.Domains[1].Labels = append(c.Domains[1].Labels, p.sex)
	}
	slices.Sort(c.Years)
	c.Years = slices.Compact(c.Years)
	slices.Sort(c.Domains[0].Numbers)
	c.Domains[0].Numbers = slices.Compact(c.Domains[0].Numbers)
	for _, v := range c.Domains[0].Numbers {
		c.Domains[0].Labels = append(c.Domains[0].Labels, fmt.Sprint(v))
	}
	slices.Sort(c.Domains[1].Labels)
	c.Domains[1].Labels = slices.Compact(c.Domains[1].Labels)
	for _, y := range c.Years {
		for a, age := range c.Domains[0].Numbers {
			for s, sex := range c.Domains[1].Labels {
				p := cohort.Profile{Year: y, Codes: []uint32{uint32(a), uint32(s)}}
				for _, q := range people {
					if q.year == y && q.age == age && q.sex == sex {
						p.N[q.arm]++
					}
				}
				if p.N != [2]int64{} {
					c.Profiles = append(c.Profiles, p)
				}
			}
		}
	}
	return c
}

const p, q = cohort.Programme, cohort.Comparison

var small = []person{
	{p, 2014, 20, "F"}, {p, 2014, 22, "F"}, {p, 2014, 31, "M"}, {p, 2015, 25, "M"},
	{q, 2014, 21, "F"}, {q, 2014, 22, "F"}, {q, 2014, 23, "F"}, {q, 2014, 40, "F"}, {q, 2015, 24, "M"}, {q, 2015, 25, "M"},
}

var byBand = Spec{Unmatched: Drop, Covariates: []Covariate{{Name: "age", Mode: Coarsened, Cuts: []float64{22, 30}}, {Name: "sex", Mode: Exact}}}

func TestMatchSmall(t *testing.T) {
	s, err := Match(build(small), byBand)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, st := range s.Strata {
		got = append(got, fmt.Sprint(st.Year, st.Values, st.N))
	}
	want := []string{"2014 [to 21 F] [1 1]", "2014 [22–29 F] [1 2]", "2015 [22–29 M] [1 2]"}
	if !slices.Equal(got, want) {
		t.Errorf("strata %v, want %v", got, want)
	}
	if s.Estimand != MatchedSample || s.Method != "coarsened" {
		t.Errorf("estimand %q, method %q", s.Estimand, s.Method)
	}
	if want := []Dropped{{2014, []string{"from 30", "M"}, 1}}; !reflect.DeepEqual(s.Dropped, want) {
		t.Errorf("dropped %v", s.Dropped)
	}
	if g := s.Pooled; g.Eligible != [2]int64{4, 6} || g.Matched != [2]int64{3, 5} || g.Strata != 3 {
		t.Errorf("pooled %+v", g)
	}
	// Weights 1, ½, ½, ½, ½: (Σw)²/Σw² = 9/2.
	if math.Abs(s.Pooled.ESS-4.5) > 1e-15 {
		t.Errorf("ESS %v, want 4.5", s.Pooled.ESS)
	}
	if g := s.Years[0]; g.Year != 2014 || g.Matched != [2]int64{2, 3} || math.Abs(g.ESS-4/1.5) > 1e-15 {
		t.Errorf("2014: %+v", g)
	}
}

func TestMatchEverybodyKeepsTheEstimand(t *testing.T) {
	s, err := Match(build(small[:2:2]), byBand)
	var none *Unmatchable
	if !errors.As(err, &none) || none.Year != 2014 {
		t.Fatalf("no comparison people: %v, %v", s, err)
	}
	all := append([]person{{q, 2014, 22, "F"}, {q, 2014, 20, "F"}}, small[:2]...)
	if s, err = Match(build(all), byBand); err != nil || s.Estimand != ATT || len(s.Dropped) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestMatchRefusesToDrop(t *testing.T) {
	spec := byBand
	spec.Unmatched = Refuse
	_, err := Match(build(small), spec)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"1 programme person in 1 stratum", "year=2014, age=from 30, sex=M (1 programme person)", "widen the bands", "unmatched: drop"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q lacks %q", err, want)
		}
	}
}

func TestMatchErrors(t *testing.T) {
	c := build(small)
	for name, spec := range map[string]Spec{
		"too few covariates": {Covariates: byBand.Covariates[:1]},
		"other covariate":    {Covariates: []Covariate{byBand.Covariates[1], byBand.Covariates[0]}},
		"cuts on a category": {Covariates: []Covariate{byBand.Covariates[0], {Name: "sex", Mode: Coarsened, Cuts: []float64{1}}}},
		"no cuts":            {Covariates: []Covariate{{Name: "age", Mode: Coarsened}, byBand.Covariates[1]}},
		"cuts descend":       {Covariates: []Covariate{{Name: "age", Mode: Coarsened, Cuts: []float64{3, 2}}, byBand.Covariates[1]}},
		"unknown mode":       {Covariates: []Covariate{{Name: "age", Mode: "guess"}, byBand.Covariates[1]}},
	} {
		if _, err := Match(c, spec); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestMatchInvariants holds what must be true of every design, on random cohorts:
// rows in another order give the same sample, weights give back the programme
// counts, and what is matched exactly is balanced exactly.
func TestMatchInvariants(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		people := []person{{p, 2014, 20, "F"}, {q, 2014, 20, "F"}, {p, 2015, 20, "F"}, {q, 2015, 20, "F"}}
		for range 100 {
			people = append(people, person{cohort.Arm(rng.IntN(2)), 2014 + rng.IntN(2), float64(18 + rng.IntN(16)), []string{"F", "M", "X"}[rng.IntN(3)]})
		}
		s, err := Match(build(people), byBand)
		if err != nil {
			t.Fatal(err)
		}
		rng.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
		again, err := Match(build(people), byBand)
		if err != nil || !reflect.DeepEqual(s, again) {
			t.Fatal("another order of rows, another sample")
		}
		for _, st := range s.Strata {
			w := st.weights(OnTreated)
			if w[p] != 1 || math.Abs(float64(st.N[q])*w[q]-float64(st.N[p])) > 1e-12 {
				t.Fatalf("stratum %v: weights do not sum to the programme people", st)
			}
		}
		checkExactBalance(t, s)
		checkTotals(t, s)
	}
}

func checkExactBalance(t *testing.T, s *Sample) {
	t.Helper()
	for _, b := range s.Balance {
		for _, term := range b.Terms {
			if term.Covariate != "age" && math.Abs(term.After.Programme-term.After.Comparison) > 1e-14 {
				t.Fatalf("%s: %v v %v after exact matching", term.Name(), term.After.Programme, term.After.Comparison)
			}
		}
	}
}

func checkTotals(t *testing.T, s *Sample) {
	t.Helper()
	var sum Group
	for _, g := range s.Years {
		for arm := range sum.Matched {
			sum.Matched[arm] += g.Matched[arm]
			sum.Eligible[arm] += g.Eligible[arm]
		}
		sum.Strata += g.Strata
		sum.Pairs += g.Pairs
	}
	if math.Abs(sum.Pairs-s.Pooled.Pairs) > 1e-9 {
		t.Fatalf("years have %v pairs, pooled %v", sum.Pairs, s.Pooled.Pairs)
	}
	sum.Pairs, sum.Shortfall = s.Pooled.Pairs, s.Pooled.Shortfall
	sum.ESS, sum.ProgrammeESS = s.Pooled.ESS, s.Pooled.ProgrammeESS
	if sum != s.Pooled {
		t.Fatalf("years add up to %+v, pooled is %+v", sum, s.Pooled)
	}
	focal := p
	if s.Spec.Estimand == OnControl {
		focal = q
	}
	dropped := s.Pooled.Eligible[focal] - s.Pooled.Matched[focal]
	for _, d := range s.Dropped {
		dropped -= d.N
	}
	if dropped != 0 {
		t.Fatalf("%d of those asked about are neither matched nor dropped", dropped)
	}
}

func TestCutLabels(t *testing.T) {
	for _, tt := range []struct {
		kind cohort.Kind
		cuts []float64
		want string
	}{
		{cohort.Integer, []float64{20.5, 23.5}, "to 20|21–23|from 24"},
		{cohort.Age, []float64{20.5, 23.5}, "to 20|21–23|from 24"},
		{cohort.Integer, []float64{20, 21, 30}, "to 19|20|21–29|from 30"},
		{cohort.Number, []float64{0.5, 1000}, "below 0.5|from 0.5 to below 1000|from 1000"},
	} {
		if got := strings.Join(cutLabels(tt.kind, tt.cuts), "|"); got != tt.want {
			t.Errorf("%v %v: %q, want %q", tt.kind, tt.cuts, got, tt.want)
		}
	}
}
