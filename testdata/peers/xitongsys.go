package main

import (
	"fmt"
	"strconv"

	"time"

	"github.com/xitongsys/parquet-go-source/local"
	"github.com/xitongsys/parquet-go/parquet"
	"github.com/xitongsys/parquet-go/types"
	"github.com/xitongsys/parquet-go/writer"
)

func xitongsysLayouts() []layout {
	return []layout{
		{name: "xitongsys-snappy", codec: "snappy"},
		{name: "xitongsys-none-dict", codec: "none", dict: true, as: map[string]string{"year": "int16", "age": "int8"}},
		{name: "xitongsys-gzip-pages", codec: "gzip", page: 256, as: map[string]string{"person_id": "number", dates: "timestamp_ms", born: "timestamp_us"}},
		{name: "xitongsys-zstd-int96", codec: "zstd", as: map[string]string{dates: "int96", "age": "uint8", "year": "uint32"}},
		{name: "spells-xitongsys", codec: "snappy"},
	}
}

var xitongsysTypes = map[string]string{
	"text": "BYTE_ARRAY, convertedtype=UTF8", "bool": "BOOLEAN", "float": "DOUBLE", "int": "INT64", "number": "INT64",
	"date": "INT32, convertedtype=DATE", "int8": "INT32, convertedtype=INT_8", "int16": "INT32, convertedtype=INT_16",
	"uint8": "INT32, convertedtype=UINT_8", "uint32": "INT32, convertedtype=UINT_32",
	"timestamp_ms": "INT64, convertedtype=TIMESTAMP_MILLIS", "timestamp_us": "INT64, convertedtype=TIMESTAMP_MICROS", "int96": "INT96",
}

func writeXitongsys(path string, l layout, cols []column) error {
	md := make([]string, len(cols))
	for i, c := range cols {
		t := l.typeOf(c)
		md[i] = fmt.Sprintf("name=%s, type=%s, repetitiontype=OPTIONAL", c.name, xitongsysTypes[t])
		if l.dict && t == "text" {
			md[i] += ", encoding=PLAIN_DICTIONARY"
		}
	}
	f, err := local.NewLocalFileWriter(path)
	if err != nil {
		return err
	}
	w, err := writer.NewCSVWriter(md, f, 1)
	if err != nil {
		return err
	}
	w.CompressionType = map[string]parquet.CompressionCodec{"none": parquet.CompressionCodec_UNCOMPRESSED, "snappy": parquet.CompressionCodec_SNAPPY,
		"gzip": parquet.CompressionCodec_GZIP, "zstd": parquet.CompressionCodec_ZSTD}[l.codec]
	if l.page > 0 {
		w.PageSize = int64(l.page)
	}
	for i := range cols[0].values {
		row := make([]any, len(cols))
		for k, c := range cols {
			row[k] = l.xitongsysValue(c, c.values[i])
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	if err := w.WriteStop(); err != nil {
		return err
	}
	return f.Close()
}

func (l layout) xitongsysValue(c column, v any) any {
	if v == nil {
		return nil
	}
	switch t := l.typeOf(c); t {
	case "date", "int8", "int16", "uint8", "uint32":
		return int32(v.(int64))
	case "timestamp_ms", "timestamp_us":
		return v.(int64)*86400*perSecond[t] + 3600*perSecond[t]
	case "int96":
		return types.TimeToINT96(time.Unix(v.(int64)*86400, 0).UTC())
	case "number":
		n, err := strconv.ParseInt(v.(string)[1:], 10, 64)
		if err != nil {
			panic(err)
		}
		return n
	}
	return v
}
