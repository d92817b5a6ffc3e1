package evaluate

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sib/cohort"
	"sib/matching"
)

func byName(t *testing.T, all []Scenario, name string) Scenario {
	t.Helper()
	i := slices.IndexFunc(all, func(s Scenario) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("no design %q", name)
	}
	return all[i]
}

// The same people under R's MatchIt 4.7.2 and WeightIt 1.3.2 (testdata/reference/matching).
// Exact matching has one answer. WeightIt does not hold the weights of each cohort year
// together, which moves its answer in the fourth digit.
func TestOtherDesignsReference(t *testing.T) {
	s := run(t, "../testdata/parquet/contract.yaml").Sensitivity
	want := records(t, "../testdata/reference/matching/effects.csv", "spec", "exact")[0]
	exact := byName(t, s.Designs, "exact")
	rd, err := strconv.ParseFloat(want["rd"], 64)
	if err != nil {
		t.Fatal(err)
	}
	within(t, "exact difference", exact.Difference.Value, rd, 1e-12)
	if got := strconv.FormatInt(*exact.ProgrammeN, 10); got != want["n_treated"] || *exact.LargestSMD > 1e-12 {
		t.Errorf("exact: %s people, largest difference %v", got, *exact.LargestSMD)
	}
	weighting := reference[map[string]map[string]any](t, "weighting.json")
	within(t, "propensity weighting", byName(t, s.Designs, "propensity-weighting").Difference.Value, weighting["ipw_att"]["estimate"].(float64), 5e-4)
}

// A contract that has one of the other designs as its own decides what that one would pay.
func TestOtherDesignsAgreeWithTheContractsThatHaveThem(t *testing.T) {
	b, err := os.ReadFile("../testdata/parquet/contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	data, err := filepath.Abs("../testdata/parquet/duo_synth.parquet")
	if err != nil {
		t.Fatal(err)
	}
	designs := run(t, "../testdata/parquet/contract.yaml").Sensitivity.Designs
	for name, matching := range map[string]string{
		"propensity-weighting":  "method: weighting, ",
		"entropy-balancing":     "method: entropy, ",
		"nearest-logit":         "method: nearest, distance: {metric: propensity, link: logit, scale: linear-predictor}, ",
		"nearest-logit-caliper": "method: nearest, distance: {metric: propensity, link: logit, scale: linear-predictor}, calipers: [{of: linear-predictor, width: 0.2, unit: sd}], ",
		"generalised-full":      "method: quick, distance: {metric: propensity, link: logit, scale: linear-predictor}, ",
		"exact":                 "",
	} {
		match := "distance"
		if name == "exact" {
			match = "exact"
		}
		text := strings.NewReplacer("match: coarsened, cuts: [20.5, 23.5, 26.5, 29.5]", "match: "+match, "match: exact", "match: "+match,
			`matching: {clause: "2", `, `matching: {clause: "2", `+matching, "rounding: none", "rounding: {to: 0.01 points, mode: half-up}",
			"people: duo_synth.parquet", "people: "+data).Replace(string(b))
		path := filepath.Join(t.TempDir(), "contract.yaml")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		e := run(t, path)
		got, own := byName(t, designs, name), e.Results[len(e.Results)-1]
		if d := got.Difference; math.Abs(d.Value-own.Difference.Value) > 1e-12 || math.Abs(d.Lo-own.Difference.Lo) > 1e-12 || math.Abs(d.Hi-own.Difference.Hi) > 1e-12 {
			t.Errorf("%s: %+v, as the contract's own %+v", name, d, own.Difference)
		}
		if got.Due == nil || got.Due.Cmp(e.Decision.Due) != 0 || *got.ProgrammeN != e.Matching.Pooled.Matched[cohort.Programme] {
			t.Errorf("%s would pay %v for %d people; the contract pays %v", name, got.Due, *got.ProgrammeN, e.Decision.Due)
		}
		if slices.ContainsFunc(e.Sensitivity.Designs, func(s Scenario) bool { return s.Name == name }) {
			t.Errorf("%s is the contract's own, and is listed as another", name)
		}
	}
}

// A design that cannot be carried out keeps its row and says why.
func TestOtherDesignsSayWhyNot(t *testing.T) {
	c := &cohort.Cohort{
		Years:   []int{2014},
		Domains: []cohort.Domain{{Covariate: cohort.Covariate{Name: "age", Kind: cohort.Integer}, Labels: []string{"20", "30"}, Numbers: []float64{20, 30}}},
		Profiles: []cohort.Profile{
			{Year: 2014, Codes: []uint32{0}, N: [2]int64{5, 0}},
			{Year: 2014, Codes: []uint32{1}, N: [2]int64{0, 5}},
		},
	}
	own := matching.Spec{Method: matching.Optimal, Estimand: matching.OnTreated}
	all := matchOtherwise(c, own)
	if len(all) != len(otherDesigns) {
		t.Fatalf("%d designs of %d", len(all), len(otherDesigns))
	}
	for _, o := range all {
		if o.sample != nil || o.why == "" || strings.Contains(o.why, "\n") || strings.HasPrefix(o.why, "match:") {
			t.Errorf("%s: %q", o.name, o.why)
		}
	}
	c.Profiles = slices.Repeat(c.Profiles, 1_000_000)
	for _, o := range matchOtherwise(c, own) {
		if !strings.Contains(o.why, "2000000 different profiles") {
			t.Errorf("%s: %q", o.name, o.why)
		}
	}
}

// What a method cannot estimate it replaces by the effect on programme people, and says so.
func TestOtherDesignsKeepTheEstimand(t *testing.T) {
	c, _ := people(t)
	for _, o := range matchOtherwise(c, matching.Spec{Method: matching.Optimal, Estimand: matching.OnAll}) {
		if o.sample == nil { // the few programme people cannot be weighted to everybody
			if o.name != "entropy-balancing" {
				t.Errorf("%s: %s", o.name, o.why)
			}
			continue
		}
		nearest := strings.HasPrefix(o.name, "nearest")
		if (o.sample.Spec.Estimand == matching.OnTreated) != nearest || strings.Contains(o.words, "has no ATE") != nearest {
			t.Errorf("%s: %s, %s", o.name, o.sample.Spec.Estimand, o.words)
		}
	}
}
