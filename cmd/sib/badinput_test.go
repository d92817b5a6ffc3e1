package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
)

// person is one row of a file made for a test; nil is null.
type person struct{ id, year, age, sex, placed any }

const smallContract = `contract: sib/1
id: small
title: A small contract
parties: [{role: evaluator, name: a reader}]
currency: EUR
cohorts: [2014, 2015]
data: {programme: programme.parquet, comparison: comparison.parquet, id: id, cohort: year}
eligibility:
  - {id: age, clause: "1", covariate: age, at_least: 18, at_most: 33}
outcome: {name: placement, clause: "1", column: placed, definition: placed, missing: refuse}
covariates:
  - {name: age, kind: integer, match: coarsened, cuts: [25], missing: refuse}
  - {name: sex, kind: category, levels: [F, M], match: exact, missing: refuse}
matching: {clause: "2", estimand: ATT, unmatched: refuse}
interval: {clause: "2", method: weighted-newcombe, level: 0.95}
measures:
  - {id: gain, clause: "3", effect: points, scope: pooled, pooling: participants, statistic: point-estimate, rounding: none}
payment:
  rounding: {to: 0.01, mode: half-up}
  rules:
    - {id: reward, clause: "4", text: EUR 1 for one point, measure: gain, at_least: 1 points, pay: {amount: 1}}
  cap: {clause: "5", amount: 1}
disclosure: {threshold: 10}
`

func smallPeople(arm string) []person {
	var out []person
	for i, year := range []int64{2014, 2014, 2015, 2015} {
		sex := []string{"F", "M"}[i%2]
		out = append(out, person{fmt.Sprintf("secret-%s-%d", arm, i), year, int64(20 + i), sex, int64(i % 2)})
	}
	return out
}

// TestBadInput changes one thing of a small run that works and wants a clear
// error, no output, and never a person's id.
func TestBadInput(t *testing.T) {
	for _, tt := range []struct {
		name   string
		break_ func(t *testing.T, dir string)
		code   int
		want   []string
	}{
		{"nothing wrong", func(*testing.T, string) {}, exitOK, nil},
		{"missing file", remove("comparison.parquet"), exitData, []string{"comparison.parquet"}},
		{"missing column", replaced("column: placed", "column: plced"), exitData, []string{"plced", "placed"}},
		{"missing covariate column", replaced("name: sex,", "name: sex, column: sexe,"), exitData, []string{"sexe", `"sex"`}},
		{"wrong type", people("programme", func(p []person) { each(p, func(q *person) { q.age = "twenty" }) }), exitData, []string{"programme.parquet", `"age"`}},
		{"null covariate", people("programme", func(p []person) { p[1].sex = nil }), exitData, []string{"programme.parquet", "row 2", `"sex"`, "missing"}},
		{"null outcome", people("comparison", func(p []person) { p[3].placed = nil }), exitData, []string{"comparison.parquet", "row 4", `"placed"`}},
		{"null id", people("comparison", func(p []person) { p[0].id = nil }), exitData, []string{"comparison.parquet", "row 1", `"id"`}},
		{"unknown category", people("programme", func(p []person) { p[2].sex = "W" }), exitData, []string{"programme.parquet", "row 3", `"sex"`, `"W"`, "levels"}},
		{"empty group", write("comparison", nil), exitData, []string{"comparison"}},
		{"a year without comparison people", people("comparison", func(p []person) { p[2].year, p[3].year = int64(2014), int64(2014) }), exitData, []string{"2015", "comparison"}},
		{"duplicate person", people("programme", func(p []person) { p[3].id = p[0].id }), exitData, []string{"programme.parquet", "row 4", "row 1"}},
		{"the same person in both groups", people("comparison", func(p []person) { p[1].id = "secret-programme-0" }), exitData, []string{"programme", "comparison", "row 2"}},
		{"outcome not 0 or 1", people("programme", func(p []person) { p[1].placed = int64(2) }), exitData, []string{"programme.parquet", "row 2", `"placed"`, "2"}},
		{"truncated file", truncate("programme.parquet"), exitData, []string{"programme.parquet"}},
		{"not Parquet", text("programme.parquet", "id,year\n1,2014\n"), exitData, []string{"programme.parquet", "Parquet"}},
		{"nobody alike", people("programme", func(p []person) { p[0].age = int64(33) }), exitData, []string{"age=from 25", "widen the bands", "unmatched: drop"}},
		{"unknown key", replaced("title:", "tittle:"), exitContract, []string{"contract.yaml:3:1", "tittle", `"title"`}},
		{"impossible contract", replaced("at_least: 18, at_most: 33", "at_least: 33, at_most: 18"), exitContract, []string{"contract.yaml:9"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write("programme", smallPeople("programme"))(t, dir)
			write("comparison", smallPeople("comparison"))(t, dir)
			text("contract.yaml", smallContract)(t, dir)
			tt.break_(t, dir)
			before := listing(t, dir)
			code, stdout, stderr := sib(t, "evaluate", filepath.Join(dir, "contract.yaml"), "--out", filepath.Join(dir, "out"))
			if code != tt.code {
				t.Fatalf("exit %d, want %d\n%s", code, tt.code, stderr)
			}
			if code == exitOK {
				return
			}
			for _, want := range tt.want {
				if !strings.Contains(stderr, want) {
					t.Errorf("error lacks %q:\n%s", want, stderr)
				}
			}
			if !strings.Contains(stderr, "hint:") {
				t.Errorf("error has no remedy:\n%s", stderr)
			}
			if strings.Contains(stdout+stderr, "secret") {
				t.Errorf("a person's id is printed:\n%s", stderr)
			}
			// What stops a run is found by check --data too, but for what matching alone knows.
			if tt.name != "nobody alike" {
				code, stdout, stderr := sib(t, "check", "--data", filepath.Join(dir, "contract.yaml"))
				if code != tt.code || strings.Contains(stdout+stderr, "secret") || code == exitData && !strings.Contains(stdout, "error SIB-D") {
					t.Errorf("check --data: exit %d\n%s%s", code, stdout, stderr)
				}
			}
			if after := listing(t, dir); !slices.Equal(before, after) {
				t.Errorf("left behind: %v", after)
			}
		})
	}
}

