package evaluate

import (
	"os"
	"path/filepath"
	"testing"

	"sib/cohort"
	"sib/contract"
	"sib/matching"
)

// BenchmarkMatch carries out the design of the contract that SIB_BENCH_CONTRACT names,
// after its people are read and counted: docs/benchmarks.md.
func BenchmarkMatch(b *testing.B) {
	path := os.Getenv("SIB_BENCH_CONTRACT")
	if path == "" {
		b.Skip("SIB_BENCH_CONTRACT names no contract")
	}
	terms, err := contract.Load(path)
	if err != nil {
		b.Fatal(err)
	}
	c, err := cohort.Read(b.Context(), cohortSpec(terms, filepath.Dir(path)), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := matching.Match(c, specOf(terms)); err != nil {
			b.Fatal(err)
		}
	}
}
