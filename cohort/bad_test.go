package cohort

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

	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// at returns a copy of a column in which edit has its way.
func at(cols []parquettest.Column, name string, edit func(c *parquettest.Column)) []parquettest.Column {
	i := slices.IndexFunc(cols, func(c parquettest.Column) bool { return c.Name == name })
	c := parquettest.Pick(cols[i:i+1], seq(parquettest.Len(cols[i])))[0]
	edit(&c)
	return replace(cols, c)
}

func seq(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func null(row int) func(*parquettest.Column) {
	return func(c *parquettest.Column) {
		if c.Null == nil {
			c.Null = make([]bool, parquettest.Len(*c))
		}
		c.Null[row] = true
	}
}

// bad is one kind of bad data: where the Problem must be, and what it must say.
type bad struct {
	name   string
	cols   []parquettest.Column
	edit   func(*Spec)
	row    int64
	column string
	says   string
}

func badData() []bad {
	good := crowd(200, 1)
	text := func(row int, s string) func(*parquettest.Column) {
		return func(c *parquettest.Column) { c.Values.([]string)[row] = s }
	}
	return []bad{
		{name: "unknown level", cols: at(good, "gender", text(101, "f\x1b[31m")), row: 102, column: "gender", says: `unknown value "f[31m": want one of F, M, X`},
		{name: "level mistyped", cols: at(good, "gender", text(70, "m")), row: 71, column: "gender", says: `did you mean "M"?`},
		{name: "long level", cols: at(good, "gender", text(0, strings.Repeat("z", 500))), row: 1, column: "gender", says: strings.Repeat("z", 40) + "…"},
		{name: "empty level", cols: at(good, "origin", text(5, "")), row: 6, column: "origin", says: "empty"},
		{name: "level that means missing", cols: at(good, "origin", text(6, MissingLabel)), row: 7, column: "origin", says: "stands for missing"},
		{name: "missing refused", cols: at(good, "gender", null(150)), row: 151, column: "gender", says: "missing"},
		{name: "not a number", cols: at(good, "score", func(c *parquettest.Column) { c.Values.([]float64)[9], c.Null[9] = math.NaN(), false }), row: 10, column: "score", says: "not a number"},
		{name: "infinite", cols: at(good, "score", func(c *parquettest.Column) { c.Values.([]float64)[9], c.Null[9] = math.Inf(-1), false }), row: 10, column: "score", says: "not a number"},
		{name: "inexact", cols: at(good, "age", func(c *parquettest.Column) { c.Values.([]int64)[9], c.Null[9] = 1<<53+1, false }), row: 10, column: "age", says: "too large"},
		{name: "arm unknown", cols: at(good, "arm", text(3, "c")), row: 4, column: "arm", says: `did you mean "C"?`},
		{name: "arm missing", cols: at(good, "arm", null(3)), row: 4, column: "arm", says: "arm is missing"},
		{name: "year missing", cols: at(good, "year", null(65)), row: 66, column: "year", says: "year is missing"},
		{name: "year in words", cols: replace(good, parquettest.Column{Name: "year", Values: slices.Repeat([]string{"MMXIV"}, 200)}), row: 1, column: "year", says: `"MMXIV" is not a year`},
		{name: "year absurd", cols: at(good, "year", func(c *parquettest.Column) { c.Values.([]int32)[2] = 20140101 }), row: 3, column: "year", says: "not a year"},
		{name: "year of wrong type", cols: replace(good, parquettest.Column{Name: "year", Values: make([]float64, 200)}), column: "year", says: "cannot hold the cohort year"},
		{name: "id missing", cols: at(good, "id", null(199)), row: 200, column: "id", says: "no id"},
		{name: "id empty", cols: at(good, "id", text(1, "")), row: 2, column: "id", says: "no id"},
		{name: "id of wrong type", cols: replace(good, parquettest.Column{Name: "id", Values: make([]float64, 200)}), column: "id", says: "cannot hold person ids"},
		{name: "integer as float", cols: replace(good, parquettest.Column{Name: "age", Values: make([]float64, 200)}), column: "age", says: "of kind integer needs integers"},
		{name: "integer as boolean", cols: replace(good, parquettest.Column{Name: "age", Values: make([]bool, 200)}), column: "age", says: "the column is boolean"},
		{name: "category as float", cols: replace(good, parquettest.Column{Name: "gender", Values: make([]float64, 200)}), column: "gender", says: "needs text"},
		{name: "number as text", cols: replace(good, parquettest.Column{Name: "score", Values: make([]string, 200)}), column: "score", says: "needs integers or floating"},
		{name: "column missing", cols: good, edit: func(s *Spec) { s.Covariates[1].Column = "gendr" }, column: "gendr", says: `did you mean "gender"?`},
		{name: "duplicate within an arm", cols: at(good, "id", text(129, "p00001")), row: 130, column: "id", says: "row 2 of people.parquet (comparison group) and in this row (comparison group)"},
		{name: "person in both arms", cols: at(good, "id", text(128, "p00001")), row: 129, column: "id", says: "take programme people out of the pool"},
		{name: "no programme people", cols: replace(good, parquettest.Column{Name: "arm", Values: slices.Repeat([]string{"C"}, 200)}), says: "the programme group is empty"},
		{name: "nobody in a year", cols: good, edit: func(s *Spec) { s.Years = []int{2014, 2015, 2019} }, column: "year", says: "no eligible programme person in cohort year 2019; over all years 50 were received"},
		{name: "no rows", cols: parquettest.Pick(good, nil), says: "the programme group is empty"},
		{name: "id is a covariate", cols: good, edit: func(s *Spec) { s.Covariates[1].Column = "id" }, column: "id", says: "also used for something else"},
		{name: "level of a number", cols: good, edit: func(s *Spec) { s.Covariates[0].Missing = Level }, column: "age", says: "cannot be a level"},
		{name: "no file", cols: good, edit: func(s *Spec) { s.Files.People = []string{"peple.parquet"} }, says: "cannot open the people file: no such file"},
		{name: "a directory without files", cols: good, edit: func(s *Spec) { s.Files.People = []string{emptyDir(s.Dir)} }, says: "the directory has no Parquet files"},
	}
}

func emptyDir(dir string) string {
	if err := os.Mkdir(filepath.Join(dir, "nobody"), 0o700); err != nil {
		panic(err)
	}
	return "nobody"
}

// Each kind of bad data alone, in one file of 200 people in row groups of 64.
func TestReadRefusesBadData(t *testing.T) {
	for _, tt := range badData() {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{Dictionary: true, GroupRows: 64}, tt.cols...)
			spec := adults(dir)
			if tt.edit != nil {
				tt.edit(&spec)
			}
			p := refused(t, spec)
			if p.Row != tt.row || p.Column != tt.column || !strings.Contains(p.Error(), tt.says) {
				t.Errorf("got row %d, column %q: %v", p.Row, p.Column, p)
			}
		})
	}
}

