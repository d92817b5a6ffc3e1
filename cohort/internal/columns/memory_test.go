package columns

import (
	"fmt"
	"path/filepath"
	"runtime"
	"testing"

	"sib/cohort/internal/parquettest"
)

// A table may be in 100,000 files: what is remembered of each has to be little.
func TestAFileTakesLittleMemory(t *testing.T) {
	dir := t.TempDir()
	const n = 300
	for i := range n {
		parquettest.Write(t, filepath.Join(dir, fmt.Sprint(i, ".parquet")), parquettest.Layout{}, table(2, uint64(i))...)
	}
	heap := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC() // what a pool holds goes the second time
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := heap()
	files := openAll(t, dir, ".")
	if each := (heap() - before) / n; each > 8<<10 {
		t.Errorf("%d bytes a file of %d columns", each, len(files[0].leaves))
	} else {
		t.Logf("%d bytes a file of %d columns", each, len(files[0].leaves))
	}
	runtime.KeepAlive(files)
}
