package peers

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sib/cohort"
	"sib/contract"
	"sib/counts"
	"sib/counts/sql"
	"sib/evaluate"
	"sib/evidence"
	"sib/simulate"
)

var both = []cohort.Arm{cohort.Programme, cohort.Comparison}

// example is a contract with its people, counted by sib.
type example struct {
	terms *contract.Terms
	dir   string
	want  [][]string
}

func newExample(t *testing.T, path string, arms []cohort.Arm) example {
	t.Helper()
	terms, err := contract.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	data := evaluate.Data{Dir: dir}
	people, happened, err := evaluate.Count(t.Context(), terms, data, arms, nil)
	if err != nil {
		t.Fatal(err)
	}
	spec, outcomes := evaluate.Specs(terms, data)
	want, err := csv.NewReader(strings.NewReader(string(counts.Of(spec, outcomes, people, happened, arms).CSV()))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return example{terms, dir, want}
}

func (x example) query(t *testing.T, d sql.Dialect, arms []cohort.Arm) string {
	t.Helper()
	spec, outcomes := evaluate.Specs(x.terms, evaluate.Data{})
	q := sql.Query{Dialect: d, People: spec, Outcomes: outcomes, Arms: arms}
	at := func(names contract.Paths) []string {
		var out []string
		for _, n := range names {
			out = append(out, filepath.Join(x.dir, n))
		}
		return out
	}
	q.Files = sql.Sources[[]string]{Arm: [2][]string{at(x.terms.Data.Programme), at(x.terms.Data.Comparison)}, People: at(x.terms.Data.People)}
	if s := x.terms.Data.Spells; s != nil {
		q.Files.Spells = at(s.Files)
	}
	q.Tables = sql.Sources[string]{Arm: [2]string{"programme", "comparison"}, People: "people", Spells: "spells"}
	text, err := q.Text()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Every engine gives the rows of `sib counts`, in its order.
func TestExamples(t *testing.T) {
	for _, path := range []string{"../duo/contract.yaml", "../parquet/contract.yaml", made(t, "spells", simulate.Options{Spells: true}),
		made(t, "gaps", simulate.Options{Spells: true, Unregistered: 0.1, Missing: map[string]float64{"age": 0.1, "origin": 0.1, "placed": 0.1}})} {
		for _, arms := range [][]cohort.Arm{both, both[1:]} {
			x := newExample(t, path, arms)
			d := newDuck(t)
			same(t, path+" in DuckDB", x.want, d.rows(t, x.query(t, sql.DuckDB, arms)))
			for _, e := range engines(t)[1:] {
				for _, f := range []struct {
					name  string
					files contract.Paths
				}{{"programme", x.terms.Data.Programme}, {"comparison", x.terms.Data.Comparison}, {"people", x.terms.Data.People}, {"spells", spellsOf(x.terms)}} {
					for _, file := range f.files {
						e.load(t, f.name, d.dump(t, filepath.Join(x.dir, file)))
					}
				}
				same(t, path+" in PostgreSQL", x.want, e.rows(t, x.query(t, e.dialect(), arms)))
			}
		}
	}
}

// made is the contract of synthetic people.
func made(t *testing.T, name string, o simulate.Options) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), name)
	o.Programme, o.Comparison, o.Years, o.Seed, o.Effect = 300, 3000, []int{2014, 2015, 2016}, 9, 0.09
	if err := simulate.Write(t.Context(), dir, o, nil); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "contract.yaml")
}

func spellsOf(t *contract.Terms) contract.Paths {
	if t.Data.Spells == nil {
		return nil
	}
	return t.Data.Spells.Files
}

// dump reads a Parquet file with the types that it has.
func (e duck) dump(t *testing.T, path string) table {
	t.Helper()
	var of table
	for _, r := range e.rows(t, "describe select * from read_parquet("+literal(path)+")")[1:] {
		of.columns, of.types = append(of.columns, r[0]), append(of.types, strings.ToLower(r[1]))
	}
	var texts []string
	for _, c := range of.columns {
		texts = append(texts, `coalesce(cast("`+c+`" as varchar), '`+"\\N"+`')`)
	}
	for _, r := range e.rows(t, "select "+strings.Join(texts, ", ")+" from read_parquet("+literal(path)+")")[1:] {
		for i := range r {
			if r[i] == `\N` {
				r[i] = null
			}
		}
		of.rows = append(of.rows, r)
	}
	return of
}

func same(t *testing.T, where string, want, got [][]string) {
	t.Helper()
	if len(want) != len(got) {
		t.Errorf("%s: %d rows, want %d", where, len(got), len(want))
	}
	bad := 0
	for i := range min(len(want), len(got)) {
		w, g := strings.Join(want[i], "|"), strings.Join(got[i], "|")
		if w != g && bad < 5 {
			bad++
			t.Errorf("%s, row %d:\n got %s\nwant %s", where, i, g, w)
		}
	}
}

// A table that DuckDB wrote gives the evaluation of the people, byte for byte.
func TestEvaluateWhatDuckDBWrote(t *testing.T) {
	x := newExample(t, "../duo/contract.yaml", both[1:])
	d := newDuck(t)
	out := filepath.Join(d.dir, "counts.parquet")
	d.exec(t, "copy ("+x.query(t, sql.DuckDB, both[1:])+") to "+literal(out)+" (format parquet)")
	var runs [2][]byte
	for i, data := range []evaluate.Data{{Dir: x.dir}, {Dir: x.dir, Counts: [2][]string{nil, {out}}}} {
		e, _, err := evaluate.Run(t.Context(), x.terms, data, evaluate.Given{}, evidence.Tool{Name: "test"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		runs[i] = encode(t, e)
	}
	if string(runs[0]) != string(runs[1]) {
		t.Error("the evaluation from DuckDB's counts is another")
	}
	if _, err := os.Stat(out); err != nil {
		t.Error(err)
	}
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
