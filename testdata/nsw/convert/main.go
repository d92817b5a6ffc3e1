// Command convert turns the CSV file of this example into Parquet: earnings are
// floating point, the id is text, all else whole numbers. sib itself reads Parquet only.
package main

import (
	"fmt"
	"os"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/csv"
	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/compress"
	"github.com/apache/arrow/go/v17/parquet/pqarrow"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: convert IN.csv OUT.parquet")
		os.Exit(2)
	}
	if err := convert(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintf(os.Stderr, "convert: %v\n", err)
		os.Exit(1)
	}
}

func convert(in, out string) (err error) {
	src, err := os.Open(in)
	if err != nil {
		return err
	}
	defer src.Close()
	rows := csv.NewInferringReader(src, csv.WithHeader(true), csv.WithChunk(-1),
		csv.WithColumnTypes(map[string]arrow.DataType{"re74": arrow.PrimitiveTypes.Float64, "re75": arrow.PrimitiveTypes.Float64}))
	defer rows.Release()
	if !rows.Next() {
		return fmt.Errorf("%s: no rows: %v", in, rows.Err())
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	dst, err := os.Create(out + ".tmp")
	if err != nil {
		return err
	}
	defer os.Remove(out + ".tmp")
	props := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Snappy))
	w, err := pqarrow.NewFileWriter(rows.Schema(), dst, props, pqarrow.DefaultWriterProps())
	if err != nil {
		return err
	}
	if err := w.Write(rows.Record()); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.Rename(out+".tmp", out)
}
