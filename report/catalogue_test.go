package report

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// texts of the source: what say, plural and key are given.
func sourceTexts(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			for _, s := range textsOf(t, fset, call) {
				found[s] = true
			}
			return true
		})
	}
	var out []string
	for s := range found {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// textsOf are the texts that a call gives the catalogue. A text that is put together
// could not be looked up: it is an error.
func textsOf(t *testing.T, fset *token.FileSet, call *ast.CallExpr) []string {
	name, at := "", 0
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		name = f.Sel.Name
	case *ast.Ident:
		name = f.Name
	}
	switch name {
	case "say", "key":
	case "plural":
		at = 1
	default:
		return nil
	}
	lit, ok := call.Args[at].(*ast.BasicLit)
	if !ok {
		if _, sum := call.Args[at].(*ast.BinaryExpr); sum || name == "plural" {
			t.Errorf("%s: a text that is put together cannot be looked up", fset.Position(call.Pos()))
		}
		return nil
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		t.Fatal(err)
	}
	if name == "plural" {
		return []string{s, s + "s"}
	}
	return []string{s}
}

// Every text is in the catalogue, in every language, and the catalogue has no other.
func TestCatalogueIsComplete(t *testing.T) {
	want := map[string]bool{}
	for _, s := range sourceTexts(t) {
		want[s] = true
	}
	entries := catalogue()
	if *update {
		entries = renewed(t, entries, want)
	}
	have := map[string]bool{}
	for _, e := range entries {
		if have[e.English] {
			t.Errorf("%q stands twice in the catalogue", e.English)
		}
		have[e.English] = true
		if !e.Quoted && !want[e.English] {
			t.Errorf("%q is in the catalogue and nowhere in the report", e.English)
		}
		for _, l := range Languages() {
			if e.in(l) == "" {
				t.Errorf("%q has no text in %s", e.English, l)
			}
		}
	}
	for s := range want {
		if !have[s] {
			t.Errorf("%q is not in the catalogue; go test ./report -run Catalogue -update adds it", s)
		}
	}
}

// renewed writes the catalogue with the texts of the source, to be translated.
func renewed(t *testing.T, old []entry, want map[string]bool) []entry {
	var out []entry
	known := map[string]bool{}
	for _, e := range old {
		if e.Quoted || want[e.English] {
			out = append(out, e)
			known[e.English] = true
		}
	}
	for s := range want {
		if !known[s] {
			out = append(out, entry{English: s})
		}
	}
	slices.SortFunc(out, func(a, b entry) int { return strings.Compare(a.English, b.English) })
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("catalogue.json", b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return out
}

var placeholder = regexp.MustCompile(`%(?:\[(\d+)\])?([a-zA-Z%])`)

// placeholders are the arguments that a text sets, in the order of the arguments.
func placeholders(s string) []string {
	var out []string
	next := 1
	for _, m := range placeholder.FindAllStringSubmatch(s, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		out = append(out, strconv.Itoa(next)+m[2])
		next++
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A translation sets the same arguments, and stands between the same spaces.
func TestCataloguePlaceholders(t *testing.T) {
	for _, e := range catalogue() {
		for _, l := range []Language{French, Dutch} {
			s := e.in(l)
			if s == "" {
				continue
			}
			if got, want := placeholders(s), placeholders(e.English); !slices.Equal(got, want) {
				t.Errorf("%s: %q sets %v, the English %q %v", l, s, got, e.English, want)
			}
			for _, cut := range []func(string) string{
				func(s string) string { return s[:len(s)-len(strings.TrimLeft(s, " \n"))] },
				func(s string) string { return s[len(strings.TrimRight(s, " \n")):] },
			} {
				if cut(s) != cut(e.English) {
					t.Errorf("%s: %q begins or ends with other spaces than %q", l, s, e.English)
				}
			}
			if strings.HasPrefix(strings.TrimSpace(s), "-") != strings.HasPrefix(strings.TrimSpace(e.English), "-") {
				t.Errorf("%s: %q has a hyphen for a minus", l, s)
			}
		}
	}
}

// Tables for machines are the same in every language.
func TestDataIsNotTranslated(t *testing.T) {
	for _, c := range cases {
		e := c.make()
		want, err := dataFiles(told(e), newFigures(told(e)))
		if err != nil || len(want) < 5 {
			t.Fatal(len(want), err)
		}
		for _, which := range []Language{French, Dutch} {
			a := account{e, in(t, which)}
			got, err := dataFiles(a, newFigures(a))
			if err != nil {
				t.Fatal(err)
			}
			for name, b := range want {
				if !bytes.Equal(b, got[name]) {
					t.Errorf("%s: %s is another in %s", c.name, name, which)
				}
			}
		}
	}
}
