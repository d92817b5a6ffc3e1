package columns

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"sib/evidence"
)

// FuzzOpen puts bytes of any kind through the preflight: they are refused with a Problem,
// or described so that the rows of the groups are those of the file.
func FuzzOpen(f *testing.F) {
	for _, b := range samples(f) {
		f.Add(b)
	}
	paths, err := filepath.Glob("../../../testdata/sources/*.parquet")
	if err != nil || len(paths) == 0 {
		f.Fatalf("no fixtures: %v", err)
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		if len(b) < 16<<10 {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "f")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := Open("", path, "people")
		if err != nil {
			if p := new(evidence.Problem); !errors.As(err, &p) || p.Remedy == "" {
				t.Errorf("not a problem with a remedy: %v", err)
			}
			return
		}
		var rows int64
		for g := range file.Groups() {
			first, n := file.Group(g)
			if first != rows || n < 0 {
				t.Errorf("group %d: %d rows from %d on, after %d", g, n, first, rows)
			}
			rows += n
		}
		if rows != file.Rows() || file.Input().Bytes != int64(len(b)) || file.Input().SHA256 != evidence.DigestOf(b) {
			t.Errorf("%d rows in groups, manifest %+v", rows, file.Input())
		}
	})
}
