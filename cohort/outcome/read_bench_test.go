package outcome

import (
	"os"
	"testing"

	"sib/cohort"
)

// BenchmarkReadBig counts the people that `sib simulate` put into the directory that
// SIB_BENCH_PEOPLE names, with their ids and outcomes: all reading that an evaluation does.
func BenchmarkReadBig(b *testing.B) {
	dir := os.Getenv("SIB_BENCH_PEOPLE")
	if dir == "" {
		b.Skip("SIB_BENCH_PEOPLE names no directory")
	}
	spec := cohort.Spec{Dir: dir, Files: cohort.Files{Programme: []string{"programme.parquet"}, Comparison: []string{"comparison.parquet"}}, ID: "person_id", Year: "year",
		Years: []int{2014, 2015, 2016}, Covariates: []cohort.Covariate{
			{Name: "age", Column: "age", Kind: cohort.Integer, Missing: cohort.Exclude},
			{Name: "gender", Column: "gender", Kind: cohort.Category, Missing: cohort.Refuse},
			{Name: "origin", Column: "origin", Kind: cohort.Category, Missing: cohort.Refuse},
			{Name: "qualification", Column: "qualification", Kind: cohort.Category, Missing: cohort.Refuse},
		}}
	b.ReportAllocs()
	for b.Loop() {
		c, err := cohort.Read(b.Context(), spec, nil)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Read(b.Context(), c, Spec{Outcomes: []Definition{{Column: "placed", Missing: cohort.Exclude}}}, nil); err != nil {
			b.Fatal(err)
		}
	}
}
