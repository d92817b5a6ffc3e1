package matching

import (
	"fmt"
	"testing"

	"sib/cohort"
)

// continuous is a cohort of so many profiles in three years, each of one or two people
// with a number and a score of their own.
func continuous(profiles int) (*design, *Sample) {
	c := &cohort.Cohort{Years: []int{2014, 2015, 2016}, Domains: []cohort.Domain{
		{Covariate: cohort.Covariate{Name: "earnings", Kind: cohort.Number}},
		{Covariate: cohort.Covariate{Name: "age", Kind: cohort.Integer}},
		{Covariate: cohort.Covariate{Name: "origin", Kind: cohort.Category}, Labels: []string{"A", "B", "C", "D", "E", "F"}},
	}}
	for i := range profiles {
		c.Domains[0].Numbers = append(c.Domains[0].Numbers, float64(i)*0.37)
	}
	c.Domains[0].Labels = make([]string, profiles)
	for a := range 50 {
		c.Domains[1].Numbers = append(c.Domains[1].Numbers, float64(18+a))
		c.Domains[1].Labels = append(c.Domains[1].Labels, fmt.Sprint(18+a))
	}
	for i := range profiles {
		// A fixed stride scatters the values over the years.
		code := uint32(int64(i) * 7919 % int64(profiles))
		pr := cohort.Profile{Year: c.Years[3*i/profiles], Codes: []uint32{code, code % 50, code % 6}}
		pr.N[cohort.Comparison]++
		if i%10 == 0 {
			pr.N[cohort.Programme]++
		}
		c.Profiles = append(c.Profiles, pr)
	}
	d := &design{c: c, spec: Spec{Covariates: []Covariate{{Name: "earnings", Mode: Free}, {Name: "age", Mode: Coarsened, Rule: Sturges}, {Name: "origin", Mode: Exact}}, Estimand: OnTreated}}
	var err error
	if d.bins, err = binsOf(c, d.spec); err != nil {
		panic(err)
	}
	d.outside = make([]bool, profiles)
	d.score = make([]float64, profiles)
	for i, p := range c.Profiles {
		d.score[i] = float64((int64(p.Codes[0])*104729)%int64(profiles)) / float64(profiles)
	}
	d.cells = d.divide(d.bins)
	a, err := d.strata()
	if err != nil {
		panic(err)
	}
	return d, &Sample{Strata: a.strata, Weights: d.strataWeights(a.strata), Spec: d.spec}
}

// BenchmarkBalance compares 5 terms of numbers and 12 of levels in four tables.
func BenchmarkBalance(b *testing.B) {
	for _, n := range []int{2300, 100_000, 1_000_000} {
		d, s := continuous(n)
		b.Run(fmt.Sprintf("profiles=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				balanceOf(d, s)
			}
		})
		links := &Sample{Weights: s.Weights}
		for i := range d.c.Profiles {
			links.Links = append(links.Links, Link{Programme: int32(i - i%10), Comparison: int32(i), N: 1})
		}
		b.Run(fmt.Sprintf("links=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				balanceOf(d, links)
			}
		})
	}
}

func BenchmarkInteractions(b *testing.B) {
	for _, n := range []int{2300, 100_000} {
		d, s := continuous(n)
		b.Run(fmt.Sprintf("profiles=%d", n), func(b *testing.B) {
			for b.Loop() {
				s.Interactions(d.c, 0)
			}
		})
	}
}

func BenchmarkWhoDropped(b *testing.B) {
	d, s := continuous(1_000_000)
	for b.Loop() {
		d.whoDropped(s.Weights)
	}
}

func BenchmarkRules(b *testing.B) {
	d, _ := continuous(1_000_000)
	for _, cov := range []Covariate{{Rule: Sturges}, {Rule: EqualWidth, Bins: 100}, {Rule: Quantiles, Bins: 100}} {
		cov.Name, cov.Mode = "earnings", Coarsened
		b.Run(string(cov.Rule), func(b *testing.B) {
			for b.Loop() {
				if _, err := cov.bins(d.c, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
