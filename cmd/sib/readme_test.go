package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the real output into the README")

const readme = "../../README.md"

// TestReadme runs every `$ sib` line of the README's console blocks and compares
// what it prints, stdout then stderr, with what the README shows.
func TestReadme(t *testing.T) {
	b, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := workplace(t, root)
	t.Chdir(dir)
	parts := strings.Split(string(b), "```console\n")
	if len(parts) < 4 {
		t.Fatalf("the README has %d console blocks", len(parts)-1)
	}
	for i, part := range parts[1:] {
		block, rest, _ := strings.Cut(part, "```")
		line, _, _ := strings.Cut(block, "\n")
		args, ok := strings.CutPrefix(line, "$ sib ")
		if !ok {
			t.Fatalf("block %d does not start with \"$ sib\"", i+1)
		}
		_, stdout, stderr := sib(t, strings.Fields(args)...)
		want := line + "\n" + stdout + stderr
		if block != want && !*update {
			t.Errorf("block %d shows\n%s\nbut sib prints\n%s\n(go test ./cmd/sib -run Readme -update)", i+1, block, want)
		}
		parts[i+1] = want + "```" + rest
	}
	if *update {
		if err := os.WriteFile(filepath.Join(root, "README.md"), []byte(strings.Join(parts, "```console\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// workplace is a directory that looks like the project's root to the README's
// commands, with the contract that has a bare percentage.
func workplace(t *testing.T, root string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Symlink(filepath.Join(root, "testdata"), filepath.Join(dir, "testdata")); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(root, "testdata/duo/contract.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	bare := strings.Replace(string(b), "at_least: 10 % relative\n", "at_least: 10 %\n", 1)
	if err := os.WriteFile(filepath.Join(dir, "bare.yaml"), []byte(bare), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestReadmeFigure holds the picture in the README to the one that the example draws.
func TestReadmeFigure(t *testing.T) {
	const picture = "../../docs/images/forest.svg"
	want := rendered(t, duo)["figures/forest.svg"]
	if *update {
		if err := os.WriteFile(picture, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(picture)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("docs/images/forest.svg is not what the example draws now (go test ./cmd/sib -run Readme -update)")
	}
}
