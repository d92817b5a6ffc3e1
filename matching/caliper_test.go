package matching

import (
	"math"
	"strings"
	"testing"

	"sib/cohort"
)

// MatchIt's raw widths: 0.2 SD of the score and of its logit, and 3 years of age.
func TestCaliperReference(t *testing.T) {
	c := readCrowd(t)
	for _, tt := range []struct {
		spec  string
		score string // MatchIt's own score: R stops before it converges
		dist  Distance
		cal   Caliper
		want  float64
	}{
		{"nn_cal02", "ps_matchit", Distance{}, Caliper{OfScore, 0.2, SD}, 0.0178357982604424},
		{"nn_cal02_lp", "lp_matchit", Distance{Linear: true}, Caliper{OfScore, 0.2, SD}, 0.291409879457904},
		{"nn_cal02_lp", "lp_matchit", Distance{}, Caliper{OfLinear, 0.2, SD}, 0.291409879457904},
		{"nn_calage3", "ps_matchit", Distance{}, Caliper{"age", 3, Raw}, 3},
	} {
		spec := nearFree(tt.dist)
		spec.Calipers = []Caliper{tt.cal}
		d := c.scored(t, spec, tt.score)
		if off(d.limits[0].width, tt.want) > 1e-8 {
			t.Errorf("%s: width %v by our score, want %v", tt.spec, d.limits[0].width, tt.want)
		}
		d.linear = d.score
		l, err := d.limitOf(tt.cal)
		if err != nil || off(l.width, tt.want) > 1e-14 {
			t.Errorf("%s: width %v, want %v, %v", tt.spec, l.width, tt.want, err)
		}
	}
}

// The standard deviations by hand, people counted, those outside the support not.
func TestCaliperUnits(t *testing.T) {
	people := []person{{p, 2014, 20, "F"}, {p, 2014, 20, "F"}, {p, 2014, 26, "M"}, {q, 2014, 21, "F"}, {q, 2014, 25, "M"}}
	vp, vq, v := 12., 8., 8.3 // of 20 20 26, of 21 25, and of all five
	for unit, want := range map[Unit]float64{
		Raw: 0.5, SD: 0.5 * math.Sqrt(v), SDProgramme: 0.5 * math.Sqrt(vp), SDComparison: 0.5 * math.Sqrt(vq), SDPooled: 0.5 * math.Sqrt((vp+vq)/2),
	} {
		spec := Spec{Covariates: handFree, Method: Nearest, Unmatched: Drop, Distance: Distance{Metric: ScaledEuclidean}, Calipers: []Caliper{{"age", 0.5, unit}}}
		d := bound(t, build(people), spec)
		if off(d.limits[0].width, want) > 1e-14 {
			t.Errorf("%s: %v, want %v", unit, d.limits[0].width, want)
		}
	}
	spec := Spec{Covariates: handFree, Method: Nearest, Unmatched: Drop, Support: SupportBoth,
		Distance: Distance{Metric: GivenScore, Covariates: []string{"age"}}, Calipers: []Caliper{{OfScore, 1, SDProgramme}}}
	d := bound(t, build(append(people, person{p, 2014, 24, "F"}, person{p, 2014, 22, "F"})), spec)
	if got := d.limits[0].width; off(got, math.Sqrt2) > 1e-15 { // 20 and 26 are outside 21 … 25
		t.Errorf("width %v, want √2", got)
	}
}

// A pair at exactly the width is allowed, also where the width has no exact binary form.
func TestCaliperIncludesItsWidth(t *testing.T) {
	var numbers []float64
	var labels []string
	c := &cohort.Cohort{Years: []int{2014}}
	for i := range 30 {
		numbers, labels = append(numbers, float64(i)/10), append(labels, decimal(float64(i)/10))
		c.Profiles = append(c.Profiles, cohort.Profile{Year: 2014, Codes: []uint32{uint32(i)}, N: [2]int64{1, 1}})
	}
	c.Domains = []cohort.Domain{{Covariate: cohort.Covariate{Name: "x", Kind: cohort.Number}, Numbers: numbers, Labels: labels}}
	d := bound(t, c, Spec{Covariates: []Covariate{{Name: "x", Mode: Free}}, Method: Nearest, Distance: Distance{Metric: Mahalanobis}, Calipers: []Caliper{{"x", 0.3, Raw}}})
	for i := range 30 {
		for j := range 30 {
			if got, want := d.admits(int32(i), int32(j)), max(i-j, j-i) <= 3; got != want {
				t.Errorf("%v and %v: admitted %v", numbers[i], numbers[j], got)
			}
		}
	}
}

func TestCaliperErrors(t *testing.T) {
	c := build(append([]person{{q, 2014, 30, "M"}, {p, 2015, 23, "M"}}, small...))
	same := build([]person{{p, 2014, 20, "F"}, {q, 2014, 20, "F"}, {p, 2014, 20, "M"}, {q, 2014, 20, "M"}})
	given := Distance{Metric: GivenScore, Covariates: []string{"age"}}
	for want, tt := range map[string]struct {
		c    *cohort.Cohort
		dist Distance
		cal  Caliper
	}{
		"match: caliper on age: the width is -1":              {c, given, Caliper{"age", -1, Raw}},
		"the width is NaN":                                    {c, given, Caliper{"age", math.NaN(), SD}},
		"the width is +Inf":                                   {c, given, Caliper{"age", math.Inf(1), SD}},
		"caliper on height: want a covariate, score":          {c, given, Caliper{"height", 1, SD}},
		"caliper on sex: it is a category":                    {c, given, Caliper{"sex", 1, SD}},
		"has no linear predictor":                             {c, given, Caliper{OfLinear, 1, SD}},
		`unknown unit "percent"`:                              {c, given, Caliper{"age", 1, "percent"}},
		"its standard deviation (sd) is 0":                    {same, Distance{Metric: Mahalanobis}, Caliper{"age", 1, SD}},
		"its standard deviation (sd-programme) is 0 or does":  {build([]person{{p, 2014, 20, "F"}, {q, 2014, 25, "F"}, {q, 2014, 15, "F"}}), given, Caliper{"age", 1, SDProgramme}},
		"its standard deviation (sd-pooled) is 0 or does not": {build([]person{{p, 2014, 20, "F"}, {q, 2014, 25, "F"}, {q, 2014, 15, "F"}}), given, Caliper{"age", 1, SDPooled}},
	} {
		spec := Spec{Covariates: handFree, Method: Nearest, Unmatched: Drop, Distance: tt.dist, Calipers: []Caliper{tt.cal}}
		if _, err := bind(tt.c, spec); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
