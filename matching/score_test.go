package matching

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"sib/cohort"
)

// nearFree is a spec of the reference's crowd that needs a propensity score.
func nearFree(dist Distance) Spec {
	return Spec{Covariates: free, Method: Nearest, Unmatched: Drop, Distance: dist}
}

func bound(tb testing.TB, c *cohort.Cohort, spec Spec) *design {
	tb.Helper()
	d, err := bind(c, spec)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func off(got, want float64) float64 { return math.Abs(got-want) / math.Max(1, math.Abs(want)) }

// R's glm. The logit is met to 1e-9 and its scores to 1e-10. R stops when the deviance
// does, which under the other links is before the coefficients do, and takes standard
// errors from the step before the last: see KNOWN_GAPS.md. There our scores must solve
// the score equations better than R's, and be as near as R is to the solution.
func TestScoreReference(t *testing.T) {
	c := readCrowd(t)
	raw, err := os.ReadFile(referenceDir + "glm.json")
	if err != nil {
		t.Fatal(err)
	}
	var glm struct {
		Links map[string]struct {
			Coef, SE map[string]float64
			Deviance float64
		}
	}
	if err := json.Unmarshal(raw, &glm); err != nil {
		t.Fatal(err)
	}
	tolerance := map[string]float64{"logit": 2e-10, "probit": 5e-9, "cloglog": 2e-8}
	errors := map[string]float64{"logit": 5e-9, "probit": 2e-8, "cloglog": 5e-7}
	for _, link := range []string{"logit", "probit", "cloglog"} {
		d := bound(t, c.Cohort, nearFree(Distance{Link: link}))
		want := glm.Links[link]
		if len(d.model.Terms) != 13 || len(want.Coef) != 13 || d.model.N != 4320 || d.model.Link != link {
			t.Fatalf("%s: %+v", link, d.model)
		}
		if off(d.model.Deviance, want.Deviance) > 1e-12 {
			t.Errorf("%s: deviance %v, want %v", link, d.model.Deviance, want.Deviance)
		}
		for _, term := range d.model.Terms {
			name := strings.Replace(term.Covariate+term.Level, intercept, "(Intercept)", 1)
			if got, want := term.Coefficient, want.Coef[name]; math.Abs(got-want) > tolerance[link]*math.Abs(want) {
				t.Errorf("%s, %s: %v, want %v", link, name, got, want)
			}
			if got, want := term.SE, want.SE[name]; !(math.Abs(got-want) <= errors[link]*want) {
				t.Errorf("%s, %s: standard error %v, want %v", link, name, got, want)
			}
		}
		theirs := c.byProfile(t, column(t, "ps.csv", "ps_"+link))
		for i, want := range theirs {
			if math.Abs(d.score[i]-want) > tolerance[link]/2 {
				t.Fatalf("%s, profile %d: score %v, want %v", link, i, d.score[i], want)
			}
		}
		if ours, theirs := unsolved(t, d, link, d.score), unsolved(t, d, link, theirs); ours > 1e-9 || (link != "logit" && ours > theirs/100) {
			t.Errorf("%s: the score equations are off by %v, R's by %v", link, ours, theirs)
		}
	}
	d := bound(t, c.Cohort, nearFree(Distance{Linear: true}))
	for i, want := range column(t, "ps.csv", "lp_logit") {
		if got := d.score[c.profile[i]]; math.Abs(got-want) > 1e-10 || d.linear[c.profile[i]] != got {
			t.Fatalf("row %d: linear predictor %v, want %v", i+1, got, want)
		}
	}
}

// unsolved is the largest of the score equations Σ(y − ne)·e'/(e(1−e))·x = 0, taken
// from fitted probabilities alone.
func unsolved(t *testing.T, d *design, link string, fitted []float64) float64 {
	t.Helper()
	cols, err := d.modelled()
	if err != nil {
		t.Fatal(err)
	}
	sums := make([]float64, 1+len(cols.names))
	for i, profile := range d.c.Profiles {
		e, rest := fitted[i], 1-fitted[i]
		w := float64(profile.N[p]) - float64(profile.N[p]+profile.N[q])*e
		switch link {
		case "probit":
			z := math.Sqrt2 * math.Erfinv(2*e-1)
			w *= math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) / (e * rest)
		case "cloglog":
			w *= -math.Log1p(-e) / e
		}
		sums[0] += w
		cols.entries(int32(i), func(j int32, v float64) { sums[1+j] += w * v })
	}
	worst := 0.0
	for _, s := range sums {
		worst = math.Max(worst, math.Abs(s))
	}
	return worst
}

