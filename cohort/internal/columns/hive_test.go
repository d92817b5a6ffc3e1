package columns

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sib/cohort/internal/parquettest"
)

// put writes a file of n people at a path, with more columns if there are any.
func put(t *testing.T, dir, path string, n int, more ...parquettest.Column) {
	t.Helper()
	full := filepath.Join(dir, path)
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		t.Fatal(err)
	}
	id := make([]string, n)
	for i := range id {
		id[i] = fmt.Sprint(path, i)
	}
	parquettest.Write(t, full, parquettest.Layout{GroupRows: 3}, append([]parquettest.Column{{Name: "id", Values: id}}, more...)...)
}

func openAll(t *testing.T, dir string, names ...string) []*File {
	t.Helper()
	files, err := OpenAll(dir, names, "people")
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func texts0(t *testing.T, f *File, name string) []string {
	t.Helper()
	var out []string
	for g := range f.Groups() {
		err := f.EachText(g, name, func(_ int, b []byte) {
			if b == nil {
				out = append(out, "null")
			} else {
				out = append(out, string(b))
			}
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestPartitionsAreColumns(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "d/year=2014/place=Li%C3%A8ge%20%2F+%/n=1/a.parquet", 4)
	put(t, dir, "d/year=-2015/place=__HIVE_DEFAULT_PARTITION__/n=01/b.parquet", 2)
	put(t, dir, "d/year=__HIVE_DEFAULT_PARTITION__/place=/n=2/=odd/c.parquet", 1)
	for _, name := range []string{"d", "d/**", "d/*/*/*/**/*.parquet"} {
		files := openAll(t, dir, name)
		if len(files) != 3 {
			t.Fatalf("%d files", len(files))
		}
		kinds := map[string]Kind{"year": Int, "place": Text, "n": Text}
		want := map[string][][]string{ // by path: -2015, 2014, default
			"year":  {{"-2015", "-2015"}, {"2014", "2014", "2014", "2014"}, {"null"}},
			"place": {{"null", "null"}, {`"Li%C3%A8ge%20%2F+%"`, `"Li%C3%A8ge%20%2F+%"`, `"Li%C3%A8ge%20%2F+%"`, `"Li%C3%A8ge%20%2F+%"`}, {`""`}},
			"n":     {{`"01"`, `"01"`}, {`"1"`, `"1"`, `"1"`, `"1"`}, {`"2"`}},
		}
		for key, kind := range kinds {
			for i, f := range files {
				if k, err := f.Kind(key); k != kind || err != nil {
					t.Errorf("%s: %v, %v", key, k, err)
				}
				if d := cmp.Diff(want[key][i], read(t, f, key)); d != "" {
					t.Errorf("%s of %s (-want +read):\n%s", key, f.path, d)
				}
				for r, s := range texts0(t, f, key) {
					if kind == Text && s != "null" {
						s = fmt.Sprintf("%q", s)
					}
					if s != want[key][i][r] {
						t.Errorf("%s of %s, row %d: %s", key, f.path, r, s)
					}
				}
			}
		}
	}
}

func TestUnescape(t *testing.T) {
	for in, want := range map[string]string{"Li%C3%A8ge%20%2F+": "Liège /+", "100%": "100%", "": "", "a%3Db": "a=b"} {
		c, ok := partition("k%65y=" + in)
		if !ok || c.key != "key" || c.text != want {
			t.Errorf("%q: %+v", in, c)
		}
	}
	for _, name := range []string{"year", "=2014", ""} {
		if _, ok := partition(name); ok {
			t.Errorf("%q is a partition", name)
		}
	}
}

// Only directories below the one that is named are columns.
func TestPartitionsAboveTheNameAreNone(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "d/year=2014/a.parquet", 2)
	for _, name := range []string{"d/year=2014", "d/year=2014/a.parquet", "d/year=2014/*"} {
		_, err := openAll(t, dir, name)[0].Kind("year")
		if p := problem(t, err); !strings.Contains(p.Remedy, `name the directory above "year=…"`) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := openAll(t, dir, "d")[0].Kind("yeer")
	if p := problem(t, err); !strings.Contains(p.What, "id, year") || !strings.Contains(p.Remedy, `"year"`) {
		t.Error(err)
	}
}

func TestPartitionsMustAgree(t *testing.T) {
	tests := []struct {
		paths      []string
		file, says string
	}{
		{[]string{"d/year=2014/a.parquet", "d/b.parquet"}, "d/b.parquet", "the path does not give this column"},
		{[]string{"d/year=2014/a.parquet", "d/yaer=2015/b.parquet"}, "d/yaer=2015/b.parquet", `column "year"`},
		{[]string{"d/year=2014/year=2015/a.parquet"}, "d/year=2014/year=2015/a.parquet", "twice"},
		{[]string{"d/year=%FF/a.parquet"}, "d/year=%FF/a.parquet", "UTF-8"},
	}
	for _, tt := range tests {
		dir := t.TempDir()
		for _, p := range tt.paths {
			put(t, dir, p, 1)
		}
		_, err := OpenAll(dir, []string{"d"}, "people")
		if p := problem(t, err); p.File != tt.file || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%v: %v", tt.paths, err)
		}
	}
}

// A column that is in the file too must say what the path says, in every row.
func TestColumnInFileAndPath(t *testing.T) {
	yes := func(v any) parquettest.Column { return parquettest.Column{Name: "k", Values: v} }
	tests := []struct {
		dir  string
		col  parquettest.Column
		row  int64 // of the first that differs; 0: none
		kind Kind
	}{
		{"k=3", yes([]int32{3, 3, 3, 3}), 0, Int},
		{"k=03", yes([]int32{3, 3, 3, 3}), 0, Int},
		{"k=3", yes([]int32{3, 3, 3, 4}), 4, Int},
		{"k=x", yes([]int32{3, 3, 3, 4}), 1, Int},
		{"k=x", yes([]string{"x", "x", "x", "x"}), 0, Text},
		{"k=x", yes([]string{"x", "x", "x", "X"}), 4, Text},
		{"k=true", yes([]bool{true, true, true, true}), 0, Bool},
		{"k=true", yes([]bool{true, false, true, true}), 2, Bool},
		{"k=0.5", yes([]float32{0.5, 0.5, 0.5, 0.5}), 0, Float},
		{"k=0.5", yes([]float64{0.5, 0.5, 0.5, 0.25}), 4, Float},
		{"k=1970-01-02", yes([]parquettest.Date{1, 1, 1, 1}), 0, Date},
		{"k=1969-12-31", yes([]parquettest.Millis{-1, -86_400_000, -2, -3}), 0, Date},
		{"k=1970-01-02", yes([]parquettest.Date{1, 1, 1, 2}), 4, Date},
		{"k=3", parquettest.Column{Name: "k", Values: make([]int64, 4), Null: []bool{true, true, true, true}}, 1, Int},
		{"k=" + hiveMissing, parquettest.Column{Name: "k", Values: make([]int64, 4), Null: []bool{true, true, true, true}}, 0, Int},
		{"k=" + hiveMissing, yes([]int64{0, 0, 0, 0}), 1, Int},
	}
	for i, tt := range tests {
		dir := t.TempDir()
		put(t, dir, "d/"+tt.dir+"/a.parquet", 4, tt.col)
		f := openAll(t, dir, "d")[0]
		if k, err := f.Kind("k"); k != tt.kind || err != nil {
			t.Errorf("%d: %v, %v", i, k, err)
		}
		_, err := f.Column(0, "k")
		if err == nil {
			_, err = f.Column(1, "k")
		}
		if tt.row == 0 {
			if err != nil {
				t.Errorf("%d: %v", i, err)
			}
		} else if p := problem(t, err); p.Row != tt.row || p.Column != "k" || !strings.Contains(p.What, "path") {
			t.Errorf("%d: %v", i, err)
		}
		if err := f.EachText(0, "k", func(int, []byte) {}); err == nil {
			t.Errorf("%d: handed on as text", i)
		}
	}
}
