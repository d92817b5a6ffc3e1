package simulate

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

type cellRow struct {
	n    int32
	gone bool
}

// Values that are missing leave those after them where they are, also if all are.
func TestColumnKeepsGapsInPlace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.parquet")
	columns := []column[cellRow]{
		&values[cellRow, int32]{name: "all", typ: int32Node, of: func(r *cellRow) int32 { return r.n }},
		&values[cellRow, int32]{name: "some", typ: int32Node, of: func(r *cellRow) int32 { return r.n }, gone: func(r *cellRow) bool { return r.gone }},
		&values[cellRow, int32]{name: "none", typ: dayNode, of: func(r *cellRow) int32 { return r.n }, gone: func(*cellRow) bool { return true }},
	}
	err := writeTable(path, "x", columns, func(t *table[cellRow]) error {
		if err := t.write([]cellRow{{1, true}, {2, false}}); err != nil {
			return err
		}
		return t.write([]cellRow{{3, true}, {4, false}})
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{{"all": int32(1)}, {"all": int32(2), "some": int32(2)}, {"all": int32(3)}, {"all": int32(4), "some": int32(4)}}
	if got := readRows(t, path); !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
}

// A column whose values are of another type than the file's is refused.
func TestColumnOfTheWrongType(t *testing.T) {
	columns := []column[cellRow]{&values[cellRow, float64]{name: "x", typ: int32Node, of: func(r *cellRow) float64 { return 1 }}}
	err := writeTable(filepath.Join(t.TempDir(), "x.parquet"), "x", columns, func(t *table[cellRow]) error { return t.write([]cellRow{{1, false}}) })
	if err == nil || !strings.Contains(err.Error(), `column "x" cannot be written`) {
		t.Error(err)
	}
}
