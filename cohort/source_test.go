package cohort

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

// store writes some rows of a table to a file, without the columns named.
func store(t *testing.T, path string, cols []parquettest.Column, rows []int, without ...string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	kept := slices.DeleteFunc(parquettest.Pick(cols, rows), func(c parquettest.Column) bool { return slices.Contains(without, c.Name) })
	layouts := parquettest.Layouts()
	parquettest.Write(t, path, layouts[len(rows)%len(layouts)], kept...)
}

func whole(t *testing.T, cols []parquettest.Column) *Cohort {
	t.Helper()
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, cols...)
	return mustRead(t, adults(dir))
}

// How people are divided over files leaves no trace but in Inputs.
func TestReadIsTheSameHoweverPeopleAreSplit(t *testing.T) {
	cols := crowd(400, 4)
	one := whole(t, cols)
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 8))
		dir := t.TempDir()
		var names []string
		order, n := r.Perm(400), 0
		for i := 0; len(order) > 0; i++ {
			k := min(1+r.IntN(150), len(order))
			name := fmt.Sprintf("in/%d/part-%d.parquet", r.IntN(3), i)
			store(t, filepath.Join(dir, name), cols, order[:k])
			names, order, n = append(names, name), order[k:], n+1
		}
		r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		for _, list := range [][]string{names, {"in"}, {"in/*/part*"}, {"**"}} {
			spec := adults(dir)
			spec.Files.People = list
			c := mustRead(t, spec)
			if d := cmp.Diff(one, c, result); d != "" {
				t.Errorf("seed %d, %v (-one file +many):\n%s", seed, list, d)
			}
			if len(c.Inputs) != n || !slices.IsSortedFunc(c.Inputs, func(a, b evidence.Input) int { return strings.Compare(a.Path, b.Path) }) {
				t.Errorf("inputs %+v", c.Inputs)
			}
		}
	}
}

