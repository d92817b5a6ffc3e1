package outcome

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sib/cohort"
	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

func ptr(x float64) *float64 { return &x }

// spec is for the table that crowd makes. People of 40 are not eligible.
func spec(dir string) cohort.Spec {
	return cohort.Spec{Dir: dir, ID: "id", Years: []int{2014},
		Files:       cohort.Files{People: []string{"people.parquet"}, ArmColumn: "arm", ProgrammeValue: "1", ComparisonValue: "0"},
		Covariates:  []cohort.Covariate{{Name: "age", Column: "age", Kind: cohort.Integer, Missing: cohort.Refuse}},
		Eligibility: []cohort.Rule{{ID: "age", Covariate: "age", Max: ptr(39), Words: "age up to 39"}},
	}
}

const size = 240

// crowd has twelve ages, the last of which is not eligible. The outcome of row i is i%3 == 0.
func crowd(outcome any, null []bool) []parquettest.Column {
	id, age, arm := make([]int64, size), make([]int64, size), make([]int64, size)
	for i := range size {
		id[i], age[i], arm[i] = int64(i), 29+int64(i%12), int64(i/12%2)
	}
	return []parquettest.Column{{Name: "id", Values: id}, {Name: "age", Values: age}, {Name: "arm", Values: arm}, {Name: "placed", Values: outcome, Null: null}}
}

func ints() []int64 {
	out := make([]int64, size)
	for i := range out {
		if i%3 == 0 {
			out[i] = 1
		}
	}
	return out
}

func convert[T any](f func(int64) T) []T {
	var out []T
	for _, x := range ints() {
		out = append(out, f(x))
	}
	return out
}

// write stores the table and reads who is in it.
func write(t *testing.T, l parquettest.Layout, cols []parquettest.Column) *cohort.Cohort {
	t.Helper()
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), l, cols...)
	c, err := cohort.Read(context.Background(), spec(dir), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// readOne reads a single outcome.
func readOne(c *cohort.Cohort, def Definition, progress func(rows, total int64)) (*Table, error) {
	o, err := Read(context.Background(), c, Spec{Outcomes: []Definition{def}}, progress)
	if err != nil {
		return nil, err
	}
	return &o.Tables[0], nil
}

func excluding() Definition { return Definition{Column: "placed", Missing: cohort.Exclude} }

func TestReadCountsOutcomes(t *testing.T) {
	null := make([]bool, size)
	want := Table{Observed: make([][2]int64, 11), Placed: make([][2]int64, 11), Incomplete: make([][2]int64, 11)}
	for i := range null {
		null[i] = i%7 == 0
		age, arm := i%12, 1-i/12%2 // arm 1 is the programme, the first
		if age == 11 || null[i] {
			continue
		}
		want.Observed[age][arm]++
		if i%3 == 0 {
			want.Placed[age][arm]++
		}
	}
	columns := map[string]any{
		"int64": ints(), "int32": convert(func(x int64) int32 { return int32(x) }), "bool": convert(func(x int64) bool { return x == 1 }),
		"float64": convert(func(x int64) float64 { return float64(x) }), "float32": convert(func(x int64) float32 { return float32(x) }),
	}
	for name, values := range columns {
		for _, l := range parquettest.Layouts() {
			for seed := range uint64(2) {
				c := write(t, l, parquettest.Shuffle(crowd(values, null), seed))
				got, err := readOne(c, excluding(), nil)
				if err != nil {
					t.Fatalf("%s, %s: %v", name, l.Name, err)
				}
				if d := cmp.Diff(want, *got); d != "" {
					t.Errorf("%s, %s, order %d:\n%s", name, l.Name, seed, d)
				}
			}
		}
	}
}

func TestReadRefusesBadOutcomes(t *testing.T) {
	null := func(row int) []bool {
		out := make([]bool, size)
		out[row] = true
		return out
	}
	with := func(row int, x int64) []int64 {
		v := ints()
		v[row] = x
		return v
	}
	share := convert(func(x int64) float64 { return float64(x) })
	share[200] = 0.5
	nan := convert(func(x int64) float64 { return float64(x) })
	nan[13] = math.NaN()
	refuse := Definition{Column: "placed", Missing: cohort.Refuse}
	tests := []struct {
		name string
		cols []parquettest.Column
		def  Definition
		row  int64
		says string
	}{
		{"two", crowd(with(99, 2), nil), excluding(), 100, "the outcome is 2: want 0 or 1"},
		{"negative", crowd(with(5, -1), nil), excluding(), 6, "the outcome is -1"},
		{"days of a person who is not eligible", crowd(with(11, 93), nil), excluding(), 12, "the outcome is 93"},
		{"share", crowd(share, nil), excluding(), 201, "the outcome is 0.5"},
		{"not a number", crowd(nan, nil), excluding(), 14, "NaN"},
		{"missing refused", crowd(ints(), null(120)), refuse, 121, "missing"},
		{"text", crowd(make([]string, size), nil), excluding(), 0, "the outcome is text"},
		{"no column", crowd(ints(), nil), Definition{Column: "place", Missing: cohort.Exclude}, 0, `did you mean "placed"?`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := write(t, parquettest.Layout{GroupRows: 64}, tt.cols)
			got, err := readOne(c, tt.def, nil)
			var p *evidence.Problem
			if !errors.As(err, &p) || got != nil {
				t.Fatalf("got %v", err)
			}
			if p.File != "people.parquet" || p.Column != tt.def.Column || p.Row != tt.row || p.Remedy == "" || !strings.Contains(p.Error(), tt.says) {
				t.Errorf("%+v", p)
			}
		})
	}
}