// refused returns the Problem that Read ends with. No id may appear in it.
func refused(t *testing.T, spec Spec) *evidence.Problem {
	t.Helper()
	c, err := Read(context.Background(), spec, nil)
	var p *evidence.Problem
	if !errors.As(err, &p) || c != nil {
		t.Fatalf("got %v, want a Problem", err)
	}
	if p.What == "" || p.Remedy == "" || strings.Contains(err.Error(), "p000") || strings.Contains(err.Error(), spec.Dir+"/") {
		t.Errorf("problem %+v", p)
	}
	return p
}

func TestReadRefusesDuplicatesAcrossFilesAndTypes(t *testing.T) {
	cols := crowd(120, 1)
	ids := make([]int64, 120)
	for i := range ids {
		ids[i] = int64(1000 + i)
	}
	texts := make([]string, 120)
	for i := range texts {
		texts[i] = fmt.Sprint(5000 + i)
	}
	dir := t.TempDir()
	spec := adults(dir)
	spec.Files = Files{Programme: []string{"p.parquet"}, Comparison: []string{"c.parquet"}}
	parquettest.Write(t, filepath.Join(dir, "p.parquet"), parquettest.Layout{}, replace(cols, parquettest.Column{Name: "id", Values: ids})...)
	parquettest.Write(t, filepath.Join(dir, "c.parquet"), parquettest.Layout{}, replace(cols, parquettest.Column{Name: "id", Values: texts})...)
	mustRead(t, spec)
	texts[77], texts[78] = "1033", "1033"
	parquettest.Write(t, filepath.Join(dir, "c.parquet"), parquettest.Layout{GroupRows: 50}, replace(cols, parquettest.Column{Name: "id", Values: texts})...)
	p := refused(t, spec)
	if p.File != "c.parquet" || p.Row != 78 || !strings.Contains(p.What, "row 34 of p.parquet (programme group)") || !strings.Contains(p.What, "2 rows in all") || strings.Contains(p.Error(), "1033") {
		t.Errorf("%v", p)
	}
}

