//go:build unix

package columns

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe would wait for ever for somebody who writes.
func TestPipesAreRefused(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "p.parquet"), 0o600); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"p.parquet", ".", "*"} {
		_, err := OpenAll(dir, []string{name}, "people")
		if p := problem(t, err); p.File != "p.parquet" || !strings.Contains(p.What, "pipe") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Open("/dev", "null", "people"); err == nil || !strings.Contains(err.Error(), "device") {
		t.Error(err)
	}
}