// TestAgeOutsideEligibilityIsCounted holds the one bad value that is not an error.
func TestAgeOutsideEligibilityIsCounted(t *testing.T) {
	dir := t.TempDir()
	rows := append(smallPeople("programme"), person{"secret-old", int64(2014), int64(40), "F", int64(1)})
	write("programme", rows)(t, dir)
	write("comparison", smallPeople("comparison"))(t, dir)
	text("contract.yaml", smallContract)(t, dir)
	code, stdout, stderr := sib(t, "evaluate", filepath.Join(dir, "contract.yaml"), "--json")
	if code != exitOK {
		t.Fatalf("exit %d\n%s", code, stderr)
	}
	if want := `"reason": "age not from 18 to 33"`; !strings.Contains(stdout, want) {
		t.Errorf("the flow lacks %s", want)
	}
}

func listing(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func each(p []person, f func(*person)) {
	for i := range p {
		f(&p[i])
	}
}

func people(arm string, change func([]person)) func(*testing.T, string) {
	rows := smallPeople(arm)
	change(rows)
	return write(arm, rows)
}

func replaced(old, new string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		if !strings.Contains(smallContract, old) {
			t.Fatalf("the small contract has no %q", old)
		}
		text("contract.yaml", strings.Replace(smallContract, old, new, 1))(t, dir)
	}
}

func remove(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

func truncate(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		path := filepath.Join(dir, name)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, info.Size()*2/3); err != nil {
			t.Fatal(err)
		}
	}
}

func text(name, content string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// write makes a Parquet file; a column takes the type of its first value that is not nil.
func write(arm string, rows []person) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		columns := []struct {
			name string
			get  func(person) any
		}{
			{"id", func(p person) any { return p.id }}, {"year", func(p person) any { return p.year }},
			{"age", func(p person) any { return p.age }}, {"sex", func(p person) any { return p.sex }},
			{"placed", func(p person) any { return p.placed }},
		}
		var fields []arrow.Field
		var arrays []arrow.Array
		for _, c := range columns {
			var values []any
			for _, r := range rows {
				values = append(values, c.get(r))
			}
			a := arrayOf(values, c.name == "id" || c.name == "sex")
			fields = append(fields, arrow.Field{Name: c.name, Type: a.DataType(), Nullable: true})
			arrays = append(arrays, a)
		}
		schema := arrow.NewSchema(fields, nil)
		f, err := os.Create(filepath.Join(dir, arm+".parquet"))
		if err != nil {
			t.Fatal(err)
		}
		w, err := pqarrow.NewFileWriter(schema, f, parquet.NewWriterProperties(), pqarrow.DefaultWriterProps())
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(array.NewRecord(schema, arrays, int64(len(rows)))); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func arrayOf(values []any, isText bool) arrow.Array {
	for _, v := range values {
		if _, ok := v.(string); ok {
			isText = true
		}
	}
	if isText {
		b := array.NewStringBuilder(memory.DefaultAllocator)
		for _, v := range values {
			if s, ok := v.(string); ok {
				b.Append(s)
			} else {
				b.AppendNull()
			}
		}
		return b.NewArray()
	}
	b := array.NewInt64Builder(memory.DefaultAllocator)
	for _, v := range values {
		if n, ok := v.(int64); ok {
			b.Append(n)
		} else {
			b.AppendNull()
		}
	}
	return b.NewArray()
}