// With a hash that is the same for many ids, only equal ids are duplicates.
func TestHashCollisionsAreNotDuplicates(t *testing.T) {
	weak := func(id []byte) uint64 { return uint64(id[len(id)-1]) << 56 }
	cols := crowd(200, 1)
	dir := t.TempDir()
	path := filepath.Join(dir, "people.parquet")
	parquettest.Write(t, path, parquettest.Layout{GroupRows: 30}, cols...)
	if _, err := read(context.Background(), adults(dir), nil, weak, maxHashes); err != nil {
		t.Errorf("good data: %v", err)
	}
	ids := cols[0].Values.([]string)
	ids[160], ids[170] = ids[7], ids[8]
	parquettest.Write(t, path, parquettest.Layout{GroupRows: 30}, cols...)
	var p *evidence.Problem
	if _, err := read(context.Background(), adults(dir), nil, weak, maxHashes); !errors.As(err, &p) || p.Row != 161 {
		t.Errorf("got %v", err)
	}
}

// However few hashes are kept at once, a repeated id is found, whichever it is.
func TestDuplicatesInEveryRangeOfHashes(t *testing.T) {
	cols := crowd(200, 1)
	dir := t.TempDir()
	path := filepath.Join(dir, "people.parquet")
	for _, atOnce := range []int64{1, 7, 60, 199, 200} {
		parquettest.Write(t, path, parquettest.Layout{GroupRows: 30}, cols...)
		if _, err := read(context.Background(), adults(dir), nil, hashID, atOnce); err != nil {
			t.Errorf("%d at once, good data: %v", atOnce, err)
		}
		for _, from := range []int{0, 5, 11} {
			ids := slices.Clone(cols[0].Values.([]string))
			ids[160+from] = ids[from]
			parquettest.Write(t, path, parquettest.Layout{GroupRows: 30}, replace(cols, parquettest.Column{Name: cols[0].Name, Values: ids})...)
			var p *evidence.Problem
			if _, err := read(context.Background(), adults(dir), nil, hashID, atOnce); !errors.As(err, &p) || p.Row != int64(161+from) || strings.Contains(p.What, "in all") {
				t.Errorf("%d at once, row %d as row %d: %v", atOnce, 161+from, 1+from, err)
			}
		}
	}
	if rangesFor(0, 5) != 1 || rangesFor(5, 5) != 1 || rangesFor(6, 5) != 2 {
		t.Error("ranges of hashes")
	}
}

