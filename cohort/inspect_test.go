package cohort

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// crew is a table without anything to remark: both arms and years are alike.
func crew(rows int) []parquettest.Column {
	id, arm, gender, origin := make([]string, rows), make([]string, rows), make([]string, rows), make([]string, rows)
	age, score, year := make([]int64, rows), make([]float64, rows), make([]int32, rows)
	entry, birth := make([]string, rows), make([]parquettest.Date, rows)
	for i := range rows {
		id[i] = fmt.Sprintf("secret-%05d", i)
		arm[i] = []string{"P", "C", "C", "C"}[i%4]
		year[i] = 2014 + int32(i/4%2)
		gender[i] = []string{"F", "M"}[i/8%2]
		origin[i] = []string{"BE", "EU"}[i/16%2]
		age[i] = 20 + int64(i/8%5)
		score[i] = float64(i/8%4) / 4
		entry[i] = fmt.Sprintf("%d-05-17", year[i])
		birth[i] = parquettest.Date(DayOf(int(year[i])-20-i/8%5, 5, 16))
	}
	return []parquettest.Column{{Name: "id", Values: id}, {Name: "arm", Values: arm}, {Name: "year", Values: year}, {Name: "entry", Values: entry},
		{Name: "age", Values: age}, {Name: "birth", Values: birth}, {Name: "gender", Values: gender}, {Name: "origin", Values: origin}, {Name: "score", Values: score},
		{Name: "wealth", Values: slices.Clone(score)}}
}

// crewSpec reads crew.
func crewSpec(dir string) Spec {
	s := adults(dir)
	s.Entry = "entry"
	s.Covariates = append(s.Covariates, Covariate{Name: "years", Column: "birth", Kind: Age, Missing: Exclude})
	s.Covariates[1].Levels = []string{"F", "M"}
	s.Covariates[3].Missing = Exclude
	s.Traits = []Covariate{{Name: "wealth band", Column: "wealth", Kind: Category, Missing: Exclude, Bands: []Band{{Name: "all", AtLeast: ptr(0), AtMost: ptr(1)}}}}
	s.Eligibility = append(s.Eligibility, Rule{ID: "band", Clause: "2.3", Covariate: "wealth band", OneOf: []string{"all"}, Words: "band"})
	return s
}

func inspected(t *testing.T, cols []parquettest.Column, l parquettest.Layout, spec func(string) Spec) *Inspection {
	t.Helper()
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), l, cols...)
	in, err := Inspect(context.Background(), spec(dir), nil)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// of returns the findings with a code.
func of(in *Inspection, code string) []Observation {
	return slices.DeleteFunc(slices.Clone(in.Findings), func(o Observation) bool { return o.Code != code })
}

func set[T any](row int, x T) func(*parquettest.Column) {
	return func(c *parquettest.Column) { c.Values.([]T)[row] = x }
}

// flaw is a defect of one row of crew.
type crewFlaw struct {
	code, column, role string
	edit               func(row int) func(*parquettest.Column)
}

const telltale = "tell-tale-4711"

func crewFlaws() []crewFlaw {
	return []crewFlaw{
		{CodeMissing, "gender", "gender", null},
		{CodeUnknownLevel, "gender", "gender", func(r int) func(*parquettest.Column) { return set(r, "W") }},
		{CodeEmptyText, "origin", "origin", func(r int) func(*parquettest.Column) { return set(r, "") }},
		{CodeReservedLevel, "origin", "origin", func(r int) func(*parquettest.Column) { return set(r, MissingLabel) }},
		{CodeNotNumber, "score", "score", func(r int) func(*parquettest.Column) { return set(r, math.NaN()) }},
		{CodeTooLarge, "age", "age", func(r int) func(*parquettest.Column) { return set(r, int64(9007199254740993)) }},
		{CodeNotYear, "year", "cohort year", func(r int) func(*parquettest.Column) { return set(r, int32(20144711)) }},
		{CodeNoYear, "year", "cohort year", null},
		{CodeNotDay, "entry", "day of entry", func(r int) func(*parquettest.Column) { return set(r, telltale) }},
		{CodeNoEntryDay, "entry", "day of entry", null},
		{"SIB-D211", "birth", "years", func(r int) func(*parquettest.Column) { return set(r, parquettest.Date(47114711)) }},
		{CodeBornLater, "birth", "years", func(r int) func(*parquettest.Column) { return set(r, parquettest.Date(DayOf(2047, 11, 11))) }},
		{CodeTooOld, "birth", "years", func(r int) func(*parquettest.Column) { return set(r, parquettest.Date(DayOf(1847, 11, 11))) }},
		{CodeNoBand, "wealth", "wealth band", func(r int) func(*parquettest.Column) { return set(r, 47.11) }},
		{"SIB-D215", "origin", "origin", func(r int) func(*parquettest.Column) { return set(r, "\xff4711") }},
		{CodeUnknownArm, "arm", "arm", func(r int) func(*parquettest.Column) { return set(r, "Q") }},
		{CodeNoArm, "arm", "arm", null},
		{CodeNoID, "id", "id", null},
	}
}

