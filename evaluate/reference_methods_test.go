package evaluate

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sib/contract"
	"sib/evidence"
)

// designed runs the reference people under a design. As in the reference, the year is a
// covariate among others and people may be compared across years.
func designed(t *testing.T, match, matching, interval string) *Evaluation {
	t.Helper()
	data, err := filepath.Abs("../testdata/parquet/duo_synth.parquet")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("../testdata/parquet/contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	replace := func(old, new string) {
		if strings.Count(text, old) != 1 {
			t.Fatalf("%q occurs %d times", old, strings.Count(text, old))
		}
		text = strings.Replace(text, old, new, 1)
	}
	replace("cohorts: [2014, 2015, 2016]", "cohorts: [2014]")
	replace("  cohort: year\n", "")
	replace("people: duo_synth.parquet", "people: "+data)
	covariates := "covariates:\n"
	for _, name := range []string{"age", "gender", "origin", "qualification", "year"} {
		kind := "category"
		if name == "age" {
			kind = "integer"
		}
		covariates += fmt.Sprintf("  - {name: %s, kind: %s, match: %s, missing: refuse}\n", name, kind, match)
	}
	start, end := strings.Index(text, "covariates:"), strings.Index(text, "matching:")
	text = text[:start] + covariates + "\n" + text[end:]
	replace("matching: {clause: \"2\", estimand: ATT, unmatched: drop}", "matching: {clause: \"2\", unmatched: drop, "+matching+"}")
	replace("method: weighted-newcombe", "method: "+interval)
	replace("rounding: none", "rounding: {to: 0.001 points, mode: half-up}")
	terms, err := contract.Parse("contract.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	e, _, err := Run(t.Context(), terms, Data{Dir: t.TempDir()}, Given{}, evidence.Tool{Name: "test"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Risk differences, sizes and effective sizes of R's MatchIt, WeightIt and ebal.
func TestReferenceEffects(t *testing.T) {
	for _, tt := range []struct {
		spec, match, matching string
		tolerance             float64
	}{
		{"exact", "exact", "estimand: ATT", 1e-10},
		{"exact_ATE", "exact", "estimand: ATE", 1e-10},
		{"subclass5_min0", "distance", "estimand: ATT, method: subclassification, subclasses: 5", 1e-10},
		{"subclass5_ATE", "distance", "estimand: ATE, method: subclassification, subclasses: 5", 1e-10},
	} {
		want := records(t, "../testdata/reference/matching/effects.csv", "spec", tt.spec)[0]
		e := designed(t, tt.match, tt.matching, "weighted-newcombe")
		r := e.Results[len(e.Results)-1]
		if r.Programme.N != integer(t, want["n_treated"]) || r.Comparison.N != integer(t, want["n_control"]) {
			t.Errorf("%s: %d and %d people", tt.spec, r.Programme.N, r.Comparison.N)
		}
		near(t, tt.spec+" difference", r.Difference.Value, want["rd"])
		near(t, tt.spec+" ESS", r.ESS, want["ess_control"])
		near(t, tt.spec+" programme ESS", r.ProgrammeESS, want["ess_treated"])
	}
}

func reference[T any](t *testing.T, name string) T {
	t.Helper()
	b, err := os.ReadFile("../testdata/reference/matching/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out T
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func TestReferenceWeighting(t *testing.T) {
	type result struct {
		Estimate float64 `json:"estimate"`
		ESS      float64 `json:"ess_control"`
	}
	want := reference[map[string]result](t, "weighting.json")
	entropy := designed(t, "distance", "estimand: ATT, method: entropy", "weighted-newcombe").Results[0]
	within(t, "entropy balancing", entropy.Difference.Value, 0.11634346, 1e-7)
	within(t, "entropy balancing (ebal)", entropy.Difference.Value, want["ebal_pkg"].Estimate, 1e-9)
	within(t, "ESS of entropy balancing", entropy.ESS, want["ebal_pkg"].ESS, 1e-4)
	ipw := designed(t, "distance", "estimand: ATT, method: weighting", "weighted-newcombe").Results[0]
	within(t, "propensity weighting", ipw.Difference.Value, want["ipw_att"].Estimate, 1e-8)
	within(t, "ESS of propensity weighting", ipw.ESS, want["ipw_att"].ESS, 1e-4)
}
