package matching

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"sib/cohort"
)

// every lists a design of every method, with the age free and the sex exact or free.
func every() map[string]Spec {
	free := []Covariate{{Name: "age", Mode: Free}, {Name: "sex", Mode: Free}}
	cells := []Covariate{{Name: "age", Mode: Free}, {Name: "sex", Mode: Exact}}
	near := func(c []Covariate, s Spec) Spec {
		s.Covariates, s.Unmatched = c, Drop
		return s
	}
	return map[string]Spec{
		"strata":            byBand,
		"strata ATE":        {Covariates: byBand.Covariates, Unmatched: Drop, Estimand: OnAll},
		"nearest":           near(free, Spec{Method: Nearest}),
		"nearest cells":     near(cells, Spec{Method: Nearest, Choice: Choice{Ratio: 2}}),
		"nearest closest":   near(free, Spec{Method: Nearest, Choice: Choice{Order: Closest}}),
		"nearest reuse":     near(cells, Spec{Method: Nearest, Choice: Choice{Ratio: 2, Reuse: 3}}),
		"nearest replaced":  near(free, Spec{Method: Nearest, Choice: Choice{Reuse: Unlimited}}),
		"nearest variable":  near(free, Spec{Method: Nearest, Choice: Choice{Ratio: 1.5, Least: 1, Most: 3}}),
		"nearest caliper":   near(free, Spec{Method: Nearest, Calipers: []Caliper{{"age", 2, Raw}}}),
		"nearest differ":    near(free, Spec{Method: Nearest, Differ: []string{"sex"}}),
		"nearest ATC":       near(free, Spec{Method: Nearest, Estimand: OnControl, Choice: Choice{Reuse: Unlimited}}),
		"mahalanobis":       near(free, Spec{Method: Nearest, Distance: Distance{Metric: Mahalanobis}}),
		"optimal":           near(free, Spec{Method: Optimal}),
		"optimal caliper":   near(cells, Spec{Method: Optimal, Choice: Choice{Ratio: 2}, Calipers: []Caliper{{"age", 3, Raw}}}),
		"full":              near(free, Spec{Method: Full}),
		"full ATE":          near(cells, Spec{Method: Full, Estimand: OnAll}),
		"quick":             near(free, Spec{Method: Quick}),
		"subclassification": near(free, Spec{Method: Subclassification, Subclasses: 3}),
		"weighting":         near(free, Spec{Method: Weighting}),
		"weighting ATO":     near(free, Spec{Method: Weighting, Estimand: Overlap}),
		"entropy":           near(cells, Spec{Method: Entropy}),
	}
}

// crowds are small random cohorts in which everything ties and most things run short.
func crowds(t *testing.T, do func(rng *rand.Rand, people []person)) {
	t.Helper()
	rng := rand.New(rand.NewPCG(21, 22))
	for range 12 {
		var people []person
		for i := range 90 {
			arm := q
			if i%4 == 0 {
				arm = p
			}
			people = append(people, person{arm, 2014 + rng.IntN(2), float64(20 + rng.IntN(9)), []string{"F", "M"}[rng.IntN(2)]})
		}
		do(rng, people)
	}
}

// carried carries out a design. A crowd can be one that the design refuses.
func carried(t *testing.T, people []person, spec Spec) (*cohort.Cohort, *Sample) {
	t.Helper()
	c := build(people)
	s, err := Match(c, spec)
	var refused *Unmatchable
	if err != nil && !errors.As(err, &refused) && spec.Method != Entropy {
		t.Fatal(err)
	}
	return c, s
}

// What every method promises: weights are of people who are there, the comparison group
// stands for those whom the estimand is about, nobody serves beyond the cap, and no pair
// breaks a rule.
func TestEveryMethodKeepsThePromises(t *testing.T) {
	for name, spec := range every() {
		t.Run(name, func(t *testing.T) {
			done := 0
			crowds(t, func(_ *rand.Rand, people []person) {
				c, s := carried(t, people, spec)
				if s == nil {
					return
				}
				done++
				checkWeights(t, c, s)
				checkPairs(t, c, s)
				checkTotals(t, s)
			})
			if done < 6 {
				t.Errorf("only %d crowds could be matched", done)
			}
		})
	}
}

// checkWeights holds the arms of each year to the same sum: that of the people whom the
// estimand is about.
func checkWeights(t *testing.T, c *cohort.Cohort, s *Sample) {
	t.Helper()
	sums, people := map[int][2]float64{}, map[int][2]float64{}
	for i, prof := range c.Profiles {
		sum, n := sums[prof.Year], people[prof.Year]
		for arm, w := range s.Weights[i] {
			if !(w >= 0) || math.IsInf(w, 1) || w > 0 && prof.N[arm] == 0 {
				t.Fatalf("weight %v of %d people", w, prof.N[arm])
			}
			sum[arm] += w * float64(prof.N[arm])
			if w > 0 {
				n[arm] += float64(prof.N[arm])
			}
		}
		sums[prof.Year], people[prof.Year] = sum, n
	}
	for year, sum := range sums {
		if math.Abs(sum[0]-sum[1]) > 1e-9*(1+sum[0]) {
			t.Fatalf("%d: the arms weigh %v and %v", year, sum[0], sum[1])
		}
		n := people[year]
		want := map[Estimand]float64{OnTreated: n[0], OnControl: n[1], OnAll: n[0] + n[1]}[s.Spec.Estimand]
		if s.Spec.Estimand != Overlap && sum[0] > want+1e-9 {
			t.Fatalf("%d: weights sum to %v, of %v people", year, sum[0], want)
		}
		if s.Pooled.Shortfall == 0 && s.Spec.Estimand != Overlap && math.Abs(sum[0]-want) > 1e-6 {
			t.Fatalf("%d: weights sum to %v, want %v", year, sum[0], want)
		}
	}
}

