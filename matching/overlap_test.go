package matching

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"sib/cohort"
)

// Whoever is there and however they are matched: bins hold everybody and every weight,
// profiles hold everybody, bins meet, and nobody is both inside and outside.
func TestOverlapAddsUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	scored := 0
	for range 1500 {
		c, spec := anybody(rng), anyDesign(rng)
		s, err := Match(c, spec)
		if err != nil {
			continue
		}
		o := OverlapOf(c, s)
		both, programme, comparison := o.Profiles.Both, o.Profiles.ProgrammeOnly, o.Profiles.ComparisonOnly
		for arm := range 2 {
			if got := both.N[arm] + programme.N[arm] + comparison.N[arm]; got != s.Pooled.Eligible[arm] {
				t.Fatalf("profiles hold %d people of arm %d, eligible are %d", got, arm, s.Pooled.Eligible[arm])
			}
		}
		if programme.N[1] != 0 || comparison.N[0] != 0 {
			t.Fatalf("profiles of one arm: %+v", o.Profiles)
		}
		if (o.Error == "") != (len(o.Bins) == scoreBins) {
			t.Fatalf("%d bins, error %q", len(o.Bins), o.Error)
		}
		if o.Error != "" {
			continue
		}
		scored++
		checkBins(t, c, s, o)
		if t.Failed() {
			t.Fatalf("%+v of %+v", spec, c.Profiles)
		}
	}
	if scored < 100 {
		t.Errorf("only %d designs have a score", scored)
	}
}

func checkBins(t *testing.T, c *cohort.Cohort, s *Sample, o ScoreOverlap) {
	t.Helper()
	var people [2]int64
	var weight, want [2]float64
	for k, b := range o.Bins {
		if !(b.From < b.To) || k > 0 && o.Bins[k-1].To != b.From {
			t.Errorf("bin %d from %v to %v", k, b.From, b.To)
		}
		for arm := range 2 {
			people[arm] += b.Eligible[arm]
			weight[arm] += b.Weight[arm]
		}
	}
	for i, p := range c.Profiles {
		for arm, n := range p.N {
			want[arm] += float64(n) * s.Weights[i][arm]
		}
	}
	for arm := range 2 {
		if people[arm] != s.Pooled.Eligible[arm] || math.Abs(weight[arm]-want[arm]) > 1e-9*(1+want[arm]) {
			t.Errorf("arm %d: %d people and weight %v in bins, %d and %v in all", arm, people[arm], weight[arm], s.Pooled.Eligible[arm], want[arm])
		}
	}
	// A group may have a gap where the other has people, but each end is somebody's score.
	if o.Support != nil && s.Pooled.Eligible[0]+s.Pooled.Eligible[1] <= o.Support.Outside[0]+o.Support.Outside[1] {
		t.Errorf("nobody is in the range that both share: %+v", o.Support)
	}
}

// By hand: of three ages the programme has 20 and 30, the pool 30 and 40, so that they
// share the age of 30 alone. The score rises or falls with age in equal steps.
func TestOverlapByHand(t *testing.T) {
	c := ofNumbers(cohort.Integer, 20, 30, 40)
	c.Profiles = []cohort.Profile{
		{Year: c.Years[0], Codes: []uint32{0}, N: [2]int64{1, 0}},
		{Year: c.Years[0], Codes: []uint32{1}, N: [2]int64{2, 5}},
		{Year: c.Years[0], Codes: []uint32{2}, N: [2]int64{0, 3}},
	}
	s, err := Match(c, Spec{Covariates: []Covariate{{Name: c.Domains[0].Name, Mode: Exact}}, Unmatched: Drop})
	if err != nil {
		t.Fatal(err)
	}
	o := OverlapOf(c, s)
	want := SharedProfiles{ProfileCount{1, [2]int64{2, 5}}, ProfileCount{1, [2]int64{1, 0}}, ProfileCount{1, [2]int64{0, 3}}}
	if o.Profiles != want {
		t.Errorf("profiles %+v, want %+v", o.Profiles, want)
	}
	if o.Error == "" { // age tells the groups apart but for those who are 30
		t.Errorf("the score of separated groups: %+v", o)
	}
	c.Profiles[0].N[cohort.Comparison], c.Profiles[2].N[cohort.Programme] = 4, 1
	if s, err = Match(c, s.Spec); err != nil {
		t.Fatal(err)
	}
	if o = OverlapOf(c, s); o.Error != "" || o.Scale != "logit" {
		t.Fatalf("scale %q, error %q", o.Scale, o.Error)
	}
	// Shares of 1/5, 2/7 and 1/4: the slope is positive, so ages stand in order.
	at := []int{0, 0, 0}
	for k, n := range []int64{5, 7, 4} {
		at[k] = slices.IndexFunc(o.Bins, func(b ScoreBin) bool { return b.Eligible[0]+b.Eligible[1] == n })
	}
	if at[0] != 0 || at[2] != scoreBins-1 || at[1] < 8 || at[1] > 11 {
		t.Errorf("ages are in bins %v", at)
	}
	if b := o.Bins[at[1]]; b.Weight != [2]float64{2, 2} {
		t.Errorf("matched weights at 30: %v", b.Weight)
	}
	if o.Support == nil || o.Support.Outside != [2]int64{} || o.Support.From < o.Bins[0].From || o.Support.To > o.Bins[scoreBins-1].To {
		t.Errorf("common support %+v", o.Support)
	}
}

// A design with a score of its own is shown by that, others by the same logit.
func TestOverlapTakesTheDesignsScore(t *testing.T) {
	c := many(400)
	spec := Spec{Method: Nearest, Unmatched: Drop, Distance: Distance{Metric: Propensity, Link: "probit"}}
	for _, d := range c.Domains {
		spec.Covariates = append(spec.Covariates, Covariate{Name: d.Name, Mode: Free})
	}
	scales := map[string]ScoreOverlap{}
	for _, link := range []string{"probit", "logit", ""} {
		spec.Distance.Link = link
		if link == "" {
			spec.Method, spec.Distance = Entropy, Distance{}
		}
		s, err := Match(c, spec)
		if err != nil {
			t.Fatal(err)
		}
		scales[link] = OverlapOf(c, s)
	}
	if scales["probit"].Scale != "probit" || scales[""].Scale != "logit" {
		t.Errorf("scales %q and %q", scales["probit"].Scale, scales[""].Scale)
	}
	if a, b := scales[""].Support, scales["logit"].Support; a == nil || !reflect.DeepEqual(a, b) {
		t.Errorf("the same score has common support %+v and %+v", a, b)
	}
}
