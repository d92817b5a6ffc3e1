package archtest

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

const root = "../.."

func TestImportTable(t *testing.T) {
	tree, err := Load(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range []string{"matching", "stats", "contract", "contract/money", "evidence", "cohort", "cohort/outcome", "evaluate", "simulate"} {
		if tree[pkg] == nil {
			t.Errorf("package %s was not found", pkg)
		}
	}
	for _, violation := range Check(tree) {
		t.Error(violation)
	}
}

// Every package that a rule names is there: a rule for nothing holds nothing.
func TestRulesNamePackages(t *testing.T) {
	tree, err := Load(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range Rules {
		for _, pkg := range append([]string{r.Package}, r.Module...) {
			if tree[pkg] == nil && pkg != "cmd" && pkg != "internal" {
				t.Errorf("the rule of %s names %s, which is not a package", r.Package, pkg)
			}
		}
		if !r.Free && r.Why == "" {
			t.Errorf("the rule of %s gives no reason", r.Package)
		}
	}
	for _, b := range append(Barriers, TestBarriers...) {
		if tree[b.From] == nil || tree[b.To] == nil {
			t.Errorf("the barrier from %s to %s names something that is not a package", b.From, b.To)
		}
	}
}

func check(t *testing.T, files map[string]string) []string {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, src := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(src)}
	}
	tree, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return Check(tree)
}

func TestCheckFindsViolations(t *testing.T) {
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"peeking", map[string]string{"matching/peek.go": `package matching; import _ "sib/cohort/outcome"`},
			"matching/peek.go: package matching imports sib/cohort/outcome; the rule of matching allows cohort, stats, evidence, matching/internal/transport, gonum.org/v1/gonum: it is blind"},
		{"peeking in a test", map[string]string{"matching/peek_test.go": `package matching; import _ "sib/cohort/outcome"`},
			"matching/peek_test.go: the tests of matching import sib/cohort/outcome: a method that is tuned on outcomes"},
		{"peeking round a corner", map[string]string{
			"matching/a.go": `package matching; import _ "sib/stats"`,
			"stats/b.go":    `package stats; import _ "sib/cohort/outcome"`},
			"package matching reaches cohort/outcome over matching → stats → cohort/outcome: a design made with the outcomes in sight"},
		{"arrow in matching", map[string]string{"matching/a.go": `package matching; import _ "github.com/apache/arrow/go/v17/arrow"`},
			"imports github.com/apache/arrow/go/v17/arrow"},
		{"cobra in a report", map[string]string{"report/a.go": `package report; import _ "github.com/spf13/cobra"`},
			"report/a.go: package report imports github.com/spf13/cobra"},
		{"prefix of a name is not a path", map[string]string{"stats/a.go": `package stats; import _ "gonum.org/v1/gonumerals"`},
			"imports gonum.org/v1/gonumerals"},
		{"people in terms", map[string]string{"contract/a.go": `package contract; import _ "sib/cohort"`},
			"terms see a measured effect"},
		{"a leaf with a dependency", map[string]string{"evidence/a.go": `package evidence; import _ "go.yaml.in/yaml/v3"`},
			"allows the standard library only: it is a leaf"},
		{"a new package", map[string]string{"utils/a.go": `package utils`}, "package utils has no rule"},
		{"the root", map[string]string{"a.go": `package sib`}, "package . has no rule"},
		{"a package below", map[string]string{"report/html/a.go": `package html; import _ "github.com/spf13/cobra"`},
			"package report/html imports github.com/spf13/cobra; the rule of report"},
		{"dice beside the bootstrap", map[string]string{"stats/wald.go": `package stats; import _ "math/rand/v2"`}, "no dice"},
		{"dice", map[string]string{"matching/a.go": `package matching; import _ "math/rand/v2"`}, "no dice"},
		{"logging", map[string]string{"cohort/a.go": `package cohort; import _ "log/slog"`}, "libraries do not log"},
		{"clock", map[string]string{"contract/a.go": "package contract\nimport hour \"time\"\nvar now = hour.Now()"},
			"contract/a.go: package contract uses time.Now: a stage has no clock"},
		{"internal of another", map[string]string{"evaluate/a.go": `package evaluate; import _ "sib/cohort/internal/columns"`},
			"evaluate/a.go: package evaluate imports sib/cohort/internal/columns"},
		{"test helpers in a stage", map[string]string{"evaluate/a.go": `package evaluate; import _ "sib/internal/archtest"`},
			"evaluate/a.go: package evaluate imports sib/internal/archtest"},
		{"test files in a stage", map[string]string{"cohort/a.go": `package cohort; import _ "sib/cohort/internal/parquettest"`},
			"cohort/a.go: package cohort imports sib/cohort/internal/parquettest"},
		{"unknown test tool", map[string]string{"stats/a_test.go": `package stats; import _ "github.com/stretchr/testify/assert"`},
			"neither a test tool nor allowed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := check(t, tt.files)
			for _, line := range got {
				if strings.Contains(line, tt.want) {
					return
				}
			}
			t.Errorf("got %q, want one with %q", got, tt.want)
		})
	}
}

func TestCheckAllows(t *testing.T) {
	got := check(t, map[string]string{
		"matching/a.go":            `package matching; import (_ "sib/cohort"; _ "sort"; _ "gonum.org/v1/gonum/mat")`,
		"matching/a_test.go":       `package matching; import (_ "math/rand/v2"; _ "pgregory.net/rapid")`,
		"cohort/a.go":              `package cohort; import (_ "sib/cohort/internal/columns"; _ "sib/evidence")`,
		"cohort/a_test.go":         `package cohort; import _ "sib/cohort/internal/parquettest"`,
		"cohort/internal/x/a.go":   `package x; import _ "sib/evidence"`,
		"cohort/b.go":              `package cohort; import _ "sib/cohort/internal/x"`,
		"simulate/a.go":            `package simulate; import _ "math/rand/v2"`,
		"stats/stratum_sampler.go": `package stats; import _ "math/rand/v2"`,
		"cmd/sib/main.go":          "package main\nimport (\"os\"; _ \"github.com/spf13/cobra\")\nfunc main() { os.Exit(1) }",
		"contract/time.go":         "package contract\nimport \"time\"\nvar layout = time.DateOnly",
		"testdata/x/a.go":          `package x; import _ "example.com/anything"`,
		"bench/go.mod":             "module bench",
		"bench/a.go":               `package bench; import _ "example.com/anything"`,
		"report/internal/svg/a.go": `package svg; import _ "gonum.org/v1/plot"`,
		"report/a.go":              `package report; import _ "sib/report/internal/svg"`,
	})
	if len(got) != 0 {
		t.Errorf("%q", got)
	}
}

func TestLoadNamesTheFileThatDoesNotParse(t *testing.T) {
	_, err := Load(fstest.MapFS{"stats/a.go": {Data: []byte("package")}})
	if err == nil || !strings.Contains(err.Error(), `parse "stats/a.go"`) {
		t.Errorf("%v", err)
	}
}
