package cohort

import (
	"context"
	"crypto/sha256"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sib/cohort/internal/parquettest"
)

// fate of a person, by id.
type keyedPerson struct {
	profile int32
	arm     uint8
	key     Key
}

func keyedByID(t *testing.T, c *Cohort, key string) map[string]keyedPerson {
	t.Helper()
	k, err := c.Keyed(t.Context(), []byte(key))
	if err != nil {
		t.Fatal(err)
	}
	ids, err := c.IDs(t.Context(), k.Row)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]keyedPerson{}
	for i, id := range ids {
		out[id] = keyedPerson{k.Profile[i], k.Arm[i], k.Key[i]}
	}
	if len(out) != len(k.Row) {
		t.Fatalf("%d ids of %d people", len(out), len(k.Row))
	}
	return out
}

// Whatever the layout and the order of rows, an id has one key, which is the hash it says.
func TestKeyedDependsOnTheIDAlone(t *testing.T) {
	cols := crowd(300, 9)
	var want map[string]keyedPerson
	for i, l := range parquettest.Layouts() {
		dir := t.TempDir()
		if i > 0 {
			cols = parquettest.Shuffle(cols, uint64(i))
		}
		parquettest.Write(t, filepath.Join(dir, "people.parquet"), l, cols...)
		c := mustRead(t, adults(dir))
		got := keyedByID(t, c, "plan")
		if want == nil {
			want = got
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: other keys, profiles or arms", l.Name)
		}
		counts := make([][2]int64, len(c.Profiles))
		for _, p := range got {
			counts[p.profile][p.arm]++
		}
		for k, p := range c.Profiles {
			if counts[k] != p.N {
				t.Errorf("%s: profile %d has %v, want %v", l.Name, k, counts[k], p.N)
			}
		}
	}
	prefix := sha256.Sum256([]byte("plan"))
	for id, p := range want {
		if sum := sha256.Sum256(append(prefix[:], id...)); p.key != Key(sum[:16]) {
			t.Errorf("%s has another hash", id)
		}
	}
}

func TestKeyedByAnotherKeyIsAnotherOrder(t *testing.T) {
	dir := t.TempDir()
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{}, crowd(300, 9)...)
	c := mustRead(t, adults(dir))
	order := func(key string) []string {
		people := keyedByID(t, c, key)
		return slices.SortedFunc(maps.Keys(people), func(a, b string) int { return people[a].key.Compare(people[b].key) })
	}
	if slices.Equal(order("one"), order("two")) {
		t.Error("two keys, one order")
	}
}

func TestIDsOfSomeRows(t *testing.T) {
	dir := t.TempDir()
	cols := crowd(300, 9)
	parquettest.Write(t, filepath.Join(dir, "people.parquet"), parquettest.Layout{GroupRows: 33}, cols...)
	c := mustRead(t, adults(dir))
	rows := []int64{299, 0, 33, 32, 33, 150}
	got, err := c.IDs(t.Context(), rows)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if want := cols[0].Values.([]string)[row]; got[i] != want {
			t.Errorf("row %d: %q, want %q", row, got[i], want)
		}
	}
	for _, row := range []int64{-1, 300} {
		if _, err := c.IDs(t.Context(), []int64{5, row}); err == nil || strings.Contains(err.Error(), "p00") {
			t.Errorf("row %d: %v", row, err)
		}
	}
}

func TestKeysNeedFiles(t *testing.T) {
	c := &Cohort{}
	if _, err := c.Keyed(t.Context(), nil); err == nil {
		t.Error("keys of nothing")
	}
	if _, err := c.IDs(t.Context(), nil); err == nil {
		t.Error("ids of nothing")
	}
}

func BenchmarkKeyed(b *testing.B) {
	const rows = 1_000_000
	dir := b.TempDir()
	parquettest.Write(b, filepath.Join(dir, "people.parquet"), parquettest.Layout{Dictionary: true, GroupRows: 122_880, Codec: 6}, crowd(rows, 1)...)
	c := mustRead(b, adults(dir))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Keyed(context.Background(), []byte("plan")); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
}