// One year of age is the same difference of linear predictors up as down, and at every age.
func TestScoreTiesStayTies(t *testing.T) {
	c := readCrowd(t)
	d := bound(t, c.Cohort, nearFree(Distance{Linear: true}))
	step := math.NaN()
	pairs := 0
	for i, p := range c.Profiles {
		for j, q := range c.Profiles[i+1:] {
			if q.Codes[0] != p.Codes[0]+1 || q.Codes[1] != p.Codes[1] || q.Codes[2] != p.Codes[2] || q.Codes[3] != p.Codes[3] || q.Codes[4] != p.Codes[4] {
				continue
			}
			pairs++
			diff := d.space.between(int32(i), int32(i+1+j))
			if step != step {
				step = diff
			}
			if diff != step {
				t.Fatalf("a year of age is %v here and %v there", diff, step)
			}
		}
	}
	if pairs < 100 {
		t.Fatalf("%d pairs", pairs)
	}
}

// The year enters as a covariate, where there are several, and distance.covariates restrict the model.
func TestScoreTerms(t *testing.T) {
	people := append([]person{{q, 2014, 30, "M"}, {p, 2014, 22, "M"}, {p, 2015, 20, "F"}, {q, 2015, 23, "F"}}, small...)
	names := func(dist Distance) string {
		var out []string
		for _, term := range bound(t, build(people), Spec{Covariates: handFree, Method: Weighting, Unmatched: Drop, Distance: dist}).model.Terms {
			out = append(out, strings.TrimSuffix(term.Covariate+"="+term.Level, "="))
		}
		return strings.Join(out, " ")
	}
	if got := names(Distance{}); got != "(intercept) age sex=M year=2015" {
		t.Errorf("terms %s", got)
	}
	if got := names(Distance{Metric: Propensity, Covariates: []string{"sex"}}); got != "(intercept) sex=M year=2015" {
		t.Errorf("terms %s", got)
	}
}

// handFree are the covariates of cohorts made by hand, none of them exact.
var handFree = []Covariate{{Name: "age", Mode: Free}, {Name: "sex", Mode: Free}}

// A covariate that others determine is left out and said to be.
func TestScoreLeavesOut(t *testing.T) {
	c := readCrowd(t)
	twice := *c.Cohort
	twice.Domains = append(append([]cohort.Domain(nil), c.Domains...), c.Domains[1])
	twice.Domains[5].Name = "sex"
	twice.Profiles = nil
	for _, p := range c.Profiles {
		p.Codes = append(append([]uint32(nil), p.Codes...), p.Codes[1])
		twice.Profiles = append(twice.Profiles, p)
	}
	d := bound(t, &twice, Spec{Covariates: append(append([]Covariate(nil), free...), Covariate{Name: "sex", Mode: Free}), Method: Nearest, Unmatched: Drop})
	if len(d.model.LeftOut) != 1 || d.model.LeftOut[0] != "sex=M" {
		t.Errorf("left out %v", d.model.LeftOut)
	}
	for i, want := range bound(t, c.Cohort, nearFree(Distance{})).score {
		if math.Abs(d.score[i]-want) > 1e-13 {
			t.Fatalf("score %v, want %v", d.score[i], want)
		}
	}
}

func TestScoreSeparation(t *testing.T) {
	base := []person{{p, 2014, 20, "F"}, {q, 2014, 20, "F"}, {p, 2014, 25, "F"}, {q, 2014, 26, "F"}, {q, 2014, 19, "M"}, {p, 2014, 22, "M"}}
	for name, tt := range map[string]struct {
		people []person
		want   string
	}{
		"a level": {append([]person{{p, 2014, 21, "X"}, {p, 2014, 23, "X"}, {p, 2014, 24, "X"}}, base...),
			"match: sex=X has 3 programme people and no comparison person: the propensity model has no finite estimate; merge the level"},
		"a year":         {append([]person{{q, 2015, 21, "F"}}, base...), "year=2015 has 1 comparison person and no programme person"},
		"a number":       {[]person{{p, 2014, 30, "F"}, {p, 2014, 35, "M"}, {q, 2014, 20, "M"}, {q, 2014, 29, "F"}}, "age is from 30 in the programme group and to 29 in the comparison pool"},
		"an arm":         {[]person{{p, 2014, 30, "F"}}, "1 programme person and no comparison person"},
		"only a mixture": {[]person{{p, 2014, 30, "F"}, {q, 2014, 29, "F"}, {p, 2014, 25, "M"}, {q, 2014, 24, "M"}}, "some combination of the covariates"},
	} {
		_, err := bind(build(tt.people), Spec{Covariates: handFree, Method: Nearest, Unmatched: Drop})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", name, err, tt.want)
		}
	}
}