// A missing outcome of somebody who does not count does not matter.
func TestMissingOutcomeOfTheIneligible(t *testing.T) {
	null := make([]bool, size)
	null[11] = true
	c := write(t, parquettest.Layout{}, crowd(ints(), null))
	if _, err := readOne(c, Definition{Column: "placed", Missing: cohort.Refuse}, nil); err != nil {
		t.Error(err)
	}
}

func TestReadRefusesAnotherFile(t *testing.T) {
	c := write(t, parquettest.Layout{}, crowd(ints(), nil))
	path := filepath.Join(c.Dir(), "people.parquet")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	// One outcome differs; size and time are the same, so only the digest can tell.
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	other := ints()
	other[0] = 0
	swapped, err := parquettest.Encode(parquettest.Layout{}, crowd(other, nil)...)
	if err != nil || len(swapped) != len(b) {
		t.Fatalf("%d and %d bytes, %v", len(swapped), len(b), err)
	}
	if err := os.WriteFile(path, swapped, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if _, err := readOne(c, excluding(), nil); err == nil || !strings.Contains(err.Error(), "changed") {
		t.Errorf("got %v", err)
	}
}

func TestReadRefusesWhatIsNotFromFiles(t *testing.T) {
	if _, err := readOne(&cohort.Cohort{}, excluding(), nil); err == nil {
		t.Error("outcomes of a cohort without files")
	}
	if _, err := readOne(&cohort.Cohort{}, Definition{Column: "x", Missing: cohort.Level}, nil); err == nil {
		t.Error("missing outcomes as a level")
	}
}

func TestReadReportsProgressAndStops(t *testing.T) {
	c := write(t, parquettest.Layout{GroupRows: 100}, crowd(ints(), nil))
	var seen []string
	if _, err := readOne(c, excluding(), func(n, total int64) { seen = append(seen, fmt.Sprint(n, "/", total)) }); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(seen, " "); got != "100/240 200/240 240/240" {
		t.Error(got)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, c, Spec{Outcomes: []Definition{excluding()}}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// The reference set's crude rates, counted independently from the CSV that it was written with.
func TestReadReferenceSet(t *testing.T) {
	s := cohort.Spec{Dir: "../../testdata/parquet", ID: "id", Year: "year", Years: []int{2014, 2015, 2016},
		Files: cohort.Files{People: []string{"duo_synth.parquet"}, ArmColumn: "treat", ProgrammeValue: "1", ComparisonValue: "0"}}
	for _, name := range []string{"age", "gender", "origin", "qualification"} {
		s.Covariates = append(s.Covariates, cohort.Covariate{Name: name, Column: name, Kind: cohort.Category, Missing: cohort.Refuse})
	}
	c, err := cohort.Read(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	table, err := readOne(c, Definition{Column: "placed", Missing: cohort.Refuse}, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[int][4]int64{}
	for i, p := range c.Profiles {
		y := got[p.Year]
		for arm := range 2 {
			y[2*arm] += table.Placed[i][arm]
			y[2*arm+1] += table.Observed[i][arm]
		}
		got[p.Year] = y
	}
	want := map[int][4]int64{2014: {36, 84, 438, 1300}, 2015: {51, 117, 412, 1350}, 2016: {46, 119, 451, 1350}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("placed and observed, programme and comparison (-want +got):\n%s", d)
	}
}

// The outcome, a covariate and the arm may stand in the path; the outcome is counted the
// same however people are divided over files.
func TestReadOutcomesOfManyFiles(t *testing.T) {
	cols := crowd(ints(), nil)
	c := write(t, parquettest.Layout{}, cols)
	want, err := readOne(c, excluding(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range [][]int{{3}, {1, 3}, {2}, {3, 2, 1}} {
		at := map[string][]int{}
		for row := range size {
			d := ""
			for _, k := range by {
				d += fmt.Sprintf("%s=%d/", cols[k].Name, cols[k].Values.([]int64)[row])
			}
			at[d] = append(at[d], row)
		}
		dir := t.TempDir()
		for d, rows := range at {
			full := filepath.Join(dir, "people.parquet", d, "part.parquet")
			if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
				t.Fatal(err)
			}
			kept := parquettest.Pick(cols, rows)
			kept = slices.DeleteFunc(kept, func(c parquettest.Column) bool { return strings.Contains("/"+d, "/"+c.Name+"=") })
			parquettest.Write(t, full, parquettest.Layout{Dictionary: true}, kept...)
		}
		many, err := cohort.Read(context.Background(), spec(dir), nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := readOne(many, excluding(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("by %v (-one file +many):\n%s", by, d)
		}
	}
}

func TestAnOutcomeIsNoDate(t *testing.T) {
	c := write(t, parquettest.Layout{}, crowd(make([]parquettest.Date, size), nil))
	_, err := readOne(c, excluding(), nil)
	if err == nil || !strings.Contains(err.Error(), "the outcome is a date") {
		t.Error(err)
	}
}
