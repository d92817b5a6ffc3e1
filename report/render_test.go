package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sib/evaluate"
)

var update = flag.Bool("update", false, "rewrite the golden files under testdata")

// example is an evaluation that every rule of the report is held against.
type example struct {
	name  string
	make  func() *evaluate.Evaluation
	files func(*testing.T) map[string][]byte // its English report, made once for all tests
}

var cases = []example{exampleOf("duo", duo), exampleOf("hostile", hostile), exampleOf("decade", decade), exampleOf("everything", everything), exampleOf("figured", figured)}

func exampleOf(name string, evaluation func() *evaluate.Evaluation) example {
	once := sync.OnceValues(func() (map[string][]byte, error) { return Render(evaluation(), Options{}) })
	return example{name, evaluation, func(t *testing.T) map[string][]byte {
		t.Helper()
		files, err := once()
		if err != nil {
			t.Fatal(err)
		}
		return files
	}}
}

func render(t *testing.T, e *evaluate.Evaluation) map[string][]byte {
	t.Helper()
	files, err := Render(e, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestRenderFiles(t *testing.T) {
	want := strings.Fields(`figures/flow.csv figures/flow.png figures/flow.svg figures/forest-small.svg figures/forest.csv figures/forest.png figures/forest.svg
		figures/love.csv figures/love.png figures/love.svg figures/rates.csv figures/rates.png figures/rates.svg
		report.html report.md report.pdf tables/balance.csv tables/flow.csv tables/payment.csv tables/results.csv tables/strata.parquet tables/verdicts.csv`)
	settled := strings.Fields("tables/gates.csv tables/limits.csv tables/payers.csv tables/payment_rules.csv tables/receipts.csv")
	more := map[string][]string{"duo": {"payment", "specification", "subgroups"}, "decade": {"specification", "subgroups"}, "everything": {"payment", "cash"}, "figured": {"payment", "cash", "overlap", "specification", "subgroups"}}
	for _, c := range cases {
		want := slices.Clone(want)
		if c.name == "everything" {
			want = append(want, settled...)
		}
		for _, name := range more[c.name] {
			want = append(want, "figures/"+name+".csv", "figures/"+name+".png", "figures/"+name+".svg")
		}
		slices.Sort(want)
		var got []string
		for name, b := range c.files(t) {
			got = append(got, name)
			if len(b) == 0 {
				t.Errorf("%s: %s is empty", c.name, name)
			}
		}
		sort.Strings(got)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: files (-want +got):\n%s", c.name, d)
		}
	}
}

// Renders run side by side: the libraries' shared font cache must not show.
func TestRenderIsDeterministic(t *testing.T) {
	for _, c := range cases {
		first := render(t, c.make())
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				again, err := Render(c.make(), Options{})
				if err != nil {
					t.Error(err)
					return
				}
				for name, b := range first {
					if !bytes.Equal(b, again[name]) {
						t.Errorf("%s: %s differs between two renders", c.name, name)
					}
				}
			})
		}
		wg.Wait()
	}
}

func TestRenderLeavesTheEvaluationAlone(t *testing.T) {
	e := duo()
	render(t, e)
	if !reflect.DeepEqual(e, duo()) {
		t.Error("Render changed the evaluation")
	}
}

func TestRenderRefuses(t *testing.T) {
	tests := []struct {
		name, want string
		break_     func(*evaluate.Evaluation)
	}{
		{"no decision", "incomplete", func(e *evaluate.Evaluation) { e.Decision = nil }},
		{"no balance", "incomplete", func(e *evaluate.Evaluation) { e.Matching.Balance = nil }},
		{"missing result", "2 results for 3 cohort years", func(e *evaluate.Evaluation) { e.Results = e.Results[:2] }},
		{"somebody lost", `flow does not add up: stage "matched"`, func(e *evaluate.Evaluation) { e.Flow.Stages[3].Losses[0].N[1]-- }},
	}
	for _, tt := range tests {
		e := duo()
		tt.break_(e)
		files, err := Render(e, Options{})
		if err == nil || !strings.Contains(err.Error(), tt.want) || files != nil {
			t.Errorf("%s: Render = %d files, %v; want an error with %q", tt.name, len(files), err, tt.want)
		}
		if s := Summary(e); s != "" {
			t.Errorf("%s: Summary = %q", tt.name, s)
		}
	}
	if _, err := Render(nil, Options{}); err == nil {
		t.Error("Render(nil) is not an error")
	}
}

func TestGolden(t *testing.T) {
	golden(t, "duo", duo())
	golden(t, "everything", everything())
}

func golden(t *testing.T, dir string, e *evaluate.Evaluation) {
	t.Helper()
	files := render(t, e)
	got := map[string]string{"summary.txt": Summary(e), "report.txt": strings.Join(texts(t, files["report.html"]), "\n") + "\n"}
	for name, b := range files {
		if strings.HasSuffix(name, ".csv") {
			got[filepath.Base(filepath.Dir(name))+"-"+filepath.Base(name)] = string(b)
		}
	}
	for name, text := range got {
		path := filepath.Join("testdata", dir, name)
		if *update {
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), text); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func BenchmarkRender(b *testing.B) {
	e := duo()
	for b.Loop() {
		if _, err := Render(e, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
