package cohort

import (
	order "cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

func ptr(x float64) *float64 { return &x }

// adults is a spec for the table that crowd makes, in one file.
func adults(dir string) Spec {
	return Spec{
		Dir: dir, ID: "id", Year: "year", Years: []int{2014, 2015},
		Files: Files{People: []string{"people.parquet"}, ArmColumn: "arm", ProgrammeValue: "P", ComparisonValue: "C"},
		Covariates: []Covariate{
			{Name: "age", Column: "age", Kind: Integer, Missing: Exclude},
			{Name: "gender", Column: "gender", Kind: Category, Levels: []string{"F", "M", "X"}, Missing: Refuse},
			{Name: "origin", Column: "origin", Kind: Category, Missing: Level},
			{Name: "score", Column: "score", Kind: Number, Missing: Exclude},
		},
		Eligibility: []Rule{
			{ID: "age", Clause: "2.1", Covariate: "age", Min: ptr(18), Max: ptr(33), Words: "age from 18 to 33"},
			{ID: "origin", Clause: "2.2", Covariate: "origin", NoneOf: []string{"MARS"}, Words: "origin other than MARS"},
		},
	}
}

// crowd makes a table with everything in it: ineligible, incomplete, other years.
func crowd(rows int, seed uint64) []parquettest.Column {
	r := rand.New(rand.NewPCG(seed, 3))
	id, age := make([]string, rows), make([]int64, rows)
	arm, gender, origin := make([]string, rows), make([]string, rows), make([]string, rows)
	score, year := make([]float64, rows), make([]int32, rows)
	noAge, noOrigin, noScore := make([]bool, rows), make([]bool, rows), make([]bool, rows)
	for i := range rows {
		id[i] = fmt.Sprintf("p%05d", i)
		age[i] = 16 + int64(r.IntN(20))
		arm[i] = []string{"P", "C", "C", "C"}[i%4]
		gender[i] = []string{"F", "M"}[r.IntN(2)]
		origin[i] = []string{"BE", "EU", "MARS", "OTHER"}[r.IntN(4)]
		score[i] = float64(r.IntN(4)) / 4
		year[i] = 2013 + int32(r.IntN(4))
		noAge[i], noOrigin[i], noScore[i] = r.IntN(15) == 0, r.IntN(6) == 0, r.IntN(20) == 0
	}
	return []parquettest.Column{
		{Name: "id", Values: id}, {Name: "arm", Values: arm}, {Name: "year", Values: year},
		{Name: "age", Values: age, Null: noAge}, {Name: "gender", Values: gender},
		{Name: "origin", Values: origin, Null: noOrigin}, {Name: "score", Values: score, Null: noScore},
	}
}

func replace(cols []parquettest.Column, c parquettest.Column) []parquettest.Column {
	out := slices.Clone(cols)
	i := slices.IndexFunc(out, func(o parquettest.Column) bool { return o.Name == c.Name })
	out[i] = c
	return out
}

func mustRead(t testing.TB, spec Spec) *Cohort {
	t.Helper()
	c, err := Read(context.Background(), spec, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// result is what must not depend on how the data lies on disk.
var result = cmp.Options{cmpopts.IgnoreUnexported(Cohort{}), cmpopts.IgnoreFields(Cohort{}, "Inputs")}

func TestReadIsTheSameInEveryLayout(t *testing.T) {
	cols := crowd(400, 1)
	var first *Cohort
	for _, l := range parquettest.Layouts() {
		for seed := range uint64(2) {
			dir := t.TempDir()
			parquettest.Write(t, filepath.Join(dir, "people.parquet"), l, parquettest.Shuffle(cols, seed)...)
			c := mustRead(t, adults(dir))
			if first == nil {
				first = c
			}
			if d := cmp.Diff(first, c, result); d != "" {
				t.Errorf("%s, order %d:\n%s", l.Name, seed, d)
			}
		}
	}
	if len(first.Profiles) < 100 {
		t.Errorf("only %d profiles: the test is too weak", len(first.Profiles))
	}
}

// The brute force of one row at a time, to hold the counts against.
func TestReadCountsAsRowByRow(t *testing.T) {
	cols := crowd(600, 2)
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{Dictionary: true, GroupRows: 37}, cols...)
	c := mustRead(t, adults(dir))
	got := map[string][2]int64{}
	for _, p := range c.Profiles {
		key := fmt.Sprint(p.Year)
		for k, code := range p.Codes {
			key += "|" + c.Domains[k].Labels[code]
		}
		got[key] = p.N
	}
	if !slices.IsSortedFunc(c.Profiles, func(a, b Profile) int {
		return order.Or(order.Compare(a.Year, b.Year), slices.Compare(a.Codes, b.Codes))
	}) {
		t.Error("profiles are not sorted")
	}
	if got := c.Domains[2].Labels; !slices.Equal(got, []string{"BE", "EU", "OTHER", MissingLabel}) {
		t.Errorf("origins %q", got)
	}
	want, flow := byHand(cols)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("profiles (-by hand +read):\n%s", d)
	}
	if d := cmp.Diff(flow, c.Flow); d != "" {
		t.Errorf("flow (-by hand +read):\n%s", d)
	}
}

func byHand(cols []parquettest.Column) (map[string][2]int64, Flow) {
	arm, year := cols[1].Values.([]string), cols[2].Values.([]int32)
	age, gender := cols[3].Values.([]int64), cols[4].Values.([]string)
	origin, score := cols[5].Values.([]string), cols[6].Values.([]float64)
	profiles := map[string][2]int64{}
	f := Flow{
		Invalid:    []Loss{{Reason: "missing age"}, {Reason: "missing score"}},
		Ineligible: []Loss{{Reason: "age from 18 to 33", Clause: "2.1"}, {Reason: "origin other than MARS", Clause: "2.2"}, {Reason: OutsideYears}},
	}
	for _, y := range []int{0, 2014, 2015} {
		f.ByYear = append(f.ByYear, YearFlow{Year: y, Invalid: make([][2]int64, 2), Ineligible: make([][2]int64, 3)})
	}
	for i := range arm {
		a := Comparison
		if arm[i] == "P" {
			a = Programme
		}
		y := &f.ByYear[0]
		if year[i] == 2014 || year[i] == 2015 {
			y = &f.ByYear[year[i]-2013]
		}
		o := origin[i]
		if cols[5].Null[i] {
			o = MissingLabel
		}
		f.Received[a]++
		y.Received[a]++
		invalid := func(k int) { f.Invalid[k].N[a]++; y.Invalid[k][a]++ }
		ineligible := func(k int) {
			f.Valid[a]++
			y.Valid[a]++
			f.Ineligible[k].N[a]++
			y.Ineligible[k][a]++
		}
		switch {
		case cols[3].Null[i]:
			invalid(0)
		case cols[6].Null[i]:
			invalid(1)
		case age[i] < 18 || age[i] > 33:
			ineligible(0)
		case o == "MARS":
			ineligible(1)
		case y.Year == 0:
			ineligible(2)
		default:
			f.Valid[a]++
			y.Valid[a]++
			f.Eligible[a]++
			y.Eligible[a]++
			key := fmt.Sprintf("%d|%d|%s|%s|%v", year[i], age[i], gender[i], o, score[i])
			n := profiles[key]
			n[a]++
			profiles[key] = n
		}
	}
	return profiles, f
}

func TestReadTwoFilesAsOne(t *testing.T) {
	cols := crowd(400, 3)
	arm := cols[1].Values.([]string)
	var programme, comparison []int
	for i, a := range arm {
		if a == "P" {
			programme = append(programme, i)
		} else {
			comparison = append(comparison, i)
		}
	}
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, cols...)
	parquettest.Write(t, filepath.Join(dir, "p.parquet"), parquettest.Layout{Dictionary: true}, parquettest.Pick(cols, programme)...)
	parquettest.Write(t, filepath.Join(dir, "c.parquet"), parquettest.Layout{GroupRows: 50}, parquettest.Pick(cols, comparison)...)
	one := mustRead(t, adults(dir))
	spec := adults(dir)
	spec.Files = Files{Programme: []string{"p.parquet"}, Comparison: []string{"c.parquet"}}
	two := mustRead(t, spec)
	if d := cmp.Diff(one, two, result); d != "" {
		t.Errorf("(-one file +two):\n%s", d)
	}
	if len(two.Inputs) != 2 || two.Inputs[0].Role != "programme" || two.Inputs[1].Role != "comparison" || two.Inputs[1].Rows != 300 {
		t.Errorf("inputs %+v", two.Inputs)
	}
	digest, _, err := evidence.DigestFile(filepath.Join(dir, "c.parquet"))
	if err != nil || two.Inputs[1].SHA256 != digest || two.Inputs[1].Path != "c.parquet" {
		t.Errorf("inputs %+v, want digest %s", two.Inputs, digest)
	}
}