const crewRows = 1600

// nothing is the inspection of crew as it is.
func TestInspectFindsNothing(t *testing.T) {
	in := inspected(t, crew(crewRows), parquettest.Layout{GroupRows: 100}, crewSpec)
	if len(in.Findings) > 0 {
		t.Errorf("%+v", in.Findings)
	}
	if in.Flow.Eligible != [2]int64{crewRows / 4, crewRows * 3 / 4} || in.NoArm != 0 {
		t.Errorf("%+v", in.Flow)
	}
	if id := in.Columns[0]; id.Distinct != crewRows || id.More || id.Rows != crewRows || id.Missing != 0 {
		t.Errorf("%+v", id)
	}
	if g := in.Columns[5]; g.Role != "gender" || g.Distinct != 2 || !slices.Equal(g.Kinds, []string{"text"}) {
		t.Errorf("%+v", g)
	}
}

// One defect of each kind, in three rows.
func TestInspectFindsEachDefect(t *testing.T) {
	for i, f := range crewFlaws() {
		cols := crew(crewRows)
		rows := []int{100 + i, 301 + i, 902 + i}
		for _, r := range rows {
			cols = at(cols, f.column, f.edit(r))
		}
		in := inspected(t, cols, parquettest.Layout{GroupRows: 211, Dictionary: i%2 == 0}, crewSpec)
		got := of(in, f.code)
		if len(got) != 1 || got[0].Count != 3 || got[0].FirstRow != int64(rows[0]+1) || got[0].Column != f.column || got[0].Subject != f.role ||
			got[0].Severity != evidence.Error || got[0].File != "people.parquet" || got[0].Message == "" || got[0].Remedy == "" {
			t.Errorf("%s: %+v", f.code, in.Findings)
		}
		for _, o := range in.Findings {
			if o.Code != f.code && o.Severity == evidence.Error {
				t.Errorf("%s: also %+v", f.code, o)
			}
		}
		var received, unusable int64
		last := in.Flow.Invalid[len(in.Flow.Invalid)-1]
		for arm := range 2 {
			received, unusable = received+in.Flow.Received[arm], unusable+last.N[arm]
		}
		if last.Reason != Unusable || received+in.NoArm != crewRows || unusable+in.NoArm != 3 {
			t.Errorf("%s: %d received, %d unusable, %d without an arm", f.code, received, unusable, in.NoArm)
		}
		if Codes[f.code] == "" {
			t.Errorf("%s has no meaning", f.code)
		}
	}
}

// All defects at once: none hides another, and the order of rows and row groups changes
// nothing but which row is the first.
func TestInspectFindsAllDefectsAtOnce(t *testing.T) {
	cols := crew(crewRows)
	for i, f := range crewFlaws() {
		for k := range i%3 + 1 {
			cols = at(cols, f.column, f.edit(40*i+k*13+5))
		}
	}
	var before []Observation
	for seed, l := range []parquettest.Layout{{}, {GroupRows: 50}, {Dictionary: true, Nullable: true, GroupRows: 333}} {
		if seed > 0 {
			cols = parquettest.Shuffle(cols, uint64(seed))
		}
		in := inspected(t, cols, l, crewSpec)
		for i, f := range crewFlaws() {
			if got := of(in, f.code); len(got) != 1 || got[0].Count != int64(i%3+1) {
				t.Errorf("%s: %+v", f.code, got)
			}
		}
		for i := range in.Findings {
			in.Findings[i].FirstRow = 0
		}
		if before != nil {
			if d := cmp.Diff(before, in.Findings); d != "" {
				t.Errorf("in another order:\n%s", d)
			}
		}
		before = in.Findings
		refuseTelltales(t, in)
	}
}

