package columns

import (
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"sib/cohort/internal/parquettest"
)

// Memory is used again, but never while somebody holds it.
func TestFreedMemoryIsNotShared(t *testing.T) {
	dir := t.TempDir()
	cols := table(3000, 8)
	parquettest.Write(t, filepath.Join(dir, "f"), parquettest.Layout{Dictionary: true, PageSize: 500, GroupRows: 1000, DictionaryLimit: 1 << 20}, cols...)
	f, err := Open(dir, "f", "people")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 60 {
				c := cols[i%len(cols)]
				v, err := f.Column(i%3, c.Name)
				if err != nil {
					t.Error(err)
					return
				}
				other, err := f.Column((i+1)%3, c.Name)
				if err != nil {
					t.Error(err)
					return
				}
				other.Free()
				got := make([]string, len(v.Index))
				for row, k := range v.Index {
					got[row] = show(&v, k)
				}
				v.Free()
				from := i % 3 * 1000
				if !slices.Equal(got, want(c)[from:from+1000]) {
					t.Errorf("column %s of group %d differs from what was written", c.Name, i%3)
				}
			}
		})
	}
	wg.Wait()
}

func TestSized(t *testing.T) {
	a := make([]int32, 5, 9)
	if b := sized(a, 9); len(b) != 9 || &b[0] != &a[0] {
		t.Error("nine fit into nine")
	}
	if b := sized(a, 10); len(b) != 10 || &b[0] == &a[0] {
		t.Error("ten do not")
	}
}
