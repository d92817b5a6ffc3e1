package main

import (
	"bytes"
	"encoding/csv"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sib/evaluate"
	"sib/report"
)

var update = flag.Bool("update", false, "write the real output into the README and the tutorial")

const (
	readme   = "../../README.md"
	tutorial = "../../docs/tutorial.md"
)

// left is a line of a console block that stands for any lines that are not shown.
const left = "…"

// TestReadme runs every `$ sib` line of the README's console blocks and compares
// what it prints, stdout then stderr, with what the README shows.
func TestReadme(t *testing.T) {
	page, root := openPage(t, readme)
	t.Chdir(workplace(t, root))
	page.run(t, 8, func(int, string) {})
}

// TestTutorial does what the tutorial tells its reader to do, in its order: the yaml
// blocks, one after the other, are the contract; every command must succeed. The pages
// on how to read a report go on in its directory.
func TestTutorial(t *testing.T) {
	page, _ := openPage(t, tutorial)
	method, _ := openPage(t, "../../docs/method.md")
	var reading []document
	for _, reader := range []string{"evaluator", "investor", "payer"} {
		page, _ := openPage(t, "../../docs/reading/"+reader+".md")
		reading = append(reading, page)
	}
	t.Chdir(t.TempDir())
	written := page.blocks("yaml")
	if len(written) < 8 {
		t.Fatalf("the tutorial has %d yaml blocks", len(written))
	}
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	succeeds := func(code int, command string) {
		if code != 0 {
			t.Errorf("%q exits with %d", command, code)
		}
	}
	write("contract.yaml", strings.Join(written, "\n"))
	page.run(t, 12, succeeds)
	for _, page := range reading {
		for _, figures := range page.blocks("csv") {
			write("figures.csv", figures)
		}
		page.run(t, 2, succeeds)
	}
	checkWorkedByHand(t, method.text, "out/tables/results.csv")
}

// checkWorkedByHand holds the interval that the method paper works by hand to the
// tutorial's result of all years.
func checkWorkedByHand(t *testing.T, method, results string) {
	t.Helper()
	b, err := os.ReadFile(results)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	pooled := rows[len(rows)-1]
	_, text, _ := strings.Cut(method, "By hand, ")
	text, _, _ = strings.Cut(text, "\n\n")
	for column, digits := range map[string]int{
		"programme_rate": 5, "programme_rate_lo": 5, "programme_rate_hi": 5,
		"comparison_rate_weighted": 5, "comparison_rate_lo": 5, "comparison_rate_hi": 5,
		"difference": 5, "difference_lo": 4, "difference_hi": 4, "comparison_ess": 1,
	} {
		v, err := strconv.ParseFloat(pooled[slices.Index(rows[0], column)], 64)
		if err != nil {
			t.Fatal(err)
		}
		if s := strconv.FormatFloat(v, 'f', digits, 64); !strings.Contains(text, s) {
			t.Errorf("docs/method.md works the tutorial's interval by hand, and has no %s, the %s", s, column)
		}
	}
}

// document is a Markdown file whose console blocks are run.
type document struct{ path, text string }

func openPage(t *testing.T, path string) (page document, root string) {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if root, err = filepath.Abs("../.."); err != nil {
		t.Fatal(err)
	}
	return document{path, string(b)}, root
}

// blocks returns what stands in the blocks of a language.
func (d document) blocks(language string) []string {
	var out []string
	for _, part := range strings.Split(d.text, "```"+language+"\n")[1:] {
		block, _, _ := strings.Cut(part, "```")
		out = append(out, block)
	}
	return out
}

