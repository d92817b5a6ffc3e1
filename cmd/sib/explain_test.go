package main

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sib/contract"
	"sib/settle"
)

// Every code that a file of the program names has words, and no other has.
func TestEveryCodeHasWords(t *testing.T) {
	code := regexp.MustCompile(`^SIB-[A-Z][0-9]{3}$`)
	named := map[string]bool{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && code.MatchString(s) {
					named[s] = true
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all := meanings()
	if len(named) < 30 || len(all) != len(named) {
		t.Errorf("%d codes are named, %d have words", len(named), len(all))
	}
	for c := range named {
		if words := all[c]; len(words) < 20 || !strings.HasSuffix(words, ".") {
			t.Errorf("%s has no words: %q", c, words)
		}
		if exit, stdout, stderr := sib(t, "explain", c); exit != exitOK || !strings.HasPrefix(stdout, c+", ") || strings.Contains(stdout, "about \n") {
			t.Errorf("explain %s: exit %d\n%s%s", c, exit, stdout, stderr)
		}
	}
}

// changedDecision writes the example's evaluation with its decision changed.
func changedDecision(t *testing.T, change func(map[string]any)) string {
	t.Helper()
	_, stdout, _ := sib(t, "evaluate", duo, "--json")
	var e struct {
		Decision map[string]any `json:"decision"`
	}
	if err := json.Unmarshal([]byte(stdout), &e); err != nil {
		t.Fatal(err)
	}
	change(e.Decision)
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "decision.json")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func node(d map[string]any, id string) map[string]any {
	for _, n := range d["trace"].([]any) {
		if n := n.(map[string]any); n["id"] == id {
			return n
		}
	}
	panic("no node " + id)
}

func TestExplainWorksEverythingOutAgain(t *testing.T) {
	amount := func(s string) map[string]any { return map[string]any{"currency": "EUR", "amount": s} }
	for _, tt := range []struct {
		name   string
		change func(map[string]any)
		code   int
		want   string
	}{
		{"nothing changed", func(map[string]any) {}, exitOK, "16 quantities worked out again"},
		{"a value", func(d map[string]any) { node(d, "return.earned")["exact"] = "44697.745" }, exitDifferent, `"return.earned"`},
		{"a rounding", func(d map[string]any) { node(d, "return.amount")["rounded"] = "44697.75" }, exitDifferent, `"return.amount"`},
		{"an input", func(d map[string]any) { node(d, "payment.due")["inputs"] = []string{"payment.cap", "payment.cap"} }, exitDifferent, `"payment.due"`},
		{"a leaf, from which all else follows", func(d map[string]any) {
			n := node(d, "payment.cap")
			n["exact"], n["rounded"] = "280000.5", "280000"
		}, exitDifferent, `"payment.cap"`},
		{"what is due", func(d map[string]any) { d["due"] = amount("290000.00") }, exitDifferent, "the decision says that what is due is"},
		{"what is due is gone", func(d map[string]any) { delete(d, "due") }, exitDifferent, "what is due is nothing"},
		{"another currency", func(d map[string]any) { d["due"] = map[string]any{"currency": "GBP", "amount": "278697.74"} }, exitDifferent, "GBP"},
		{"what a rule pays", func(d map[string]any) { d["amounts"].([]any)[0].(map[string]any)["amount"] = amount("1") }, exitDifferent, `the amount of rule "principal"`},
		{"where it comes from", func(d map[string]any) { d["amounts"].([]any)[0].(map[string]any)["node"] = "nowhere" }, exitDifferent, `rests on "nowhere"`},
		{"a payer", func(d map[string]any) {
			d["payers"] = []any{map[string]any{"name": "the city", "clause": "1", "amount": amount("2"), "node": "payment.due"}}
		}, exitDifferent, "what the city pays"},
		{"a receipt", func(d map[string]any) {
			d["receipts"] = []any{map[string]any{"to": "senior", "clause": "1", "pay": "principal", "amount": amount("2"), "short": amount("0"), "node": "payment.due"}}
		}, exitDifferent, "what senior receives"},
		{"as signed", func(d map[string]any) {
			signed := map[string]any{}
			for k, v := range d {
				signed[k] = v
			}
			signed["due"] = amount("3")
			d["amendments"], d["as_signed"] = []string{"first"}, signed
		}, exitDifferent, "as signed: "},
		{"no trace", func(d map[string]any) { d["trace"] = nil }, exitData, "no decision with a trace"},
	} {
		code, stdout, stderr := sib(t, "explain", changedDecision(t, tt.change))
		if code != tt.code || !strings.Contains(stdout+stderr, tt.want) {
			t.Errorf("%s: exit %d\n%s%s", tt.name, code, stdout, stderr)
		}
		if code != exitOK && stdout != "" {
			t.Errorf("%s: explained all the same", tt.name)
		}
	}
}

// A file may hold anything; a terminal gets text.
func TestExplainPrintsText(t *testing.T) {
	path := changedDecision(t, func(d map[string]any) { node(d, "payment.due")["words"] = "what \x1b[31mis due" })
	if code, stdout, stderr := sib(t, "explain", path, "payment.due"); code != exitOK || strings.Contains(stdout, "\x1b") || !strings.Contains(stdout, "what [31mis due") {
		t.Errorf("exit %d\n%q%s", code, stdout, stderr)
	}
}

func TestExplainShortensLongNumbers(t *testing.T) {
	long := strings.Repeat("1", 200)
	path := changedDecision(t, func(d map[string]any) {
		d["trace"] = append(d["trace"].([]any), map[string]any{"id": "long", "words": "long", "op": "given", "formula": "1…", "exact": "0." + long, "rounded": "0." + long, "unit": ""})
	})
	if code, stdout, stderr := sib(t, "explain", path, "long"); code != exitOK || !strings.Contains(stdout, "It is given: exactly 0."+long[:30]+"….") {
		t.Errorf("exit %d\n%s%s", code, stdout, stderr)
	}
}

// Gates stand first, passed and failed; a failed condition says so.
func TestExplainGates(t *testing.T) {
	gates := []contract.GateResult{
		{Gate: "a", Clause: "1", Passed: true, Words: "the match rate is 90 % rate", Consequence: "the rules stand"},
		{Gate: "b", Clause: "2", Words: "the match rate is 9 % rate", Consequence: "nothing is paid"},
	}
	want := []string{"  a, clause 1: passed. The match rate is 90 % rate.\n    So the rules stand.\n", "  b, clause 2: failed. The match rate is 9 % rate.\n    So nothing is paid.\n"}
	for i, g := range gates {
		if got := gateWords(g); got != want[i] {
			t.Errorf("%q", got)
		}
	}
}

// Every decision of the library of contracts can be explained, as it is and as it is read back.
func TestExplainTheLibrary(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/contracts/*/scenarios.yaml")
	if err != nil || len(paths) < 5 {
		t.Fatalf("%d libraries, %v", len(paths), err)
	}
	decisions := 0
	for _, path := range paths {
		terms, err := contract.Load(filepath.Join(filepath.Dir(path), "contract.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		scenarios, err := settle.ReadScenarios(path, data)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range settle.Run(terms, scenarios) {
			if o.Decision == nil {
				continue
			}
			decisions++
			b, err := json.Marshal(o)
			if err != nil {
				t.Fatal(err)
			}
			d, err := readDecision("-", bytes.NewReader(b))
			if err != nil {
				t.Fatalf("%s, %s: %v", path, o.Scenario.Name, err)
			}
			e, err := explain(d, false)
			if err != nil {
				t.Errorf("%s, %s: %v", path, o.Scenario.Name, err)
				continue
			}
			var out bytes.Buffer
			if err := e.print(&out); err != nil || strings.Count(out.String(), "\n  It is ") != len(d.Trace) {
				t.Errorf("%s, %s: %v\n%s", path, o.Scenario.Name, err, out.String())
			}
			for _, g := range d.Gates {
				if !strings.Contains(out.String(), "  "+g.Gate+", clause "+g.Clause) {
					t.Errorf("%s, %s: gate %s is not told", path, o.Scenario.Name, g.Gate)
				}
			}
		}
	}
	if decisions < 30 {
		t.Errorf("%d decisions", decisions)
	}
}