func checkPairs(t *testing.T, c *cohort.Cohort, s *Sample) {
	t.Helper()
	used := map[int32]float64{}
	limit := float64(max(1, s.Spec.Choice.Reuse))
	for _, l := range s.Links {
		a, b := c.Profiles[l.Programme], c.Profiles[l.Comparison]
		if a.Year != b.Year || a.N[p] == 0 || b.N[q] == 0 || !(l.N > 0) {
			t.Fatalf("link %+v of %+v and %+v", l, a, b)
		}
		for k, cov := range s.Spec.Covariates {
			if cov.Mode == Exact && a.Codes[k] != b.Codes[k] {
				t.Fatalf("a pair differs in %s", cov.Name)
			}
		}
		for _, cal := range s.Spec.Calipers {
			if ages := c.Domains[0].Numbers; math.Abs(ages[a.Codes[0]]-ages[b.Codes[0]]) > cal.Width {
				t.Fatalf("a pair is beyond the caliper of %v years", cal.Width)
			}
		}
		if len(s.Spec.Differ) > 0 && a.Codes[1] == b.Codes[1] {
			t.Fatal("a pair agrees in sex")
		}
		used[l.Comparison] += l.N
	}
	if s.Spec.Method != Nearest && s.Spec.Method != Optimal || s.Spec.Choice.Reuse == Unlimited {
		return
	}
	for j, n := range used {
		if n > limit*float64(c.Profiles[j].N[q])+1e-9 {
			t.Fatalf("%v matches of %d people, each to be used %v times", n, c.Profiles[j].N[q], limit)
		}
	}
}

// The result is a function of who is there: other names for the sexes, in the other
// order, and people in another order, change nobody's weight.
func TestEveryMethodForgetsNamesAndOrder(t *testing.T) {
	for name, spec := range every() {
		t.Run(name, func(t *testing.T) {
			crowds(t, func(rng *rand.Rand, people []person) {
				c, s := carried(t, people, spec)
				renamed := make([]person, len(people))
				for i, at := range rng.Perm(len(people)) {
					renamed[i] = people[at]
					renamed[i].sex = map[string]string{"F": "woman", "M": "man"}[renamed[i].sex]
				}
				other, again := carried(t, renamed, spec)
				if s == nil || again == nil {
					if s != nil || again != nil {
						t.Fatal("refused under other names")
					}
					return
				}
				want := byWords(c, s, map[string]string{"F": "woman", "M": "man"})
				for key, w := range byWords(other, again, nil) {
					for arm := range w {
						if math.Abs(w[arm]-want[key][arm]) > 1e-9*(1+w[arm]) {
							t.Fatalf("%s weigh %v under other names, %v before", key, w, want[key])
						}
					}
				}
			})
		})
	}
}

// byWords are the weights by year, age and sex.
func byWords(c *cohort.Cohort, s *Sample, rename map[string]string) map[string][2]float64 {
	out := map[string][2]float64{}
	for i, prof := range c.Profiles {
		sex := c.Domains[1].Labels[prof.Codes[1]]
		if rename != nil {
			sex = rename[sex]
		}
		out[fmt.Sprint(prof.Year, c.Domains[0].Labels[prof.Codes[0]], sex)] = s.Weights[i]
	}
	return out
}

// A pool that is there twice weighs half as much each: no estimate of a method that uses
// everybody in a cell, or that takes people again, can change.
func TestTwiceThePool(t *testing.T) {
	for _, name := range []string{"strata", "strata ATE", "nearest replaced", "entropy"} {
		spec := every()[name]
		if spec.Estimand == OnAll {
			continue // twice the pool is another population
		}
		if spec.Method == Nearest {
			spec.Distance = Distance{Metric: GivenScore, Covariates: []string{"age"}}
		}
		crowds(t, func(_ *rand.Rand, people []person) {
			_, once := carried(t, people, spec)
			double := people
			for _, x := range people {
				if x.arm == q {
					double = append(double[:len(double):len(double)], x)
				}
			}
			_, twice := carried(t, double, spec)
			if once == nil || twice == nil {
				return
			}
			for i, w := range once.Weights {
				if got := twice.Weights[i]; math.Abs(got[q]-w[q]/2) > 1e-9 || math.Abs(got[p]-w[p]) > 1e-9 {
					t.Fatalf("%s: weights %v with the pool twice, %v once", name, got, w)
				}
			}
		})
	}
}

// Shares that add up to one make a whole person, in floating point too.
func TestSharesMakeAWhole(t *testing.T) {
	c := build([]person{{p, 2014, 20, "F"}, {q, 2014, 20, "F"}, {q, 2014, 21, "F"}, {q, 2014, 22, "F"}})
	d := &design{c: c}
	tenths := []float64{0.1, 0.2, 0.3, 0.4 - 1e-16, 1e-17}
	var links []Link
	for i, w := range tenths {
		links = append(links, Link{Programme: 0, Comparison: int32(i % 3), N: w, Weight: w})
	}
	links[0].Weight += 3e-16
	if w := d.linkWeights(links); w[0][p] != 1 {
		t.Errorf("the person weighs %v", w[0][p])
	}
	links[0].Weight -= 0.01
	if w := d.linkWeights(links); w[0][p] > 0.991 {
		t.Errorf("somebody who is not wholly matched weighs %v", w[0][p])
	}
}
