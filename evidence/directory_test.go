package evidence

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func names(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return strings.Join(out, " ")
}

func TestWriteRunReplacesARunAndNothingElse(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "out")
	first := map[string][]byte{"a.txt": []byte("abc"), "sub/b.txt": []byte("b")}
	if err := WriteRun(dir, first, Manifest{}); err != nil {
		t.Fatal(err)
	}
	m, err := ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Outputs) != 2 || m.Outputs[0].Path != "a.txt" || m.Outputs[0].SHA256 != abc || m.Outputs[0].Bytes != 3 {
		t.Errorf("outputs %+v", m.Outputs)
	}
	if err := WriteRun(dir, map[string][]byte{"c.txt": nil}, Manifest{}); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); got != "c.txt manifest.json" {
		t.Errorf("after the second run: %s", got)
	}
	if got := names(t, parent); got != "out" {
		t.Errorf("left behind: %s", got)
	}

	other := filepath.Join(parent, "letters")
	if err := os.MkdirAll(other, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(other, "mine.txt"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := WriteRun(other, first, Manifest{}); err == nil {
		t.Fatal("a foreign directory was replaced")
	}
	if got := names(t, other); got != "mine.txt" {
		t.Errorf("a foreign directory changed: %s", got)
	}
}

func TestWriteRunLeavesNothingWhenItFails(t *testing.T) {
	parent := t.TempDir()
	// A file and a directory of the same name cannot both be written.
	files := map[string][]byte{"a": nil, "a/b": nil}
	if err := WriteRun(filepath.Join(parent, "out"), files, Manifest{}); err == nil {
		t.Fatal("no error")
	}
	if got := names(t, parent); got != "" {
		t.Errorf("left behind: %s", got)
	}
}

func TestReadManifestRefusesOtherVersions(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ManifestFile), []byte(`{"schema_version":"other/9"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadManifest(dir); err == nil || !strings.Contains(err.Error(), "other/9") {
		t.Errorf("err = %v", err)
	}
}
