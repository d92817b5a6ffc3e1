package simulate

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
)

// made writes the files of o and returns the directory.
func made(t *testing.T, o Options) string {
	t.Helper()
	dir := t.TempDir()
	if err := Write(context.Background(), dir, o, nil); err != nil {
		t.Fatal(err)
	}
	return dir
}

// readRows reads any file of scalars with the library's table reader: a row is a map
// from column to value, without the columns that are missing.
func readRows(t *testing.T, path string) []map[string]any {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	table, err := pqarrow.ReadTable(context.Background(), f, nil, pqarrow.ArrowReadProperties{}, memory.DefaultAllocator)
	if err != nil {
		t.Fatal(err)
	}
	defer table.Release()
	out := make([]map[string]any, table.NumRows())
	for i := range out {
		out[i] = map[string]any{}
	}
	for i := range int(table.NumCols()) {
		name, at := table.Column(i).Name(), 0
		for _, chunk := range table.Column(i).Data().Chunks() {
			for j := range chunk.Len() {
				if chunk.IsValid(j) {
					switch c := chunk.(type) {
					case *array.String:
						out[at][name] = c.Value(j)
					case *array.Int32:
						out[at][name] = c.Value(j)
					case *array.Date32:
						out[at][name] = day(c.Value(j))
					case *array.Float64:
						out[at][name] = c.Value(j)
					case *array.Boolean:
						out[at][name] = c.Value(j)
					default:
						t.Fatalf("column %q is a %T", name, chunk)
					}
				}
				at++
			}
		}
	}
	return out
}

// columnsOf lists the columns of a file, with a "?" after those that may be missing.
func columnsOf(t *testing.T, path string) string {
	t.Helper()
	f, err := file.OpenParquetFile(path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var names []string
	s := f.MetaData().Schema
	for i := range s.NumColumns() {
		name := s.Column(i).Name()
		if s.Column(i).MaxDefinitionLevel() > 0 {
			name += "?"
		}
		names = append(names, name)
	}
	return fmt.Sprint(names)
}

// everybody reads both files of people.
func everybody(t *testing.T, dir string) []map[string]any {
	return append(readRows(t, filepath.Join(dir, programmeFile)), readRows(t, filepath.Join(dir, comparisonFile))...)
}
