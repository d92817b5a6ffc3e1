package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const duo = "../../testdata/duo/contract.yaml"

// sib runs a command line and returns its exit code and what it printed.
func sib(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	root := newRoot(&out, &errs)
	root.SetArgs(args)
	code = exitCode(&errs, root.ExecuteContext(t.Context()))
	return code, out.String(), errs.String()
}

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	run := filepath.Join(dir, "run")
	if code, _, stderr := sib(t, "evaluate", duo, "--out", run); code != exitOK {
		t.Fatalf("evaluate: %d\n%s", code, stderr)
	}
	if err := os.WriteFile(filepath.Join(run, "extra"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(dir, "broken.yaml")
	if err := os.WriteFile(broken, []byte("contract: sib/1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	alone := filepath.Join(dir, "contract.yaml")
	b, err := os.ReadFile(duo)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(alone, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		want int
		args string
	}{
		{exitOK, "check " + duo},
		{exitFailure, "evaluate " + duo + " --out " + broken + "/under-a-file"},
		{exitUsage, "evaluate"},
		{exitUsage, "evaluate --nonsense " + duo},
		{exitContract, "evaluate " + broken},
		{exitContract, "check " + filepath.Join(dir, "none.yaml")},
		{exitData, "evaluate " + alone}, // the people are not beside it
		{exitDifferent, "verify " + run + " --contract " + duo},
	} {
		if code, _, stderr := sib(t, strings.Fields(tt.args)...); code != tt.want {
			t.Errorf("sib %s: exit %d, want %d\n%s", tt.args, code, tt.want, stderr)
		}
	}
}