func TestReadKinds(t *testing.T) {
	n := 6
	texts := []string{"a", "b", "a", "a", "b", "a"}
	ints, bools := []int64{10, 9, 10, 10, 9, 10}, []bool{true, false, true, true, false, true}
	narrow := []float32{0.1, 1.5, 0.1, 0.1, 1.5, 0.1}
	cols := []parquettest.Column{
		{Name: "id", Values: []int64{1, 2, 3, 4, 5, 6}}, {Name: "arm", Values: []bool{true, false, true, false, true, false}},
		{Name: "year", Values: slices.Repeat([]string{"2014"}, n)},
		{Name: "t", Values: texts}, {Name: "i", Values: ints}, {Name: "b", Values: bools}, {Name: "f", Values: narrow},
	}
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, cols...)
	spec := Spec{Dir: dir, ID: "id", Year: "year", Years: []int{2014},
		Files: Files{People: []string{"people.parquet"}, ArmColumn: "arm", ProgrammeValue: "true", ComparisonValue: "false"}}
	for name, kind := range map[string]Kind{"t": Category, "i": Category, "b": Category} {
		spec.Covariates = append(spec.Covariates, Covariate{Name: name, Column: name, Kind: kind, Missing: Refuse})
	}
	slices.SortFunc(spec.Covariates, func(a, b Covariate) int { return strings.Compare(a.Name, b.Name) })
	spec.Covariates = append(spec.Covariates, Covariate{Name: "n", Column: "i", Kind: Integer, Missing: Refuse}, Covariate{Name: "x", Column: "f", Kind: Number, Missing: Refuse})
	c := mustRead(t, spec)
	var labels [][]string
	for _, d := range c.Domains {
		labels = append(labels, d.Labels)
	}
	if d := cmp.Diff([][]string{{"false", "true"}, {"10", "9"}, {"a", "b"}, {"9", "10"}, {"0.1", "1.5"}}, labels); d != "" {
		t.Errorf("labels (-want +got):\n%s", d)
	}
	if d := cmp.Diff([][]float64{nil, nil, nil, {9, 10}, {0.1, 1.5}}, [][]float64{c.Domains[0].Numbers, c.Domains[1].Numbers, c.Domains[2].Numbers, c.Domains[3].Numbers, c.Domains[4].Numbers}); d != "" {
		t.Errorf("numbers (-want +got):\n%s", d)
	}
}

