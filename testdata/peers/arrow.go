package main

import (
	"strconv"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/memory"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
)

func arrowLayouts() []layout {
	return []layout{
		{name: "arrow-go-none-plain-required", codec: "none", required: true},
		{name: "arrow-go-zstd-v2-dict-groups", codec: "zstd", dict: true, v2: true, rows: 100, as: map[string]string{"age": "int8", "year": "uint16", dates: "timestamp_ns"}},
		{name: "arrow-go-gzip-pages", codec: "gzip", page: 512, as: map[string]string{dates: "timestamp_ms", born: "timestamp_us"}},
		{name: "arrow-go-brotli-v2", codec: "brotli", v2: true, as: map[string]string{"person_id": "number", "earnings": "float32"}},
		{name: "arrow-go-snappy-dict-int96", codec: "snappy", dict: true, as: map[string]string{dates: "int96", born: "int96", "placed_int": "uint8"}},
		{name: "arrow-go-dict-groups-pages", codec: "none", dict: true, rows: 75, page: 64, required: true},
		{name: "arrow-go-float-age", codec: "snappy", dict: true, as: map[string]string{"age": "float64", "birth_year": "float64", "placed_int": "float64"}},
		{name: "spells-arrow-go-dict", codec: "snappy", dict: true, v2: true, rows: 200},
		{name: "spells-arrow-go-int96", codec: "gzip", as: map[string]string{"start": "int96", "end": "int96", "contract_months": "int8"}},
	}
}

var arrowTypes = map[string]arrow.DataType{
	"text": arrow.BinaryTypes.String, "bool": arrow.FixedWidthTypes.Boolean, "int": arrow.PrimitiveTypes.Int64, "number": arrow.PrimitiveTypes.Int64,
	"int8": arrow.PrimitiveTypes.Int8, "uint8": arrow.PrimitiveTypes.Uint8, "uint16": arrow.PrimitiveTypes.Uint16,
	"float": arrow.PrimitiveTypes.Float64, "float32": arrow.PrimitiveTypes.Float32, "float64": arrow.PrimitiveTypes.Float64,
	"date": arrow.FixedWidthTypes.Date32, "int96": &arrow.TimestampType{Unit: arrow.Nanosecond},
	"timestamp_ms": &arrow.TimestampType{Unit: arrow.Millisecond, TimeZone: "UTC"},
	"timestamp_us": &arrow.TimestampType{Unit: arrow.Microsecond}, "timestamp_ns": &arrow.TimestampType{Unit: arrow.Nanosecond},
}

func writeArrow(path string, l layout, cols []column) error {
	f, err := create(path)
	if err != nil {
		return err
	}
	fields := make([]arrow.Field, len(cols))
	old := false
	for i, c := range cols {
		t := l.typeOf(c)
		fields[i] = arrow.Field{Name: c.name, Type: arrowTypes[t], Nullable: l.optional(c)}
		old = old || t == "int96"
	}
	schema := arrow.NewSchema(fields, nil)
	w, err := pqarrow.NewFileWriter(schema, f, l.arrowProperties(), pqarrow.NewArrowWriterProperties(pqarrow.WithDeprecatedInt96Timestamps(old)))
	if err != nil {
		return err
	}
	rows := len(cols[0].values)
	step := rows
	if l.rows > 0 {
		step = l.rows
	}
	for from := 0; from < rows; from += step {
		if err := w.Write(l.record(schema, cols, from, min(from+step, rows))); err != nil {
			return err
		}
	}
	return w.Close()
}

func (l layout) arrowProperties() *parquet.WriterProperties {
	codecs := map[string]compress.Compression{"none": compress.Codecs.Uncompressed, "snappy": compress.Codecs.Snappy,
		"gzip": compress.Codecs.Gzip, "zstd": compress.Codecs.Zstd, "brotli": compress.Codecs.Brotli}
	props := []parquet.WriterProperty{parquet.WithDictionaryDefault(l.dict), parquet.WithCompression(codecs[l.codec])}
	if l.v2 {
		props = append(props, parquet.WithDataPageVersion(parquet.DataPageV2))
	}
	if l.page > 0 {
		props = append(props, parquet.WithDataPageSize(int64(l.page)), parquet.WithBatchSize(16))
	}
	return parquet.NewWriterProperties(props...)
}

func (l layout) record(schema *arrow.Schema, cols []column, from, upto int) arrow.Record {
	b := array.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer b.Release()
	for k, c := range cols {
		for i := from; i < upto; i++ {
			if c.values[i] == nil {
				b.Field(k).AppendNull()
			} else {
				l.append(b.Field(k), c, c.values[i])
			}
		}
	}
	return b.NewRecord()
}

func (l layout) append(to array.Builder, c column, v any) {
	switch b := to.(type) {
	case *array.StringBuilder:
		b.Append(v.(string))
	case *array.BooleanBuilder:
		b.Append(v.(bool))
	case *array.Int64Builder:
		if s, ok := v.(string); ok {
			n, err := strconv.ParseInt(s[1:], 10, 64)
			if err != nil {
				panic(err)
			}
			v = n
		}
		b.Append(v.(int64))
	case *array.Int8Builder:
		b.Append(int8(v.(int64)))
	case *array.Uint8Builder:
		b.Append(uint8(v.(int64)))
	case *array.Uint16Builder:
		b.Append(uint16(v.(int64)))
	case *array.Float32Builder:
		b.Append(float32(v.(float64)))
	case *array.Float64Builder:
		if n, ok := v.(int64); ok {
			v = float64(n)
		}
		b.Append(v.(float64))
	case *array.Date32Builder:
		b.Append(arrow.Date32(v.(int64)))
	case *array.TimestampBuilder:
		per := perSecond[l.typeOf(c)]
		if per == 0 {
			per = 1e9
		}
		b.Append(arrow.Timestamp(v.(int64)*86400*per + 3600*per))
	default:
		panic("arrow: no way to append to " + c.name)
	}
}
