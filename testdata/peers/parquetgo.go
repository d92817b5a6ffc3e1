package main

import (
	"fmt"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/deprecated"
)

func parquetGoLayouts() []layout {
	return []layout{
		{name: "parquet-go-none-plain", codec: "none", required: true},
		{name: "parquet-go-snappy-dict", codec: "snappy", dict: true, as: map[string]string{"year": "int16", "age": "int8", "placed_int": "int8"}},
		{name: "parquet-go-gzip-v2-pages", codec: "gzip", v2: true, page: 1024, as: map[string]string{"year": "uint16", "age": "uint8"}},
		{name: "parquet-go-zstd-v2-dict-groups", codec: "zstd", v2: true, dict: true, rows: 150, as: map[string]string{dates: "timestamp_us", born: "timestamp_ms"}},
		{name: "parquet-go-brotli-dict", codec: "brotli", dict: true, required: true, as: map[string]string{"gender": "enum", "year": "uint32", "age": "uint64"}},
		{name: "parquet-go-int96-id64", codec: "snappy", v2: true, dict: true, as: map[string]string{"person_id": "number", dates: "int96", born: "timestamp_ns"}},
		{name: "parquet-go-lz4raw", codec: "lz4", dict: true},
		{name: "parquet-go-delta", codec: "none", v2: true, required: true, as: map[string]string{"person_id": "delta", "age": "delta"}},
		{name: "spells-parquet-go-zstd", codec: "zstd", dict: true},
		{name: "spells-parquet-go-timestamps", codec: "snappy", v2: true, as: map[string]string{"start": "timestamp_ms", "end": "timestamp_ms", "contract_months": "int16"}},
	}
}

func writeParquetGo(path string, l layout, cols []column) error {
	f, err := create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	group := parquet.Group{}
	for _, c := range cols {
		group[c.name] = l.parquetGoNode(c)
	}
	schema := parquet.NewSchema("people", group)
	version, page := 1, 64<<10
	if l.v2 {
		version = 2
	}
	if l.page > 0 {
		page = l.page
	}
	w := parquet.NewWriter(f, schema, parquet.DataPageVersion(version), parquet.PageBufferSize(page), parquet.CreatedBy("parquet-go", "0.32.0", ""))
	for i := range cols[0].values {
		if l.rows > 0 && i > 0 && i%l.rows == 0 {
			if err := w.Flush(); err != nil {
				return err
			}
		}
		row := make(parquet.Row, len(cols))
		for _, c := range cols {
			leaf, _ := schema.Lookup(c.name)
			row[leaf.ColumnIndex] = l.parquetGoValue(c, i).Level(0, level(c, i, leaf.Node.Optional()), leaf.ColumnIndex)
		}
		if _, err := w.WriteRows([]parquet.Row{row}); err != nil {
			return err
		}
	}
	return w.Close()
}

func level(c column, i int, optional bool) int {
	if optional && c.values[i] != nil {
		return 1
	}
	return 0
}

var parquetGoNodes = map[string]func() parquet.Node{
	"text": parquet.String, "enum": parquet.Enum, "date": parquet.Date,
	"int": func() parquet.Node { return parquet.Int(64) }, "number": func() parquet.Node { return parquet.Int(64) },
	"int8": func() parquet.Node { return parquet.Int(8) }, "int16": func() parquet.Node { return parquet.Int(16) },
	"uint8": func() parquet.Node { return parquet.Uint(8) }, "uint16": func() parquet.Node { return parquet.Uint(16) },
	"uint32": func() parquet.Node { return parquet.Uint(32) }, "uint64": func() parquet.Node { return parquet.Uint(64) },
	"bool": func() parquet.Node { return parquet.Leaf(parquet.BooleanType) }, "float": func() parquet.Node { return parquet.Leaf(parquet.DoubleType) },
	"timestamp_ms": func() parquet.Node { return parquet.Timestamp(parquet.Millisecond) },
	"timestamp_us": func() parquet.Node { return parquet.Timestamp(parquet.Microsecond) },
	"timestamp_ns": func() parquet.Node { return parquet.Timestamp(parquet.Nanosecond) },
	"int96":        func() parquet.Node { return parquet.Leaf(parquet.Int96Type) },
}

func (l layout) parquetGoNode(c column) parquet.Node {
	var n parquet.Node
	switch t := l.typeOf(c); {
	case t == "delta" && c.kind == "text":
		n = parquet.Encoded(parquet.String(), &parquet.DeltaLengthByteArray)
	case t == "delta":
		n = parquet.Encoded(parquet.Int(64), &parquet.DeltaBinaryPacked)
	case l.dict && t != "bool":
		n = parquet.Encoded(parquetGoNodes[t](), &parquet.RLEDictionary)
	default:
		n = parquet.Encoded(parquetGoNodes[t](), &parquet.Plain)
	}
	codecs := map[string]compress.Codec{"none": &parquet.Uncompressed, "snappy": &parquet.Snappy, "gzip": &parquet.Gzip,
		"zstd": &parquet.Zstd, "brotli": &parquet.Brotli, "lz4": &parquet.Lz4Raw}
	n = parquet.Compressed(n, codecs[l.codec])
	if l.optional(c) {
		return parquet.Optional(n)
	}
	return n
}

func (l layout) parquetGoValue(c column, i int) parquet.Value {
	v := c.values[i]
	if v == nil {
		return parquet.Value{}
	}
	switch t := l.typeOf(c); t {
	case "date":
		return parquet.Int32Value(int32(v.(int64)))
	case "timestamp_ms", "timestamp_us", "timestamp_ns":
		return parquet.Int64Value(v.(int64)*86400*perSecond[t] + 3600*perSecond[t])
	case "int96":
		julian := uint32(v.(int64) + 2440588)
		return parquet.Int96Value(deprecated.Int96{0, 0, julian})
	case "int8", "int16", "uint8", "uint16", "uint32":
		return parquet.Int32Value(int32(v.(int64)))
	case "number":
		n, err := strconv.ParseInt(v.(string)[1:], 10, 64)
		if err != nil {
			panic(fmt.Sprintf("id %v: %v", v, err))
		}
		return parquet.Int64Value(n)
	}
	return parquet.ValueOf(v)
}

var perSecond = map[string]int64{"timestamp_ms": 1e3, "timestamp_us": 1e6, "timestamp_ns": 1e9}
