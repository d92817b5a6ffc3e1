package contract

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sib/evidence"
)

// What YAML allows and the language does without.
func TestRefusesYAML(t *testing.T) {
	const title = "title: DUO for a JOB, Brussels 2014–2016, on synthetic people"
	runRefusals(t, []refusalTest{
		{change(title, "title: &t DUO"), "&t DUO", "an anchor is not allowed", "write the value out"},
		{change(title, "title: !!str DUO"), "!!str", "a tag is not allowed", "plain value"},
		{change(title, "title: !x DUO"), "!x", "a tag is not allowed", "plain value"},
		{change(title, "title: ! DUO"), "! DUO", "a tag is not allowed", "plain value"},
		{change("[2014, 2015, 2016]", "!!seq [2014]"), "!!seq", "a tag is not allowed", "plain value"},
		{change("disclosure:\n  threshold: 10", "disclosure:\n  <<: {threshold: 10}"), "<<", "a merge key is not allowed", "write the value out"},
		{change("disclosure:", "---\ndisclosure:"), "---", "a second document starts", "one contract in one file"},
		{change("disclosure:\n", "disclosure:\n  ? [a]\n  : b\n"), "[a]", "a key is not a word", "key: value"},
	})
}

func TestRefusesAliases(t *testing.T) {
	ps := problems(t, "contract: &a sib/1\nid: *a\n")
	if len(ps) != 2 || !strings.Contains(ps[0].What, "anchor") || !strings.Contains(ps[1].What, "alias") || ps[1].Line != 2 || ps[1].Col != 5 {
		t.Errorf("%v", ps)
	}
	// A mapping that holds itself must not be walked for ever.
	ps = problems(t, "a: &a [*a]\n")
	if len(ps) != 2 {
		t.Errorf("%v", ps)
	}
}

func TestRefusesText(t *testing.T) {
	head := "contract: sib/1\nid: x\n"
	tests := []struct {
		name, text string
		line, col  int
		what       string
	}{
		{"empty", "", 1, 1, "empty"},
		{"comment only", "# nothing\n", 1, 1, "empty"},
		{"list", "- contract\n", 1, 1, "the contract is not a mapping"},
		{"word", "contract\n", 1, 1, "the contract is not a mapping"},
		{"not UTF-8", head + "title: caf\xe9\n", 3, 11, "not UTF-8"},
		{"UTF-16", "c\x00o\x00", 1, 2, "U+0000"},
		{"control", head + "title: a\x07b\n", 3, 9, "U+0007"},
		{"carriage return", head + "title: a\rb\n", 3, 9, "U+000D"},
		{"next line", head + "title: a\u0085b\n", 3, 9, "U+0085"},
		{"line separator", head + "title: a\u2028b\n", 3, 9, "U+2028"},
		{"right to left", head + "# é\u202e hidden\n", 3, 4, "U+202E"},
		{"zero width", head + "title: pro\u200bgramme\n", 3, 11, "U+200B"},
		{"mark in the middle", head + "title: \ufeffa\n", 3, 8, "U+FEFF"},
		{"broken", head + "title: [a\n", 3, 1, "not valid YAML"},
		{"indentation", head + "data:\n  id: a\n cohort: b\n", 5, 1, "did not find expected key"},
		{"tab", head + "data:\n\tid: a\n", 4, 1, "not valid YAML"},
		{"unknown alias", head + "title: *nobody\n", 1, 1, "unknown anchor 'nobody'"},
		{"broken second", head + "---\n{", 4, 1, "not valid YAML"},
		{"deep", strings.Repeat("[", 17), 1, 1, "not valid YAML"},
		{"deeper", strings.Repeat("[", 17) + strings.Repeat("]", 17), 1, 17, "nested more than 16 deep"},
		{"too deep for the library", strings.Repeat("[", 20_000), 1, 1, "exceeded max depth"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := problems(t, tt.text)[0]
			if !strings.Contains(p.What, tt.what) || p.Remedy == "" {
				t.Errorf("it says %q (%s), want %q", p.What, p.Remedy, tt.what)
			}
			if p.Line != tt.line || p.Col != tt.col {
				t.Errorf("at %d:%d, want %d:%d", p.Line, p.Col, tt.line, tt.col)
			}
			if strings.ContainsFunc(p.Source, hidden) && !strings.Contains(p.Source, "\t") {
				t.Errorf("the quoted line %q holds hidden characters", p.Source)
			}
		})
	}
}

