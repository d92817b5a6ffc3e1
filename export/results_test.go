package export

import (
	"slices"
	"strings"
	"testing"

	"sib/contract"
)

const (
	engagedTitle  = "Number engaged In impact bond - (Value)"
	positiveTitle = "Number with Positive social outcomes - (Value)"
)

// atProject are the rows about people.
func atProject(t *testing.T, in Input) []map[string]string {
	t.Helper()
	rows := table(t, book(t, in), "projects_results.csv")
	return slices.DeleteFunc(rows, func(r map[string]string) bool { return r["Result level - (Value)"] != projectLevel })
}

func TestResults(t *testing.T) {
	rows := table(t, book(t, duo(t)), "projects_results.csv")
	if len(rows) != 8 {
		t.Fatalf("%d rows", len(rows))
	}
	pooled := rows[3]["Outcomes achieved - (Value)"]
	if !strings.HasPrefix(pooled, "28.3 % relative; principal (clause 4.1): at least 10 % relative: met; ") || !strings.HasSuffix(pooled, "at least 30 % relative: not met") {
		t.Errorf("%q", pooled)
	}
	for i, r := range rows[:4] {
		if info := strings.Contains(r["Notes"], "for information"); info != (i < 3) {
			t.Errorf("row %d: %q", i, r["Notes"])
		}
	}
	want := "placement rate after matching: programme 42.9 %, comparison 33.7 %; difference 9.2 points, 95 % interval -3.3 to 21.8 (weighted-newcombe)"
	if got := rows[4]["Other Description of result - (Value)"]; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := cells(rows, "Period - Start - (Value)"); !slices.Equal(got, []string{"2014", "2015", "2016", "2014", "2014", "2015", "2016", "2014"}) {
		t.Errorf("starts %q", got)
	}
	if got := cells(rows, engagedTitle); !slices.Equal(got, []string{"", "", "", "", "87", "119", "123", "329"}) {
		t.Errorf("engaged %q", got)
	}
	if got := cells(rows, positiveTitle); !slices.Equal(got[4:], []string{"36", "51", "49", "136"}) {
		t.Errorf("positive %q", got)
	}
}

// One small cohort hides the counts of all years: the others would give it away.
func TestResultsHideSmallCounts(t *testing.T) {
	for _, tt := range []struct {
		counts [][2]int64
		want   []string
	}{
		{[][2]int64{{87, 36}, {119, 10}, {123, 49}}, []string{"87", "119", "123", "329"}},
		{[][2]int64{{87, 36}, {119, 9}, {123, 49}}, []string{"", "", "", "329"}},
		{[][2]int64{{87, 36}, {119, 109}, {123, 49}}, []string{"87", "119", "123", "329"}},
		{[][2]int64{{87, 36}, {119, 110}, {123, 49}}, []string{"", "", "", "329"}},
		{[][2]int64{{87, 36}, {119, 0}, {123, 123}}, []string{"87", "119", "123", "329"}},
		{[][2]int64{{9, 0}, {0, 0}, {0, 0}}, []string{"", "", "", ""}},
	} {
		in := duo(t)
		in.Results = people(tt.counts...)
		rows := atProject(t, in)
		if got := cells(rows, engagedTitle); !slices.Equal(got, tt.want) {
			t.Errorf("%v: engaged %q, want %q", tt.counts, got, tt.want)
		}
		for _, r := range rows {
			if (r[engagedTitle] == "") != (r[positiveTitle] == "") || (r[engagedTitle] == "") != strings.Contains(r["Notes"], "fewer than 10 people") {
				t.Errorf("%v: %q", tt.counts, r)
			}
		}
		total := table(t, book(t, in), "projects.csv")[0]["Service and beneficiaries - Actual number of unique service users or beneficiaries engaged (total) - (Value)"]
		if total != tt.want[3] {
			t.Errorf("%v: %q in all, want %q", tt.counts, total, tt.want[3])
		}
	}
}

// Those with an outcome that the contract pays to avoid have no positive result.
func TestResultsOfABadOutcome(t *testing.T) {
	in := duo(t)
	in.Terms.Measures = []contract.Measure{{ID: "gain", Effect: contract.Reduction, Source: contract.Compared}}
	for _, r := range atProject(t, in) {
		if r[engagedTitle] == "" || r[positiveTitle] != "" {
			t.Errorf("%q", r)
		}
	}
	in = duo(t)
	in.Terms.Outcome.Counts = contract.CountEvents
	for _, r := range atProject(t, in) {
		if r[positiveTitle] != "" || !strings.Contains(r["Other Description of result - (Value)"], "42.9 for 100 people") {
			t.Errorf("%q", r)
		}
	}
}

// The one cohort of a contract is all of them: its people are counted once.
func TestResultsOfOneCohort(t *testing.T) {
	in := duo(t)
	in.Terms.Cohorts = []int{2014}
	in.Results = people([2]int64{87, 36})
	if rows := atProject(t, in); len(rows) != 1 || rows[0][engagedTitle] != "87" {
		t.Errorf("%q", rows)
	}
}

func TestObserved(t *testing.T) {
	for _, tt := range []struct {
		value, want string
		effect      contract.EffectType
	}{
		{"0.283", "28.3 % relative", contract.Relative},
		{"20", "20 people", contract.Count},
		{"-1/3", "about -33.333333 % relative", contract.Relative},
		{"3/8", "37.5 points", contract.Points},
		{"no number", "no number", contract.Relative},
		{"1/0", "1/0", contract.Relative},
	} {
		v := contract.Verdict{Observed: tt.value, Effect: tt.effect}
		if tt.effect == contract.Count {
			v.Unit = "people"
		}
		if got := observed(v); got != tt.want {
			t.Errorf("observed(%q) = %q, want %q", tt.value, got, tt.want)
		}
	}
}
