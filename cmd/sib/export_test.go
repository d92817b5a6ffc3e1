package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExportGolden holds the sheets of the DUO run to those in testdata/indigo
// (go test ./cmd/sib -run ExportGolden -update).
func TestExportGolden(t *testing.T) {
	const golden = "testdata/indigo"
	dir := t.TempDir()
	run, out := filepath.Join(dir, "run"), filepath.Join(dir, "indigo")
	for _, args := range [][]string{{"evaluate", duo, "--out", run}, {"export", "--indigo", run, "--out", out}} {
		if code, _, stderr := sib(t, args...); code != exitOK {
			t.Fatalf("%s: %d\n%s", args[0], code, stderr)
		}
	}
	made, err := filepath.Glob(filepath.Join(out, "*.csv"))
	if err != nil || len(made) != 9 {
		t.Fatalf("%d sheets, %v", len(made), err)
	}
	for _, path := range made {
		name := filepath.Base(path)
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(filepath.Join(golden, name), got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(filepath.Join(golden, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s differs: it is\n%s\nwant\n%s", name, strings.TrimSpace(string(got)), want)
		}
	}
}
