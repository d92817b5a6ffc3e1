package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"sib/contract/money"
	"sib/evaluate"
	"sib/evidence"
	"sib/matching"
	"sib/settle"
)

// orders are what a name may hold that a terminal obeys, or that hides the text around it.
const orders = "\x1b[31mred\x1b]0;title\x07\u009b1m\x00\x08\r\u202eturned\u2066\u200bhidden\ufeff %s %d"

// obeyed is the first character of s that is no text.
func obeyed(s string) (rune, bool) {
	for _, r := range s {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return r, true
		}
	}
	return 0, false
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"a\x1b[31mb\n":      "a[31mb\n",
		"a\tb\r\x00\x7f":    "ab",
		"a\u202eb\u200b":    "a\ufffdb\ufffd",
		"\u009b1m \xff é 中": "1m \ufffd é 中",
		"soft\u00adhyphen":  "soft\u00adhyphen",
	} {
		if got := printable(in); got != want {
			t.Errorf("printable(%q) = %q, want %q", in, got, want)
		}
	}
}

// Whatever prints a stranger's names prints text.
func TestHostileNamesArePrintedAsText(t *testing.T) {
	failed := evaluate.Scenario{Name: "b", Words: orders, Error: orders}
	all := map[string]func(*bytes.Buffer) error{
		"sensitivity": func(b *bytes.Buffer) error {
			return printSensitivity(b, &evaluate.Sensitivity{
				Specifications: []evaluate.Scenario{failed}, Designs: []evaluate.Scenario{failed}, Undecided: orders, Due: money.Zero("EUR"), HiddenBias: &evaluate.HiddenBias{Error: orders},
				SubGroups: []evaluate.SubGroups{{Covariate: orders, Levels: []evaluate.SubGroup{{Level: orders, N: [2]int64{20, 20}}}}},
			})
		},
		"match": func(b *bytes.Buffer) error {
			printDesign(b, &evaluate.Design{Contract: evidence.Contract{ID: orders}, Matching: &matching.Sample{Method: orders}, Findings: []evidence.Finding{{Message: orders}}})
			return nil
		},
		"scenarios": func(b *bytes.Buffer) error {
			printOutcomes(b, []settle.Outcome{{Scenario: settle.Scenario{Name: orders}, Refused: orders, Differs: []string{orders}}})
			return nil
		},
		"verify": func(b *bytes.Buffer) error {
			return printVerdict(b, comparison{Differences: []string{orders}, Taken: []string{orders}}, false)
		},
		"error": func(b *bytes.Buffer) error { exitCode(b, errors.New(orders)); return nil },
	}
	for name, print := range all {
		var b bytes.Buffer
		if err := print(&b); err != nil && !strings.Contains(err.Error(), "differ") {
			t.Errorf("%s: %v", name, err)
		}
		if r, ok := obeyed(b.String()); ok {
			t.Errorf("%s: prints %U: %q", name, r, b.String())
		}
		if !strings.Contains(b.String(), "turned") || !strings.Contains(b.String(), "%s %d") || strings.Contains(b.String(), "%!") {
			t.Errorf("%s: the name is not printed as it is: %q", name, b.String())
		}
	}
}

// titled is the contract of the founding case under another title, in a directory of its own.
func titled(t *testing.T, title string) string {
	t.Helper()
	people, err := filepath.Abs("../../testdata/duo")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(people, "contract.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "title:") {
			line = "title: " + title + "\n"
		}
		for _, arm := range []string{"programme", "comparison"} {
			line = strings.Replace(line, "  "+arm+": "+arm+".parquet", "  "+arm+": "+filepath.ToSlash(filepath.Join(people, arm+".parquet")), 1)
		}
		lines = append(lines, line)
	}
	path := filepath.Join(t.TempDir(), "contract.yaml")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "")), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A contract with characters that are not seen is refused, and the refusal does not show
// them either. One that is hostile in letters that are seen passes through every command.
func TestHostileContract(t *testing.T) {
	refused := titled(t, `"\e[31mred\e]0;t\a\u009b1m\u202eturned\u2066\u200bhidden\ufeff"`)
	path := titled(t, `"turned <script>alert(1)</script> =1+1 %s %d | [c](javascript:d)"`)
	dir := t.TempDir()
	out := filepath.Join(dir, "run")
	for _, tt := range []struct {
		args    []string
		refused bool
		says    string
	}{
		{[]string{"check", refused}, true, "U+001B is not allowed"},
		{[]string{"evaluate", refused}, true, "U+001B is not allowed"},
		{[]string{"check", orders}, true, "turned"},
		{[]string{"check", path}, false, "is valid"},
		{[]string{"evaluate", path, "--out", out}, false, "turned <script>alert(1)</script> =1+1 %s %d | [c](javascript:d)"},
		{[]string{"sensitivity", out}, false, "Due under the contract"},
		{[]string{"explain", out}, false, "payment"},
		{[]string{"report", out, "--pack", "public", "--out", filepath.Join(dir, "public")}, false, "report.html"},
	} {
		var stdout, stderr bytes.Buffer
		root := newRoot(&stdout, &stderr)
		root.SetArgs(tt.args)
		exitCode(&stderr, root.ExecuteContext(t.Context()))
		said := stdout.String() + stderr.String()
		if r, ok := obeyed(said); ok {
			t.Errorf("sib %s prints %U: %q", tt.args[0], r, said)
		}
		if (stderr.Len() > 0) != tt.refused || !strings.Contains(said, tt.says) || strings.Contains(said, "%!") {
			t.Errorf("sib %s: refused %t, want %t and %q:\n%s", tt.args[0], stderr.Len() > 0, tt.refused, tt.says, said)
		}
	}
}