// refuseTelltales makes sure that no id, number or day of a row is told.
func refuseTelltales(t *testing.T, in *Inspection) {
	t.Helper()
	b, err := json.Marshal(struct {
		Findings []Observation
		Columns  []ColumnSummary
	}{in.Findings, in.Columns})
	if err != nil {
		t.Fatal(err)
	}
	for _, tell := range []string{"secret", "4711", "47.11", "9007199254740993", "2047", "1847", "-05-17"} {
		if strings.Contains(string(b), tell) {
			t.Errorf("%q is told: %s", tell, b)
		}
	}
}

func TestInspectCountsRepeatedIDs(t *testing.T) {
	cols := crew(crewRows)
	// Rows 0, 4, 8 are of the programme, the others between of the pool.
	cols = at(cols, "id", func(c *parquettest.Column) {
		v := c.Values.([]string)
		v[4], v[8] = v[0], v[0]   // twice more in the programme
		v[5] = v[1]               // once more in the pool
		v[9], v[10] = v[12], v[0] // two of the programme are in the pool
	})
	for i, hash := range []hashFunc{hashID, func([]byte) uint64 { return 7 }, hashID} {
		dir := t.TempDir()
		parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{GroupRows: 6}, cols...)
		in, err := inspect(context.Background(), crewSpec(dir), nil, hash, []int64{maxHashes, 400, 300}[i])
		if err != nil {
			t.Fatal(err)
		}
		if got := of(in, CodeSameID); len(got) != 1 || got[0].Count != 3 || got[0].FirstRow != 5 {
			t.Errorf("%+v", got)
		}
		if got := of(in, CodeBothArms); len(got) != 1 || got[0].Count != 2 || got[0].FirstRow != 10 {
			t.Errorf("%+v", got)
		}
		if in.Columns[0].Distinct != crewRows-5 {
			t.Errorf("%d ids", in.Columns[0].Distinct)
		}
		refuseTelltales(t, in)
	}
}

// An unknown value is named with how often it comes, and what was probably meant.
func TestInspectNamesUnknownLevels(t *testing.T) {
	cols := crew(crewRows)
	for i, label := range []string{"f", "f", "f", "X", "Y", "Y", "Z"} {
		cols = at(cols, "gender", set(i*7, label))
	}
	got := of(inspected(t, cols, parquettest.Layout{}, crewSpec), CodeUnknownLevel)
	if len(got) != 1 || got[0].Distinct != 4 || !strings.HasSuffix(got[0].Message, `: "f" in 3 rows, "Y" in 2 rows, "X" in 1 row, 1 more`) || !strings.Contains(got[0].Remedy, `did you mean "F"?`) {
		t.Errorf("%+v", got)
	}
}

// How people are divided over files, and in which order those are named, changes nothing
// but which file and row is told.
func TestInspectOfManyFiles(t *testing.T) {
	cols := crew(crewRows)
	for i, f := range crewFlaws() {
		cols = at(cols, f.column, f.edit(40*i+5))
	}
	cols = at(cols, "id", func(c *parquettest.Column) { v := c.Values.([]string); v[1500], v[1501] = v[100], v[100] })
	dir := t.TempDir()
	all := seq(crewRows)
	for name, rows := range map[string][]int{"a": all[:300], "b": all[300:1100], "c": all[1100:], "whole": all} {
		parquettest.Write(t, filepath.Join(dir, name), parquettest.Layout{GroupRows: 170}, parquettest.Pick(cols, rows)...)
	}
	look := func(names ...string) (in *Inspection, count map[string]int64) {
		spec := crewSpec(dir)
		spec.Files.People = names
		in, err := Inspect(context.Background(), spec, nil)
		if err != nil {
			t.Fatal(err)
		}
		count = map[string]int64{}
		for _, o := range in.Findings {
			count[o.Code+o.Subject] += o.Count
		}
		return in, count
	}
	whole, want := look("whole")
	parts, got := look("a", "b", "c")
	turned, _ := look("c", "a", "b")
	if d := cmp.Diff(want, got); d != "" || want[CodeSameID+"id"]+want[CodeBothArms+"id"] != 2 {
		t.Errorf("(-whole +parts)\n%s%v", d, want)
	}
	if d := cmp.Diff(whole.Columns, parts.Columns) + cmp.Diff(whole.Flow, parts.Flow); d != "" {
		t.Errorf("(-whole +parts)\n%s", d)
	}
	if d := cmp.Diff(parts.Findings, turned.Findings); d != "" {
		t.Errorf("(-in order +turned)\n%s", d)
	}
}