func TestReadReportsProgress(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{GroupRows: 100}, crowd(350, 1)...)
	var rows []int64
	_, err := Read(context.Background(), adults(dir), func(done, total int64) {
		if total != 350 {
			t.Errorf("total %d", total)
		}
		rows = append(rows, done)
	})
	if err != nil || !slices.Equal(rows, []int64{100, 200, 300, 350}) {
		t.Errorf("%v, %v", rows, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, adults(dir), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestReadLeavesTheSpecAlone(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, crowd(200, 1)...)
	spec, want := adults(dir), adults(dir)
	spec.Covariates[1].Levels, want.Covariates[1].Levels = []string{"X", "M", "F"}, []string{"X", "M", "F"}
	c := mustRead(t, spec)
	if d := cmp.Diff(want, spec); d != "" {
		t.Errorf("the spec changed:\n%s", d)
	}
	spec.Covariates[1].Levels[0], spec.Years[0] = "Y", 1999
	if c.Domains[1].Levels[0] != "X" || c.Years[0] != 2014 {
		t.Error("the cohort shares memory with the spec")
	}
}

func TestFindings(t *testing.T) {
	dir := t.TempDir()
	cols := crowd(200, 5)
	arm, gender := cols[1].Values.([]string), cols[4].Values.([]string)
	for i := range arm {
		if arm[i] == "C" {
			gender[i] = "F"
		}
	}
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, cols...)
	c := mustRead(t, adults(dir))
	var men int64
	for _, p := range c.Profiles {
		if c.Domains[1].Labels[p.Codes[1]] == "M" {
			men += p.N[Programme]
		}
	}
	if len(c.Findings) != 2 || c.Findings[0].Code != LevelWithoutComparison || c.Findings[0].Count != men || men == 0 ||
		c.Findings[1].Code != LevelUnused || c.Findings[1].Subject != "gender = X" {
		t.Errorf("%d men, findings %+v", men, c.Findings)
	}
}

