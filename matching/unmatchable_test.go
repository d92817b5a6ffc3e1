package matching

import (
	"strings"
	"testing"
)

func TestUnmatchableText(t *testing.T) {
	covariates := []Covariate{{Name: "age", Mode: Free}, {Name: "origin", Mode: Exact}}
	cell := []Dropped{{Year: 2016, Values: []string{"", "Other"}, N: 3}}
	for _, tt := range []struct {
		name        string
		err         Unmatchable
		want, never []string
	}{
		{"a stratum", Unmatchable{Spec: Spec{Covariates: covariates}, Dropped: cell},
			[]string{"match: 3 programme people in 1 stratum without a comparison person", "no comparison person in year=2016, origin=Other (3 programme people)", "coarsen an exact covariate", "or drop them with `unmatched: drop`"},
			[]string{"age", "caliper", "widen the bands", "ratio", "reuse"}},
		{"a caliper", Unmatchable{Spec: Spec{Covariates: covariates, Method: Nearest, Calipers: []Caliper{{"age", 2.5, Raw}}}, Dropped: cell},
			[]string{"in 1 cell", "origin=Other within the caliper (3", "widen the caliper of 2.5 raw on age"}, []string{"stratum", "age="}},
		{"the ATC", Unmatchable{Spec: Spec{Covariates: covariates, Estimand: OnControl}, Dropped: []Dropped{{Year: 2014, Values: []string{"", "A"}, N: 1}}},
			[]string{"1 comparison person in 1 stratum without a programme person", "no programme person in year=2014, origin=A (1 comparison person)"}, nil},
		{"a shortfall", Unmatchable{Spec: Spec{Covariates: covariates, Method: Nearest, Choice: Choice{Ratio: 3}}, Shortfall: 12.5},
			[]string{"too few comparison people: programme people have to share them, and 12.5 get none", "lower the ratio of 3", "(reuse)"}, []string{"coarsen", "within"}},
		{"both", Unmatchable{Spec: Spec{Covariates: covariates, Method: Nearest, Support: SupportBoth, Differ: []string{"origin"}}, Dropped: cell, Shortfall: 2},
			[]string{"too few comparison people for others: 2 more", "common support", "agree in origin"}, nil},
		{"a year", Unmatchable{Spec: Spec{Covariates: covariates, Method: Nearest, Calipers: []Caliper{{OfScore, 0.2, SD}}}, Year: 2015},
			[]string{"no programme person of cohort year 2015 has a comparison person alike in origin and within the caliper", "0.2 sd on score", "leave the year out"}, []string{"age", "unmatched: drop"}},
		{"all free", Unmatchable{Spec: Spec{Covariates: covariates[:1], Method: Nearest}, Year: 2015}, []string{"to be compared with"}, []string{"alike"}},
		{"many", Unmatchable{Spec: Spec{Covariates: []Covariate{{Name: "age", Mode: Coarsened}, {Name: "origin", Mode: Free}}}, Dropped: make([]Dropped, 9)},
			[]string{"and 4 strata more", "widen the bands"}, []string{"coarsen an exact"}},
	} {
		got := tt.err.Error()
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q lacks %q", tt.name, got, want)
			}
		}
		for _, never := range tt.never {
			if strings.Contains(got, never) {
				t.Errorf("%s: %q has %q", tt.name, got, never)
			}
		}
	}
}
