package columns

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sib/cohort/internal/parquettest"
	"sib/evidence"
)

func TestOpenAllOpensEveryFile(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "people.parquet/part-1.parquet", 4)
	put(t, dir, "people.parquet/part-0.parquet", 2)
	put(t, dir, "more.parquet", 3, parquettest.Column{Name: "age", Values: []int32{1, 2, 3}})
	files := openAll(t, dir, "people.parquet", "more.parquet")
	want := []struct {
		path string
		rows int64
	}{{"more.parquet", 3}, {"people.parquet/part-0.parquet", 2}, {"people.parquet/part-1.parquet", 4}}
	for i, f := range files {
		digest, size, err := evidence.DigestFile(filepath.Join(dir, want[i].path))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := f.Input(), (evidence.Input{Role: "people", Path: want[i].path, SHA256: digest, Bytes: size, Rows: want[i].rows}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		if got := texts0(t, f, "id"); len(got) != int(want[i].rows) || got[0] != want[i].path+"0" {
			t.Errorf("%v", got)
		}
	}
	if &files[1].leaves[0] != &files[2].leaves[0] {
		t.Error("the same schema is in memory twice")
	}
	// A column that one part lacks is a problem of that part.
	if _, err := files[0].Kind("age"); err != nil {
		t.Error(err)
	}
	_, err := files[1].Kind("age")
	if p := problem(t, err); p.File != "people.parquet/part-0.parquet" || p.Column != "age" {
		t.Error(err)
	}
	if Unseal(Seal(files[0])) != files[0] {
		t.Error("another file was unsealed")
	}
}

// The first by path is reported, whatever the cores do.
func TestOpenAllReportsTheFirst(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.parquet", "d.parquet"} {
		put(t, dir, name, 3)
	}
	for _, name := range []string{"b.parquet", "c.parquet"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("no table"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for range 20 {
		_, err := OpenAll(dir, []string{"."}, "people")
		if p := problem(t, err); p.File != "b.parquet" || !strings.Contains(p.What, "not a Parquet file") {
			t.Fatal(err)
		}
	}
	if _, err := OpenAll(dir, nil, "people"); err == nil || !strings.Contains(err.Error(), "no people file is named") {
		t.Error(err)
	}
}