// The reference set, which another library wrote.
func TestReadReferenceSet(t *testing.T) {
	c := mustRead(t, duo("../testdata/parquet"))
	if c.Flow.Eligible != [2]int64{320, 4000} || c.Flow.Received != c.Flow.Eligible {
		t.Errorf("flow %+v", c.Flow)
	}
	want := map[int][2]int64{0: {}, 2014: {84, 1300}, 2015: {117, 1350}, 2016: {119, 1350}}
	for _, y := range c.Flow.ByYear {
		if y.Eligible != want[y.Year] || y.Received != y.Eligible {
			t.Errorf("%+v", y)
		}
	}
	if d := cmp.Diff([]string{"HIGH", "LOW", "MEDIUM", "UNKNOWN"}, c.Domains[3].Labels); d != "" {
		t.Error(d)
	}
	if n := c.Domains[0].Numbers; len(n) != 16 || n[0] != 18 || n[15] != 33 {
		t.Errorf("ages %v", n)
	}
}

func duo(dir string) Spec {
	s := Spec{Dir: dir, ID: "id", Year: "year", Years: []int{2014, 2015, 2016},
		Files:       Files{People: []string{"duo_synth.parquet"}, ArmColumn: "treat", ProgrammeValue: "1", ComparisonValue: "0"},
		Covariates:  []Covariate{{Name: "age", Column: "age", Kind: Integer, Missing: Refuse}},
		Eligibility: []Rule{{ID: "age", Clause: "2.1", Covariate: "age", Min: ptr(18), Max: ptr(33), Words: "age from 18 to 33"}}}
	for _, name := range []string{"gender", "origin", "qualification"} {
		s.Covariates = append(s.Covariates, Covariate{Name: name, Column: name, Kind: Category, Missing: Refuse})
	}
	return s
}

func BenchmarkRead(b *testing.B) {
	const rows = 1_000_000
	for _, l := range []parquettest.Layout{{Name: "dictionary", Dictionary: true, GroupRows: 122_880, Codec: 6}, {Name: "plain", GroupRows: 122_880, Codec: 6}} {
		b.Run(l.Name, func(b *testing.B) {
			dir := b.TempDir()
			parquettest.Write(b, filepath.Join(dir, "people.parquet"), l, crowd(rows, 1)...)
			if info, err := os.Stat(filepath.Join(dir, "people.parquet")); err == nil {
				b.SetBytes(info.Size())
			}
			spec := adults(dir)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(context.Background(), spec, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
