package matching

import (
	"context"
	"encoding/csv"
	"os"
	"strconv"
	"testing"

	"sib/cohort"
)

// The reference results are R's on testdata/parquet/duo_synth.parquet, whose ids are
// the row numbers from 1. See testdata/reference/matching/README.md.
const referenceDir = "../testdata/reference/matching/"

// crowd is the reference data as the reference sees it: the year is one covariate
// among others, and people may be matched across years.
type crowd struct {
	*cohort.Cohort
	profile []int32      // by row
	arm     []cohort.Arm // by row
}

// free lists the covariates of the crowd, none of them exact.
var free = []Covariate{{Name: "age", Mode: Free}, {Name: "gender", Mode: Free}, {Name: "origin", Mode: Free},
	{Name: "qualification", Mode: Free}, {Name: "year", Mode: Free}}

// exactBut lists the covariates of the crowd, all exact but the age.
var exactBut = []Covariate{{Name: "age", Mode: Free}, {Name: "gender", Mode: Exact}, {Name: "origin", Mode: Exact},
	{Name: "qualification", Mode: Exact}, {Name: "year", Mode: Exact}}

func readCrowd(tb testing.TB) crowd {
	tb.Helper()
	spec := cohort.Spec{
		Dir: "../testdata/parquet", ID: "id", Years: []int{2014},
		Files:      cohort.Files{People: []string{"duo_synth.parquet"}, ArmColumn: "treat", ProgrammeValue: "1", ComparisonValue: "0"},
		Covariates: []cohort.Covariate{{Name: "age", Column: "age", Kind: cohort.Integer, Missing: cohort.Refuse}},
	}
	for _, name := range []string{"gender", "origin", "qualification", "year"} {
		spec.Covariates = append(spec.Covariates, cohort.Covariate{Name: name, Column: name, Kind: cohort.Category, Missing: cohort.Refuse})
	}
	c, err := cohort.Read(context.Background(), spec, nil)
	if err != nil {
		tb.Fatal(err)
	}
	out := crowd{Cohort: c}
	for _, p := range c.Parts() {
		rows, err := p.Rows()
		if err != nil {
			tb.Fatal(err)
		}
		out.profile = append(out.profile, rows.Profile...)
		for _, arm := range rows.Arm {
			out.arm = append(out.arm, cohort.Arm(arm))
		}
	}
	return out
}

// table returns the rows of a reference file as maps from column to text.
func table(tb testing.TB, name string) []map[string]string {
	tb.Helper()
	f, err := os.Open(referenceDir + name)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var out []map[string]string
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, name := range all[0] {
			m[name] = row[i]
		}
		out = append(out, m)
	}
	return out
}

// column returns a numeric column of a reference file, empty cells as 0.
func column(tb testing.TB, file, name string) []float64 {
	tb.Helper()
	var out []float64
	for i, row := range table(tb, file) {
		text, ok := row[name]
		if !ok {
			tb.Fatalf("%s has no column %q", file, name)
		}
		if text == "" {
			text = "0"
		}
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			tb.Fatalf("%s, row %d: %v", file, i+1, err)
		}
		out = append(out, v)
	}
	return out
}

// byProfile turns a number of each row into one of each profile. Rows of a profile
// must agree, as scores do.
func (c crowd) byProfile(tb testing.TB, rows []float64) []float64 {
	tb.Helper()
	out := make([]float64, len(c.Profiles))
	for i, p := range c.profile {
		if i < len(rows) && out[p] != 0 && out[p] != rows[i] {
			tb.Fatalf("row %d: %v, another of its profile has %v", i+1, rows[i], out[p])
		}
		out[p] = rows[i]
	}
	return out
}

func TestCrowd(t *testing.T) {
	c := readCrowd(t)
	arms := column(t, "ps.csv", "treat")
	var n [2]int
	for i, arm := range c.arm {
		n[arm]++
		if (arm == cohort.Programme) != (arms[i] == 1) {
			t.Fatalf("row %d is in another group in the reference", i+1)
		}
	}
	if n != [2]int{320, 4000} {
		t.Fatalf("%v people", n)
	}
	c.byProfile(t, column(t, "ps.csv", "ps_matchit"))
}

// scored binds a spec to the crowd and matches on a score of the reference.
func (c crowd) scored(tb testing.TB, spec Spec, score string) *design {
	tb.Helper()
	d, err := bind(c.Cohort, spec)
	if err != nil {
		tb.Fatal(err)
	}
	d.score = c.byProfile(tb, column(tb, "ps.csv", score))
	d.space = space{dims: 1, at: d.score}
	return d
}
