package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRewrite(t *testing.T) {
	const src = `package p

const limit = 3 < 4 // a constant is not a comparison that runs

func f(a, b int, c []int) bool {
	if a < b && len(c) == 0 {
		return (a >= b) != (b > 2)
	}
	return a != b
}
`
	path := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(path, []byte(src), 0o600); err != nil {
		t.Fatal(err)
	}
	next := 10
	out, ms, err := rewrite(path, &next)
	if err != nil {
		t.Fatal(err)
	}
	// a < b: 2, len == 0: 1, a >= b: 2, b > 2: 2, the != between them: 1, a != b: 1.
	if len(ms) != 9 || next != 19 || ms[0].id != 11 {
		t.Errorf("%d mutants up to %d: %v", len(ms), next, ms)
	}
	text := string(out)
	if strings.Count(text, "\n") != strings.Count(src, "\n") {
		t.Error("lines moved")
	}
	for _, want := range []string{
		"mutants.B(12, mutants.B(11, a < b, a <= b), a >= b)", "mutants.B(13, len(c) == 0, len(c) != 0)", "const limit = 3 < 4",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if _, err := parser.ParseFile(token.NewFileSet(), path, out, 0); err != nil {
		t.Error(err)
	}
	if ms[2].key() == "" || !strings.HasSuffix(ms[2].key(), "| if a < b && len(c) == 0 { | == → !=") {
		t.Errorf("key %q", ms[2].key())
	}
}
