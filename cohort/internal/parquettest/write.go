package parquettest

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"testing"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/schema"
)

// Column is a named slice: of strings, integers of any size, booleans, floating-point
// numbers, or the dates and timestamps of this package. Null marks missing rows; nil
// means none.
type Column struct {
	Name   string
	Values any
	Null   []bool
}

// Layout is how a table is stored. The zero Layout is one row group, plain,
// uncompressed V1 pages, required columns where nothing is missing.
type Layout struct {
	Name       string
	Dictionary bool
	V2         bool
	Codec      compress.Compression
	GroupRows  int   // rows in a row group; 0: all
	PageSize   int64 // bytes; 0: the writer's default
	Nullable   bool  // every column is optional
	Encoding   map[string]parquet.Encoding
	// DictionaryLimit is the size in bytes beyond which a chunk goes on without its
	// dictionary; 0: the writer's default.
	DictionaryLimit int64
}

// Layouts are different ways to store the same table.
func Layouts() []Layout {
	c := compress.Codecs
	return []Layout{
		{Name: "plain"},
		{Name: "dictionary", Dictionary: true},
		{Name: "plain-v2", V2: true},
		{Name: "dictionary-v2-nullable", Dictionary: true, V2: true, Nullable: true},
		{Name: "snappy-nullable", Dictionary: true, Codec: c.Snappy, Nullable: true},
		{Name: "zstd-groups", Dictionary: true, Codec: c.Zstd, GroupRows: 7},
		{Name: "zstd-v2-groups", V2: true, Codec: c.Zstd, GroupRows: 13, Nullable: true},
		{Name: "gzip-pages", Codec: c.Gzip, PageSize: 64},
		{Name: "gzip-v2-pages", V2: true, Dictionary: true, Codec: c.Gzip, PageSize: 32, Nullable: true},
		{Name: "brotli", Dictionary: true, Codec: c.Brotli},
		{Name: "snappy-v2-one-row-groups", V2: true, Codec: c.Snappy, GroupRows: 1},
	}
}

// Write writes the columns to path and fails the test if it cannot.
func Write(t testing.TB, path string, l Layout, cols ...Column) {
	t.Helper()
	b, err := Encode(l, cols...)
	if err == nil {
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Encode returns the columns as a Parquet file.
func Encode(l Layout, cols ...Column) ([]byte, error) {
	root, err := l.schema(cols)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	w := file.NewParquetWriter(&buf, root, file.WithWriterProps(l.properties()))
	rows := Len(cols[0])
	size := l.GroupRows
	if size <= 0 {
		size = max(rows, 1)
	}
	for from := 0; from < rows; from += size {
		if err := l.group(w.AppendRowGroup(), cols, from, min(from+size, rows)); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return buf.Bytes(), err
}

func (l Layout) properties() *parquet.WriterProperties {
	props := []parquet.WriterProperty{parquet.WithDictionaryDefault(l.Dictionary), parquet.WithCompression(l.Codec)}
	if l.V2 {
		props = append(props, parquet.WithDataPageVersion(parquet.DataPageV2), parquet.WithVersion(parquet.V2_LATEST))
	}
	if l.PageSize > 0 {
		props = append(props, parquet.WithDataPageSize(l.PageSize), parquet.WithBatchSize(4))
	}
	if l.DictionaryLimit > 0 {
		props = append(props, parquet.WithDictionaryPageSizeLimit(l.DictionaryLimit))
	}
	for name, enc := range l.Encoding {
		props = append(props, parquet.WithDictionaryFor(name, false), parquet.WithEncodingFor(name, enc))
	}
	return parquet.NewWriterProperties(props...)
}

func (l Layout) schema(cols []Column) (*schema.GroupNode, error) {
	var fields schema.FieldList
	for _, c := range cols {
		rep := parquet.Repetitions.Required
		if l.Nullable || c.Null != nil {
			rep = parquet.Repetitions.Optional
		}
		n, err := node(c, rep)
		if err != nil {
			return nil, err
		}
		fields = append(fields, n)
	}
	return schema.NewGroupNode("schema", parquet.Repetitions.Required, fields, -1)
}

func node(c Column, rep parquet.Repetition) (schema.Node, error) {
	a, ok := typeOf(c.Values)
	switch {
	case !ok:
		return nil, fmt.Errorf("parquettest: no type for %T", c.Values)
	case a.logical != nil:
		return schema.NewPrimitiveNodeLogical(c.Name, rep, a.logical, a.physical, -1, -1)
	case a.converted != 0:
		return schema.NewPrimitiveNodeConverted(c.Name, rep, a.physical, a.converted, -1, 0, 0, -1)
	}
	return schema.NewPrimitiveNode(c.Name, rep, a.physical, -1, -1)
}

// Len returns the number of rows of a column.
func Len(c Column) int { return reflect.ValueOf(c.Values).Len() }

// Pick returns the columns with the given rows, in that order.
func Pick(cols []Column, rows []int) []Column {
	out := make([]Column, len(cols))
	for i, c := range cols {
		out[i] = Column{Name: c.Name, Values: pickAny(c.Values, rows)}
		if c.Null != nil {
			out[i].Null = pick(c.Null, rows)
		}
	}
	return out
}

// Shuffle returns the columns with their rows in an order that seed decides.
func Shuffle(cols []Column, seed uint64) []Column {
	return Pick(cols, rand.New(rand.NewPCG(seed, 1)).Perm(Len(cols[0])))
}

func pickAny(values any, rows []int) any {
	from := reflect.ValueOf(values)
	to := reflect.MakeSlice(from.Type(), len(rows), len(rows))
	for i, r := range rows {
		to.Index(i).Set(from.Index(r))
	}
	return to.Interface()
}

func pick[T any](v []T, rows []int) []T { return pickAny(v, rows).([]T) }