func TestSecondDocument(t *testing.T) {
	ps := problems(t, duo(t)+"---\n"+duo(t))
	if len(ps) != 1 || !strings.Contains(ps[0].What, "second document") {
		t.Errorf("%v", ps)
	}
}

func TestRefusesSize(t *testing.T) {
	ps := problems(t, duo(t)+strings.Repeat("#\n", maxBytes/2))
	if len(ps) != 1 || !strings.Contains(ps[0].What, "more than a contract may have (131072)") {
		t.Errorf("%v", ps)
	}
	fits := duo(t)
	fits += "#" + strings.Repeat("x", maxBytes-len(fits)-1)
	if _, err := Parse("c.yaml", []byte(fits)); err != nil {
		t.Errorf("a file of exactly the largest size: %v", err)
	}
}

func TestWindowsFile(t *testing.T) {
	want := parsed(t)
	got, err := Parse("contract.yaml", []byte("\ufeff"+strings.ReplaceAll(duo(t), "\n", "\r\n")))
	if err != nil {
		t.Fatal(err)
	}
	if got.Title != want.Title || got.Note != want.Note || got.Digest == want.Digest {
		t.Error("a file with a byte order mark and CRLF reads differently, or has the same digest")
	}
}

func TestProblemsAreOrderedAndBounded(t *testing.T) {
	ps := problems(t, duo(t, "disclosure:\n  threshold: 10", "disclosure:\n  threshold: x", "currency: EUR", "currency: X", "level: 0.95", "level: 2"))
	if len(ps) != 3 || ps[0].Line > ps[1].Line || ps[1].Line > ps[2].Line {
		t.Errorf("%v", ps)
	}
	if got := strings.Count(ps.Error(), "hint: "); got != 3 {
		t.Errorf("%d hints in %q", got, ps.Error())
	}
	var many strings.Builder
	for range 5000 {
		many.WriteString("zz: 1\n")
	}
	ps = problems(t, duo(t)+many.String())
	if len(ps) != maxProblems+1 || !strings.Contains(ps[maxProblems].What, "4950 more problems") {
		t.Errorf("%d problems, the last: %v", len(ps), ps[len(ps)-1])
	}
	ps = problems(t, strings.Repeat("\u200b\n", 5000))
	if len(ps) > maxProblems+1 {
		t.Errorf("%d problems with characters", len(ps))
	}
}

func TestLongLinesAreNotQuoted(t *testing.T) {
	ps := problems(t, duo(t, "currency: EUR", "currency: "+strings.Repeat("E", 5000)))
	if len(ps) != 1 || ps[0].Source != "" {
		t.Errorf("%.300v", ps)
	}
	ps = problems(t, duo(t, "currency: EUR", "currency: EUR\n"+strings.Repeat("k", 5000)+": 1"))
	if len(ps) != 1 || len(ps[0].What) > 600 {
		t.Errorf("%.300v", ps)
	}
}

func TestLoad(t *testing.T) {
	terms, err := Load(duoFile)
	if err != nil {
		t.Fatal(err)
	}
	digest, _, err := evidence.DigestFile(duoFile)
	if err != nil || terms.Digest != digest || terms.File != "contract.yaml" {
		t.Errorf("file %q, digest %s, want %s", terms.File, terms.Digest, digest)
	}
	dir := t.TempDir()
	_, err = Load(filepath.Join(dir, "none.yaml"))
	var p *evidence.Problem
	if !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &p) || p.Remedy == "" {
		t.Errorf("a missing file: %v", err)
	}
	if _, err := Load(dir); !errors.As(err, &p) || p.Remedy == "" {
		t.Errorf("a directory: %v", err)
	}
	big := filepath.Join(dir, "big.yaml")
	if err := os.WriteFile(big, make([]byte, 3*maxBytes), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(big); !errors.As(err, &p) || !strings.Contains(p.What, "more than a contract may have") {
		t.Errorf("a large file: %v", err)
	}
}
