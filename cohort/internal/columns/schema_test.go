package columns

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/schema"
)

// write makes a file without rows that has the given fields.
func write(t *testing.T, fields ...schema.Node) string {
	t.Helper()
	root, err := schema.NewGroupNode("schema", parquet.Repetitions.Required, fields, -1)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "f")
	h, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := file.NewParquetWriter(h, root).Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func logical(t *testing.T, name string, l schema.LogicalType, p parquet.Type, n int) schema.Node {
	t.Helper()
	node, err := schema.NewPrimitiveNodeLogical(name, parquet.Repetitions.Optional, l, p, n, -1)
	if err != nil {
		t.Fatal(err)
	}
	return node
}

func converted(t *testing.T, name string, c schema.ConvertedType, p parquet.Type, precision, scale int) schema.Node {
	t.Helper()
	node, err := schema.NewPrimitiveNodeConverted(name, parquet.Repetitions.Optional, p, c, -1, precision, scale, -1)
	if err != nil {
		t.Fatal(err)
	}
	return node
}

func TestKinds(t *testing.T) {
	list, err := schema.NewGroupNode("tags", parquet.Repetitions.Optional, schema.FieldList{schema.NewByteArrayNode("item", parquet.Repetitions.Repeated, -1)}, -1)
	if err != nil {
		t.Fatal(err)
	}
	types, opt := parquet.Types, parquet.Repetitions.Optional
	path := write(t,
		list,
		schema.NewByteArrayNode("bytes", opt, -1),
		logical(t, "string", schema.StringLogicalType{}, types.ByteArray, -1),
		logical(t, "enum", schema.EnumLogicalType{}, types.ByteArray, -1),
		logical(t, "json", schema.JSONLogicalType{}, types.ByteArray, -1),
		logical(t, "i8", schema.NewIntLogicalType(8, true), types.Int32, -1),
		logical(t, "u32", schema.NewIntLogicalType(32, false), types.Int32, -1),
		logical(t, "date", schema.DateLogicalType{}, types.Int32, -1),
		logical(t, "stamp", schema.NewTimestampLogicalType(true, schema.TimeUnitMillis), types.Int64, -1),
		logical(t, "local", schema.NewTimestampLogicalType(false, schema.TimeUnitNanos), types.Int64, -1),
		logical(t, "time", schema.NewTimeLogicalType(true, schema.TimeUnitMicros), types.Int64, -1),
		logical(t, "whole", schema.NewDecimalLogicalType(18, 0), types.Int64, -1),
		converted(t, "oldWhole", schema.ConvertedTypes.Decimal, types.Int32, 9, 0),
		converted(t, "oldMoney", schema.ConvertedTypes.Decimal, types.Int64, 18, 2),
		converted(t, "oldDate", schema.ConvertedTypes.Date, types.Int32, 0, 0),
		converted(t, "oldMicros", schema.ConvertedTypes.TimestampMicros, types.Int64, 0, 0),
		converted(t, "oldTime", schema.ConvertedTypes.TimeMillis, types.Int32, 0, 0),
		logical(t, "money", schema.NewDecimalLogicalType(9, 2), types.Int32, -1),
		logical(t, "uuid", schema.UUIDLogicalType{}, types.FixedLenByteArray, 16),
		logical(t, "nulls", schema.NullLogicalType{}, types.Int32, -1),
		schema.NewInt96Node("old", opt, -1),
		schema.NewBooleanNode("yes", opt, -1),
		schema.NewFloat32Node("f", opt, -1),
		schema.NewInt32Node("many", parquet.Repetitions.Repeated, -1),
	)
	f, err := Open("", path, "people")
	if err != nil {
		t.Fatal(err)
	}
	usable := map[string]Kind{"bytes": Text, "string": Text, "enum": Text, "i8": Int, "u32": Int, "nulls": Int, "yes": Bool, "f": Float,
		"date": Date, "stamp": Date, "local": Date, "old": Date, "oldDate": Date, "oldMicros": Date, "whole": Int, "oldWhole": Int}
	refused := map[string]string{"tags": "nested", "many": "nested", "json": "not read", "money": "decimal", "oldMoney": "decimal",
		"uuid": "fixed-length", "time": "a time", "oldTime": "a time"}
	for name, want := range usable {
		if got, err := f.Kind(name); err != nil || got != want {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	for name, says := range refused {
		_, err := f.Kind(name)
		if p := problem(t, err); !strings.Contains(p.What, says) || p.Column != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}
