package evaluate

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"sib/cohort"
	"sib/contract"
	"sib/evidence"
)

// TestMatchIt holds coarsened matching on a file another program wrote to R's
// MatchIt 4.7.2 (testdata/reference/matching/README.md): sizes exactly, numbers to 1e-10.
func TestMatchIt(t *testing.T) {
	e := run(t, "../testdata/parquet/contract.yaml")
	want := records(t, "../testdata/reference/matching/effects.csv", "spec", "cem")[0]
	pooled := e.Results[len(e.Results)-1]
	if pooled.Programme.N != integer(t, want["n_treated"]) || pooled.Comparison.N != integer(t, want["n_control"]) {
		t.Errorf("matched %d and %d people, want %s and %s", pooled.Programme.N, pooled.Comparison.N, want["n_treated"], want["n_control"])
	}
	near(t, "ESS", pooled.ESS, want["ess_control"])
	near(t, "ESS of the design", e.Matching.Pooled.ESS, want["ess_control"])
	near(t, "risk difference", pooled.Difference.Value, want["rd"])
	for i, year := range records(t, "../testdata/reference/matching/effects_by_year.csv", "spec", "cem") {
		r := e.Results[i]
		if int64(r.Cohort) != integer(t, year["year"]) || r.Programme.N != integer(t, year["n_treated"]) || r.Comparison.N != integer(t, year["n_control"]) {
			t.Errorf("cohort %d: %d and %d people, want %v", r.Cohort, r.Programme.N, r.Comparison.N, year)
		}
		near(t, year["year"]+" programme rate", r.Programme.Value, year["mean_treated"])
		near(t, year["year"]+" comparison rate", r.Comparison.Value, year["mean_control"])
		near(t, year["year"]+" difference", r.Difference.Value, year["rd"])
	}
	checkBalance(t, e)
}

// checkBalance compares the pooled balance with MatchIt's, term by term.
func checkBalance(t *testing.T, e *Evaluation) {
	t.Helper()
	want := map[string]map[string]string{}
	for _, r := range records(t, "../testdata/reference/matching/balance.csv", "spec", "cem") {
		want[r["sample"]+" "+r["term"]] = r
	}
	tables := e.Matching.Balance
	compared := 0
	for _, term := range tables[len(tables)-1].Terms {
		for _, s := range []struct {
			sample string
			got    [6]*float64
		}{
			{"all", [6]*float64{&term.Before.Programme, &term.Before.Comparison, term.Before.SMD, term.Before.VarianceRatio, &term.Before.ECDFMean, &term.Before.ECDFMax}},
			{"matched", [6]*float64{&term.After.Programme, &term.After.Comparison, term.After.SMD, term.After.VarianceRatio, &term.After.ECDFMean, &term.After.ECDFMax}},
		} {
			name := s.sample + " " + term.Covariate + term.Level
			row, ok := want[name]
			if !ok {
				t.Errorf("no reference for %s", name)
				continue
			}
			compared++
			for i, column := range []string{"mean_treated", "mean_control", "smd", "var_ratio", "ecdf_mean", "ecdf_max"} {
				if s.got[i] == nil != (row[column] == "") {
					t.Errorf("%s %s: got %v, want %q", name, column, s.got[i], row[column])
				} else if s.got[i] != nil {
					near(t, name+" "+column, *s.got[i], row[column])
				}
			}
		}
	}
	if compared != len(want) {
		t.Errorf("compared %d terms of %d", compared, len(want))
	}
}

func run(t *testing.T, path string) *Evaluation {
	t.Helper()
	terms, err := contract.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	e, _, err := Run(t.Context(), terms, Data{Dir: dirOf(path)}, Given{}, evidence.Tool{Name: "test"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func dirOf(path string) string {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' {
			return path[:i]
		}
	}
	return "."
}

// records returns the rows of a CSV file whose column has the value.
func records(t *testing.T, path, column, value string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, name := range all[0] {
			m[name] = row[i]
		}
		if column == "" || m[column] == value {
			out = append(out, m)
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s has no row with %s=%s", path, column, value)
	}
	return out
}

func near(t *testing.T, what string, got float64, want string) {
	t.Helper()
	w, err := strconv.ParseFloat(want, 64)
	if err != nil {
		t.Fatal(err)
	}
	if !(math.Abs(got-w) <= 1e-10) {
		t.Errorf("%s = %.15g, want %s", what, got, want)
	}
}

func integer(t *testing.T, s string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestDUO holds the example to the published rates and to its own flow.
func TestDUO(t *testing.T) {
	e := run(t, "../testdata/duo/contract.yaml")
	for i, want := range []struct{ programme, comparison, points, relative string }{
		{"42.9", "33.7", "9.2", "27.3"},
		{"43.6", "30.5", "13.1", "43.0"},
		{"38.7", "33.4", "5.3", "15.9"},
	} {
		r := e.Results[i]
		for what, pair := range map[string][2]string{
			"programme rate":  {percentOf(r.Programme.Value), want.programme},
			"comparison rate": {percentOf(r.Comparison.Value), want.comparison},
			"difference":      {percentOf(r.Difference.Value), want.points},
			"relative change": {percentOf(*r.Relative), want.relative},
		} {
			if pair[0] != pair[1] {
				t.Errorf("cohort %d: %s prints as %s, published is %s", r.Cohort, what, pair[0], pair[1])
			}
		}
	}
	checkFlow(t, e)
	if n := e.Flow.Stages[len(e.Flow.Stages)-1].N; n[cohort.Programme] <= 300 || e.Matching.Pooled.Eligible[cohort.Comparison] != 4000 {
		t.Errorf("analysed %v, pool %v", n, e.Matching.Pooled.Eligible)
	}
}

// checkFlow wants the flow to add up, and to end with the people whom the results compare.
func checkFlow(t *testing.T, e *Evaluation) {
	t.Helper()
	checkYears(t, e.Flow)
	last := e.Flow.Stages[len(e.Flow.Stages)-1].N
	var sum [2]int64
	for _, r := range e.Results[:len(e.Results)-1] {
		sum[0] += r.Programme.N
		sum[1] += r.Comparison.N
	}
	pooled := e.Results[len(e.Results)-1]
	if sum != last || last != [2]int64{pooled.Programme.N, pooled.Comparison.N} {
		t.Errorf("flow ends with %v, years hold %v, pooled %d and %d", last, sum, pooled.Programme.N, pooled.Comparison.N)
	}
}

func percentOf(v float64) string { return strconv.FormatFloat(100*v, 'f', 1, 64) }
