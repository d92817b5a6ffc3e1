package columns

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tree makes empty files, and directories for names that end in a slash.
func tree(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		full := filepath.Join(dir, name)
		parent := filepath.Dir(full)
		if strings.HasSuffix(name, "/") {
			parent = full
		}
		if err := os.MkdirAll(parent, 0o700); err != nil {
			t.Fatal(err)
		}
		if parent == full {
			continue
		}
		if err := os.WriteFile(full, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func paths(found []located) []string {
	var out []string
	for _, l := range found {
		out = append(out, l.path)
	}
	return out
}

var spark = []string{
	"people.parquet/part-00000.parquet", "people.parquet/part-00001.snappy.parquet", "people.parquet/_SUCCESS", "people.parquet/.part-00000.parquet.crc",
	"more/year=2014/a.parq", "more/year=2015/b.pq", "more/year=2015/C.PARQUET", "single", "odd[1].parquet",
}

func TestLocate(t *testing.T) {
	dir := tree(t, spark...)
	people := []string{"people.parquet/part-00000.parquet", "people.parquet/part-00001.snappy.parquet"}
	more := []string{"more/year=2014/a.parq", "more/year=2015/C.PARQUET", "more/year=2015/b.pq"}
	tests := []struct{ names, want []string }{
		{[]string{"single"}, []string{"single"}},
		{[]string{"people.parquet"}, people},
		{[]string{"people.parquet/"}, people},
		{[]string{"./people.parquet"}, people},
		{[]string{"more"}, more},
		{[]string{"more/year=2015", "more/year=2014"}, more},
		{[]string{"single", "people.parquet/part-00000.parquet"}, []string{people[0], "single"}},
		{[]string{"odd[1].parquet"}, []string{"odd[1].parquet"}},
		{[]string{"people.parquet/*.parquet"}, people},
		{[]string{"people.parquet/part-0000?.parquet"}, people[:1]},
		{[]string{"*/part-[0-9]*"}, people},
		{[]string{"*.parquet"}, append([]string{"odd[1].parquet"}, people...)}, // a directory of that name is read as a whole
		{[]string{"more/year=*"}, more},
		{[]string{"more/**"}, more},
		{[]string{"more/**/*"}, more},
		{[]string{"**/*.p*"}, append([]string{more[0], more[2], "odd[1].parquet"}, people...)}, // case counts
		{[]string{"**/**/b.pq"}, more[2:]},
		{[]string{"**/more/**/b.pq"}, more[2:]},
		{[]string{"people.parquet/_SUCC*"}, []string{"people.parquet/_SUCCESS"}},
	}
	for _, tt := range tests {
		got, err := locate(dir, tt.names, "people")
		if err != nil {
			t.Errorf("%v: %v", tt.names, err)
			continue
		}
		if d := cmp.Diff(tt.want, paths(got)); d != "" {
			t.Errorf("%v (-want +got):\n%s", tt.names, d)
		}
	}
	// An absolute name gives absolute paths.
	got, err := locate("elsewhere", []string{filepath.ToSlash(dir) + "/*/part-*0.parquet"}, "people")
	if err != nil || len(got) != 1 || got[0].path != filepath.ToSlash(dir)+"/"+people[0] || got[0].full != filepath.Join(dir, people[0]) {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestLocateRefuses(t *testing.T) {
	dir := tree(t, append(slices.Clone(spark), "empty/", "hollow/_SUCCESS", "hole/a.parquet", "hole/year=2014/", "mixed/a.parquet", "mixed/read.me",
		"delta/a.parquet", "delta/_delta_log/0.json", "busy/a.parquet", "busy/_temporary/0/b.parquet", "deep/"+strings.Repeat("d/", 40)+"a.parquet")...)
	tests := []struct {
		names      []string
		file, says string
	}{
		{[]string{"none"}, "none", "cannot open the people file: no such file"},
		{[]string{""}, "", "is empty"},
		{[]string{"no*ne"}, "no*ne", "no file matches"},
		{[]string{"nowhere/*.parquet"}, "nowhere/*.parquet", "no file matches"},
		{[]string{"more/*/*/*"}, "more/*/*/*", "no file matches"},
		{[]string{"more/[a"}, "more/[a", "not a proper pattern"},
		{[]string{"empty"}, "empty", "no Parquet files"},
		{[]string{"hollow"}, "hollow", "no Parquet files"},
		{[]string{"hole"}, "hole/year=2014", "no Parquet files"},
		{[]string{"mixed"}, "mixed/read.me", "not named as Parquet"},
		{[]string{"mixed/**"}, "mixed/read.me", "not named as Parquet"},
		{[]string{"delta"}, "delta", "not every file counts"},
		{[]string{"delta/*.parquet"}, "delta", "not every file counts"},
		{[]string{"busy"}, "busy", "not written to its end"},
		{[]string{"deep"}, "deep" + strings.Repeat("/d", 33), "nested more than 32 deep"},
		{[]string{"single", "single"}, "single", "the same file"},
		{[]string{"single", "./single"}, "single", "the same file"},
		{[]string{"more", "more/*/a.parq"}, "more/year=2014/a.parq", "the same file"},
	}
	for _, tt := range tests {
		_, err := locate(dir, tt.names, "people")
		if err == nil {
			t.Errorf("%v pass", tt.names)
			continue
		}
		if !strings.Contains(err.Error(), tt.says) || !strings.HasPrefix(err.Error(), tt.file) || strings.Contains(err.Error(), dir) {
			t.Errorf("%v: %v", tt.names, err)
		}
	}
}

func TestLocateSeesThroughLinks(t *testing.T) {
	dir := tree(t, "data/a.parquet", "data/b.parquet")
	at := func(name string) string { return filepath.Join(dir, name) }
	link := func(make func(a, b string) error, old, name string) {
		t.Helper()
		if err := make(at(old), at(name)); err != nil {
			t.Skip(err)
		}
	}
	link(os.Symlink, "data", "linked")
	if got, err := locate(dir, []string{"linked"}, "people"); err != nil || !slices.Equal(paths(got), []string{"linked/a.parquet", "linked/b.parquet"}) {
		t.Errorf("%v, %v", paths(got), err)
	}
	if _, err := locate(dir, []string{"linked", "data/b.parquet"}, "people"); err == nil || !strings.HasPrefix(err.Error(), `linked/b.parquet: is the same file as "data/b.parquet"`) {
		t.Error(err)
	}
	link(os.Link, "data/a.parquet", "data/c.parquet")
	if _, err := locate(dir, []string{"data"}, "people"); err == nil || !strings.HasPrefix(err.Error(), `data/c.parquet: is the same file as "data/a.parquet"`) {
		t.Error(err)
	}
}

func TestLocateLeavesLoopsAndBrokenLinks(t *testing.T) {
	dir := tree(t, "loop/a.parquet", "broken/a.parquet")
	if err := os.Symlink(filepath.Join(dir, "loop"), filepath.Join(dir, "loop", "again")); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"loop", "loop/**/*.parquet"} {
		if _, err := locate(dir, []string{name}, "people"); err == nil || !strings.Contains(err.Error(), "nested more than 32 deep") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "broken", "b.parquet")); err != nil {
		t.Fatal(err)
	}
	if _, err := locate(dir, []string{"broken"}, "people"); err == nil || !strings.HasPrefix(err.Error(), "broken/b.parquet: cannot open") {
		t.Error(err)
	}
}

func TestLocateLimits(t *testing.T) {
	f := &finder{seen: map[string]bool{}, found: make([]located, maxFiles-1)}
	if err := f.add(place{path: "a"}, nil); err != nil {
		t.Error(err)
	}
	if err := f.add(place{path: "a"}, nil); err != nil {
		t.Errorf("the same again: %v", err)
	}
	if err := f.add(place{path: "b"}, nil); err == nil || !strings.Contains(err.Error(), "more than 100000 files") {
		t.Error(err)
	}
	dir := tree(t, "a", "b", "c")
	f = &finder{entries: maxEntries - 3}
	if _, err := f.list(place{path: ".", full: dir}); err != nil {
		t.Error(err)
	}
	f = &finder{entries: maxEntries - 2}
	if _, err := f.list(place{path: ".", full: dir}); err == nil {
		t.Error("an entry too many passes")
	}
}

// The order of names leaves no trace.
func TestLocateInAnyOrder(t *testing.T) {
	var names []string
	for i := range 30 {
		names = append(names, fmt.Sprintf("f%02d", i))
	}
	dir := tree(t, names...)
	want, err := locate(dir, names, "people")
	if err != nil {
		t.Fatal(err)
	}
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	before := slices.Clone(names)
	got, err := locate(dir, names, "people")
	if err != nil || !slices.Equal(paths(got), paths(want)) || !slices.Equal(before, names) {
		t.Errorf("%v, %v", paths(got), err)
	}
}