func TestReadRefusesImpossibleSpecs(t *testing.T) {
	tests := map[string]func(*Spec){
		"no files":              func(s *Spec) { s.Files = Files{} },
		"too many files":        func(s *Spec) { s.Files.Programme = []string{"p"} },
		"same arms":             func(s *Spec) { s.Files.ComparisonValue = "P" },
		"no id":                 func(s *Spec) { s.ID = "" },
		"no years":              func(s *Spec) { s.Years = nil },
		"years descending":      func(s *Spec) { s.Years = []int{2015, 2014} },
		"year twice":            func(s *Spec) { s.Years = []int{2014, 2014} },
		"no year column":        func(s *Spec) { s.Year = "" },
		"unknown kind":          func(s *Spec) { s.Covariates[0].Kind = "colour" },
		"unknown policy":        func(s *Spec) { s.Covariates[0].Missing = "guess" },
		"rule on nothing":       func(s *Spec) { s.Eligibility[0].Covariate = "height" },
		"order of labels":       func(s *Spec) { s.Eligibility[1].Min = ptr(1) },
		"text for number":       func(s *Spec) { s.Eligibility[0].OneOf = []string{"old"} },
		"windows, no entry":     func(s *Spec) { s.Windows = entrants("").Windows },
		"windows and a year":    func(s *Spec) { s.Windows, s.Entry = entrants("").Windows, "entry" },
		"windows overlap":       func(s *Spec) { windows(s); s.Windows[1].From = s.Windows[0].Until },
		"windows swapped":       func(s *Spec) { windows(s); slices.Reverse(s.Windows); s.Years = []int{2015, 2014} },
		"window upside down":    func(s *Spec) { windows(s); s.Windows[1].Until = s.Windows[1].From - 1 },
		"window of no cohort":   func(s *Spec) { windows(s); s.Years = []int{2014} },
		"cohort of no window":   func(s *Spec) { windows(s); s.Years = []int{2014, 2015, 2016} },
		"no day at all":         func(s *Spec) { windows(s); s.Windows[0].From = noDay },
		"bands of an integer":   func(s *Spec) { s.Covariates[0].Bands = []Band{{Name: "all"}} },
		"map of an integer":     func(s *Spec) { s.Covariates[0].Map = map[string]string{"1": "2"} },
		"unknown kind of trait": func(s *Spec) { s.Traits = []Covariate{{Name: "t", Column: "score", Kind: "date", Missing: Refuse}} },
	}
	for name, edit := range tests {
		spec := adults(t.TempDir())
		edit(&spec)
		if _, err := Read(context.Background(), spec, nil); err == nil || !strings.HasPrefix(err.Error(), "cohort: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// windows makes a spec one with windows of entry.
func windows(s *Spec) { s.Year, s.Entry, s.Windows = "", "entry", entrants("").Windows }

// One year and no year column: everybody belongs to it.
func TestReadWithoutYearColumn(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, crowd(200, 1)...)
	spec := adults(dir)
	spec.Year, spec.Years = "", []int{2020}
	c := mustRead(t, spec)
	if len(c.Flow.ByYear) != 1 || c.Flow.ByYear[0].Year != 2020 || c.Flow.ByYear[0].Eligible != c.Flow.Eligible || len(c.Flow.Ineligible) != 2 || c.Profiles[0].Year != 2020 {
		t.Errorf("flow %+v", c.Flow)
	}
}

func TestRulesOnValues(t *testing.T) {
	r := rule{Rule: Rule{Min: ptr(1), Max: ptr(3)}}
	for x, want := range map[float64]bool{0.99: false, 1: true, 3: true, 3.01: false} {
		if r.holds(value{num: x}) != want {
			t.Errorf("%v", x)
		}
	}
	one, err := literals(Number, []string{"2", "4.5"})
	if err != nil {
		t.Fatal(err)
	}
	r = rule{oneOf: one}
	if !r.holds(value{num: 2}) || r.holds(value{num: 3}) {
		t.Error("one of 2, 4.5")
	}
	none, err := literals(Category, []string{MissingLabel, "a"})
	if err != nil {
		t.Fatal(err)
	}
	r = rule{noneOf: none}
	if r.holds(missingValue(Category)) || r.holds(value{text: "a"}) || !r.holds(value{text: "b"}) {
		t.Error("none of missing, a")
	}
}

func TestTruncatedFilesAreRefused(t *testing.T) {
	b, err := os.ReadFile("../testdata/parquet/duo_synth.parquet")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for n := 0; n < len(b); n += 997 {
		if err := os.WriteFile(filepath.Join(dir, "duo_synth.parquet"), b[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		refused(t, duo(dir))
	}
}