// Parts of all files give back the profiles, and ids can be found again by row.
func TestPartsOfManyFiles(t *testing.T) {
	cols := crowd(300, 9)
	dir := t.TempDir()
	for i := range 5 {
		store(t, filepath.Join(dir, fmt.Sprint("in/", i, ".parquet")), cols, seq(300)[60*i:60*i+60])
	}
	spec := adults(dir)
	spec.Files.People = []string{"in"}
	c := mustRead(t, spec)
	one := whole(t, cols)
	if len(c.Files()) != 5 || len((&Cohort{}).Files()) != 0 {
		t.Errorf("%d files", len(c.Files()))
	}
	keyed, err := c.Keyed(context.Background(), []byte("k"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := one.Keyed(context.Background(), []byte("k"))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, keyed); d != "" {
		t.Errorf("files hold the rows in order, and so must the keys be (-one file +many):\n%s", d)
	}
	ids, err := c.IDs(context.Background(), keyed.Row)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range keyed.Row {
		if ids[i] != cols[0].Values.([]string)[row] {
			t.Fatalf("row %d has the id of another", row)
		}
	}
	for _, p := range c.Parts() {
		if p.Input < 0 || p.First+p.Size > c.Inputs[p.Input].Rows {
			t.Errorf("part %+v of %+v", p, c.Inputs[p.Input])
		}
	}
}

// Columns of the path count as if they stood in the files.
func TestReadHivePartitions(t *testing.T) {
	cols := crowd(400, 5)
	one := whole(t, cols)
	year, arm := cols[2].Values.([]int32), cols[1].Values.([]string)
	origin, none := cols[5].Values.([]string), cols[5].Null
	age, noAge := cols[3].Values.([]int64), cols[3].Null
	text := func(s string, missing bool) string {
		if missing {
			return "__HIVE_DEFAULT_PARTITION__"
		}
		return s
	}
	keys := map[string]func(row int) string{
		"year":   func(row int) string { return fmt.Sprint(year[row]) },
		"arm":    func(row int) string { return arm[row] },
		"origin": func(row int) string { return text(origin[row], none[row]) },
		"age":    func(row int) string { return text(fmt.Sprint(age[row]), noAge[row]) },
	}
	for _, by := range [][]string{{"year"}, {"arm", "year"}, {"origin"}, {"age"}, {"year", "origin", "arm"}} {
		at := map[string][]int{}
		for row := range 400 {
			dir := ""
			for _, key := range by {
				dir += key + "=" + keys[key](row) + "/"
			}
			at[dir] = append(at[dir], row)
		}
		for _, inFile := range []bool{false, true} {
			dir := t.TempDir()
			for d, rows := range at {
				without := by
				if inFile {
					without = nil
				}
				store(t, filepath.Join(dir, "people.parquet", d, "part-0.parquet"), cols, rows, without...)
			}
			c := mustRead(t, adults(dir))
			if d := cmp.Diff(one, c, result); d != "" {
				t.Errorf("by %v (-one file +many):\n%s", by, d)
			}
			if len(c.Inputs) != len(at) {
				t.Errorf("by %v: %d inputs", by, len(c.Inputs))
			}
		}
	}
}

// Arms of several files each, and the same person in two of them.
func TestReadArmsOfManyFiles(t *testing.T) {
	cols := crowd(400, 6)
	one := whole(t, cols)
	dir := t.TempDir()
	spec := adults(dir)
	spec.Files = Files{Programme: []string{"p/b", "p/a"}, Comparison: []string{"c/*/*.parquet"}}
	var rows [2][]int
	for i, arm := range cols[1].Values.([]string) {
		k := slices.Index([]string{"P", "C"}, arm)
		rows[k] = append(rows[k], i)
	}
	store(t, filepath.Join(dir, "p/a"), cols, rows[0][:30])
	store(t, filepath.Join(dir, "p/b"), cols, rows[0][30:])
	store(t, filepath.Join(dir, "c/x/1.parquet"), cols, rows[1][:100])
	store(t, filepath.Join(dir, "c/y/0.parquet"), cols, rows[1][100:])
	c := mustRead(t, spec)
	if d := cmp.Diff(one, c, result); d != "" {
		t.Errorf("(-one file +many):\n%s", d)
	}
	var got []string
	for _, in := range c.Inputs {
		got = append(got, in.Role+" "+in.Path)
	}
	if d := cmp.Diff([]string{"programme p/a", "programme p/b", "comparison c/x/1.parquet", "comparison c/y/0.parquet"}, got); d != "" {
		t.Error(d)
	}
	// Whoever is left without people is named as the contract names them.
	spec.Years = []int{2014, 2015, 2030}
	if p := refused(t, spec); p.File != "p/b, p/a" || !strings.Contains(p.What, "no eligible programme person in cohort year 2030") {
		t.Error(p)
	}
	spec.Years = []int{2014, 2015}
	store(t, filepath.Join(dir, "c/y/1.parquet"), cols, rows[0][3:4])
	if p := refused(t, spec); p.File != "c/y/1.parquet" || p.Row != 1 || !strings.Contains(p.What, "row 4 of p/a (programme group)") {
		t.Error(p)
	}
}

// A part that lacks a column, or holds something else in it, is named.
func TestReadNamesThePartThatIsOdd(t *testing.T) {
	cols := crowd(200, 1)
	dates := replace(cols, parquettest.Column{Name: "age", Values: make([]parquettest.Date, 200)})
	for says, odd := range map[string][]parquettest.Column{
		"no such column": slices.DeleteFunc(slices.Clone(cols), func(c parquettest.Column) bool { return c.Name == "age" }),
		`the column is a date; covariate "age" of kind integer`: dates,
	} {
		dir := t.TempDir()
		store(t, filepath.Join(dir, "people.parquet/0.parquet"), cols, seq(100))
		store(t, filepath.Join(dir, "people.parquet/1.parquet"), odd, seq(200)[100:150])
		store(t, filepath.Join(dir, "people.parquet/2.parquet"), cols, seq(200)[150:])
		if p := refused(t, adults(dir)); p.File != "people.parquet/1.parquet" || p.Column != "age" || !strings.Contains(p.What, says) {
			t.Error(p)
		}
	}
	for _, column := range []string{"id", "year", "arm", "gender"} {
		dir := t.TempDir()
		store(t, filepath.Join(dir, "people.parquet"), replace(cols, parquettest.Column{Name: column, Values: make([]parquettest.Micros, 200)}), seq(200))
		if p := refused(t, adults(dir)); p.Column != column || !strings.Contains(p.What, "the column is a date") {
			t.Error(p)
		}
	}
}

// The caller's lists stay theirs.
func TestReadKeepsItsOwnListOfFiles(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, crowd(200, 1)...)
	spec := adults(dir)
	p, err := newPlan(spec)
	if err != nil {
		t.Fatal(err)
	}
	spec.Files.People[0] = "other"
	if p.Files.People[0] != "people.parquet" {
		t.Error("the plan changed with the caller's list")
	}
}