func TestScoreGiven(t *testing.T) {
	c := build(small)
	spec := Spec{Covariates: handFree, Method: Nearest, Unmatched: Drop, Distance: Distance{Metric: GivenScore, Covariates: []string{"age"}}}
	d := bound(t, c, spec)
	if d.model != nil || d.linear != nil || d.score[0] != 20 || d.space.between(0, 1) != 1 {
		t.Errorf("score %v", d.score)
	}
	for want, dist := range map[string]Distance{
		"the one covariate":  {Metric: GivenScore},
		"not a covariate":    {Metric: GivenScore, Covariates: []string{"height"}},
		"is a category":      {Metric: GivenScore, Covariates: []string{"sex"}},
		"belong to a":        {Metric: GivenScore, Covariates: []string{"age"}, Linear: true},
		"unknown link":       {Link: "cauchit"},
		"unknown metric":     {Metric: "manhattan"},
		`names "height"`:     {Metric: Mahalanobis, Covariates: []string{"height"}},
		`covariates names "`: {Metric: Propensity, Covariates: []string{"height"}},
	} {
		spec.Distance = dist
		if _, err := bind(c, spec); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v", dist, err)
		}
	}
	spec = Spec{Covariates: []Covariate{{Name: "age", Mode: Exact}, {Name: "sex", Mode: Free}}, Method: Nearest, Unmatched: Drop,
		Distance: Distance{Metric: GivenScore, Covariates: []string{"age"}}}
	if _, err := bind(c, spec); err == nil || !strings.Contains(err.Error(), "is matched exact") {
		t.Error(err)
	}
	spec = Spec{Covariates: handFree, Method: Weighting, Unmatched: Drop, Distance: Distance{Metric: Mahalanobis}}
	if _, err := bind(c, spec); err == nil || !strings.Contains(err.Error(), "works with a score") {
		t.Error(err)
	}
}

// Who asks for a score gets one, and nobody else a model; what has no use is refused.
func TestScoreWhereNeeded(t *testing.T) {
	c := build(append([]person{{q, 2014, 33, "M"}, {p, 2015, 20, "F"}, {q, 2015, 30, "F"}}, small...))
	mahal := Distance{Metric: Mahalanobis}
	for name, tt := range map[string]struct {
		spec Spec
		want bool
	}{
		"nearest":          {Spec{Method: Nearest}, true},
		"full":             {Spec{Method: Full}, true},
		"subclasses":       {Spec{Method: Subclassification}, true},
		"strata":           {Spec{}, false},
		"entropy":          {Spec{Method: Entropy}, false},
		"support":          {Spec{Support: SupportBoth}, true},
		"mahalanobis":      {Spec{Method: Nearest, Distance: mahal}, false},
		"its order":        {Spec{Method: Nearest, Distance: mahal, Choice: Choice{Order: Largest}}, true},
		"its closest":      {Spec{Method: Nearest, Distance: mahal, Choice: Choice{Order: Closest}}, false},
		"its caliper":      {Spec{Method: Nearest, Distance: mahal, Calipers: []Caliper{{OfLinear, 9, SD}}}, true},
		"another caliper":  {Spec{Method: Nearest, Distance: mahal, Calipers: []Caliper{{"age", 9, SD}}}, false},
		"a variable ratio": {Spec{Method: Nearest, Distance: mahal, Choice: Choice{Ratio: 2, Least: 1, Most: 3}}, true},
	} {
		tt.spec.Covariates, tt.spec.Unmatched = handFree, Drop
		d := bound(t, c, tt.spec)
		if got := d.model != nil; got != tt.want || (d.score != nil) != tt.want || (d.linear != nil) != tt.want {
			t.Errorf("%s: a model %v, want %v", name, got, tt.want)
		}
	}
	for want, spec := range map[string]Spec{
		"strata measures no distances: leave the metric out":          {Distance: Distance{Metric: Propensity}},
		"entropy measures no distances":                               {Method: Entropy, Distance: mahal},
		"entropy fits no propensity model":                            {Method: Entropy, Distance: Distance{Link: "probit"}},
		"strata measures no distances: leave distance.covariates out": {Distance: Distance{Covariates: []string{"age"}}},
	} {
		spec.Covariates = handFree
		if _, err := bind(c, spec); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
