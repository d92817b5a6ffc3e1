package outcome

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"sib/cohort"
	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// FuzzRead reads people and outcomes from bytes of any kind: they are refused with a
// Problem, or all of them are counted.
func FuzzRead(f *testing.F) {
	for i, l := range parquettest.Layouts() {
		b, err := parquettest.Encode(l, mutationTable(20, i)...)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	for _, name := range []string{"duckdb15-v2-zstd", "parquet-go-brotli-dict", "arrow-rs-zstd-v2-groups", "polars-snappy-small-ints", "parquetjs-snappy-v2"} {
		b, err := os.ReadFile(filepath.Join(sourcesDir, name+".parquet"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	m := &mutation{specs: map[string]cohort.Spec{"": mutationSpec("year", cohort.Integer)}}
	f.Fuzz(func(t *testing.T, b []byte) {
		one := &mutation{t: t, specs: m.specs}
		dir := t.TempDir()
		one.write(dir, b)
		r, err := one.read(dir, "")
		if err != nil {
			if p := new(evidence.Problem); !errors.As(err, &p) || p.Remedy == "" {
				t.Errorf("not a problem with a remedy: %v", err)
			}
			return
		}
		if bad := addsUp(r, r.cohort.Inputs[0].Rows); bad != "" {
			t.Error(bad)
		}
	})
}