// run runs the commands of at least least console blocks, tells how each ended, and
// compares what it prints; with -update it writes the blocks that differ anew.
func (d document) run(t *testing.T, least int, ended func(code int, command string)) {
	t.Helper()
	parts := strings.Split(d.text, "```console\n")
	if len(parts)-1 < least {
		t.Fatalf("%s has %d console blocks, want %d or more", d.path, len(parts)-1, least)
	}
	for i, part := range parts[1:] {
		block, rest, _ := strings.Cut(part, "```")
		line, _, _ := strings.Cut(block, "\n")
		args, ok := strings.CutPrefix(line, "$ sib ")
		if !ok {
			t.Fatalf("block %d does not start with \"$ sib\"", i+1)
		}
		code, stdout, stderr := sib(t, strings.Fields(args)...)
		ended(code, line)
		printed := line + "\n" + stdout + stderr
		if shows(block, printed) {
			continue
		}
		if !*update {
			t.Errorf("block %d shows\n%s\nbut sib prints\n%s\n(go test ./cmd/sib -run 'Readme|Tutorial' -update)", i+1, block, printed)
		}
		parts[i+1] = printed + "```" + rest
	}
	if written := strings.Join(parts, "```console\n"); *update && written != d.text {
		if err := os.WriteFile(d.path, []byte(written), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// shows reports whether a block is what was printed, or is so but for lines left out.
// What stands between two marks may come anywhere after what stands before.
func shows(block, printed string) bool {
	runs := strings.Split("\n"+block, "\n"+left+"\n")
	rest, ok := strings.CutPrefix("\n"+printed, runs[0])
	if !ok || len(runs) == 1 {
		return ok && rest == ""
	}
	if !strings.HasPrefix(rest, "\n") {
		return false // the last line before the mark is not a whole one
	}
	last := len(runs) - 1
	for _, run := range runs[1:last] {
		if _, rest, ok = strings.Cut(rest, "\n"+run+"\n"); !ok {
			return false
		}
		rest = "\n" + rest
	}
	return runs[last] == "" || strings.HasSuffix(rest, "\n"+runs[last])
}

func TestShows(t *testing.T) {
	const printed = "a\nb\nc\nd\n"
	for _, tt := range []struct {
		block string
		want  bool
	}{
		{"a\nb\nc\nd\n", true},
		{"a\nb\nc\n", false},
		{"a\n…\n", true},
		{"a\n…\nd\n", true},
		{"a\n…\nc\n…\nd\n", true},
		{"a\n…\nc\n…\n", true},
		{"b\n…\n", false},
		{"a\n…\nx\n…\nd\n", false},
		{"a\n…\nc\n…\nb\n…\n", false},
		{"a\n…\nc\n", false},
		{"…\nd\n", true},
		{"…\nd", false},
	} {
		if got := shows(tt.block, printed); got != tt.want {
			t.Errorf("%q: %v", tt.block, got)
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

// TestExamples holds the reports in docs/examples to the program.
func TestExamples(t *testing.T) {
	r, err := carryOut(t.Context(), duo, evaluate.Data{Dir: filepath.Dir(duo)}, givenFlags{}.read, os.Stderr)
	if err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]report.Options{
		"en": {}, "fr": {Language: report.French}, "nl": {Language: report.Dutch}, "public": {Pack: report.Public},
	} {
		files, err := report.Render(r.evaluation, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, ext := range []string{".html", ".pdf"} {
			path := "../../docs/examples/duo-" + name + ext
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, files["report"+ext]) {
				t.Errorf("%s is not what the program writes now (bash docs/examples/renew.sh)", path)
			}
		}
	}
}

// TestMethodCites holds the method paper to the code: every file that it names is there,
// and so is every page that the documentation links to beside it.
func TestMethodCites(t *testing.T) {
	page, root := openPage(t, "../../docs/method.md")
	cited := regexp.MustCompile("`([a-z0-9_/]+\\.go)`").FindAllStringSubmatch(page.text, -1)
	if len(cited) < 30 {
		t.Fatalf("the method paper cites %d files", len(cited))
	}
	for _, c := range cited {
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(c[1]))); err != nil {
			t.Errorf("docs/method.md cites %s: %v", c[1], err)
		}
	}
	link := regexp.MustCompile(`\]\(([a-zA-Z0-9_./-]+)\)`)
	for _, name := range []string{"method.md", "tutorial.md", "reading/evaluator.md", "reading/investor.md", "reading/payer.md"} {
		page, _ := openPage(t, "../../docs/"+name)
		for _, l := range link.FindAllStringSubmatch(page.text, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page.path), l[1])); err != nil {
				t.Errorf("docs/%s links to %s: %v", name, l[1], err)
			}
		}
	}
}
