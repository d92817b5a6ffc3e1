package matching

import (
	"math/rand/v2"
	"testing"

	"sib/cohort"
)

// Whatever is asked of whoever is there, there is a design that keeps the promises, or
// an error with words in it: never a panic, never a number that is none.
func TestAnyDesignOfAnybody(t *testing.T) {
	rng := rand.New(rand.NewPCG(41, 42))
	done, refused := 0, 0
	for range 6000 {
		c, spec := anybody(rng), anyDesign(rng)
		s, err := Match(c, spec)
		if err != nil {
			refused++
			if s != nil || len(err.Error()) < 20 {
				t.Fatalf("%+v: error %q", spec, err)
			}
			continue
		}
		done++
		checkWeights(t, c, s)
		checkTotals(t, s)
		if spec.Method == Nearest || spec.Method == Optimal {
			people := rowsOf(c)
			if _, err := Pairs(c, spec, people); err != nil && len(err.Error()) < 20 {
				t.Fatalf("%+v: pairs: %q", spec, err)
			}
		}
		if t.Failed() {
			t.Fatalf("%+v of %+v", spec, c.Profiles)
		}
	}
	if done < 1500 || refused < 300 {
		t.Errorf("%d designs, %d refusals", done, refused)
	}
}

func rowsOf(c *cohort.Cohort) People {
	var out People
	for i, prof := range c.Profiles {
		for arm, n := range prof.N {
			for range min(n, 50) {
				out.Profile, out.Arm = append(out.Profile, int32(i)), append(out.Arm, uint8(arm))
			}
		}
	}
	return out
}

// anybody is a few people, or many alike, who vary in much or in nothing.
func anybody(rng *rand.Rand) *cohort.Cohort {
	var people []person
	ages, sexes := 1+rng.IntN(12), 1+rng.IntN(3)
	unit := []float64{1, 1e-9, 1e9}[rng.IntN(3)]
	for range 2 + rng.IntN(40) {
		people = append(people, person{cohort.Arm(rng.IntN(2)), 2014 + rng.IntN(1+rng.IntN(2)), unit * float64(rng.IntN(ages)), []string{"F", "M", "X"}[rng.IntN(sexes)]})
	}
	c := build(people)
	if rng.IntN(4) == 0 {
		for i := range c.Profiles {
			for arm := range c.Profiles[i].N {
				c.Profiles[i].N[arm] *= int64(1 + rng.IntN(50))
			}
		}
	}
	return c
}

func anyDesign(rng *rand.Rand) Spec {
	one := func(words ...string) string { return words[rng.IntN(len(words))] }
	modes := []Mode{Free, Free, Exact}
	s := Spec{
		Covariates: []Covariate{{Name: "age", Mode: modes[rng.IntN(3)]}, {Name: "sex", Mode: modes[rng.IntN(3)]}},
		Unmatched:  Drop,
		Method:     Method(one("strata", "nearest", "nearest", "optimal", "full", "quick", "subclassification", "weighting", "entropy")),
		Estimand:   Estimand(one("ATT", "ATT", "ATC", "ATE")),
	}
	if s.Method != Stratification && s.Method != Entropy {
		s.Distance = Distance{Metric: Metric(one("", "propensity", "mahalanobis", "robust-mahalanobis", "scaled-euclidean", "score")), Link: one("", "probit", "cloglog"), Linear: rng.IntN(2) == 0}
		if s.Distance.Metric == GivenScore {
			s.Distance.Covariates = []string{"age"}
		}
		if s.Distance.Metric != Propensity {
			s.Distance.Link, s.Distance.Linear = "", false
		}
		s.Support = Support(one("", "", "both", "programme", "comparison"))
	}
	if s.Method == Nearest || s.Method == Optimal {
		s.Choice = Choice{Ratio: float64(rng.IntN(4)), Reuse: rng.IntN(4) - 1}
	}
	if s.Method == Nearest {
		s.Choice.Order = Order(one("", "largest", "smallest", "closest", "farthest"))
		if rng.IntN(4) == 0 {
			s.Choice.Least, s.Choice.Most = rng.IntN(2), 1+rng.IntN(4)
		}
	}
	if s.Method.pairs() && rng.IntN(3) == 0 {
		s.Calipers = []Caliper{{one("age", OfScore, OfLinear), float64(rng.IntN(4)) / 2, Unit(one("raw", "sd", "sd-pooled", "sd-programme"))}}
	}
	if s.Method.pairs() && rng.IntN(6) == 0 {
		s.Differ = []string{one("sex", "age")}
	}
	return s
}
